package org.levelread.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/// Quantiles of the distributions behind the intervals, and of samples.
final class Quantiles {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private Quantiles() {}

    /// 1.959964 for .95
    static double z(double level) {
        Interval.requireLevel(level);
        return NORMAL.inverseSurvivalProbability((1 - level) / 2);
    }

    /// Student's t with n - 1 degrees of freedom, n above 1
    static double t(double level, int n) {
        Interval.requireLevel(level);
        return TDistribution.of(n - 1).inverseSurvivalProbability((1 - level) / 2);
    }

    /// two-sided p of a standard normal statistic
    static double twoSided(double z) {
        return Math.min(1, 2 * NORMAL.survivalProbability(Math.abs(z)));
    }

    /// Sample quantile of R's type 7, numpy's default: `quantile(x, p)`.
    ///
    /// @param sorted ascending, not empty
    static double ofSorted(double[] sorted, double p) {
        double h = (sorted.length - 1) * p;
        int below = (int) Math.floor(h);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (h - below) * (sorted[above] - sorted[below]);
    }
}
