package org.levelread.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.levelread.statistics.KappaTests.digits;
import static org.levelread.statistics.KappaTests.estimated;
import static org.levelread.statistics.KappaTests.reason;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.levelread.statistics.KrippendorffAlpha.Metric;

class ManyRatersTests {
    /// Fleiss, Psychol Bull 1971;76:378-82, table 1: counts of 5 diagnoses by 6 psychiatrists, 30 patients
    private static final int[][] FLEISS = counts("00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 "
            + "10050 11040 03300 10050 02031 00501 30012 51000 02040 10203 "
            + "00006 01050 02013 20040 10041 05010 40002 02040 10500 00006");
    /// Krippendorff 2011, Computing Krippendorff's alpha-reliability, example C: 12 units, 4 observers
    private static final String[] OBSERVERS = "11.1 2232 3333 3333 2222 1234 4444 1121 2222 .555 ..11 ..3.".split(" ");

    @Test
    void fleissOwnExample() {
        assertThat(estimated(ManyRaters.fleiss(FLEISS)).value()).isCloseTo(.4302445, digits(7));
        var test = ManyRaters.fleissTest(FLEISS).tested().orElseThrow();
        assertThat(test.standardErrorUnderNull()).isCloseTo(.0243739, digits(7));
        assertThat(test.statistic()).isCloseTo(17.65183, digits(5));
        double[] byCategory = {.2448, .2448, .5200, .4711, .5661};
        for (int k = 0; k < 5; k++) {
            assertThat(estimated(ManyRaters.fleissOf(FLEISS, k)).value()).isCloseTo(byCategory[k], digits(4));
        }
        assertThat(estimated(ManyRaters.gwet(FLEISS, .95)).value()).isCloseTo(.447885, digits(6));
    }

    @Test
    void gwetWithMissingRatings() {
        int[][] counts = Arrays.stream(OBSERVERS)
                .map(unit -> {
                    int[] c = new int[5];
                    unit.chars().filter(Character::isDigit).forEach(r -> c[r - '1']++);
                    return c;
                })
                .toArray(int[][]::new);
        var ac1 = estimated(ManyRaters.gwet(counts, .95));
        assertThat(ac1.value()).isCloseTo(.775444, digits(6));
        assertThat(ac1.standardError().orElseThrow()).isCloseTo(.14295, digits(5));
        assertThat(ac1.interval().orElseThrow().upper()).isEqualTo(1);
    }

    @Test
    void krippendorffsExample() {
        double[][] ratings = Arrays.stream(OBSERVERS)
                .map(unit -> unit.chars()
                        .filter(Character::isDigit)
                        .mapToDouble(c -> c - '0')
                        .toArray())
                .toArray(double[][]::new);
        assertThat(estimated(KrippendorffAlpha.of(ratings, Metric.NOMINAL)).value())
                .isCloseTo(.743421, digits(6));
        assertThat(estimated(KrippendorffAlpha.of(ratings, Metric.ORDINAL)).value())
                .isCloseTo(.815388, digits(6));
        assertThat(estimated(KrippendorffAlpha.of(ratings, Metric.INTERVAL)).value())
                .isCloseTo(.849107, digits(6));
        assertThat(estimated(KrippendorffAlpha.of(ratings, Metric.RATIO)).value())
                .isCloseTo(.797403, digits(6));
        Sample sample = KrippendorffAlpha.of(ratings, Metric.NOMINAL).sample();
        assertThat(sample.used()).isEqualTo(11);
        assertThat(sample.excluded()).containsExactly(new Sample.Exclusion("fewer than two ratings", 1));
    }

    /// The ordinal standard error is that of leaving out one unit after the other.
    @Test
    void ordinalJackknife() {
        double[][] ratings = Arrays.stream(OBSERVERS)
                .map(unit -> unit.chars()
                        .filter(Character::isDigit)
                        .mapToDouble(c -> c - '0')
                        .toArray())
                .filter(unit -> unit.length > 1)
                .toArray(double[][]::new);
        int n = ratings.length;
        double[] without = new double[n];
        for (int u = 0; u < n; u++) {
            double[][] left = new double[n - 1][];
            for (int i = 0, j = 0; i < n; i++) if (i != u) left[j++] = ratings[i];
            without[u] =
                    KrippendorffAlpha.value(left, Metric.ORDINAL).orElseThrow();
        }
        double mean = Arrays.stream(without).average().orElseThrow();
        double squares = Arrays.stream(without).map(w -> (w - mean) * (w - mean)).sum();
        assertThat(estimated(KrippendorffAlpha.of(ratings, Metric.ORDINAL, .95))
                        .standardError()
                        .orElseThrow())
                .isCloseTo(Math.sqrt((n - 1.0) / n * squares), within(1e-12));
    }

    /// Bland and Altman, Lancet 1986;1:307-10: peak flow by Wright's meter and the mini meter, first readings
    @Test
    void peakFlow() {
        double[] wright = {494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178, 423, 427};
        double[] mini = {512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451};
        BlandAltman limits = BlandAltman.of(wright, mini, .95);
        assertThat(estimated(limits.bias()).value()).isCloseTo(-2.117647, digits(6));
        assertThat(limits.standardDeviation()).isCloseTo(38.765130, digits(6));
        assertThat(estimated(limits.lower()).value()).isCloseTo(-78.097, digits(3));
        assertThat(estimated(limits.upper()).value()).isCloseTo(73.862, digits(3));
        // the paper rounds its way to -22.0 to 17.8
        assertThat(estimated(limits.bias()).interval().orElseThrow().lower()).isCloseTo(-22.0, within(.1));
        assertThat(estimated(limits.bias()).interval().orElseThrow().upper()).isCloseTo(17.8, within(.1));
    }

    @Test
    void degenerateCases() {
        assertThat(reason(ManyRaters.fleiss(counts("60 60 60")))).isEqualTo("all ratings fall in a single category");
        assertThat(reason(ManyRaters.fleiss(counts("33")))).isEqualTo("only 1 unit was rated");
        assertThat(reason(ManyRaters.fleiss(counts("10 01")))).isEqualTo("no unit has two ratings");
        assertThat(ManyRaters.fleissTest(counts("60 60"))).isInstanceOf(TestOutcome.NotTestable.class);
        assertThat(reason(ManyRaters.gwet(counts("10 01 10"), .95))).isEqualTo("no unit has two ratings");
        assertThat(reason(ManyRaters.gwet(counts("00 00"), .95))).isEqualTo("no unit was rated");
        assertThat(ManyRaters.fleissTest(counts("33 32 60"))).isInstanceOf(TestOutcome.NotTestable.class);
        assertThat(estimated(ManyRaters.fleiss(counts("33 32 60"))).standardError())
                .isPresent();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ManyRaters.fleiss(new int[][] {{3, 3}, {3, 2, 1}}))
                .withMessageContaining("unit 1");
        assertThat(reason(KrippendorffAlpha.of(new double[][] {{1}, {2}}, Metric.NOMINAL)))
                .isEqualTo("no unit has two ratings");
        assertThat(reason(KrippendorffAlpha.of(new double[][] {{1, 1}, {1, 1}}, Metric.ORDINAL)))
                .isEqualTo("all ratings fall in a single category");
        assertThat(reason(KrippendorffAlpha.of(new double[][] {{1, 2}}, Metric.ORDINAL)))
                .isEqualTo("only 1 unit has two ratings");
        assertThat(reason(
                        BlandAltman.of(new double[] {1}, new double[] {2}, .95).bias()))
                .isEqualTo("there is only 1 pair");
        assertThatIllegalArgumentException().isThrownBy(() -> BlandAltman.of(new double[1], new double[2], .95));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KrippendorffAlpha.of(new double[][] {{1, -1}, {1, 1}}, Metric.RATIO))
                .withMessageContaining("-1");
    }

    private static int[][] counts(String units) {
        return Arrays.stream(units.split(" "))
                .map(unit -> unit.chars().map(c -> c - '0').toArray())
                .toArray(int[][]::new);
    }
}
