package org.levelread.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;

/// Krippendorff's α of values with a distance: the sums behind [KrippendorffAlpha].
final class Reliability<V> {
    /// steps that a jackknife may take, about a second
    private static final double MOST_STEPS = 4e8;

    private static final int MOST_VALUES = 2000;

    /// every pair of different values is gone through, about a second
    private static final int MOST_DIFFERENT = 10_000;

    /// of the values with the numbers i and j, which differ
    interface Distance {
        double between(int i, int j);
    }

    /// the distance where value i was given `totals[i]` times
    interface Metric<V> {
        Distance of(List<V> values, double[] totals);
    }

    private final int left;
    private final List<V> values;
    private final int[][] units;
    private final Metric<V> metric;

    /// @param order of the values; any order where it does not matter
    Reliability(List<List<V>> ratings, Comparator<V> order, Metric<V> metric) {
        List<List<V>> paired = ratings.stream().filter(unit -> unit.size() > 1).toList();
        left = ratings.size() - paired.size();
        values =
                new ArrayList<>(paired.stream().flatMap(List::stream).distinct().toList());
        values.sort(order);
        Map<V, Integer> codes = new HashMap<>();
        for (V v : values) codes.put(v, codes.size());
        units = paired.stream()
                .map(unit -> unit.stream().mapToInt(codes::get).toArray())
                .toArray(int[][]::new);
        this.metric = metric;
    }

    OptionalDouble value() {
        if (units.length < 2 || values.size() < 2) return OptionalDouble.empty();
        double alpha = alpha(totals());
        return Double.isNaN(alpha) ? OptionalDouble.empty() : OptionalDouble.of(alpha);
    }

    /// @param jackknife over units, where the distances depend on the ratings; otherwise Gwet's standard error
    Estimate estimate(boolean jackknife, Method method, double level) {
        Sample sample = new Sample(
                units.length, left == 0 ? List.of() : List.of(new Sample.Exclusion("fewer than two ratings", left)));
        if (units.length == 0) return new NotEstimable("no unit has two ratings", method, sample);
        if (units.length == 1) return new NotEstimable("only 1 unit has two ratings", method, sample);
        if (values.size() == 1) return new NotEstimable("all ratings fall in a single category", method, sample);
        if (values.size() > MOST_DIFFERENT) {
            return new NotEstimable(
                    "there are " + values.size() + " different ratings, and alpha goes through every pair of them; at most "
                            + MOST_DIFFERENT + " can be done",
                    method,
                    sample);
        }
        OptionalDouble alpha = value();
        if (alpha.isEmpty()) return new NotEstimable("no two ratings lie apart", method, sample);
        double value = alpha.getAsDouble();
        if (value > 1 - 1e-12) return Estimated.upToOne(1, 0, method, sample, level);
        if (!jackknife) return Estimated.upToOne(value, linearised(), method, sample, level);
        double q = values.size();
        if (units.length * q * q > MOST_STEPS || q > MOST_VALUES) {
            return without(value, "there are too many different ratings for a jackknife", method, sample);
        }
        double error = jackknife();
        return Double.isNaN(error)
                ? without(value, "without one of the units no two ratings lie apart", method, sample)
                : Estimated.upToOne(value, error, method, sample, level);
    }

    private static Estimate without(double value, String reason, Method method, Sample sample) {
        return new Estimated(
                value,
                OptionalDouble.empty(),
                Optional.empty(),
                method,
                sample,
                List.of(reason + ", which gives no interval"));
    }

    /// how often each value was given
    private double[] totals() {
        double[] totals = new double[values.size()];
        for (int[] unit : units) for (int code : unit) totals[code]++;
        return totals;
    }

    /// `NaN` where nothing is expected to differ
    private double alpha(double[] totals) {
        Distance d = metric.of(values, totals);
        double n = Arrays.stream(totals).sum();
        double observed = 0;
        for (int[] unit : units) observed += within(unit, d);
        double expected = 0;
        for (int i = 0; i < totals.length; i++) {
            if (totals[i] == 0) continue;
            for (int j = i + 1; j < totals.length; j++) {
                if (totals[j] > 0) expected += 2 * totals[i] * totals[j] * d.between(i, j);
            }
        }
        return expected > 0 ? 1 - observed / (expected / (n - 1)) : Double.NaN;
    }

    /// sum of the distances of all ordered pairs of ratings of a unit over its ratings less 1
    private static double within(int[] unit, Distance d) {
        double sum = 0;
        for (int a = 0; a < unit.length; a++) {
            for (int b = a + 1; b < unit.length; b++) {
                if (unit[a] != unit[b]) sum += 2 * d.between(unit[a], unit[b]);
            }
        }
        return sum / (unit.length - 1);
    }

    /// from how often two values were given to one unit, so that leaving out a unit does not go through all others
    private double jackknife() {
        int q = values.size();
        double[][] together = new double[q][q];
        for (int[] unit : units) {
            for (int a = 0; a < unit.length; a++) {
                for (int b = a + 1; b < unit.length; b++) {
                    together[Math.min(unit[a], unit[b])][Math.max(unit[a], unit[b])] += 2.0 / (unit.length - 1);
                }
            }
        }
        double[] totals = totals();
        double ratings = Arrays.stream(totals).sum();
        double[] without = new double[units.length];
        for (int u = 0; u < without.length; u++) {
            for (int code : units[u]) totals[code]--;
            Distance d = metric.of(values, totals);
            double observed = -within(units[u], d);
            double expected = 0;
            for (int i = 0; i < q; i++) {
                for (int j = i + 1; j < q; j++) {
                    double apart = d.between(i, j);
                    observed += together[i][j] * apart;
                    expected += 2 * totals[i] * totals[j] * apart;
                }
            }
            without[u] =
                    expected > 0 ? 1 - observed / (expected / (ratings - units[u].length - 1)) : Double.NaN;
            for (int code : units[u]) totals[code]++;
        }
        double mean = Arrays.stream(without).average().orElseThrow();
        double squares = Arrays.stream(without).map(w -> (w - mean) * (w - mean)).sum();
        return Math.sqrt((without.length - 1.0) / without.length * squares);
    }

    /// Gwet's standard error with the weights 1 - d, as in irrCAC's `krippen.alpha.raw`
    private double linearised() {
        int n = units.length;
        double[] totals = totals();
        Distance d = metric.of(values, totals);
        double ratings = Arrays.stream(totals).sum();
        double mean = ratings / n;
        // mean distance of a value to all ratings
        double[] apart = new double[totals.length];
        double pe = 1;
        for (int k = 0; k < apart.length; k++) {
            for (int l = 0; l < apart.length; l++) {
                if (k != l) apart[k] += d.between(k, l) * totals[l] / ratings;
            }
            pe -= totals[k] / ratings * apart[k];
        }
        double plain = 1;
        for (int[] unit : units) plain -= within(unit, d) / mean / n;
        double pa = (1 - 1 / ratings) * plain + 1 / ratings;
        double alpha = (plain - pe) / (1 - pe);
        double squares = 0;
        for (int[] unit : units) {
            double more = (unit.length - mean) / mean;
            double own = (unit.length - within(unit, d)) / mean - pa * more;
            double chance = -pe * more;
            for (int code : unit) chance += (1 - apart[code]) / mean;
            double x = (own - pe) / (1 - pe) - 2 * (1 - alpha) * (chance - pe) / (1 - pe) - alpha;
            squares += x * x;
        }
        return Math.sqrt(squares / n / (n - 1));
    }
}
