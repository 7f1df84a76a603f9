package org.levelread.reading;

import java.util.List;
import java.util.Optional;
import org.levelread.spine.Level;

/// What the protocol asks beside the levels; whether they can be determined is always asked.
///
/// @param lowest the lowest level that may be named
/// @param highest the highest level that may be named
/// @param reasons why levels cannot be determined, to choose from; any other is typed
public record Questions(
        boolean instrumented,
        boolean confidence,
        boolean quality,
        boolean comment,
        Level lowest,
        Level highest,
        List<String> reasons) {
    /// where the protocol names none
    public static final List<String> USUAL_REASONS = List.of("Sacrum not in view", "Image quality", "Wrong view");

    public static final Questions ALL = new Questions(true, true, true, true, Level.S1, Level.T1, USUAL_REASONS);

    public Questions {
        reasons = List.copyOf(reasons);
    }

    /// Returns the sentence why an answer cannot be signed; empty when it can.
    public Optional<String> objection(Answer answer) {
        Optional<String> unfit = answer.objection();
        if (unfit.isPresent()) return unfit;
        if (quality && answer.quality() == null) return Optional.of("Say how good the film is.");
        if (!answer.determinable()) return Optional.empty();
        for (ReadingLevel named : answer.levels()) {
            if (named.level().compareTo(lowest) < 0 || named.level().compareTo(highest) > 0) {
                return Optional.of("%s is not asked in this study: name levels from %s to %s."
                        .formatted(named.level(), lowest, highest));
            }
            if (confidence && named.confidence() == null) {
                return Optional.of("Say how sure you are of " + named.level() + ".");
            }
        }
        return Optional.empty();
    }
}
