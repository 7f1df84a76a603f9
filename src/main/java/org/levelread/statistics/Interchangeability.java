package org.levelread.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;

/// Whether one rater, the candidate, agrees with the others as well as these agree with each other.
///
/// The difference is the mean of the agreement of all pairs candidate-reader minus the mean of all pairs
/// reader-reader; each pair counts the same. Obuchowski, Subhas and Schoenhagen, Acad Radiol 2014;21:1483-9,
/// doi:10.1016/j.acra.2014.07.004, on agreement instead of disagreement.
///
/// @param withCandidate mean agreement of the candidate with the readers
/// @param amongReaders mean agreement of the readers with each other
/// @param difference the first minus the second
/// @param margin above 0: how much worse the candidate may be
public record Interchangeability(
        Estimate withCandidate, Estimate amongReaders, Estimate difference, double margin, Conclusion conclusion) {

    /// What the interval of the difference says against the margin.
    public enum Conclusion {
        /// its lower end lies above 0
        BETTER,
        /// its lower end lies above minus the margin
        NOT_INFERIOR,
        /// it holds minus the margin
        OPEN,
        /// its upper end lies below minus the margin
        INFERIOR,
        /// there is no interval
        NOT_ESTIMABLE
    }

    /// what is drawn with replacement
    public enum Drawn {
        /// clusters alone: the readers are the ones that matter
        CLUSTERS,
        /// clusters and readers, each on their own: the readers stand for others like them. Two copies of one reader
        /// are no pair.
        READERS_AND_CLUSTERS
    }

    /// @param sums what each cluster adds for this pair; all pairs have the same clusters
    public record Pair(String first, String second, ClusterSums sums) {
        public Pair {
            if (first.equals(second)) throw new IllegalArgumentException(first + " is no pair of raters");
        }
    }

    /// @param candidate its name in the pairs
    /// @param agreement of the sums of one pair, for instance [Figure#MEAN]
    /// @param name of the agreement, for the method
    public static Interchangeability of(
            List<Pair> pairs,
            String candidate,
            Figure agreement,
            String name,
            double margin,
            Drawn drawn,
            ClusterBootstrap bootstrap,
            double level) {
        if (!(margin > 0)) throw new IllegalArgumentException("a margin lies above 0, was " + margin);
        Interval.requireLevel(level);
        return new Panel(pairs, candidate, agreement).compare(name, margin, drawn, bootstrap, level);
    }

    private static Conclusion conclusion(Estimate difference, double margin) {
        Optional<Interval> interval = difference.estimated().flatMap(Estimated::interval);
        if (interval.isEmpty()) return Conclusion.NOT_ESTIMABLE;
        if (interval.get().lower() > 0) return Conclusion.BETTER;
        if (interval.get().lower() > -margin) return Conclusion.NOT_INFERIOR;
        return interval.get().upper() < -margin ? Conclusion.INFERIOR : Conclusion.OPEN;
    }

    /// the pairs that have a value, with the readers as numbers
    private static final class Panel {
        private static final int CANDIDATE = -1;
        private static final int CHUNK = 100;
        /// so that readers are not drawn like clusters where there are as many
        private static final long READERS_SEED = 0x5851f42d4c957f2dL;

        private final Figure agreement;
        private final List<String> readers;
        private final List<ClusterSums> sums = new ArrayList<>();
        private final List<int[]> ends = new ArrayList<>();
        private final int clusters;
        private int left;

        Panel(List<Pair> pairs, String candidate, Figure agreement) {
            this.agreement = agreement;
            SortedSet<String> names = new TreeSet<>();
            for (Pair p : pairs) names.addAll(List.of(p.first, p.second));
            names.remove(candidate);
            readers = List.copyOf(names);
            clusters = pairs.isEmpty() ? 0 : pairs.getFirst().sums.clusters();
            for (Pair p : pairs) {
                if (p.sums.clusters() != clusters) {
                    throw new IllegalArgumentException(
                            "pairs have the same clusters: " + clusters + " and " + p.sums.clusters() + " were given");
                }
                if (agreement.of(p.sums.totals()).isEmpty()) {
                    left++;
                    continue;
                }
                sums.add(p.sums);
                ends.add(new int[] {readers.indexOf(p.first), readers.indexOf(p.second)});
            }
        }

        Interchangeability compare(String name, double margin, Drawn drawn, ClusterBootstrap bootstrap, double level) {
            String words = name + "; " + bootstrap.inWords()
                    + (drawn == Drawn.CLUSTERS ? "" : ", readers drawn with replacement as well");
            Method with = new Method("mean over pairs candidate-reader of the " + words, "R: mean(candidate)");
            Method among = new Method("mean over pairs reader-reader of the " + words, "R: mean(readers)");
            Method minus = new Method(
                    "interchangeability, candidate-reader minus reader-reader: " + words,
                    "R: mean(candidate) - mean(readers), a number a pair; boot::boot over the clusters agrees with the"
                            + " interval within its random error");
            Sample sample = new Sample(
                    filled(),
                    left == 0 ? List.of() : List.of(new Sample.Exclusion("pair without an estimable agreement", left)));
            int[] once = new int[readers.size()];
            Arrays.fill(once, 1);
            double[] values = values(all(ClusterSums::totals), once);
            String missing = Double.isNaN(values[0])
                    ? "no pair of candidate and reader has an agreement"
                    : Double.isNaN(values[1]) ? "no pair of readers has an agreement" : "";
            if (!missing.isEmpty()) {
                NotEstimable none = new NotEstimable(missing, minus, sample);
                return new Interchangeability(
                        single(values[0], with, sample, missing),
                        single(values[1], among, sample, missing),
                        none,
                        margin,
                        Conclusion.NOT_ESTIMABLE);
            }
            double[][] replicates = replicates(drawn, bootstrap, once);
            boolean accelerated = bootstrap.ends() == ClusterBootstrap.Ends.BCA;
            double[][] byCluster = accelerated ? jackknife(once) : new double[3][0];
            double[][] byReader = accelerated && drawn == Drawn.READERS_AND_CLUSTERS ? withoutReaders() : new double[3][0];
            Estimate[] made = new Estimate[3];
            Method[] methods = {with, among, minus};
            for (int i = 0; i < 3; i++) {
                int which = i;
                made[i] = bootstrap.of(
                        values[i],
                        replicates[i],
                        () -> drawn == Drawn.CLUSTERS
                                ? List.of(byCluster[which])
                                : List.of(byCluster[which], byReader[which]),
                        methods[i],
                        sample,
                        level);
            }
            return new Interchangeability(made[0], made[1], made[2], margin, conclusion(made[2], margin));
        }

        private static Estimate single(double value, Method method, Sample sample, String missing) {
            return Double.isNaN(value)
                    ? new NotEstimable(missing, method, sample)
                    : new Estimated(
                            value,
                            OptionalDouble.empty(),
                            Optional.empty(),
                            method,
                            sample,
                            List.of("there is nothing to compare it with"));
        }

        private int filled() {
            int filled = 0;
            for (int c = 0; c < clusters; c++) {
                int cluster = c;
                boolean any = sums.stream()
                        .anyMatch(s -> IntStream.range(0, s.columns()).anyMatch(j -> s.at(cluster, j) != 0));
                filled += any ? 1 : 0;
            }
            return filled;
        }

        private double[][] replicates(Drawn drawn, ClusterBootstrap bootstrap, int[] once) {
            int n = bootstrap.replicates();
            Resamples byCluster = Resamples.of(bootstrap.seed(), n, clusters);
            Resamples byReader = Resamples.of(bootstrap.seed() ^ READERS_SEED, n, readers.size());
            double[][] values = new double[3][n];
            IntStream.range(0, (n + CHUNK - 1) / CHUNK).parallel().forEach(chunk -> {
                for (int r = chunk * CHUNK; r < Math.min(n, (chunk + 1) * CHUNK); r++) {
                    int replicate = r;
                    int[] times = once;
                    if (drawn == Drawn.READERS_AND_CLUSTERS) {
                        byte[] t = byReader.times(r);
                        times = IntStream.range(0, t.length).map(i -> t[i]).toArray();
                    }
                    double[] own = values(
                            all(s -> {
                                double[] totals = new double[s.columns()];
                                byCluster.totals(s, replicate, totals);
                                return totals;
                            }),
                            times);
                    for (int i = 0; i < 3; i++) values[i][r] = own[i];
                }
            });
            return values;
        }

        private double[] all(Function<ClusterSums, double[]> totals) {
            return sums.stream()
                    .mapToDouble(s -> agreement.of(totals.apply(s)).orElse(Double.NaN))
                    .toArray();
        }

        /// the three values without each cluster in turn
        private double[][] jackknife(int[] once) {
            Map<ClusterSums, double[]> totals = new IdentityHashMap<>();
            for (ClusterSums s : sums) totals.put(s, s.totals());
            double[][] values = new double[3][clusters];
            IntStream.range(0, clusters).parallel().forEach(c -> {
                double[] own = values(
                        all(s -> {
                            double[] left = totals.get(s).clone();
                            for (int j = 0; j < left.length; j++) left[j] -= s.at(c, j);
                            return left;
                        }),
                        once);
                for (int i = 0; i < 3; i++) values[i][c] = own[i];
            });
            return values;
        }

        /// the three values without each reader in turn
        private double[][] withoutReaders() {
            double[] byPair = all(ClusterSums::totals);
            double[][] values = new double[3][readers.size()];
            for (int r = 0; r < readers.size(); r++) {
                int[] times = new int[readers.size()];
                Arrays.fill(times, 1);
                times[r] = 0;
                double[] own = values(byPair, times);
                for (int i = 0; i < 3; i++) values[i][r] = own[i];
            }
            return values;
        }

        /// candidate-reader, reader-reader and their difference; `NaN` where a pair that counts has no value
        private double[] values(double[] byPair, int[] times) {
            double[] sum = new double[2];
            double[] weights = new double[2];
            for (int p = 0; p < byPair.length; p++) {
                int a = ends.get(p)[0];
                int b = ends.get(p)[1];
                int kind = a == CANDIDATE || b == CANDIDATE ? 0 : 1;
                double weight = (a == CANDIDATE ? 1 : times[a]) * (b == CANDIDATE ? 1 : times[b]);
                if (weight == 0) continue;
                sum[kind] += weight * byPair[p];
                weights[kind] += weight;
            }
            double with = weights[0] == 0 ? Double.NaN : sum[0] / weights[0];
            double among = weights[1] == 0 ? Double.NaN : sum[1] / weights[1];
            return new double[] {with, among, with - among};
        }
    }
}
