package org.levelread.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGeneratorFactory;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;

class KappaTests {
    /// Cohen, Educ Psychol Meas 1960;20:37-46, p. 45; standard errors and intervals: statsmodels 0.13.5
    /// cohens_kappa
    private static final AgreementTable COHEN = AgreementTable.of(new int[][] {{88, 14, 18}, {10, 40, 10}, {2, 6, 12}});
    /// SAS/STAT user's guide, PROC FREQ, agreement of two raters with an empty column
    private static final AgreementTable SAS = AgreementTable.of(new int[][] {{0, 4, 1}, {0, 8, 0}, {0, 1, 5}});
    /// Gwet, Handbook of Inter-Rater Reliability; irrCAC's cont3x3abstractors
    private static final AgreementTable ABSTRACTORS =
            AgreementTable.of(new int[][] {{13, 0, 0}, {0, 20, 7}, {0, 4, 56}});

    @Test
    void cohensOwnExample() {
        Estimated plain = estimated(Kappa.cohen(COHEN, Weighting.NONE, .95));
        assertThat(plain.value()).isCloseTo(.491525, digits(6));
        assertThat(plain.standardError().orElseThrow()).isCloseTo(.051002, digits(6));
        assertThat(plain.interval().orElseThrow().lower()).isCloseTo(.391564, digits(6));
        assertThat(plain.interval().orElseThrow().upper()).isCloseTo(.591487, digits(6));
        assertThat(plain.sample().used()).isEqualTo(200);
        assertThat(plain.method().sameNumber()).contains("cohens_kappa([[88,14,18],[10,40,10],[2,6,12]])");

        var test = Kappa.test(COHEN, Weighting.NONE).tested().orElseThrow();
        assertThat(test.standardErrorUnderNull()).isCloseTo(.051979, digits(6));
        assertThat(test.statistic()).isCloseTo(9.4562, digits(4));
        assertThat(test.p()).isLessThan(1e-19);
    }

    @Test
    void cohensExampleWeighted() {
        Estimated linear = estimated(Kappa.cohen(COHEN, Weighting.LINEAR, .95));
        assertThat(linear.value()).isCloseTo(.473684, digits(6));
        assertThat(linear.standardError().orElseThrow()).isCloseTo(.054432, digits(6));
        Estimated quadratic = estimated(Kappa.cohen(COHEN, Weighting.QUADRATIC, .95));
        assertThat(quadratic.value()).isCloseTo(.454545, digits(6));
        assertThat(quadratic.standardError().orElseThrow()).isCloseTo(.066454, digits(6));
        assertThat(estimated(GwetAgreement.of(COHEN, Weighting.NONE, .95)).value())
                .isCloseTo(.57597, digits(5));
        assertThat(estimated(GwetAgreement.of(COHEN, Weighting.QUADRATIC, .95)).value())
                .isCloseTo(.63855, digits(5));
    }

    @Test
    void anEmptyColumnIsNoObstacle() {
        Estimated plain = estimated(Kappa.cohen(SAS, Weighting.NONE, .95));
        assertThat(plain.value()).isCloseTo(.4842, digits(4));
        assertThat(plain.standardError().orElseThrow()).isCloseTo(.1380, digits(4));
        assertThat(plain.interval().orElseThrow().lower()).isCloseTo(.2137, digits(4));
        assertThat(plain.interval().orElseThrow().upper()).isCloseTo(.7547, digits(4));
        var test = Kappa.test(SAS, Weighting.NONE).tested().orElseThrow();
        assertThat(test.standardErrorUnderNull()).isCloseTo(.1484, digits(4));
        assertThat(test.statistic()).isCloseTo(3.2626, digits(4));
        Estimated linear = estimated(Kappa.cohen(SAS, Weighting.LINEAR, .95));
        assertThat(linear.value()).isCloseTo(.4701, digits(4));
        assertThat(linear.standardError().orElseThrow()).isCloseTo(.1457, digits(4));
        assertThat(linear.interval().orElseThrow().lower()).isCloseTo(.1845, digits(4));
        assertThat(linear.interval().orElseThrow().upper()).isCloseTo(.7558, digits(4));
    }

    @Test
    void gwetsAbstractors() {
        Estimated kappa = estimated(Kappa.cohen(ABSTRACTORS, Weighting.NONE, .95));
        assertThat(kappa.value()).isCloseTo(.7964094, digits(7));
        assertThat(kappa.standardError().orElseThrow()).isCloseTo(.05891072, within(2e-7));
        assertThat(estimated(Kappa.scott(ABSTRACTORS)).value()).isCloseTo(.7962397, digits(7));
        assertThat(estimated(Kappa.krippendorff(ABSTRACTORS)).value()).isCloseTo(.7972585, digits(7));
        Estimated ac1 = estimated(GwetAgreement.of(ABSTRACTORS, Weighting.NONE, .95));
        assertThat(ac1.value()).isCloseTo(.8493305, digits(7));
        assertThat(ac1.standardError().orElseThrow()).isCloseTo(.04321747, digits(8));
        assertThat(ac1.method().name()).contains("t interval");
        // t with 99 degrees of freedom: qt(.975, 99) = 1.984217
        assertThat(ac1.interval().orElseThrow().lower()).isCloseTo(.8493305 - 1.984217 * .04321747, digits(6));
        assertThat(estimated(PrevalenceAdjusted.pabak(ABSTRACTORS, .95)).value())
                .isCloseTo(.835, digits(10));
    }

    /// high agreement, low kappa, where one category is rare
    @Test
    void theKappaParadox() {
        AgreementTable rare = AgreementTable.ofYesNo(118, 5, 2, 0);
        assertThat(estimated(Kappa.cohen(rare, Weighting.NONE, .95)).value()).isCloseTo(-.023392, digits(6));
        Estimated ac1 = estimated(GwetAgreement.of(rare, Weighting.NONE, .95));
        assertThat(ac1.value()).isCloseTo(.940776, digits(6));
        assertThat(ac1.standardError().orElseThrow()).isCloseTo(.022965, digits(6));
        Estimated pabak = estimated(PrevalenceAdjusted.pabak(rare, .95));
        assertThat(pabak.value()).isCloseTo(2 * .944 - 1, digits(10));
        assertThat(pabak.interval().orElseThrow().lower()).isLessThan(pabak.value());
        assertThat(estimated(PrevalenceAdjusted.prevalenceIndex(rare)).value()).isCloseTo(118 / 125.0, digits(10));
        assertThat(estimated(PrevalenceAdjusted.biasIndex(rare)).value()).isCloseTo(3 / 125.0, digits(10));

        AgreementTable other = AgreementTable.ofYesNo(80, 7, 8, 5);
        assertThat(estimated(Kappa.cohen(other, Weighting.NONE, .95)).value()).isCloseTo(.314442, digits(6));
        assertThat(estimated(GwetAgreement.of(other, Weighting.NONE, .95)).value())
                .isCloseTo(.80800, digits(5));
    }

    @Test
    void degenerateTablesHaveAReason() {
        assertThat(reason(Kappa.cohen(AgreementTable.ofYesNo(0, 0, 0, 0), Weighting.NONE, .95)))
                .isEqualTo("no unit was rated by both");
        assertThat(reason(Kappa.cohen(AgreementTable.ofYesNo(1, 0, 0, 0), Weighting.NONE, .95)))
                .isEqualTo("only 1 unit was rated by both");
        assertThat(reason(Kappa.cohen(AgreementTable.ofYesNo(9, 0, 0, 0), Weighting.NONE, .95)))
                .isEqualTo("both raters used a single category");
        assertThat(reason(Kappa.cohen(AgreementTable.ofYesNo(5, 0, 3, 0), Weighting.LINEAR, .95)))
                .isEqualTo("the second rater used a single category");
        assertThat(reason(Kappa.cohen(AgreementTable.ofYesNo(5, 3, 0, 0), Weighting.QUADRATIC, .95)))
                .isEqualTo("the first rater used a single category");
        assertThat(Kappa.test(AgreementTable.ofYesNo(5, 3, 0, 0), Weighting.NONE))
                .isInstanceOf(TestOutcome.NotTestable.class);
        assertThat(Kappa.value(AgreementTable.ofYesNo(9, 0, 0, 0), Weighting.NONE))
                .isEmpty();
        assertThat(reason(GwetAgreement.of(AgreementTable.ofYesNo(9, 0, 0, 0), Weighting.NONE, .95)))
                .isEqualTo("all ratings fall in a single category");
        assertThat(reason(GwetAgreement.of(AgreementTable.ofYesNo(0, 1, 0, 0), Weighting.NONE, .95)))
                .isEqualTo("only 1 unit was rated by both");
        assertThat(reason(Kappa.scott(AgreementTable.ofYesNo(0, 0, 0, 9)))).contains("single category");
        assertThat(reason(PrevalenceAdjusted.pabak(AgreementTable.ofYesNo(0, 0, 0, 0), .95)))
                .contains("no unit");
        assertThat(reason(PrevalenceAdjusted.biasIndex(AgreementTable.ofYesNo(0, 0, 0, 0))))
                .contains("no unit");
    }

    @Test
    void fullAgreementHasNoInterval() {
        Estimated all = estimated(Kappa.cohen(AgreementTable.ofYesNo(4, 0, 0, 6), Weighting.NONE, .95));
        assertThat(all.value()).isEqualTo(1);
        assertThat(all.interval()).isEmpty();
        assertThat(all.notes()).singleElement().asString().contains("standard error is 0");
        assertThat(estimated(GwetAgreement.of(AgreementTable.ofYesNo(4, 0, 0, 6), Weighting.NONE, .95))
                        .interval())
                .isEmpty();
    }

    @Test
    void refusesTablesThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgreementTable.of(new int[][] {{1}}))
                .withMessageContaining("at least 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgreementTable.of(new int[][] {{1, 2}, {3}}))
                .withMessageContaining("row 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgreementTable.ofYesNo(1, -1, 0, 0))
                .withMessageContaining("row 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Kappa.cohen(COHEN, Weighting.NONE, 95))
                .withMessageContaining("95");
    }

    /// Swapping the raters changes nothing, nor does naming the categories from the other end.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void symmetric(long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        int k = 2 + random.nextInt(4);
        int[][] counts = new int[k][k];
        int[][] swapped = new int[k][k];
        int[][] reversed = new int[k][k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                counts[i][j] = 1 + random.nextInt(20);
                swapped[j][i] = counts[i][j];
                reversed[k - 1 - i][k - 1 - j] = counts[i][j];
            }
        }
        for (Weighting weighting : Weighting.values()) {
            Estimated one = estimated(Kappa.cohen(AgreementTable.of(counts), weighting, .95));
            for (int[][] same : new int[][][] {swapped, reversed}) {
                Estimated other = estimated(Kappa.cohen(AgreementTable.of(same), weighting, .95));
                assertThat(other.value()).isCloseTo(one.value(), within(1e-12));
                assertThat(other.standardError().orElseThrow())
                        .isCloseTo(one.standardError().orElseThrow(), within(1e-12));
            }
        }
    }

    static Estimated estimated(Estimate estimate) {
        return estimate.estimated().orElseThrow(() -> new AssertionError(estimate.toString()));
    }

    static String reason(Estimate estimate) {
        assertThat(estimate).isInstanceOf(NotEstimable.class);
        return ((NotEstimable) estimate).reason();
    }

    /// half a unit of the last digit given
    static Offset<Double> digits(int n) {
        return within(.5000001 * Math.pow(10, -n));
    }
}
