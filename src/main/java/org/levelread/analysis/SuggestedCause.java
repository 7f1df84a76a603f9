package org.levelread.analysis;

import org.levelread.spine.Cause;

/// Why two answers may differ, for a person to confirm.
///
/// @param evidence one sentence that can be checked on the film
/// @param confidence in [0, 1]; a rank, not a probability
public record SuggestedCause(Cause cause, String evidence, double confidence) {
    public SuggestedCause {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("a confidence lies in [0, 1], was " + confidence);
        }
    }
}
