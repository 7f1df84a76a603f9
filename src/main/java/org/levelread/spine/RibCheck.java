package org.levelread.spine;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whether where ribs begin confirms the names that were counted from the sacrum.
///
/// Six and four lumbar vertebrae look like five as long as no body with ribs is in view: such a film is named, but the
/// count stands alone, and this says so. It is no flag: on a film cut above L1 nothing is wrong.
///
/// @param evidence one sentence that a person can check on the film
public record RibCheck(Outcome outcome, String evidence) {
    /// What the ribs say.
    public enum Outcome {
        /// ribs begin where the count says
        CONFIRMS,
        /// ribs fit another count about as well
        UNCLEAR,
        /// no body with ribs is in view
        NOT_IN_VIEW,
        /// ribs fit another count clearly better: flagged as C4b and C4d
        CONTRADICTS,
        /// nobody looked: no names are counted from a sacrum, or the nets do not tell ribs
        NOT_CHECKED
    }

    static final RibCheck NOT_CHECKED = new RibCheck(Outcome.NOT_CHECKED, "Where ribs begin was not looked for.");

    /// likelihood of other names, in shares of the counted ones', above which ribs contradict the count
    private static final double CONTRADICTED = 2.5;
    /// and above which they do not confirm it: on 24 rendered films with six or four lumbar vertebrae and nets 2026.12 none
    /// was lower, of 213 routine ones 146 were
    private static final double CONFIRMED = .9;
    private static final double BEARS = .5;

    static RibCheck of(@Nullable RibBorder ribs, Chain chain, Calibration calibration, int shift) {
        if (ribs == null) return NOT_CHECKED;
        if (shift != 0) {
            return new RibCheck(
                    Outcome.CONTRADICTS,
                    "The names follow where ribs begin, which lies %d %s %s than counted from the sacrum."
                            .formatted(
                                    Math.abs(shift), Math.abs(shift) == 1 ? "level" : "levels", shift > 0 ? "lower" : "higher"));
        }
        double rival = rival(ribs.logLikelihoods(), calibration);
        int first = firstWithRibs(ribs);
        if (rival > CONTRADICTED) {
            return new RibCheck(
                    Outcome.CONTRADICTS, "Where ribs begin fits another count %.1f times as well.".formatted(rival));
        }
        if (rival <= CONFIRMED) {
            return new RibCheck(
                    Outcome.CONFIRMS,
                    first < 0
                            ? "No body in view bears ribs, as counted."
                            : "Ribs begin at body %d above the sacrum, as counted."
                                    .formatted(chain.links().get(first).index()));
        }
        if (first < 0) {
            return new RibCheck(
                    Outcome.NOT_IN_VIEW,
                    "No body with ribs is in view, so six or four lumbar vertebrae cannot be told from five: the names rest on"
                            + " the count from the sacrum alone.");
        }
        return new RibCheck(
                Outcome.UNCLEAR,
                String.format(
                        Locale.ROOT,
                        "Ribs seem to begin at body %d above the sacrum (probability %.2f%s), which does not rule out six or"
                                + " four lumbar vertebrae: the names rest on the count from the sacrum alone.",
                        chain.links().get(first).index(),
                        ribs.probabilities()[first],
                        first > 0 ? ", %.2f in the one below".formatted(ribs.probabilities()[first - 1]) : ""));
    }

    static boolean contradicts(double[] border, Calibration calibration) {
        return border.length > 0 && rival(border, calibration) > CONTRADICTED;
    }

    /// the best likelihood of other names, in shares of that of the counted ones
    private static double rival(double[] border, Calibration calibration) {
        double[] seen = NamePosterior.likelihood(border, calibration);
        double best = 0;
        for (int k = 0; k < seen.length; k++) if (k != NamePosterior.FURTHEST) best = Math.max(best, seen[k]);
        return best / seen[NamePosterior.FURTHEST];
    }

    /// number of the lowest body that bears ribs, -1 for none in view
    static int firstWithRibs(RibBorder ribs) {
        for (int i = 0; i < ribs.probabilities().length; i++) if (ribs.probabilities()[i] > BEARS) return i;
        return -1;
    }
}
