package org.levelread.reading;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.levelread.protocol.Arm;

/// One film that one reader reads once: what was planned about it, and nothing of the answer.
///
/// @param period 0 for training, then from 1
/// @param step 1, or 2 for the aided look of a sequential read
/// @param attempt at the training; 1 for all other reads
/// @param orderIndex the film's place in this reader's own order of the period, from 1
/// @param protocolVersion under which it is or was read; null for reads from before there were protocols
/// @param aidVersion of the models whose prediction is shown with it; null where none is
public record Assignment(
        UUID readingId,
        UUID studyId,
        UUID filmId,
        UUID readerId,
        int period,
        Arm arm,
        int step,
        Kind kind,
        int attempt,
        int orderIndex,
        ReadingState state,
        @Nullable Integer protocolVersion,
        @Nullable String aidVersion) {
    public enum Kind {
        /// read first, with the reference shown after the answer; no data
        TRAINING,
        STUDY,
        /// the same film again, unannounced: only for the reader's agreement with themselves
        DUPLICATE
    }

    /// whether the prediction is shown with the film
    public boolean aided() {
        return arm.showsPrediction(step);
    }
}
