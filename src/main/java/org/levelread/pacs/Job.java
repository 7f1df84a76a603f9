package org.levelread.pacs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something to be done with an object of an archive.
///
/// @param runId whose result is sent; not null exactly when SEND
/// @param attempts made so far
/// @param failure of the last attempt, one sentence; null where there was none
/// @param film "Film 7", null before the object is one
public record Job(
        UUID id,
        Kind kind,
        UUID archiveId,
        UUID objectId,
        @Nullable UUID runId,
        State state,
        int attempts,
        @Nullable String failure,
        Instant queuedAt,
        Instant nextAt,
        @Nullable Instant endedAt,
        @Nullable String film) {
    /// what is done
    public enum Kind {
        FETCH,
        SEND
    }

    /// how far it is
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED
    }
}
