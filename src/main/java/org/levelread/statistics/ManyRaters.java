package org.levelread.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;
import org.levelread.statistics.TestOutcome.NotTestable;
import org.levelread.statistics.TestOutcome.Tested;

/// Agreement of more than two raters, from `counts[unit][category]`: how many raters put the unit there.
public final class ManyRaters {
    private ManyRaters() {}

    /// Fleiss' kappa; every unit needs the same number of ratings. Fleiss, Psychol Bull 1971;76:378-82,
    /// doi:10.1037/h0031619.
    public static Estimate fleiss(int[][] counts) {
        Method method = new Method("Fleiss' kappa", "Python: statsmodels.stats.inter_rater.fleiss_kappa(counts)");
        int n = counts.length;
        Sample sample = Sample.of(n);
        Optional<String> degenerate = degenerate(counts, true);
        if (degenerate.isPresent()) return new NotEstimable(degenerate.get(), method, sample);
        double[] share = shares(counts);
        double pe = Arrays.stream(share).map(p -> p * p).sum();
        double value = (observed(counts) - pe) / (1 - pe);
        return new Estimated(
                value,
                OptionalDouble.empty(),
                Optional.empty(),
                method,
                sample,
                List.of(
                        "the standard error of Fleiss, Nee and Landis holds under the null only and gives no interval"));
    }

    /// Fleiss' kappa of one category against all others.
    public static Estimate fleissOf(int[][] counts, int category) {
        int[][] against = new int[counts.length][];
        for (int i = 0; i < counts.length; i++) {
            int all = Arrays.stream(counts[i]).sum();
            against[i] = new int[] {counts[i][category], all - counts[i][category]};
        }
        return fleiss(against);
    }

    /// Tests Fleiss' kappa = 0. Fleiss, Nee and Landis, Psychol Bull 1979;86:974-7, doi:10.1037/0033-2909.86.5.974.
    public static TestOutcome fleissTest(int[][] counts) {
        Method method = new Method(
                "z test of Fleiss' kappa = 0, standard error of Fleiss, Nee and Landis 1979",
                "R: irr::kappam.fleiss(ratings)$statistic");
        Sample sample = Sample.of(counts.length);
        return switch (fleiss(counts)) {
            case NotEstimable none -> new NotTestable(none.reason(), method, sample);
            case Estimated kappa -> {
                int raters = Arrays.stream(counts[0]).sum();
                double pq = 0;
                double skew = 0;
                for (double p : shares(counts)) {
                    pq += p * (1 - p);
                    skew += p * (1 - p) * (1 - 2 * p);
                }
                double error =
                        Math.sqrt(2.0 / ((double) counts.length * raters * (raters - 1)) * (pq * pq - skew)) / pq;
                double z = kappa.value() / error;
                yield new Tested(z, error, Quantiles.twoSided(z), method, sample);
            }
        };
    }

    /// Gwet's AC1, ratings may be missing; t interval with n - 1 degrees of freedom that ends at 1, as irrCAC gives
    /// it. A unit with a single rating counts for the shares of the categories, not for the agreement.
    public static Estimate gwet(int[][] counts, double level) {
        Method method = new Method(
                "Gwet's AC1, several raters; t interval with n - 1 degrees of freedom",
                "R: irrCAC::gwet.ac1.dist(counts)");
        int[][] rated = Arrays.stream(counts)
                .filter(unit -> Arrays.stream(unit).sum() > 0)
                .toArray(int[][]::new);
        int n = rated.length;
        Sample sample = new Sample(
                n,
                counts.length == n
                        ? List.of()
                        : List.of(new Sample.Exclusion("not rated by anyone", counts.length - n)));
        Optional<String> degenerate = degenerate(rated, false);
        if (degenerate.isPresent()) return new NotEstimable(degenerate.get(), method, sample);
        int q = rated[0].length;
        double[] share = shares(rated);
        double pe = 0;
        for (double p : share) pe += p * (1 - p) / (q - 1);
        double value = (observed(rated) - pe) / (1 - pe);
        int twice = (int) Arrays.stream(rated)
                .filter(unit -> Arrays.stream(unit).sum() > 1)
                .count();
        double squares = 0;
        for (int[] unit : rated) {
            int r = Arrays.stream(unit).sum();
            double own = r > 1 ? (double) n / twice * (agreement(unit) - pe) / (1 - pe) : 0;
            double chance = 0;
            for (int k = 0; k < q; k++) chance += (1 - share[k]) * unit[k] / r / (q - 1);
            double d = own - 2 * (1 - value) * (chance - pe) / (1 - pe) - value;
            squares += d * d;
        }
        double error = Math.sqrt(squares / n / (n - 1));
        if (!(error > 0)) {
            return new Estimated(
                    value,
                    OptionalDouble.empty(),
                    Optional.empty(),
                    method,
                    sample,
                    List.of("all units agree, so the standard error is 0 and gives no interval"));
        }
        return new Estimated(
                value,
                OptionalDouble.of(error),
                Optional.of(Interval.around(value, error, Quantiles.t(level, n), level)
                        .within(-Double.MAX_VALUE, 1)),
                method,
                sample,
                List.of());
    }

    private static Optional<String> degenerate(int[][] counts, boolean sameNumber) {
        if (counts.length == 0) return Optional.of("no unit was rated");
        if (counts.length == 1) return Optional.of("only 1 unit was rated");
        int categories = counts[0].length;
        int[] totals = new int[categories];
        int most = 0;
        int raters = Arrays.stream(counts[0]).sum();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i].length != categories || Arrays.stream(counts[i]).anyMatch(c -> c < 0)) {
                throw new IllegalArgumentException("unit " + i + " must hold " + categories
                        + " counts of 0 or more, was " + Arrays.toString(counts[i]));
            }
            int r = Arrays.stream(counts[i]).sum();
            if (sameNumber && r != raters) {
                throw new IllegalArgumentException(
                        "Fleiss' kappa needs the same number of ratings for every unit: unit 0 has " + raters
                                + ", unit " + i + " has " + r);
            }
            most = Math.max(most, r);
            for (int k = 0; k < categories; k++) totals[k] += counts[i][k];
        }
        if (most < 2) return Optional.of("no unit has two ratings");
        if (Arrays.stream(totals).filter(t -> t > 0).count() < 2)
            return Optional.of("all ratings fall in a single category");
        return Optional.empty();
    }

    /// mean share of each category over the units
    private static double[] shares(int[][] counts) {
        double[] share = new double[counts[0].length];
        for (int[] unit : counts) {
            double r = Arrays.stream(unit).sum();
            for (int k = 0; k < share.length; k++) share[k] += unit[k] / r / counts.length;
        }
        return share;
    }

    /// mean agreement of the units with two ratings or more
    private static double observed(int[][] counts) {
        return Arrays.stream(counts)
                .filter(u -> Arrays.stream(u).sum() > 1)
                .mapToDouble(ManyRaters::agreement)
                .average()
                .orElseThrow();
    }

    private static double agreement(int[] unit) {
        int r = Arrays.stream(unit).sum();
        double pairs = 0;
        for (int c : unit) pairs += c * (c - 1.0);
        return pairs / (r * (r - 1.0));
    }
}
