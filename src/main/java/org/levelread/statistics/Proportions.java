package org.levelread.statistics;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;

/// A share of yes among n, with its interval.
public final class Proportions {
    /// @param yes of `total`, which is above 0
    public record Count(int yes, int total) {
        public Count {
            if (yes < 0 || total < 1 || yes > total) {
                throw new IllegalArgumentException(yes + " of " + total + " is no count of a cluster");
            }
        }
    }

    private Proportions() {}

    /// Wilson's score interval without continuity correction.
    public static Estimate wilson(int yes, int n, double level) {
        return of(
                yes,
                n,
                level,
                BinomialConfidenceInterval.WILSON_SCORE,
                new Method(
                        "proportion, Wilson interval",
                        "R: prop.test(" + yes + ", " + n + ", correct = FALSE)$conf.int"));
    }

    /// Clopper and Pearson's exact interval.
    public static Estimate clopperPearson(int yes, int n, double level) {
        return of(
                yes,
                n,
                level,
                BinomialConfidenceInterval.CLOPPER_PEARSON,
                new Method("proportion, Clopper-Pearson interval", "R: binom.test(" + yes + ", " + n + ")$conf.int"));
    }

    /// Wilson's interval where units of one cluster are alike: counts are divided by the design effect of Rao and
    /// Scott (Biometrics 1992;48:577-85, doi:10.2307/2532311), which is never taken below 1. Where all units are
    /// yes, or none, the design effect is unknown and each cluster counts once. With one unit a cluster this is
    /// [#wilson].
    public static Estimate wilsonClustered(Collection<Count> clusters, double level) {
        int yes = clusters.stream().mapToInt(Count::yes).sum();
        int n = clusters.stream().mapToInt(Count::total).sum();
        int c = clusters.size();
        if (c == n) return wilson(yes, n, level);
        double p = yes / (double) n;
        double effect = n / (double) c;
        if (yes > 0 && yes < n && c > 1) {
            double squares = 0;
            for (Count cluster : clusters) {
                double d = cluster.yes() - p * cluster.total();
                squares += d * d;
            }
            double variance = c / (c - 1.0) * squares / ((double) n * n);
            effect = Math.max(1, variance / (p * (1 - p) / n));
        }
        Method method = new Method(
                "proportion, Wilson interval with the Rao-Scott design effect of " + c + " clusters",
                String.format(
                        Locale.ROOT,
                        "R: prop.test(%d / %.6f, %d / %.6f, correct = FALSE)$conf.int",
                        yes,
                        effect,
                        n,
                        effect));
        if (c < 2) return new NotEstimable("all " + n + " units come from 1 cluster", method, Sample.of(n));
        return new Estimated(
                p,
                OptionalDouble.empty(),
                Optional.of(wilson(p, n / effect, level)),
                method,
                Sample.of(n),
                List.of(String.format(Locale.ROOT, "design effect %.2f", effect)));
    }

    private static Interval wilson(double p, double n, double level) {
        double z = Quantiles.z(level);
        double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
        double half = z / (1 + z * z / n) * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        return new Interval(p == 0 ? 0 : centre - half, p == 1 ? 1 : centre + half, level);
    }

    private static Estimate of(int yes, int n, double level, BinomialConfidenceInterval kind, Method method) {
        if (yes < 0 || yes > n) throw new IllegalArgumentException(yes + " of " + n + " is no proportion");
        Interval.requireLevel(level);
        if (n == 0) return new NotEstimable("there is no unit to count", method, Sample.of(0));
        var interval = kind.fromErrorRate(n, yes, 1 - level);
        return new Estimated(
                yes / (double) n,
                OptionalDouble.empty(),
                Optional.of(new Interval(interval.getLowerBound(), interval.getUpperBound(), level).within(0, 1)),
                method,
                Sample.of(n),
                List.of());
    }
}
