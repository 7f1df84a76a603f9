package org.levelread.spine;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How sure the names of one film are: a distribution over namings, not only the best.
///
/// @param confidence that every name is right, in [0, 1]: calibrated on rendered films, see [Calibration]; 0 where
///     nothing can be named
/// @param hypotheses the most likely first, probabilities sum to 1 at most; empty where there is no chain from a
///     sacrum
/// @param undetermined why the film gets no names; null where it gets them
/// @param evidence what the confidence was computed from, in the order of [Calibration#FILM_FEATURES]
/// @param levelEvidence likewise of each name, in the order of [Calibration#LEVEL_FEATURES]
/// @param fixed the name that a user fixed, null where none was
public record Numbering(
        double confidence,
        List<Hypothesis> hypotheses,
        @Nullable Undetermined undetermined,
        List<Double> evidence,
        List<List<Double>> levelEvidence,
        @Nullable FixedName fixed) {
    /// One naming of the whole film.
    ///
    /// @param lowest the name it gives the lowest body found
    /// @param shift levels higher than the most likely naming; 0 for that one
    /// @param probability in [0, 1]
    public record Hypothesis(Level lowest, int shift, double probability) {}

    /// Why a film gets no names.
    public enum Undetermined {
        NO_SACRUM,
        SACRUM_DOES_NOT_FIT,
        TWO_NAMINGS,
        /// below the confidence that the study asks for
        UNSURE,
        WRONG_VIEW
    }

    /// of a film whose confidence was not kept
    public static final Numbering UNKNOWN = new Numbering(0, List.of(), null, List.of(), List.of(), null);

    public Numbering {
        hypotheses = List.copyOf(hypotheses);
        evidence = List.copyOf(evidence);
        levelEvidence = List.copyOf(levelEvidence);
    }

    static Numbering none(Undetermined why) {
        return new Numbering(0, List.of(), why, List.of(), List.of(), null);
    }

    /// the probability that the lowest body found is the named one; where L5 is follows from it
    public double probabilityThatLowestIs(Level level) {
        return hypotheses.stream()
                .filter(h -> h.lowest() == level)
                .mapToDouble(Hypothesis::probability)
                .sum();
    }

    public Optional<Hypothesis> second() {
        return hypotheses.size() > 1 ? Optional.of(hypotheses.get(1)) : Optional.empty();
    }
}
