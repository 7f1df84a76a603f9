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
/// @param counts the weights of all chains for names lower and higher than counted, see [NamePosterior#of]; empty where
///     there is no chain from a sacrum
/// @param border likewise what was seen of where ribs begin; empty where nothing was
/// @param leastConfidence what was asked for: under it the film gets no names
/// @param fixed the name that a user fixed, null where none was
/// @param ribs whether where ribs begin confirms the count
public record Numbering(
        double confidence,
        List<Hypothesis> hypotheses,
        @Nullable Undetermined undetermined,
        List<Double> evidence,
        List<List<Double>> levelEvidence,
        List<Double> counts,
        List<Double> border,
        double leastConfidence,
        @Nullable FixedName fixed,
        RibCheck ribs) {
    /// One naming of the whole film.
    ///
    /// @param lowest the name it gives the lowest body found
    /// @param shift levels higher than the most likely naming; 0 for that one
    /// @param probability in [0, 1]
    /// @param variant what kind of spine it takes this for
    public record Hypothesis(Level lowest, int shift, double probability, Variant variant) {
        public Hypothesis(Level lowest, int shift, double probability) {
            this(lowest, shift, probability, Variant.FIVE_LUMBAR);
        }
    }

    /// What kind of spine a naming takes a film for.
    public enum Variant {
        FIVE_LUMBAR("five lumbar vertebrae"),
        /// names end in L6
        SIX_LUMBAR("six lumbar vertebrae"),
        /// names begin with L4
        FOUR_LUMBAR("four lumbar vertebrae"),
        /// the fifth vertebra above the sacrum bears ribs and is named T13, those below as usual
        THIRTEENTH_RIB("a thirteenth thoracic vertebra");

        private final String meaning;

        Variant(String meaning) {
            this.meaning = meaning;
        }

        /// "six lumbar vertebrae"
        public String meaning() {
            return meaning;
        }
    }

    /// Why a film gets no names.
    public enum Undetermined {
        NO_SACRUM,
        SACRUM_DOES_NOT_FIT,
        TWO_NAMINGS,
        /// the count from the sacrum and where ribs begin contradict each other: six or four lumbar vertebrae, or one that
        /// is neither lumbar nor sacral, neither lumbar nor thoracic
        TRANSITIONAL,
        /// below the confidence that the study asks for
        UNSURE,
        WRONG_VIEW
    }

    /// of a film whose confidence was not kept
    public static final Numbering UNKNOWN =
            new Numbering(
                    0, List.of(), null, List.of(), List.of(), List.of(), List.of(), 0, null, RibCheck.NOT_CHECKED);

    public Numbering {
        hypotheses = List.copyOf(hypotheses);
        evidence = List.copyOf(evidence);
        levelEvidence = List.copyOf(levelEvidence);
        counts = List.copyOf(counts);
        border = List.copyOf(border);
    }

    static Numbering none(Undetermined why, NumberingOptions options) {
        return new Numbering(
                0,
                List.of(),
                why,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                options.leastConfidence(),
                null,
                RibCheck.NOT_CHECKED);
    }

    /// the same with another confidence, other namings and the reason why it gives none
    Numbering renamed(
            double certain, List<Hypothesis> namings, @Nullable Undetermined why, @Nullable FixedName name) {
        return new Numbering(
                certain, namings, why, evidence, levelEvidence, counts, border, leastConfidence, name, ribs);
    }

    /// the same with the evidence of one more body on top, as good as that of the one below it
    Numbering withTop() {
        if (levelEvidence.isEmpty()) return this;
        List<List<Double>> all = new java.util.ArrayList<>(levelEvidence);
        all.add(levelEvidence.getLast());
        return new Numbering(
                confidence, hypotheses, undetermined, evidence, all, counts, border, leastConfidence, fixed, ribs);
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
