package org.levelread.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.levelread.statistics.KappaTests.estimated;
import static org.levelread.statistics.KappaTests.reason;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.levelread.statistics.ClusterBootstrap.Ends;
import org.levelread.statistics.Interchangeability.Conclusion;
import org.levelread.statistics.Interchangeability.Drawn;
import org.levelread.statistics.Interchangeability.Pair;

class InterchangeabilityTests {
    private static final ClusterBootstrap BOOTSTRAP = new ClusterBootstrap(11, 1000);

    /// every rater is right on each film with its own probability; two that are wrong never agree
    private static List<Pair> pairs(int films, double candidate, double... readers) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
        List<String> names = new ArrayList<>(List.of("model"));
        for (int i = 0; i < readers.length; i++) names.add("R" + (i + 1));
        boolean[][] right = new boolean[names.size()][films];
        for (int rater = 0; rater < names.size(); rater++) {
            double p = rater == 0 ? candidate : readers[rater - 1];
            for (int f = 0; f < films; f++) right[rater][f] = random.nextDouble() < p;
        }
        List<Pair> pairs = new ArrayList<>();
        for (int a = 0; a < names.size(); a++) {
            for (int b = a + 1; b < names.size(); b++) {
                ClusterSums sums = new ClusterSums(films, 2);
                for (int f = 0; f < films; f++) {
                    sums.add(f, 0, right[a][f] && right[b][f] ? 1 : 0);
                    sums.add(f, 1, 1);
                }
                pairs.add(new Pair(names.get(a), names.get(b), sums));
            }
        }
        return pairs;
    }

    private static Interchangeability compare(List<Pair> pairs, double margin, Drawn drawn, ClusterBootstrap b) {
        return Interchangeability.of(pairs, "model", Figure.MEAN, "exact match", margin, drawn, b, .95);
    }

    @Test
    void theDifferenceOfTheMeansOfThePairs() {
        List<Pair> pairs = pairs(200, .9, .9, .85, .8);
        Interchangeability i = compare(pairs, .1, Drawn.CLUSTERS, BOOTSTRAP);
        double with = 0;
        double among = 0;
        for (Pair p : pairs) {
            double share = p.sums().totals()[0] / 200;
            if (p.first().equals("model")) with += share / 3;
            else among += share / 3;
        }
        assertThat(estimated(i.withCandidate()).value()).isCloseTo(with, within(1e-12));
        assertThat(estimated(i.amongReaders()).value()).isCloseTo(among, within(1e-12));
        assertThat(estimated(i.difference()).value()).isCloseTo(with - among, within(1e-12));
        var naive = BOOTSTRAP.interval(200, .95, times -> {
            double difference = 0;
            for (Pair p : pairs) {
                double sum = 0;
                for (int f = 0; f < 200; f++) sum += times[f] * p.sums().at(f, 0) / 200;
                difference += (p.first().equals("model") ? sum : -sum) / 3;
            }
            return OptionalDouble.of(difference);
        });
        Interval quick = estimated(i.difference()).interval().orElseThrow();
        assertThat(quick.lower()).isCloseTo(naive.interval().orElseThrow().lower(), within(1e-12));
        assertThat(quick.upper()).isCloseTo(naive.interval().orElseThrow().upper(), within(1e-12));
        assertThat(i.difference().method().name())
                .contains("exact match")
                .contains("1000 replicates, seed 11")
                .doesNotContain("readers drawn");
    }

    @Test
    void conclusions() {
        assertThat(compare(pairs(300, .95, .8, .8, .8), .05, Drawn.CLUSTERS, BOOTSTRAP)
                        .conclusion())
                .isEqualTo(Conclusion.BETTER);
        assertThat(compare(pairs(300, .9, .9, .9, .9), .1, Drawn.CLUSTERS, BOOTSTRAP)
                        .conclusion())
                .isEqualTo(Conclusion.NOT_INFERIOR);
        assertThat(compare(pairs(40, .85, .9, .9, .9), .05, Drawn.CLUSTERS, BOOTSTRAP)
                        .conclusion())
                .isEqualTo(Conclusion.OPEN);
        assertThat(compare(pairs(300, .5, .9, .9, .9), .05, Drawn.CLUSTERS, BOOTSTRAP)
                        .conclusion())
                .isEqualTo(Conclusion.INFERIOR);
    }

    /// Readers who differ make the interval wider where they stand for others.
    @Test
    void drawingReadersWidens() {
        List<Pair> pairs = pairs(400, .8, .99, .9, .7, .6);
        Interval fixed = estimated(compare(pairs, .1, Drawn.CLUSTERS, BOOTSTRAP).difference())
                .interval()
                .orElseThrow();
        Interchangeability drawn = compare(pairs, .1, Drawn.READERS_AND_CLUSTERS, BOOTSTRAP);
        Interval wide = estimated(drawn.difference()).interval().orElseThrow();
        assertThat(wide.upper() - wide.lower()).isGreaterThan(1.5 * (fixed.upper() - fixed.lower()));
        assertThat(drawn.difference().method().name()).contains("readers drawn");
        assertThat(compare(pairs, .1, Drawn.READERS_AND_CLUSTERS, BOOTSTRAP)).isEqualTo(drawn);
    }

    @Test
    void accelerated() {
        Interchangeability i = compare(pairs(100, .9, .9, .8), .1, Drawn.CLUSTERS, BOOTSTRAP.with(Ends.BCA));
        assertThat(i.difference().method().name()).contains("BCa");
        assertThat(estimated(i.difference()).interval()).isPresent();
        assertThat(estimated(i.difference()).notes()).isEmpty();
    }

    /// With two readers there is no pair left without one of them: the ends fall back on the percentiles.
    @Test
    void acceleratedWhereReadersAreDrawnToo() {
        List<Pair> pairs = pairs(100, .8, .99, .9, .7, .6);
        ClusterBootstrap bca = BOOTSTRAP.with(Ends.BCA);
        Interchangeability both = compare(pairs, .1, Drawn.READERS_AND_CLUSTERS, bca);
        Interval percentile = estimated(compare(pairs, .1, Drawn.READERS_AND_CLUSTERS, BOOTSTRAP).difference())
                .interval()
                .orElseThrow();
        assertThat(both.difference().method().name()).contains("BCa").contains("readers drawn");
        assertThat(estimated(both.difference()).notes()).noneMatch(note -> note.contains("percentile"));
        Interval corrected = estimated(both.difference()).interval().orElseThrow();
        assertThat(corrected).isNotEqualTo(percentile);
        assertThat(corrected.lower()).isCloseTo(percentile.lower(), within(.1));
        assertThat(estimated(compare(pairs(100, .9, .9, .8), .1, Drawn.READERS_AND_CLUSTERS, bca)
                                .withCandidate())
                        .interval())
                .isPresent();
    }

    /// The difference of two means has the influences (y - mean) / n of each sample; Davison and Hinkley, equation 5.26.
    @Test
    void accelerationOfTwoSamples() {
        double[][] samples = {{1, 2, 2, 9}, {4, 5, 30, 5, 6, 7}};
        double[] sum = new double[2];
        List<double[]> jackknives = new ArrayList<>();
        for (double[] y : samples) {
            int n = y.length;
            double mean = java.util.Arrays.stream(y).average().orElseThrow();
            double sign = y == samples[0] ? 1 : -1;
            double[] without = new double[n];
            for (int i = 0; i < n; i++) {
                double influence = sign * (y[i] - mean) / n;
                sum[0] += Math.pow(influence, 2);
                sum[1] += Math.pow(influence, 3);
                without[i] = 100 + sign * (mean * n - y[i]) / (n - 1);
            }
            jackknives.add(without);
        }
        double a = sum[1] / (6 * Math.pow(sum[0], 1.5));
        double[] sorted = new double[2001];
        for (int i = 0; i < sorted.length; i++) sorted[i] = i;
        Interval interval =
                new Replicates(sorted, 0).bca(1000, jackknives, .95).orElseThrow();
        assertThat(interval.lower()).isCloseTo(2000 * phi(-1.959964 / (1 + a * 1.959964)), within(.01));
        assertThat(interval.upper()).isCloseTo(2000 * phi(1.959964 / (1 - a * 1.959964)), within(.01));
    }

    private static double phi(double z) {
        return org.apache.commons.statistics.distribution.NormalDistribution.of(0, 1).cumulativeProbability(z);
    }

    @Test
    void tooFewRaters() {
        Interchangeability one = compare(pairs(20, .9, .9), .1, Drawn.CLUSTERS, BOOTSTRAP);
        assertThat(reason(one.difference())).isEqualTo("no pair of readers has an agreement");
        assertThat(estimated(one.withCandidate()).value()).isPositive();
        assertThat(one.conclusion()).isEqualTo(Conclusion.NOT_ESTIMABLE);
        assertThat(reason(compare(List.of(), .1, Drawn.CLUSTERS, BOOTSTRAP).difference()))
                .isEqualTo("no pair of candidate and reader has an agreement");
        List<Pair> pairs = new ArrayList<>(pairs(20, .9, .9, .8));
        pairs.add(new Pair("R1", "R9", new ClusterSums(20, 2)));
        assertThat(compare(pairs, .1, Drawn.CLUSTERS, BOOTSTRAP)
                        .difference()
                        .sample()
                        .excluded())
                .containsExactly(new Sample.Exclusion("pair without an estimable agreement", 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> compare(pairs, 0, Drawn.CLUSTERS, BOOTSTRAP))
                .withMessageContaining("margin");
        pairs.add(new Pair("R2", "R9", new ClusterSums(21, 2)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> compare(pairs, .1, Drawn.CLUSTERS, BOOTSTRAP))
                .withMessageContaining("20 and 21");
    }
}
