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
        return location(observations, level, "mean", "mean", ClusterBootstrap::mean);
    }

    /// The median of all observations.
    public Estimate median(Collection<Observation> observations, double level) {
        return location(observations, level, "median", "median", values -> {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            return Quantiles.ofSorted(sorted, .5);
        });
    }

    /// The interval of any statistic of a list of clusters.
    ///
    /// @param statistic empty where it is not estimable
    public <C> Resampled interval(List<C> clusters, double level, Function<List<C>, OptionalDouble> statistic) {
        Interval.requireLevel(level);
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double[] values = new double[replicates];
        int kept = 0;
        for (int r = 0; r < replicates; r++) {
            List<C> drawn = new ArrayList<>(clusters.size());
            for (int i = 0; i < clusters.size(); i++) drawn.add(clusters.get(random.nextInt(clusters.size())));
            OptionalDouble value = statistic.apply(drawn);
            if (value.isPresent()) values[kept++] = value.getAsDouble();
        }
        int lost = replicates - kept;
        if (kept < replicates / 2) return new Resampled(Optional.empty(), lost);
        double[] sorted = Arrays.copyOf(values, kept);
        Arrays.sort(sorted);
        double tail = (1 - level) / 2;
        return new Resampled(
                Optional.of(
                        new Interval(Quantiles.ofSorted(sorted, tail), Quantiles.ofSorted(sorted, 1 - tail), level)),
                lost);
    }

    /// "percentile bootstrap, 2000 replicates by cluster, seed 20260101"
    public String inWords() {
        return String.format(Locale.ROOT, "percentile bootstrap by cluster, %d replicates, seed %d", replicates, seed);
    }

    private Estimate location(
            Collection<Observation> observations,
            double level,
            String name,
            String call,
            Function<double[], Double> statistic) {
        Method method = new Method(
                name + "; " + inWords(),
                "R: " + call + "(x); boot::boot.ci(boot::boot(clusters, function(d, i) " + call + "(unlist(d[i])), "
                        + replicates + "), type = 'perc') agrees within its random error");
        SortedMap<String, List<Double>> byCluster = new TreeMap<>();
        for (Observation o : observations)
            byCluster.computeIfAbsent(o.cluster(), _ -> new ArrayList<>()).add(o.value());
        Sample sample = Sample.of(observations.size());
        if (observations.isEmpty()) return new NotEstimable("there is no value", method, sample);
        if (byCluster.size() == 1) return new NotEstimable("all values come from 1 cluster", method, sample);
        List<double[]> clusters = byCluster.values().stream()
                .map(values -> values.stream()
                        .mapToDouble(Double::doubleValue)
                        .sorted()
                        .toArray())
                .toList();
        double value = statistic.apply(flat(clusters));
        Resampled resampled = interval(clusters, level, drawn -> OptionalDouble.of(statistic.apply(flat(drawn))));
        return new Estimated(value, OptionalDouble.empty(), resampled.interval(), method, sample, List.of());
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double v : values) sum += v;
        return sum / values.length;
    }

    private static double[] flat(List<double[]> clusters) {
        return clusters.stream().flatMapToDouble(Arrays::stream).toArray();
    }
}
