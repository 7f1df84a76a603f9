package org.levelread.cases;

/// What came of an uploaded file.
public sealed interface UploadOutcome {
    record Stored(Film film) implements UploadOutcome {}

    /// @param sentence names the file and says what a person must look at first; the film waits among the arrivals
    record Quarantined(String sentence) implements UploadOutcome {}

    /// @param sentence names the file, says what is wrong and what to do; nothing was stored
    record Refused(String sentence) implements UploadOutcome {}
}
