package org.levelread.protocol;

/// Why a protocol file is refused.
///
/// @param line of the file, from 1
/// @param path of the value, such as "design.washoutDays"; empty for the file as a whole
/// @param reason what is wrong and what to do
public record ProtocolProblem(int line, String path, String reason) {
    /// "line 12, design.washoutDays: must be at least 1"
    public String sentence() {
        return "line " + line + (path.isEmpty() ? "" : ", " + path) + ": " + reason;
    }
}
