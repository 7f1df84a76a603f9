package org.levelread.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;

/// Krippendorff's α of any number of raters with missing ratings: 1 - observed over expected disagreement.
///
/// Hayes and Krippendorff, Commun Methods Meas 2007;1:77-89, doi:10.1080/19312450709336664.
public final class KrippendorffAlpha {
    /// what a difference of two values counts
    public enum Metric {
        NOMINAL,
        ORDINAL,
        INTERVAL,
        RATIO
    }

    private KrippendorffAlpha() {}

    /// @param ratings `ratings[unit]` holds the values that were given to the unit, in any order, without the
    ///     missing ones; finite, and 0 or more on the ratio scale
    public static Estimate of(double[][] ratings, Metric metric) {
        Method method = new Method(
                "Krippendorff's alpha, " + metric.name().toLowerCase(java.util.Locale.ROOT),
                "R: irr::kripp.alpha(ratings, method = '" + metric.name().toLowerCase(java.util.Locale.ROOT) + "')");
        for (double[] unit : ratings) {
            for (double v : unit) {
                if (!Double.isFinite(v) || metric == Metric.RATIO && v < 0) {
                    throw new IllegalArgumentException("a rating on the " + metric + " scale cannot be " + v);
                }
            }
        }
        List<double[]> paired =
                Arrays.stream(ratings).filter(unit -> unit.length > 1).toList();
        int left = ratings.length - paired.size();
        Sample sample = new Sample(
                paired.size(), left == 0 ? List.of() : List.of(new Sample.Exclusion("fewer than two ratings", left)));
        if (paired.isEmpty()) return new NotEstimable("no unit has two ratings", method, sample);
        if (paired.size() == 1) return new NotEstimable("only 1 unit has two ratings", method, sample);
        List<Double> values = values(paired);
        if (values.size() == 1) return new NotEstimable("all ratings fall in a single category", method, sample);
        int k = values.size();
        double[][] coincidences = new double[k][k];
        double[] totals = new double[k];
        double n = 0;
        for (double[] unit : paired) {
            n += unit.length;
            for (int a = 0; a < unit.length; a++) {
                int i = values.indexOf(unit[a]);
                totals[i]++;
                for (int b = 0; b < unit.length; b++) {
                    if (a != b) coincidences[i][values.indexOf(unit[b])] += 1.0 / (unit.length - 1);
                }
            }
        }
        double observed = 0;
        double expected = 0;
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                double d = distance(i, j, values, totals, metric);
                observed += coincidences[i][j] * d;
                expected += totals[i] * totals[j] * d / (n - 1);
            }
        }
        return new Estimated(
                1 - observed / expected,
                OptionalDouble.empty(),
                Optional.empty(),
                method,
                sample,
                List.of("no interval is computed for this coefficient"));
    }

    private static List<Double> values(List<double[]> units) {
        TreeSet<Double> values = new TreeSet<>();
        for (double[] unit : units) for (double v : unit) values.add(v);
        return new ArrayList<>(values);
    }

    private static double distance(int i, int j, List<Double> values, double[] totals, Metric metric) {
        if (i == j) return 0;
        double a = values.get(i);
        double b = values.get(j);
        double d = switch (metric) {
            case NOMINAL -> 1;
            case ORDINAL -> {
                double between = 0;
                for (int g = Math.min(i, j); g <= Math.max(i, j); g++) between += totals[g];
                yield between - (totals[i] + totals[j]) / 2;
            }
            case INTERVAL -> a - b;
            case RATIO -> (a - b) / (a + b);
        };
        return d * d;
    }
}
