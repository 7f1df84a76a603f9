package org.levelread.reading;

import java.util.List;

/// What shows that a study was read blind: each line a statement, whether it holds now, and what was looked at.
public record BlindingEvidence(List<Line> lines) {
    /// @param looked at, in numbers or words
    public record Line(boolean holds, String statement, String looked) {}

    public boolean holds() {
        return lines.stream().allMatch(Line::holds);
    }
}
