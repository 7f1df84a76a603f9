package org.levelread.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.levelread.statistics.KappaTests.estimated;
import static org.levelread.statistics.KappaTests.reason;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.imaging.Mask;
import org.levelread.statistics.ClusterBootstrap.Ends;

class DistancesAndClustersTests {
    private static final double[] SKEWED = {
        .2, .9, 1.4, .1, 3.9, .7, .3, 2.2, .5, .6, 1.1, 5.8, .4, .8, .2, 1.7, .9, .35, 2.6, .15
    };

    private static List<Observation> observations(double[] values) {
        List<Observation> all = new ArrayList<>();
        for (int i = 0; i < values.length; i++) all.add(new Observation("c" + (100 + i), values[i]));
        return all;
    }

    /// SciPy 1.10.1 bootstrap(mean, n_resamples=400000, random_state=1): BCa .7775 to 2.1150, percentile .6974 to
    /// 1.9200, standard error .31458
    @Test
    void biasCorrectedAndAccelerated() {
        ClusterBootstrap bootstrap = new ClusterBootstrap(5, 40_000);
        var bca = estimated(bootstrap.with(Ends.BCA).mean(observations(SKEWED), .95));
        assertThat(bca.interval().orElseThrow().lower()).isCloseTo(.7775, within(.01));
        assertThat(bca.interval().orElseThrow().upper()).isCloseTo(2.1150, within(.025));
        assertThat(bca.standardError().orElseThrow()).isCloseTo(.31458, within(.004));
        assertThat(bca.method().name()).startsWith("mean; BCa bootstrap by cluster, 40000 replicates");
        var percentile = estimated(bootstrap.mean(observations(SKEWED), .95));
        assertThat(percentile.interval().orElseThrow().lower()).isCloseTo(.6974, within(.01));
        assertThat(percentile.interval().orElseThrow().upper()).isCloseTo(1.9200, within(.02));
        assertThat(estimated(bootstrap.with(Ends.BCA).median(observations(SKEWED), .95))
                        .interval())
                .isPresent();
    }

    /// An interval that is carried through a monotone map stays the mapped interval.
    @Test
    void acceleratedEndsFollowAMap() {
        ClusterSums sums = new ClusterSums(SKEWED.length, 2);
        for (int c = 0; c < SKEWED.length; c++) {
            sums.add(c, 0, SKEWED[c]);
            sums.add(c, 1, 1);
        }
        ClusterBootstrap bootstrap = new ClusterBootstrap(5, 2000);
        Method method = new Method("mean", "");
        Figure tripled = s -> java.util.OptionalDouble.of(3 * s[0] / s[1] + 1);
        for (Ends ends : Ends.values()) {
            Interval plain = estimated(bootstrap.with(ends).estimate(sums, Figure.MEAN, method, Sample.of(20), .95))
                    .interval()
                    .orElseThrow();
            Interval mapped = estimated(bootstrap.with(ends).estimate(sums, tripled, method, Sample.of(20), .95))
                    .interval()
                    .orElseThrow();
            assertThat(mapped.lower()).isCloseTo(3 * plain.lower() + 1, within(1e-9));
            assertThat(mapped.upper()).isCloseTo(3 * plain.upper() + 1, within(1e-9));
        }
    }

    @Test
    void limitsOfClusteredShifts() {
        List<Observation> shifts = new ArrayList<>();
        double[] first = new double[60];
        double[] zero = new double[60];
        for (int i = 0; i < 60; i++) {
            first[i] = i % 9 == 0 ? 1 : i % 14 == 0 ? -2 : 0;
            shifts.add(new Observation("patient " + i / 2, first[i]));
        }
        BlandAltman plain = BlandAltman.of(first, zero, .95);
        BlandAltman clustered = BlandAltman.clustered(shifts, .95, ClusterBootstrap.STANDARD);
        assertThat(estimated(clustered.bias()).value())
                .isCloseTo(estimated(plain.bias()).value(), within(1e-12));
        assertThat(estimated(clustered.lower()).value())
                .isCloseTo(estimated(plain.lower()).value(), within(1e-12));
        assertThat(estimated(clustered.upper()).value())
                .isCloseTo(estimated(plain.upper()).value(), within(1e-12));
        assertThat(clustered.standardDeviation()).isCloseTo(plain.standardDeviation(), within(1e-12));
        assertThat(estimated(clustered.upper()).interval().orElseThrow().lower())
                .isLessThan(estimated(clustered.upper()).value());
        assertThat(reason(BlandAltman.clustered(List.of(), .95, ClusterBootstrap.STANDARD)
                        .bias()))
                .isEqualTo("there is no difference");
        assertThat(reason(BlandAltman.clustered(List.of(new Observation("a", 1)), .95, ClusterBootstrap.STANDARD)
                        .spread()))
                .isEqualTo("there is only 1 difference");
    }

    @Test
    void clusteredAccuracyHasTheSameValuesAndWiderIntervals() {
        List<AgreementTable> patients = new ArrayList<>();
        patients.addAll(Collections.nCopies(12, AgreementTable.ofYesNo(2, 0, 0, 3)));
        patients.addAll(Collections.nCopies(4, AgreementTable.ofYesNo(0, 2, 0, 3)));
        patients.addAll(Collections.nCopies(3, AgreementTable.ofYesNo(1, 0, 3, 0)));
        DiagnosticAccuracy clustered = DiagnosticAccuracy.clustered(patients, .95);
        DiagnosticAccuracy plain = DiagnosticAccuracy.of(27, 9, 8, 48, .95);
        assertThat(estimated(clustered.sensitivity()).value())
                .isCloseTo(estimated(plain.sensitivity()).value(), within(1e-12));
        assertThat(estimated(clustered.specificity()).value())
                .isCloseTo(estimated(plain.specificity()).value(), within(1e-12));
        assertThat(estimated(clustered.positivePredictiveValue()).value()).isCloseTo(27 / 36.0, within(1e-12));
        assertThat(estimated(clustered.negativePredictiveValue()).value()).isCloseTo(48 / 56.0, within(1e-12));
        Interval wide = estimated(clustered.sensitivity()).interval().orElseThrow();
        Interval narrow = estimated(plain.sensitivity()).interval().orElseThrow();
        assertThat(wide.upper() - wide.lower()).isGreaterThan(1.2 * (narrow.upper() - narrow.lower()));
        assertThat(reason(DiagnosticAccuracy.clustered(List.of(AgreementTable.ofYesNo(0, 0, 0, 4)), .95)
                        .sensitivity()))
                .isEqualTo("the reference has no positive unit");
    }

    /// the distances of every pair of boundary pixels, one after the other
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void distancesAgainstTheSlowWay(long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Mask a = new Mask(17, 13);
        Mask b = new Mask(17, 13);
        for (int i = 0; i < a.values().length; i++) {
            a.values()[i] = (byte) (random.nextInt(3) > 0 ? 1 : 0);
            b.values()[i] = (byte) (random.nextInt(4) > 0 ? 1 : 0);
        }
        double row = .5 + random.nextDouble();
        double column = .5 + random.nextDouble();
        List<int[]> first = boundary(a);
        List<int[]> second = boundary(b);
        double[] from = slow(first, second, row, column);
        double[] back = slow(second, first, row, column);
        SurfaceDistances d = SurfaceDistances.of(a, b, row, column);
        assertThat(estimated(d.hausdorff()).value())
                .isCloseTo(Math.max(from[from.length - 1], back[back.length - 1]), within(1e-12));
        double sum = 0;
        for (double v : from) sum += v;
        for (double v : back) sum += v;
        assertThat(estimated(d.averageSymmetric()).value()).isCloseTo(sum / (from.length + back.length), within(1e-12));
        SurfaceDistances mirrored = SurfaceDistances.of(b, a, row, column);
        assertThat(estimated(mirrored.hausdorff95()).value())
                .isCloseTo(estimated(d.hausdorff95()).value(), within(1e-12));
        assertThat(estimated(mirrored.surfaceDice(1)).value())
                .isCloseTo(estimated(d.surfaceDice(1)).value(), within(1e-12));
    }

    private static List<int[]> boundary(Mask m) {
        List<int[]> points = new ArrayList<>();
        int[][] neighbours = {{0, 1}, {0, -1}, {1, 0}, {-1, 0}};
        for (int y = 0; y < m.height(); y++) {
            for (int x = 0; x < m.width(); x++) {
                if (!m.at(x, y)) continue;
                boolean edge = false;
                for (int[] n : neighbours) {
                    int u = x + n[0];
                    int v = y + n[1];
                    edge |= u < 0 || v < 0 || u >= m.width() || v >= m.height() || !m.at(u, v);
                }
                if (edge) points.add(new int[] {x, y});
            }
        }
        return points;
    }

    private static double[] slow(List<int[]> from, List<int[]> to, double row, double column) {
        return from.stream()
                .mapToDouble(p -> to.stream()
                        .mapToDouble(q -> Math.hypot((p[0] - q[0]) * column, (p[1] - q[1]) * row))
                        .min()
                        .orElseThrow())
                .sorted()
                .toArray();
    }

    @Test
    void masksThatDoNotFit() {
        Mask a = new Mask(4, 5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SurfaceDistances.of(a, new Mask(5, 4), 1, 1))
                .withMessageContaining("4 x 5 and 5 x 4");
        assertThatIllegalArgumentException().isThrownBy(() -> SurfaceDistances.of(a, a, 0, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SurfaceDistances.of(a, a, 1, 1).surfaceDice(-1));
    }

    /// two bodies found with an IoU of 3/4 and 1, one missed, one spurious, one too small to match
    @Test
    void panopticQuality() {
        int[] reference = {1, 1, 1, 1, 0, 2, 2, 0, 3, 3, 3, 0, 4, 4, 4, 4};
        int[] prediction = {7, 7, 7, 0, 0, 5, 5, 9, 0, 0, 0, 0, 6, 0, 0, 0};
        PanopticQuality q = PanopticQuality.of(reference, prediction);
        assertThat(q).isEqualTo(new PanopticQuality(2, 2, 2, 1.75));
        assertThat(estimated(q.segmentationQuality()).value()).isEqualTo(.875);
        assertThat(estimated(q.recognitionQuality()).value()).isEqualTo(.5);
        assertThat(estimated(q.quality()).value()).isEqualTo(.4375);
        assertThat(q.plus(q).matched()).isEqualTo(4);
        assertThat(estimated(q.plus(q).quality()).value()).isEqualTo(.4375);
        PanopticQuality nothing = PanopticQuality.of(new int[3], new int[3]);
        assertThat(reason(nothing.quality())).isEqualTo("there is no instance");
        assertThat(reason(nothing.segmentationQuality())).isEqualTo("no instance was matched");
        // an IoU of just 1/2 is no match
        assertThat(PanopticQuality.of(new int[] {1, 1}, new int[] {1, 0}).matched())
                .isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> PanopticQuality.of(new int[2], new int[3]));
    }

    /// Shrout and Fleiss without a rating of one judge: that subject is left out, and the reason told.
    @Test
    void correlationsNeedEveryRater() {
        double[][] ratings = {
            {9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}, {6, Double.NaN, 4, 7}
        };
        var icc = IntraclassCorrelation.of(ratings, .95);
        assertThat(estimated(icc.icc11()).value()).isCloseTo(.165742, within(5e-7));
        assertThat(icc.icc11().sample().excluded())
                .containsExactly(new Sample.Exclusion("not rated by every rater", 1));
        double[][] same = {{1, 1}, {2, 2}, {3, 3}};
        assertThat(estimated(IntraclassCorrelation.of(same, .95).icc21()).value())
                .isEqualTo(1);
        assertThat(estimated(IntraclassCorrelation.of(same, .95).icc21()).interval())
                .isEmpty();
        double[][] offset = {{1, 3}, {2, 4}, {4, 6}};
        assertThat(estimated(IntraclassCorrelation.of(offset, .95).icc31()).value())
                .isCloseTo(1, within(1e-12));
        assertThat(estimated(IntraclassCorrelation.of(offset, .95).icc21()).value())
                .isLessThan(.8);
        double[][] unitsAlike = {{1, 3}, {3, 1}};
        assertThat(reason(IntraclassCorrelation.of(unitsAlike, .95).icc1k())).contains("no more than the noise");
        assertThat(reason(IntraclassCorrelation.of(new double[][] {{1}, {2}}, .95)
                        .icc11()))
                .isEqualTo("there is only 1 rater");
    }
}
