package org.levelread.spine;

import java.util.Arrays;

/// How probable it is that all names lie some levels higher than counted from the sacrum with five lumbar vertebrae.
///
/// A count may be off (a body missed, a false one, S1 taken for another), and a spine may have four or six lumbar
/// vertebrae; where ribs begin tells both alike. The chain gives the first, its prevalence the second, the net's map of
/// thoracic bodies the likelihood, weakened by a weight (bodies are not independent) and by how often the whole border is
/// seen one body too high or too low.
///
/// @param shifts `double[FURTHEST + shift]`, -FURTHEST to FURTHEST; sums to at most 1, what is missing are chains that are
///     wrong within
public record NamePosterior(double[] shifts) {
    /// levels that names may lie higher or lower
    public static final int FURTHEST = ChainOdds.FURTHEST;
    /// share of a wrong count that goes to one level lower and higher whatever the chains say
    private static final double ANY_SHARE = .25;
    private static final double LEAST_OTHERS = .05;

    /// @param counted probability that the count from the sacrum is right
    /// @param shares of the weight of all chains for names some levels higher, [ChainOdds#shares] of the lowest body
    /// @param border [RibBorder#logLikelihoods], empty where none was seen
    public static NamePosterior of(double counted, double[] shares, double[] border, Calibration calibration) {
        double[] count = count(counted, shares);
        double[] prior = new double[2 * FURTHEST + 1];
        double four = calibration.fourLumbar();
        double six = calibration.sixLumbar();
        for (int k = 0; k < prior.length; k++) {
            prior[k] = (1 - four - six) * count[k];
            // a body fewer below lifts all names, one more lowers them
            if (k > 0) prior[k] += four * count[k - 1];
            if (k + 1 < prior.length) prior[k] += six * count[k + 1];
        }
        if (border.length == 0) return new NamePosterior(prior);
        double[] likelihood = likelihood(border, calibration);
        double within = Math.max(0, 1 - Arrays.stream(prior).sum())
                * Arrays.stream(likelihood).average().orElse(0);
        double all = within;
        for (int k = 0; k < prior.length; k++) all += prior[k] * likelihood[k];
        for (int k = 0; k < prior.length; k++) prior[k] = all > 0 ? prior[k] * likelihood[k] / all : prior[k];
        return new NamePosterior(prior);
    }

    /// the probability that the count itself is off by each number of levels
    private static double[] count(double counted, double[] shares) {
        double[] count = new double[2 * FURTHEST + 1];
        double others = Arrays.stream(shares).sum() - shares[FURTHEST];
        for (int k = 0; k < count.length; k++) {
            double any = Math.abs(k - FURTHEST) == 1 ? .5 * ANY_SHARE : 0;
            double chains = others > 0 ? (1 - ANY_SHARE) * shares[k] / Math.max(others, LEAST_OTHERS) : 0;
            count[k] = k == FURTHEST ? counted : (1 - counted) * (any + chains);
        }
        return count;
    }

    /// of each shift, the largest 1
    static double[] likelihood(double[] border, Calibration calibration) {
        double most = Arrays.stream(border).max().orElse(0);
        double[] seen = Arrays.stream(border)
                .map(v -> Math.exp(calibration.ribWeight() * (v - most)))
                .toArray();
        double slip = calibration.ribSlip();
        double[] out = new double[2 * FURTHEST + 1];
        double highest = 0;
        for (int k = 0; k < out.length; k++) {
            int at = k + RibBorder.FURTHEST - FURTHEST;
            out[k] = (1 - 2 * slip) * seen[at] + slip * (seen[at - 1] + seen[at + 1]);
            highest = Math.max(highest, out[k]);
        }
        for (int k = 0; k < out.length; k++) out[k] /= highest;
        return out;
    }

    public double of(int shift) {
        return shifts[FURTHEST + shift];
    }

    /// The most probable shift that a name exists for; 0 where several are equal.
    ///
    /// @param lowest levels that the lowest body lies above S1, at least 1
    public int best(int lowest) {
        int best = 0;
        for (int shift = -1; shift <= FURTHEST; shift++) {
            if (lowest + shift < 0) continue;
            if (of(shift) > of(best)) best = shift;
        }
        return best;
    }
}
