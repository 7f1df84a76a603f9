package org.levelread.prediction;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One run of the pipeline over a film.
///
/// @param models JSON object of the models' names and versions, null before they are known
/// @param result the JSON object that `levelread predict --json` prints for the film; not null exactly when DONE
/// @param error one sentence for the user; not null when FAILED
public record PredictionRun(
        UUID id,
        UUID filmId,
        RunState state,
        Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String models,
        @Nullable String result,
        @Nullable String error) {}
