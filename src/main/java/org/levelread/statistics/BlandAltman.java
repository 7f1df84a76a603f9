package org.levelread.statistics;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.levelread.statistics.ClusterBootstrap.Wanted;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;

/// Limits of agreement of two ways of measuring. Bland and Altman, Lancet 1986;1:307-10,
/// doi:10.1016/S0140-6736(86)90837-8.
///
/// @param bias mean of first minus second, t interval
/// @param lower bias - 1.96 SD, with the interval of Bland and Altman: standard error √(3 SD² / n)
/// @param upper bias + 1.96 SD, likewise
/// @param spread the standard deviation of the differences, with n - 1; chi-square interval
public record BlandAltman(Estimate bias, Estimate lower, Estimate upper, Estimate spread) {
    private static final String NAME = "Bland-Altman limits of agreement, 1.96 SD";

    /// the standard deviation of the differences, 0 where it is not estimable
    public double standardDeviation() {
        return spread.estimated().map(Estimated::value).orElse(0.0);
    }

    public static BlandAltman of(double[] first, double[] second, double level) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(
                    "measurements come in pairs, were " + first.length + " and " + second.length);
        }
        int n = first.length;
        Method method = new Method(
                NAME + "; t intervals with n - 1 degrees of freedom",
                "Python: d = first - second; statsmodels.stats.weightstats.DescrStatsW(d).tconfint_mean(); mean(d) + 1.96 * std(d, ddof=1)");
        Method deviation = new Method(
                "standard deviation of the differences, n - 1; standard error SD / √(2 (n - 1)), chi-square interval",
                "R: sd(first - second)");
        if (n < 2) {
            String reason = n == 0 ? "there is no pair" : "there is only 1 pair";
            NotEstimable none = new NotEstimable(reason, method, Sample.of(n));
            return new BlandAltman(none, none, none, new NotEstimable(reason, deviation, Sample.of(n)));
        }
        double[] d = new double[n];
        for (int i = 0; i < n; i++) d[i] = first[i] - second[i];
        double mean = Arrays.stream(d).average().orElseThrow();
        double sd = Math.sqrt(Arrays.stream(d).map(x -> (x - mean) * (x - mean)).sum() / (n - 1));
        double t = Quantiles.t(level, n);
        double limitError = Math.sqrt(3 * sd * sd / n);
        double tail = (1 - level) / 2;
        var chi = ChiSquaredDistribution.of(n - 1);
        Optional<Interval> spread = Optional.of(new Interval(
                sd * Math.sqrt((n - 1) / chi.inverseSurvivalProbability(tail)),
                sd * Math.sqrt((n - 1) / chi.inverseCumulativeProbability(tail)),
                level));
        return new BlandAltman(
                estimate(mean, sd / Math.sqrt(n), around(mean, sd / Math.sqrt(n), t, level), method, n),
                estimate(mean - 1.96 * sd, limitError, around(mean - 1.96 * sd, limitError, t, level), method, n),
                estimate(mean + 1.96 * sd, limitError, around(mean + 1.96 * sd, limitError, t, level), method, n),
                estimate(sd, sd / Math.sqrt(2.0 * (n - 1)), spread, deviation, n));
    }

    /// The same of differences of which several belong to one cluster: intervals from clusters drawn with replacement.
    ///
    /// @param differences first minus second, for instance the shift of an answer in levels
    public static BlandAltman clustered(Collection<Observation> differences, double level, ClusterBootstrap bootstrap) {
        int n = differences.size();
        Method method = new Method(NAME, "R: mean(d) + c(-1.96, 0, 1.96) * sd(d)");
        Method deviation = new Method("standard deviation of the differences, n - 1", "R: sd(d)");
        SortedSet<String> names = new TreeSet<>();
        for (Observation o : differences) names.add(o.cluster());
        if (n < 2) {
            String reason = n == 0 ? "there is no difference" : "there is only 1 difference";
            NotEstimable none = new NotEstimable(reason, method, Sample.of(n));
            return new BlandAltman(none, none, none, new NotEstimable(reason, deviation, Sample.of(n)));
        }
        List<String> order = List.copyOf(names);
        var places = new HashMap<String, Integer>();
        for (String name : order) places.put(name, places.size());
        // about their mean, so that squares lose no digits
        double centre =
                differences.stream().mapToDouble(Observation::value).average().orElseThrow();
        ClusterSums sums = new ClusterSums(order.size(), 3);
        for (Observation o : differences) {
            int cluster = places.get(o.cluster());
            double d = o.value() - centre;
            sums.add(cluster, 0, 1);
            sums.add(cluster, 1, d);
            sums.add(cluster, 2, d * d);
        }
        Figure mean = s -> s[0] > 0 ? OptionalDouble.of(centre + s[1] / s[0]) : OptionalDouble.empty();
        Figure sd = s -> s[0] > 1
                ? OptionalDouble.of(Math.sqrt(Math.max(0, s[2] - s[1] * s[1] / s[0]) / (s[0] - 1)))
                : OptionalDouble.empty();
        List<Estimate> made = bootstrap.estimates(
                List.of(
                        new Wanted(sums, mean, method, Sample.of(n)),
                        new Wanted(sums, limit(mean, sd, -1.96), method, Sample.of(n)),
                        new Wanted(sums, limit(mean, sd, 1.96), method, Sample.of(n)),
                        new Wanted(sums, sd, deviation, Sample.of(n))),
                level);
        return new BlandAltman(made.get(0), made.get(1), made.get(2), made.get(3));
    }

    private static Figure limit(Figure mean, Figure sd, double times) {
        return s -> {
            OptionalDouble deviation = sd.of(s);
            return deviation.isEmpty()
                    ? deviation
                    : OptionalDouble.of(mean.of(s).orElseThrow() + times * deviation.getAsDouble());
        };
    }

    private static Optional<Interval> around(double value, double error, double t, double level) {
        return Optional.of(Interval.around(value, error, t, level));
    }

    private static Estimate estimate(double value, double error, Optional<Interval> interval, Method method, int n) {
        return error > 0
                ? new Estimated(value, OptionalDouble.of(error), interval, method, Sample.of(n), List.of())
                : new Estimated(
                        value,
                        OptionalDouble.empty(),
                        Optional.empty(),
                        method,
                        Sample.of(n),
                        List.of("all differences are the same, so the standard error is 0 and gives no interval"));
    }
}
