package org.levelread.pacs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A program of the hospital that pushes films to LevelRead over STOW-RS.
///
/// @param archiveId where the results of its films go; null: nowhere
/// @param dailyBytes how much it may push a day (UTC)
/// @param usedToday bytes that it has pushed today
/// @param failure of the last push that was refused, one sentence
public record Router(
        UUID id,
        UUID studyId,
        @Nullable UUID archiveId,
        String name,
        boolean enabled,
        long dailyBytes,
        long usedToday,
        @Nullable Instant pushedAt,
        @Nullable Instant failedAt,
        @Nullable String failure) {}
