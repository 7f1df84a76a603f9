package org.levelread.report;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One report of frozen data, without its bytes.
///
/// @param locked whether the study's database was locked: else the report is an interim one
/// @param frozenBy as the report prints it
/// @param progress share that is computed, in [0, 1]
/// @param stage what is computed now
/// @param error one sentence, where it failed
/// @param packSha256 of the export pack, where it is done
public record FrozenReport(
        UUID id,
        UUID studyId,
        String dataSha256,
        boolean locked,
        Instant frozenAt,
        String frozenBy,
        State state,
        double progress,
        String stage,
        @Nullable String error,
        @Nullable String packSha256) {
    public enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED
    }

    public boolean waiting() {
        return state == State.QUEUED || state == State.RUNNING;
    }
}
