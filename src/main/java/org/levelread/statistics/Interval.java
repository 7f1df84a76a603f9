package org.levelread.statistics;

/// A confidence interval.
///
/// @param level coverage, in (0, 1), .95 for 95 %
public record Interval(double lower, double upper, double level) {
    public Interval {
        if (!(Double.isFinite(lower) && Double.isFinite(upper) && lower <= upper)) {
            throw new IllegalArgumentException("an interval cannot run from " + lower + " to " + upper);
        }
        requireLevel(level);
    }

    /// estimate - quantile x error to estimate + quantile x error
    static Interval around(double estimate, double error, double quantile, double level) {
        return new Interval(estimate - quantile * error, estimate + quantile * error, level);
    }

    /// the same interval cut to [low, high], for a statistic that cannot leave that range
    Interval within(double low, double high) {
        return new Interval(Math.clamp(lower, low, high), Math.clamp(upper, low, high), level);
    }

    static void requireLevel(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("a confidence level lies in (0, 1), for instance .95, was " + level);
        }
    }
}
