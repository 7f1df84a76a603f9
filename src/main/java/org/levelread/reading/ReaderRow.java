package org.levelread.reading;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.levelread.protocol.Arm;

/// How far a reader is, for the study lead: counts and times, and nothing of what was answered.
///
/// @param training how far the training is; null where none is planned
/// @param lastReadAt when the last answer was submitted; null before the first
/// @param opensAt when the reader's next session opens; null where reading is possible now or nothing is left
/// @param reminderDue whether the reader has not read for as long as the protocol waits
public record ReaderRow(
        UUID readerId,
        int position,
        boolean active,
        @Nullable String leftBecause,
        @Nullable Training training,
        List<Count> counts,
        @Nullable Instant lastReadAt,
        @Nullable Instant opensAt,
        boolean reminderDue) {

    /// Reads of one period and arm.
    ///
    /// @param typical median of each part over the films that are done, both looks of a sequential read together; null before
    /// the first
    public record Count(int period, Arm arm, int assigned, int submitted, @Nullable Effort typical) {}

    public record Training(int attempt, int assigned, int submitted, boolean passed) {}

    public int assigned() {
        return counts.stream().mapToInt(Count::assigned).sum();
    }

    public int submitted() {
        return counts.stream().mapToInt(Count::submitted).sum();
    }
}
