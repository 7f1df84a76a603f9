package org.levelread.reading;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An e-mail that reminds a reader of the films that wait.
///
/// @param endedAt when it was sent or given up; null while it waits
public record Reminder(UUID id, UUID studyId, UUID readerId, Instant askedAt, State state, @Nullable Instant endedAt) {
    public enum State {
        QUEUED,
        SENT,
        FAILED
    }
}
