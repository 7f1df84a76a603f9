package org.levelread.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;

/// Limits of agreement of two ways of measuring. Bland and Altman, Lancet 1986;1:307-10,
/// doi:10.1016/S0140-6736(86)90837-8.
///
/// @param bias mean of first minus second, t interval
/// @param lower bias - 1.96 SD, with the interval of Bland and Altman: standard error √(3 SD² / n)
/// @param upper bias + 1.96 SD, likewise
/// @param standardDeviation of the differences, with n - 1; 0 where it is not estimable
public record BlandAltman(Estimate bias, Estimate lower, Estimate upper, double standardDeviation) {

    public static BlandAltman of(double[] first, double[] second, double level) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(
                    "measurements come in pairs, were " + first.length + " and " + second.length);
        }
        int n = first.length;
        Method method = new Method(
                "Bland-Altman limits of agreement, 1.96 SD; t intervals",
                "Python: d = first - second; statsmodels.stats.weightstats.DescrStatsW(d).tconfint_mean(); mean(d) + 1.96 * std(d, ddof=1)");
        if (n < 2) {
            NotEstimable none =
                    new NotEstimable(n == 0 ? "there is no pair" : "there is only 1 pair", method, Sample.of(n));
            return new BlandAltman(none, none, none, 0);
        }
        double[] d = new double[n];
        for (int i = 0; i < n; i++) d[i] = first[i] - second[i];
        double mean = Arrays.stream(d).average().orElseThrow();
        double sd = Math.sqrt(Arrays.stream(d).map(x -> (x - mean) * (x - mean)).sum() / (n - 1));
        double t = Quantiles.t(level, n);
        double limitError = Math.sqrt(3 * sd * sd / n);
        return new BlandAltman(
                estimate(mean, sd / Math.sqrt(n), t, level, method, n),
                estimate(mean - 1.96 * sd, limitError, t, level, method, n),
                estimate(mean + 1.96 * sd, limitError, t, level, method, n),
                sd);
    }

    private static Estimate estimate(double value, double error, double t, double level, Method method, int n) {
        return new Estimated(
                value,
                OptionalDouble.of(error),
                Optional.of(Interval.around(value, error, t, level)),
                method,
                Sample.of(n),
                List.of());
    }
}
