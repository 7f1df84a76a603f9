package org.levelread.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleBiFunction;

/// Krippendorff's α of any number of raters with missing ratings: 1 - observed over expected disagreement.
///
/// Hayes and Krippendorff, Commun Methods Meas 2007;1:77-89, doi:10.1080/19312450709336664. Units with fewer than two
/// ratings are left out.
public final class KrippendorffAlpha {
    /// what a difference of two values counts
    public enum Metric {
        NOMINAL,
        ORDINAL,
        INTERVAL,
        RATIO;

        private String inWords() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private KrippendorffAlpha() {}

    /// α with its 95 % interval.
    public static Estimate of(double[][] ratings, Metric metric) {
        return of(ratings, metric, .95);
    }

    /// α with Gwet's linearised standard error and a t interval that ends at 1, as irrCAC gives them; the standard
    /// error of the ordinal α, whose distances depend on the ratings, is the jackknife's over units.
    ///
    /// Where the ordinal jackknife would take too long there is no standard error, and a note says so.
    ///
    /// @param ratings `ratings[unit]` holds the values that were given to the unit, in any order, without the
    ///     missing ones; finite, and 0 or more on the ratio scale
    public static Estimate of(double[][] ratings, Metric metric, double level) {
        String error = metric == Metric.ORDINAL ? "jackknife standard error over units" : "Gwet's standard error";
        Method method = new Method(
                "Krippendorff's alpha, " + metric.inWords() + "; " + error
                        + ", t interval with n - 1 degrees of freedom",
                "R: irr::kripp.alpha(ratings, method = '" + metric.inWords() + "')"
                        + switch (metric) {
                            case NOMINAL -> "; irrCAC::krippen.alpha.raw(ratings) with the standard error";
                            case INTERVAL ->
                                "; irrCAC::krippen.alpha.raw(ratings, weights = 'quadratic') with the standard error";
                            case RATIO ->
                                "; irrCAC::krippen.alpha.raw(ratings, weights = 'ratio') with the standard error";
                            case ORDINAL -> "";
                        });
        for (double[] unit : ratings) {
            for (double v : unit) {
                if (!Double.isFinite(v) || metric == Metric.RATIO && v < 0) {
                    throw new IllegalArgumentException("a rating on the " + metric + " scale cannot be " + v);
                }
            }
        }
        List<List<Double>> units = Arrays.stream(ratings)
                .map(unit -> Arrays.stream(unit).mapToObj(v -> v + 0.0).toList())
                .toList();
        return new Reliability<>(units, Comparator.naturalOrder(), (values, totals) -> distance(values, totals, metric))
                .estimate(metric == Metric.ORDINAL, method, level);
    }

    /// α of values of any kind, for instance sets, by their distance. Gwet's linearised standard error.
    ///
    /// @param units the values that were given to each unit, without the missing ones
    /// @param distance 0 for equal values, symmetric, finite; it enters as it is, not squared
    /// @param method its name without the standard error
    public static <V> Estimate of(List<List<V>> units, ToDoubleBiFunction<V, V> distance, Method method, double level) {
        Method whole = new Method(
                method.name() + "; Gwet's standard error, t interval with n - 1 degrees of freedom",
                method.sameNumber());
        return new Reliability<>(
                        units,
                        (a, b) -> 0,
                        (values, _) -> (i, j) -> distance.applyAsDouble(values.get(i), values.get(j)))
                .estimate(false, whole, level);
    }

    /// α alone; empty where it is not estimable
    static OptionalDouble value(double[][] ratings, Metric metric) {
        List<List<Double>> units = Arrays.stream(ratings)
                .map(unit -> Arrays.stream(unit).mapToObj(v -> v + 0.0).toList())
                .toList();
        return new Reliability<>(units, Comparator.naturalOrder(), (values, totals) -> distance(values, totals, metric))
                .value();
    }

    private static Reliability.Distance distance(List<Double> values, double[] totals, Metric metric) {
        double[] before = new double[totals.length + 1];
        for (int i = 0; i < totals.length; i++) before[i + 1] = before[i] + totals[i];
        return (i, j) -> {
            double a = values.get(i);
            double b = values.get(j);
            double d = switch (metric) {
                case NOMINAL -> 1;
                case ORDINAL -> before[Math.max(i, j) + 1] - before[Math.min(i, j)] - (totals[i] + totals[j]) / 2;
                case INTERVAL -> a - b;
                case RATIO -> (a - b) / (a + b);
            };
            return d * d;
        };
    }
}
