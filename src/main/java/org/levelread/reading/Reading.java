package org.levelread.reading;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One film as one reader reads it.
///
/// @param orderIndex the film's place in this reader's own order, from 1
/// @param activeMs milliseconds the reader was at work on it so far
/// @param version raised by every save; a save names the version that it saw
public record Reading(
        UUID id,
        UUID studyId,
        UUID filmId,
        UUID readerId,
        int orderIndex,
        ReadingState state,
        @Nullable Instant openedAt,
        @Nullable Instant savedAt,
        @Nullable Instant submittedAt,
        long activeMs,
        Answer answer,
        int version) {}
