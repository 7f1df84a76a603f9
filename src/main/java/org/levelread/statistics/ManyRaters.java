package org.levelread.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;
import org.levelread.statistics.TestOutcome.NotTestable;
import org.levelread.statistics.TestOutcome.Tested;

/// Agreement of two raters or more, from `counts[unit][category]`: how many raters put the unit there. Ratings may be
/// missing.
///
/// A unit with a single rating counts for the shares of the categories, not for the agreement. Standard errors are
/// Gwet's, linearised over the units; Handbook of Inter-Rater Reliability, 4th edition 2014, chapters 2 and 5.
public final class ManyRaters {
    private ManyRaters() {}

    /// Fleiss' kappa with a t interval of n - 1 degrees of freedom that ends at 1, as irrCAC gives it. Fleiss, Psychol
    /// Bull 1971;76:378-82, doi:10.1037/h0031619.
    public static Estimate fleiss(int[][] counts, double level) {
        return linearised(
                counts,
                Weighting.NONE,
                new Method(
                        "Fleiss' kappa; Gwet's standard error, t interval with n - 1 degrees of freedom",
                        "R: irrCAC::fleiss.kappa.dist(counts); Python for the value: statsmodels.stats.inter_rater.fleiss_kappa(counts)"),
                level,
                Chance.SHARED);
    }

    /// Fleiss' kappa with its 95 % interval.
    public static Estimate fleiss(int[][] counts) {
        return fleiss(counts, .95);
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

    /// Tests Fleiss' kappa = 0. Fleiss, Nee and Landis, Psychol Bull 1979;86:974-7, doi:10.1037/0033-2909.86.5.974; the
    /// same number of ratings for every unit.
    public static TestOutcome fleissTest(int[][] counts) {
        Method method = new Method(
                "z test of Fleiss' kappa = 0, standard error of Fleiss, Nee and Landis 1979",
                "R: irr::kappam.fleiss(ratings)$statistic");
        Sample sample = Sample.of(counts.length);
        return switch (fleiss(counts)) {
            case NotEstimable none -> new NotTestable(none.reason(), method, sample);
            case Estimated kappa -> {
                int raters = Arrays.stream(counts[0]).sum();
                if (Arrays.stream(counts).anyMatch(unit -> Arrays.stream(unit).sum() != raters)) {
                    yield new NotTestable("units have different numbers of ratings", method, sample);
                }
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

    /// Gwet's AC1; t interval with n - 1 degrees of freedom that ends at 1, as irrCAC gives it.
    public static Estimate gwet(int[][] counts, double level) {
        return gwet(counts, Weighting.NONE, level);
    }

    /// Gwet's AC1, or AC2 with weights; the weights go by the order of the categories.
    public static Estimate gwet(int[][] counts, Weighting weighting, double level) {
        String weights = weighting == Weighting.NONE
                ? ""
                : ", weights = \"" + weighting.name().toLowerCase(Locale.ROOT) + "\"";
        return linearised(
                counts,
                weighting,
                new Method(
                        weighting.gwetsName() + ", several raters; t interval with n - 1 degrees of freedom",
                        "R: irrCAC::gwet.ac1.dist(counts" + weights + ")"),
                level,
                Chance.GWET);
    }

    private enum Chance {
        /// two ratings of the shares of all raters agree
        SHARED,
        /// Gwet's, of units that are rated at random
        GWET
    }

    private static Estimate linearised(
            int[][] counts, Weighting weighting, Method method, double level, Chance chance) {
        int[][] rated = Arrays.stream(counts)
                .filter(unit -> Arrays.stream(unit).sum() > 0)
                .toArray(int[][]::new);
        int n = rated.length;
        Sample sample = new Sample(
                n,
                counts.length == n
                        ? List.of()
                        : List.of(new Sample.Exclusion("not rated by anyone", counts.length - n)));
        Optional<String> degenerate = degenerate(rated);
        if (degenerate.isPresent()) return new NotEstimable(degenerate.get(), method, sample);
        int q = rated[0].length;
        double[] share = shares(rated);
        double[][] weight = new double[q][q];
        double allWeights = 0;
        for (int k = 0; k < q; k++) {
            for (int l = 0; l < q; l++) {
                weight[k][l] = weighting.weight(k, l, q);
                allWeights += weight[k][l];
            }
        }
        // what a rating of category k agrees by chance, and half its derivative
        double[] byChance = new double[q];
        double pe = 0;
        for (int k = 0; k < q; k++) {
            byChance[k] = switch (chance) {
                case SHARED -> {
                    double sum = 0;
                    for (int l = 0; l < q; l++) sum += weight[k][l] * share[l];
                    yield sum;
                }
                case GWET -> allWeights / (q * (q - 1.0)) * (1 - share[k]);
            };
            pe += share[k] * byChance[k];
        }
        int twice = (int) Arrays.stream(rated)
                .filter(unit -> Arrays.stream(unit).sum() > 1)
                .count();
        double pa = Arrays.stream(rated)
                .filter(unit -> Arrays.stream(unit).sum() > 1)
                .mapToDouble(unit -> agreement(unit, weight))
                .average()
                .orElseThrow();
        double value = (pa - pe) / (1 - pe);
        double squares = 0;
        for (int[] unit : rated) {
            int r = Arrays.stream(unit).sum();
            double own = r > 1 ? (double) n / twice * (agreement(unit, weight) - pe) / (1 - pe) : 0;
            double expected = 0;
            for (int k = 0; k < q; k++) expected += byChance[k] * unit[k] / r;
            double d = own - 2 * (1 - value) * (expected - pe) / (1 - pe) - value;
            squares += d * d;
        }
        return Estimated.upToOne(value, Math.sqrt(squares / n / (n - 1)), method, sample, level);
    }

    private static Optional<String> degenerate(int[][] counts) {
        if (counts.length == 0) return Optional.of("no unit was rated");
        if (counts.length == 1) return Optional.of("only 1 unit was rated");
        int categories = counts[0].length;
        int[] totals = new int[categories];
        int most = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i].length != categories || Arrays.stream(counts[i]).anyMatch(c -> c < 0)) {
                throw new IllegalArgumentException("unit " + i + " must hold " + categories
                        + " counts of 0 or more, was " + Arrays.toString(counts[i]));
            }
            most = Math.max(most, Arrays.stream(counts[i]).sum());
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

    /// weighted share of the pairs of ratings of a unit that agree
    private static double agreement(int[] unit, double[][] weight) {
        int r = 0;
        double pairs = 0;
        for (int k = 0; k < unit.length; k++) {
            r += unit[k];
            if (unit[k] == 0) continue;
            double agree = -1;
            for (int l = 0; l < unit.length; l++) agree += weight[k][l] * unit[l];
            pairs += unit[k] * agree;
        }
        return pairs / (r * (r - 1.0));
    }
}
