package org.levelread.reading;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where the signed-in reader stands in a study: what is left, and whether and when reading goes on.
///
/// @param title of the study
/// @param done answers given in the study, training left out
/// @param left films still to read in all periods, training left out
/// @param leftNow films still to read in the period or training that is on
/// @param training whether that is the training
/// @param opensAt when the next session opens; null where reading is possible now or no time is known
/// @param reason one sentence why nothing can be read now; empty where reading is possible
/// @param breakAfterMinutes after which a break is due; null where the protocol says none
/// @param breakDue whether it is due now: `opensAt` is its end, and the reader may read on for a reason
public record ReaderStanding(
        String title,
        int done,
        int left,
        int leftNow,
        boolean training,
        @Nullable Instant opensAt,
        String reason,
        @Nullable Integer breakAfterMinutes,
        boolean breakDue) {
    public boolean mayRead() {
        return reason.isEmpty();
    }

    public boolean finished() {
        return left == 0 && done > 0;
    }
}
