package org.levelread.reading;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A reader of a study.
///
/// @param position decides what is dealt to the reader; a replacement takes it over
/// @param leftAt when the reader dropped out; null as long as the reader takes part
/// @param trainingPassedAt null where the training is not passed, or none is planned
public record StudyReader(
        UUID readerId,
        int position,
        Instant joinedAt,
        @Nullable Instant leftAt,
        @Nullable String leftBecause,
        @Nullable Instant trainingPassedAt) {
    public boolean active() {
        return leftAt == null;
    }
}
