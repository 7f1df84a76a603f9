package org.levelread.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;

/// Intervals from clusters drawn with replacement; the same seed gives the same interval, on any number of cores.
///
/// Clusters are drawn in the order of their names, so the order in which observations come in does not matter.
/// Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapters 13 and 14.
///
/// @param replicates at least 100
/// @param ends how an interval is taken from the replicates
public record ClusterBootstrap(long seed, int replicates, Ends ends) {
    /// how an interval is taken from the replicates
    public enum Ends {
        /// the quantiles of the replicates themselves
        PERCENTILE,
        /// quantiles corrected for bias and for a standard error that changes with the value (accelerated from the
        /// jackknife over clusters)
        BCA
    }

    /// 2,000 replicates from a fixed seed, percentile ends
    public static final ClusterBootstrap STANDARD = new ClusterBootstrap(20_260_101L, 2000);

    public ClusterBootstrap {
        if (replicates < 100)
            throw new IllegalArgumentException("a bootstrap needs at least 100 replicates, was " + replicates);
    }

    /// percentile ends
    public ClusterBootstrap(long seed, int replicates) {
        this(seed, replicates, Ends.PERCENTILE);
    }

    public ClusterBootstrap with(Ends ends) {
        return new ClusterBootstrap(seed, replicates, ends);
    }

    /// @param interval empty where fewer than half of the replicates could be estimated
    /// @param lost replicates in which the statistic was not estimable
    public record Resampled(Optional<Interval> interval, int lost) {}

    /// A figure that is wanted of the sums of clusters.
    ///
    /// @param method of the value; the words of the bootstrap are added to it
    public record Wanted(ClusterSums sums, Figure figure, Method method, Sample sample) {}

    /// The figure of all clusters together, with the interval of the draws.
    ///
    /// Not estimable where the figure itself is not. There is no interval where fewer than two clusters add
    /// anything, where all replicates are the same or where fewer than half of them could be estimated; a note then says so.
    public Estimate estimate(ClusterSums sums, Figure figure, Method method, Sample sample, double level) {
        return estimates(List.of(new Wanted(sums, figure, method, sample)), level)
                .getFirst();
    }

    /// Many figures at once, in the order wanted, on all cores. Figures of the same [ClusterSums] share its sums.
    public List<Estimate> estimates(List<Wanted> wanted, double level) {
        Interval.requireLevel(level);
        Map<ClusterSums, List<Integer>> bySums = new IdentityHashMap<>();
        List<ClusterSums> order = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            ClusterSums sums = wanted.get(i).sums;
            bySums.computeIfAbsent(sums, s -> {
                        order.add(s);
                        return new ArrayList<>();
                    })
                    .add(i);
        }
        Estimate[] made = new Estimate[wanted.size()];
        IntStream.range(0, order.size()).parallel().forEach(s -> {
            ClusterSums sums = order.get(s);
            List<Integer> own = bySums.get(sums);
            List<Estimate> estimates =
                    estimates(sums, own.stream().map(wanted::get).toList(), level);
            for (int i = 0; i < own.size(); i++) made[own.get(i)] = estimates.get(i);
        });
        return List.of(made);
    }

    private List<Estimate> estimates(ClusterSums sums, List<Wanted> wanted, double level) {
        double[] totals = sums.totals();
        boolean enough = sums.filled() > 1;
        double[][] values = new double[wanted.size()][];
        if (enough) {
            Resamples draws = Resamples.of(seed, replicates, sums.clusters());
            for (int i = 0; i < values.length; i++) values[i] = new double[replicates];
            // chunks, so that each thread takes one array for its sums
            int chunk = 250;
            IntStream.range(0, (replicates + chunk - 1) / chunk).parallel().forEach(c -> {
                double[] own = new double[sums.columns()];
                for (int r = c * chunk; r < Math.min(replicates, (c + 1) * chunk); r++) {
                    draws.totals(sums, r, own);
                    for (int i = 0; i < values.length; i++) {
                        values[i][r] = wanted.get(i).figure.of(own).orElse(Double.NaN);
                    }
                }
            });
        }
        List<Estimate> estimates = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Wanted w = wanted.get(i);
            Method method = new Method(w.method.name() + "; " + inWords(), w.method.sameNumber());
            OptionalDouble value = w.figure.of(totals);
            if (value.isEmpty()) {
                estimates.add(new NotEstimable("the figure cannot be made of these units", method, w.sample));
            } else if (!enough) {
                estimates.add(new Estimated(
                        value.getAsDouble(),
                        OptionalDouble.empty(),
                        Optional.empty(),
                        method,
                        w.sample,
                        List.of("all units come from 1 cluster, which gives no interval")));
            } else {
                IntToDoubleFunction without = cluster -> {
                    double[] left = totals.clone();
                    for (int j = 0; j < left.length; j++) left[j] -= sums.at(cluster, j);
                    return w.figure.of(left).orElse(Double.NaN);
                };
                estimates.add(
                        of(value.getAsDouble(), values[i], () -> each(sums.clusters(), without), method, w.sample, level));
            }
        }
        return estimates;
    }

    /// the estimate of a value and its replicates, `NaN` for those that were lost
    ///
    /// @param jackknives the value without each unit in turn, for each thing that is drawn; asked for by BCa alone
    Estimate of(
            double value,
            double[] values,
            Supplier<List<double[]>> jackknives,
            Method method,
            Sample sample,
            double level) {
        Replicates kept = Replicates.of(values);
        List<String> notes = new ArrayList<>();
        if (kept.lost() > 0) {
            notes.add(kept.lost() + " of " + replicates + " replicates were not estimable and are left out"
                    + (kept.tooFew() ? ", too many for an interval" : ""));
        }
        if (kept.tooFew()) {
            return new Estimated(value, OptionalDouble.empty(), Optional.empty(), method, sample, notes);
        }
        if (kept.constant()) {
            notes.add("the figure is the same in every replicate, which gives no interval");
            return new Estimated(value, OptionalDouble.empty(), Optional.empty(), method, sample, notes);
        }
        Interval interval = switch (ends) {
            case PERCENTILE -> kept.percentile(level);
            case BCA -> {
                Optional<Interval> corrected = kept.bca(value, jackknives.get(), level);
                if (corrected.isEmpty())
                    notes.add("the bias or the acceleration could not be estimated: percentile ends are given");
                yield corrected.orElseGet(() -> kept.percentile(level));
            }
        };
        return new Estimated(
                value, OptionalDouble.of(kept.standardDeviation()), Optional.of(interval), method, sample, notes);
    }

    /// The mean of all observations; the clusters are theirs.
    public Estimate mean(Collection<Observation> observations, double level) {
        return mean(observations, Set.of(), level);
    }

    /// The mean of all observations, where clusters without one are drawn like the others: figures of the same
    /// clusters share their draws.
    ///
    /// @param clusters of the study, with or without those of the observations
    public Estimate mean(Collection<Observation> observations, Set<String> clusters, double level) {
        Method method = locationMethod("mean");
        SortedMap<String, List<Double>> byCluster = byCluster(observations, clusters);
        Optional<Estimate> none = noInterval(observations, byCluster, method, Location.MEAN);
        if (none.isPresent()) return none.get();
        ClusterSums sums = new ClusterSums(byCluster.size(), 2);
        int cluster = 0;
        for (List<Double> values : byCluster.values()) {
            for (double v : values) sums.add(cluster, 0, v);
            sums.add(cluster++, 1, values.size());
        }
        return mean(sums, level);
    }

    /// The mean of what all clusters hold. Clusters that hold nothing are drawn like the others.
    ///
    /// @param sums columns sum and count
    public Estimate mean(ClusterSums sums, double level) {
        if (sums.columns() != 2) {
            throw new IllegalArgumentException("a mean needs a sum and a count, was " + sums.columns() + " columns");
        }
        Method method = locationMethod("mean");
        Sample sample = Sample.of((int) Math.round(sums.totals()[1]));
        if (sample.used() == 0) return new NotEstimable("there is no value", method, sample);
        if (sums.filled(1) == 1) return new NotEstimable("all values come from 1 cluster", method, sample);
        return ((Estimated) estimate(sums, Figure.MEAN, method, sample, level)).with(method);
    }

    /// The median of all observations; the clusters are theirs.
    public Estimate median(Collection<Observation> observations, double level) {
        return median(observations, Set.of(), level);
    }

    /// The median of all observations, where clusters without one are drawn like the others.
    ///
    /// @param clusters of the study, with or without those of the observations
    public Estimate median(Collection<Observation> observations, Set<String> clusters, double level) {
        Method method = locationMethod("median");
        SortedMap<String, List<Double>> byCluster = byCluster(observations, clusters);
        Optional<Estimate> none = noInterval(observations, byCluster, method, Location.MEDIAN);
        if (none.isPresent()) return none.get();
        SortedValues sorted = new SortedValues(List.copyOf(byCluster.values()));
        Resamples draws = Resamples.of(seed, replicates, byCluster.size());
        double[] values = IntStream.range(0, replicates)
                .parallel()
                .mapToDouble(r -> sorted.median(draws.times(r)))
                .toArray();
        byte[] once = new byte[byCluster.size()];
        Arrays.fill(once, (byte) 1);
        IntToDoubleFunction without = cluster -> {
            byte[] left = once.clone();
            left[cluster] = 0;
            return sorted.median(left);
        };
        Sample sample = Sample.of(observations.size());
        return of(sorted.median(once), values, () -> each(byCluster.size(), without), method, sample, level);
    }

    private static List<double[]> each(int clusters, IntToDoubleFunction without) {
        return List.of(IntStream.range(0, clusters).mapToDouble(without).toArray());
    }

    /// The interval of any statistic of clusters, with percentile ends.
    ///
    /// @param clusters how many there are, at least 1
    /// @param statistic of how often each cluster was drawn, `int[clusters]`, which it must not keep; empty where
    ///     it is not estimable
    public Resampled interval(int clusters, double level, Function<int[], OptionalDouble> statistic) {
        Interval.requireLevel(level);
        Resamples draws = Resamples.of(seed, replicates, clusters);
        double[] values = new double[replicates];
        int[] times = new int[clusters];
        for (int r = 0; r < replicates; r++) {
            byte[] drawn = draws.times(r);
            for (int i = 0; i < clusters; i++) times[i] = drawn[i];
            values[r] = statistic.apply(times).orElse(Double.NaN);
        }
        Replicates kept = Replicates.of(values);
        return new Resampled(kept.tooFew() ? Optional.empty() : Optional.of(kept.percentile(level)), kept.lost());
    }

    /// "percentile bootstrap by cluster, 2000 replicates, seed 20260101"
    public String inWords() {
        return String.format(
                Locale.ROOT,
                "%s bootstrap by cluster, %d replicates, seed %d",
                ends == Ends.BCA ? "BCa" : "percentile",
                replicates,
                seed);
    }

    private enum Location {
        MEAN,
        MEDIAN
    }

    private Method locationMethod(String name) {
        return new Method(
                name + "; " + inWords(),
                "R: " + name + "(x); boot::boot.ci(boot::boot(clusters, function(d, i) " + name + "(unlist(d[i])), "
                        + replicates + "), type = '" + (ends == Ends.BCA ? "bca" : "perc")
                        + "') agrees within its random error");
    }

    private static SortedMap<String, List<Double>> byCluster(
            Collection<Observation> observations, Set<String> clusters) {
        SortedMap<String, List<Double>> byCluster = new TreeMap<>();
        for (String cluster : clusters) byCluster.put(cluster, new ArrayList<>());
        for (Observation o : observations) {
            byCluster.computeIfAbsent(o.cluster(), _ -> new ArrayList<>()).add(o.value());
        }
        return byCluster;
    }

    private static Optional<Estimate> noInterval(
            Collection<Observation> observations,
            SortedMap<String, List<Double>> byCluster,
            Method method,
            Location location) {
        Sample sample = Sample.of(observations.size());
        if (observations.isEmpty()) return Optional.of(new NotEstimable("there is no value", method, sample));
        if (byCluster.values().stream().filter(own -> !own.isEmpty()).count() == 1) {
            return Optional.of(new NotEstimable("all values come from 1 cluster", method, sample));
        }
        double[] values =
                observations.stream().mapToDouble(Observation::value).sorted().toArray();
        if (values[0] < values[values.length - 1]) return Optional.empty();
        double value = switch (location) {
            case MEAN -> values[0];
            case MEDIAN -> values[values.length / 2];
        };
        return Optional.of(new Estimated(
                value,
                OptionalDouble.empty(),
                Optional.empty(),
                method,
                sample,
                List.of("all values are the same, which gives no interval")));
    }

    /// all values in order, each with its cluster, so that a median is found by counting
    private static final class SortedValues {
        private final double[] values;
        private final int[] clusterOf;

        SortedValues(List<List<Double>> clusters) {
            record Value(double value, int cluster) {}
            List<Value> all = new ArrayList<>();
            for (int c = 0; c < clusters.size(); c++) {
                for (double v : clusters.get(c)) all.add(new Value(v, c));
            }
            all.sort(Comparator.comparingDouble(Value::value));
            values = all.stream().mapToDouble(Value::value).toArray();
            clusterOf = all.stream().mapToInt(Value::cluster).toArray();
        }

        double median(byte[] times) {
            int n = 0;
            for (int c : clusterOf) n += times[c];
            if (n == 0) return Double.NaN;
            int lower = (n - 1) / 2;
            int upper = n / 2;
            int passed = 0;
            double below = Double.NaN;
            for (int i = 0; i < values.length; i++) {
                passed += times[clusterOf[i]];
                if (Double.isNaN(below) && passed > lower) below = values[i];
                if (passed > upper) return (below + values[i]) / 2;
            }
            throw new AssertionError("a median lies among its values");
        }
    }
}
