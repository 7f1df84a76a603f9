package org.levelread.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.levelread.statistics.KappaTests.estimated;
import static org.levelread.statistics.KappaTests.reason;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.MultiReaderMultiCase.Components;
import org.levelread.statistics.MultiReaderMultiCase.Random;
import org.levelread.statistics.TestOutcome.Tested;

/// The numbers come from NumPy 1.24.2 and SciPy 1.10.1, 2026-11-25: a script of the published formulas that was first
/// shown to give what RJafroc gives for the Van Dyke data with jackknife covariances (F 4.456319, 15.25967 degrees of
/// freedom, p .0516657).
class MultiReaderMultiCaseTests {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final boolean[] POSITIVE = positive("1100011000110001100011000110001100011000");
    private static final double[][][] RATINGS = {
        {
            ratings("3332343341442332432143312144444311356241"),
            ratings("3431256432542321322154214254346413355341"),
            ratings("3543435132361222423243311422243323354531"),
            ratings("2423335153462422522254122434345222255331")
        },
        {
            ratings("6531355231652235331245233443234543545452"),
            ratings("4531344343552244333255213122354634456441"),
            ratings("5432445452552224324144234443343333434251"),
            ratings("3421534251553321123354432442345413454332")
        }
    };

    @Test
    void areasOfEveryReader() {
        double[][] areas = {
            {0.7421875, 0.8333333333333334, 0.7747395833333334, 0.80859375},
            {0.9166666666666666, 0.8033854166666666, 0.7708333333333334, 0.7565104166666666}
        };
        Components c = analysis().components().orElseThrow();
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 4; j++) assertThat(c.areas()[i][j]).isCloseTo(areas[i][j], EXACT);
        }
        Estimated one = estimated(RocArea.of(RATINGS[0][0], POSITIVE, .95));
        assertThat(one.value()).isCloseTo(.7421875, EXACT);
        assertThat(one.standardError().orElseThrow()).isCloseTo(0.07739976384028704, EXACT);
    }

    private static MultiReaderMultiCase analysis() {
        return MultiReaderMultiCase.of(RATINGS, POSITIVE, .95);
    }

    @Test
    void twoModalitiesOfFourReaders() {
        MultiReaderMultiCase m = analysis();
        Components c = m.components().orElseThrow();
        assertThat(c.variance()).isCloseTo(0.005138727701036634, EXACT);
        assertThat(c.sameReader()).isCloseTo(0.0014438328151733593, EXACT);
        assertThat(c.sameModality()).isCloseTo(0.001764509003455448, EXACT);
        assertThat(c.neither()).isCloseTo(0.0012361167133718297, EXACT);
        assertThat(c.modality()).isCloseTo(0.0009799533420138758, EXACT);
        assertThat(c.interaction()).isCloseTo(0.0053513138382523156, EXACT);
        Tested test = m.equal().tested().orElseThrow();
        assertThat(test.statistic()).isCloseTo(0.13127511070158704, EXACT);
        assertThat(test.p()).isCloseTo(0.7298675556779848, within(1e-9));
        assertThat(test.method().name()).contains("F test with 1 and 5.83776 degrees of freedom");
        Estimated difference = estimated(m.differences().getFirst());
        assertThat(difference.value()).isCloseTo(0.02213541666666652, EXACT);
        assertThat(difference.standardError().orElseThrow()).isCloseTo(0.06109371079983106, EXACT);
        assertThat(difference.interval().orElseThrow().lower()).isCloseTo(-0.12836837080016536, within(1e-9));
        assertThat(difference.interval().orElseThrow().upper()).isCloseTo(0.1726392041334984, within(1e-9));
        Estimated second = estimated(m.areas().get(1));
        assertThat(second.value()).isCloseTo(0.8118489583333333, EXACT);
        assertThat(second.interval().orElseThrow().lower()).isCloseTo(0.7000547146924921, within(1e-9));
        assertThat(second.interval().orElseThrow().upper()).isCloseTo(0.9236432019741744, within(1e-9));
        assertThat(estimated(m.areas().get(0)).interval().orElseThrow().lower())
                .isCloseTo(0.6886602452288372, within(1e-9));
    }

    /// Fixed readers: 2 / r (variance - sameReader + (r - 1) (sameModality - neither)), z. Fixed cases: 2 / r of the
    /// interaction, t with (t - 1) (r - 1) degrees of freedom.
    @Test
    void fixedReadersOrFixedCases() {
        Components c = analysis().components().orElseThrow();
        double cases = c.variance() - c.sameReader() + 3 * (c.sameModality() - c.neither());
        MultiReaderMultiCase fixedReaders = analysis(Random.CASES);
        Estimated one = estimated(fixedReaders.differences().getFirst());
        assertThat(one.value()).isCloseTo(0.02213541666666652, EXACT);
        assertThat(one.standardError().orElseThrow()).isCloseTo(Math.sqrt(.5 * cases), EXACT);
        assertThat(one.interval().orElseThrow().upper())
                .isCloseTo(0.02213541666666652 + 1.959963984540054 * Math.sqrt(.5 * cases), within(1e-9));
        assertThat(fixedReaders.equal().tested().orElseThrow().statistic()).isCloseTo(c.modality() / cases, EXACT);
        MultiReaderMultiCase fixedCases = analysis(Random.READERS);
        Estimated two = estimated(fixedCases.differences().getFirst());
        // R: qt(.975, 3) is 3.182446305284263
        assertThat(two.interval().orElseThrow().upper())
                .isCloseTo(0.02213541666666652 + 3.182446305284263 * Math.sqrt(.5 * c.interaction()), within(1e-9));
        assertThat(fixedCases.equal().tested().orElseThrow().statistic()).isCloseTo(c.modality() / c.interaction(), EXACT);
        assertThat(two.method().name()).contains("random readers and fixed cases");
    }

    /// Copies of every case in clusters of their own tell nothing new: the covariances stay those of the single cases.
    @Test
    void copiesOfACaseDoNotNarrowTheInterval() {
        double[] twice = new double[80];
        boolean[] positive = new boolean[80];
        String[] clusters = new String[80];
        for (int c = 0; c < 80; c++) {
            twice[c] = RATINGS[0][0][c / 2];
            positive[c] = POSITIVE[c / 2];
            clusters[c] = "patient " + c / 2;
        }
        RocArea single = new RocArea(RATINGS[0][0], POSITIVE);
        RocArea copied = new RocArea(twice, positive, clusters);
        assertThat(copied.area()).isCloseTo(single.area(), EXACT);
        assertThat(copied.covariance(copied)).isCloseTo(single.covariance(single), EXACT);
        assertThat(new RocArea(twice, positive).covariance(new RocArea(twice, positive)))
                .isLessThan(.6 * single.covariance(single));
    }

    /// Means with jackknife covariances over clusters of unequal size; expected values from NumPy 2.4.6, 2026-11-27. With fixed cases
    /// it is the paired t test of the readers' means.
    @Test
    void meanScoresInsteadOfAreas() {
        double[][][] scores = {
            {ratings("110111011011"), ratings("111011010011"), ratings("110101011001")},
            {ratings("111111011011"), ratings("111011111011"), ratings("110111011011")}
        };
        String[] clusters = "aabbcdefgghi".split("");
        MultiReaderMultiCase m = MultiReaderMultiCase.ofMeans(scores, clusters, Random.READERS_AND_CASES, .95);
        Components c = m.components().orElseThrow();
        assertThat(c.areas()[0]).containsExactly(new double[] {.75, 2 / 3.0, 7 / 12.0}, EXACT);
        assertThat(c.variance()).isCloseTo(0.015734448865762005, EXACT);
        assertThat(c.sameReader()).isCloseTo(0.010235690235690237, EXACT);
        assertThat(c.sameModality()).isCloseTo(0.009365030779172197, EXACT);
        assertThat(c.neither()).isCloseTo(0.010615243342516074, EXACT);
        Estimated difference = estimated(m.differences().getFirst());
        assertThat(difference.value()).isCloseTo(0.1388888888888889, EXACT);
        assertThat(difference.method().name()).contains("jackknife covariances").contains("mean scores");
        Estimated these = estimated(MultiReaderMultiCase.ofMeans(scores, clusters, Random.CASES, .95)
                .differences()
                .getFirst());
        assertThat(these.standardError().orElseThrow()).isCloseTo(0.04470893649211541, EXACT);
        Tested paired = MultiReaderMultiCase.ofMeans(scores, clusters, Random.READERS, .95)
                .equal()
                .tested()
                .orElseThrow();
        // R: t.test(c(10, 10, 9) / 12, c(9, 8, 7) / 12, paired = TRUE): t = 5, df = 2, p-value = 0.03775
        assertThat(paired.statistic()).isCloseTo(25, within(1e-9));
        assertThat(paired.p()).isCloseTo(.03775, within(1e-5));
        scores[1][0][3] = Double.NaN;
        assertThat(MultiReaderMultiCase.ofMeans(scores, clusters, Random.CASES, .95).equal().sample().excludedCount())
                .isEqualTo(1);
        Arrays.fill(scores[1][0], Double.NaN);
        assertThat(reason(MultiReaderMultiCase.ofMeans(scores, clusters, Random.CASES, .95).areas().getFirst()))
                .isEqualTo("no case was rated by every reader in every modality");
    }

    private static MultiReaderMultiCase analysis(Random random) {
        String[] cases = new String[POSITIVE.length];
        Arrays.setAll(cases, c -> "case " + c);
        return MultiReaderMultiCase.of(RATINGS, POSITIVE, cases, random, .95);
    }

    @Test
    void aCaseThatOneReaderDidNotRateIsLeftOut() {
        double[][][] missing = Arrays.stream(RATINGS)
                .map(m -> Arrays.stream(m).map(double[]::clone).toArray(double[][]::new))
                .toArray(double[][][]::new);
        missing[1][2][7] = Double.NaN;
        MultiReaderMultiCase m = MultiReaderMultiCase.of(missing, POSITIVE, .95);
        assertThat(m.equal().sample().used()).isEqualTo(39);
        assertThat(m.equal().sample().excluded()).containsExactly(new Sample.Exclusion("not rated by every reader", 1));
    }

    @Test
    void degenerateDesigns() {
        boolean[] all = new boolean[40];
        Arrays.fill(all, true);
        assertThat(reason(MultiReaderMultiCase.of(RATINGS, all, .95).areas().get(1)))
                .isEqualTo("there is no negative case");
        assertThat(reason(RocArea.of(RATINGS[0][0], new boolean[40], .95))).isEqualTo("there is no positive case");
        double[][][] oneReader = {{RATINGS[0][0]}, {RATINGS[1][0]}};
        assertThat(reason(MultiReaderMultiCase.of(oneReader, POSITIVE, .95)
                        .differences()
                        .getFirst()))
                .isEqualTo("there are fewer than 2 readers");
        double[][][] oneModality = {RATINGS[0]};
        MultiReaderMultiCase one = MultiReaderMultiCase.of(oneModality, POSITIVE, .95);
        assertThat(one.equal()).isInstanceOf(TestOutcome.NotTestable.class);
        assertThat(estimated(one.areas().getFirst()).interval()).isPresent();
        double[] perfect = new double[40];
        for (int i = 0; i < 40; i++) perfect[i] = POSITIVE[i] ? 1 : 0;
        Estimated right = estimated(RocArea.of(perfect, POSITIVE, .95));
        assertThat(right.value()).isEqualTo(1);
        assertThat(right.interval()).isEmpty();
        double[][][] allPerfect = {{perfect, perfect}, {perfect, perfect}};
        MultiReaderMultiCase same = MultiReaderMultiCase.of(allPerfect, POSITIVE, .95);
        assertThat(same.equal()).isInstanceOf(TestOutcome.NotTestable.class);
        assertThat(estimated(same.differences().getFirst()).notes())
                .singleElement()
                .asString()
                .contains("0");
        double[][][] uneven = {RATINGS[0], {RATINGS[1][0]}};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MultiReaderMultiCase.of(uneven, POSITIVE, .95))
                .withMessageContaining("4 and 1");
    }

    private static boolean[] positive(String text) {
        boolean[] positive = new boolean[text.length()];
        for (int i = 0; i < positive.length; i++) positive[i] = text.charAt(i) == '1';
        return positive;
    }

    private static double[] ratings(String text) {
        return text.chars().mapToDouble(c -> c - '0').toArray();
    }
}
