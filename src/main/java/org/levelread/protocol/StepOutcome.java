package org.levelread.protocol;

/// What came of a step that a lead wanted to take.
public sealed interface StepOutcome {
    record Taken() implements StepOutcome {}

    /// @param sentence why not, and what to do; nothing was changed
    record Refused(String sentence) implements StepOutcome {}
}
