package org.levelread.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;
import java.util.random.RandomGeneratorFactory;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;

/// Percentile intervals from clusters drawn with replacement; the same seed gives the same interval.
///
/// Clusters are drawn in the order of their names, so the order in which observations come in does not matter.
/// Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13.
///
/// @param replicates at least 100
public record ClusterBootstrap(long seed, int replicates) {
    /// 2,000 replicates from a fixed seed
    public static final ClusterBootstrap STANDARD = new ClusterBootstrap(20_260_101L, 2000);

    public ClusterBootstrap {
        if (replicates < 100)
            throw new IllegalArgumentException("a bootstrap needs at least 100 replicates, was " + replicates);
    }

    /// @param interval empty where fewer than half of the replicates could be estimated
    /// @param lost replicates in which the statistic was not estimable
    public record Resampled(Optional<Interval> interval, int lost) {}

    /// The mean of all observations.
    public Estimate mean(Collection<Observation> observations, double level) {
        return location(observations, level, "mean", ClusterBootstrap::mean);
    }

    /// The median of all observations.
    public Estimate median(Collection<Observation> observations, double level) {
        return location(observations, level, "median", ClusterBootstrap::median);
    }

    /// The interval of any statistic of clusters.
    ///
    /// @param clusters how many there are, at least 1
    /// @param statistic of how often each cluster was drawn, `int[clusters]`, which it must not keep; empty where
    ///     it is not estimable
    public Resampled interval(int clusters, double level, Function<int[], OptionalDouble> statistic) {
        Interval.requireLevel(level);
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double[] values = new double[replicates];
        int[] times = new int[clusters];
        int kept = 0;
        for (int r = 0; r < replicates; r++) {
            Arrays.fill(times, 0);
            for (int i = 0; i < clusters; i++) times[random.nextInt(clusters)]++;
            OptionalDouble value = statistic.apply(times);
            if (value.isPresent()) values[kept++] = value.getAsDouble();
        }
        int lost = replicates - kept;
        if (kept < replicates / 2) return new Resampled(Optional.empty(), lost);
        double[] sorted = Arrays.copyOf(values, kept);
        Arrays.sort(sorted);
        double tail = (1 - level) / 2;
        double lower = Quantiles.ofSorted(sorted, tail);
        double upper = Quantiles.ofSorted(sorted, 1 - tail);
        return new Resampled(Optional.of(new Interval(lower, upper, level)), lost);
    }

    /// "percentile bootstrap, 2000 replicates by cluster, seed 20260101"
    public String inWords() {
        return String.format(Locale.ROOT, "percentile bootstrap by cluster, %d replicates, seed %d", replicates, seed);
    }

    private Estimate location(
            Collection<Observation> observations,
            double level,
            String name,
            ToDoubleBiFunction<List<double[]>, int[]> statistic) {
        Method method = new Method(
                name + "; " + inWords(),
                "R: " + name + "(x); boot::boot.ci(boot::boot(clusters, function(d, i) " + name + "(unlist(d[i])), "
                        + replicates + "), type = 'perc') agrees within its random error");
        SortedMap<String, List<Double>> byCluster = new TreeMap<>();
        for (Observation o : observations) {
            byCluster.computeIfAbsent(o.cluster(), _ -> new ArrayList<>()).add(o.value());
        }
        Sample sample = Sample.of(observations.size());
        if (observations.isEmpty()) return new NotEstimable("there is no value", method, sample);
        if (byCluster.size() == 1) return new NotEstimable("all values come from 1 cluster", method, sample);
        List<double[]> clusters = byCluster.values().stream()
                .map(values -> values.stream()
                        .mapToDouble(Double::doubleValue)
                        .sorted()
                        .toArray())
                .toList();
        int[] once = new int[clusters.size()];
        Arrays.fill(once, 1);
        double value = statistic.applyAsDouble(clusters, once);
        if (observations.stream().mapToDouble(Observation::value).distinct().count() == 1) {
            return new Estimated(
                    value,
                    OptionalDouble.empty(),
                    Optional.empty(),
                    method,
                    sample,
                    List.of("all values are the same, which gives no interval"));
        }
        Resampled resampled =
                interval(clusters.size(), level, times -> OptionalDouble.of(statistic.applyAsDouble(clusters, times)));
        return new Estimated(value, OptionalDouble.empty(), resampled.interval(), method, sample, List.of());
    }

    private static double mean(List<double[]> clusters, int[] times) {
        double sum = 0;
        long n = 0;
        for (int i = 0; i < times.length; i++) {
            if (times[i] == 0) continue;
            for (double v : clusters.get(i)) sum += times[i] * v;
            n += (long) times[i] * clusters.get(i).length;
        }
        return sum / n;
    }

    private static double median(List<double[]> clusters, int[] times) {
        int n = 0;
        for (int i = 0; i < times.length; i++) n += times[i] * clusters.get(i).length;
        double[] values = new double[n];
        int at = 0;
        for (int i = 0; i < times.length; i++) {
            for (int t = 0; t < times[i]; t++) for (double v : clusters.get(i)) values[at++] = v;
        }
        Arrays.sort(values);
        return Quantiles.ofSorted(values, .5);
    }
}
