package org.levelread.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.levelread.statistics.KappaTests.estimated;
import static org.levelread.statistics.KappaTests.reason;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.levelread.statistics.SetAgreement.Distance;
import org.levelread.statistics.TestOutcome.NotTestable;

class MarginAndSetTests {
    /// made-up answers; statsmodels 0.13.5 cochrans_q
    @Test
    void cochran() {
        String units = "0011 1111 1001 0000 0101 0101 0010 0101 0111 0110 0011 0011 1010 0010 0100 0110 1001 0110 0000 "
                + "0001 0010 0011 1100 0101 0111";
        var q = MarginTests.cochranQ(yes(units)).tested().orElseThrow();
        assertThat(q.statistic()).isCloseTo(8.11111111111111, within(1e-12));
        assertThat(q.p()).isCloseTo(0.043770329447296655, within(1e-12));
        assertThat(MarginTests.cochranQ(yes("0000 1111"))).isInstanceOf(NotTestable.class);
        assertThat(MarginTests.cochranQ(new boolean[0][])).isInstanceOf(NotTestable.class);
        assertThatIllegalArgumentException().isThrownBy(() -> MarginTests.cochranQ(yes("00 111")));
    }

    /// Cochran's Q of two raters is McNemar's chi-square, and so are the other two of two categories.
    @Test
    void twoOfEverythingIsMcNemar() {
        AgreementTable table = AgreementTable.ofYesNo(12, 9, 3, 20);
        double mcnemar = McNemar.chiSquared(table, false).tested().orElseThrow().statistic();
        StringBuilder units = new StringBuilder();
        units.repeat("11 ", 12).repeat("10 ", 9).repeat("01 ", 3).repeat("00 ", 20);
        for (TestOutcome same : List.of(
                MarginTests.cochranQ(yes(units.toString().strip())),
                MarginTests.stuartMaxwell(table),
                MarginTests.bowker(table))) {
            assertThat(same.tested().orElseThrow().statistic()).isCloseTo(mcnemar, within(1e-12));
        }
        // R: 2 * pbinom(3, 12, .5) - dbinom(3, 12, .5)
        assertThat(McNemar.midP(table).tested().orElseThrow().p()).isCloseTo(0.09228515625, within(1e-12));
        assertThat(McNemar.midP(AgreementTable.ofYesNo(1, 4, 4, 1))
                        .tested()
                        .orElseThrow()
                        .p())
                .isCloseTo(1, within(1e-12));
    }

    /// A category that the two never exchange changes nothing.
    @Test
    void categoriesThatAreNotExchanged() {
        AgreementTable three = AgreementTable.of(new int[][] {{20, 5, 3}, {2, 15, 6}, {1, 3, 18}});
        AgreementTable five = AgreementTable.of(
                new int[][] {{20, 0, 5, 3, 0}, {0, 9, 0, 0, 0}, {2, 0, 15, 6, 0}, {1, 0, 3, 18, 0}, {0, 0, 0, 0, 0}});
        for (int i = 0; i < 2; i++) {
            var a = (i == 0 ? MarginTests.stuartMaxwell(three) : MarginTests.bowker(three))
                    .tested()
                    .orElseThrow();
            var b = (i == 0 ? MarginTests.stuartMaxwell(five) : MarginTests.bowker(five))
                    .tested()
                    .orElseThrow();
            assertThat(b.statistic()).isCloseTo(a.statistic(), within(1e-12));
            assertThat(b.p()).isCloseTo(a.p(), within(1e-12));
        }
        // two pairs that are exchanged apart from each other: the sum of two McNemar statistics
        AgreementTable apart = AgreementTable.of(new int[][] {{5, 4, 0, 0}, {1, 5, 0, 0}, {0, 0, 5, 7}, {0, 0, 2, 5}});
        assertThat(MarginTests.stuartMaxwell(apart).tested().orElseThrow().statistic())
                .isCloseTo(9 / 5.0 + 25 / 9.0, within(1e-12));
        assertThat(MarginTests.stuartMaxwell(AgreementTable.ofYesNo(4, 0, 0, 4)))
                .isInstanceOf(NotTestable.class);
        assertThat(MarginTests.bowker(AgreementTable.ofYesNo(4, 0, 0, 4))).isInstanceOf(NotTestable.class);
    }

    /// a script of the definition in Python, one ordered pair after the other
    @ParameterizedTest
    @CsvSource({
        "EXACT, 0.3529411764705882",
        "JACCARD, 0.5152131536570895",
        "MASI, 0.5319148936170224",
        "MASI_JACCARD, 0.4371947595545109"
    })
    void alphaOfSets(Distance distance, double alpha) {
        List<List<Set<String>>> units = new ArrayList<>();
        String films = "L4 L5 S1=L4 L5 S1;L3 L4 L5=L3 L4 L5;L4 L5=L3 L4;T12 L1=T12 L1;L2 L3=L2 L3 L4;=;=L5;L5 S1=;"
                + "T11 T12 L1=T12 L1 L2;L3 L4 L5=L3 L5;L4;L4 L5=L4 L5=L5";
        for (String film : films.split(";")) {
            units.add(Arrays.stream(film.split("=", -1))
                    .map(s -> s.isBlank() ? Set.<String>of() : Set.of(s.split(" ")))
                    .toList());
        }
        var estimate = estimated(SetAgreement.alpha(units, distance, .95));
        assertThat(estimate.value()).isCloseTo(alpha, within(1e-12));
        assertThat(estimate.standardError().orElseThrow()).isBetween(.05, .3);
        assertThat(estimate.sample().used()).isEqualTo(11);
        assertThat(estimate.sample().excluded()).containsExactly(new Sample.Exclusion("fewer than two ratings", 1));
        assertThat(reason(SetAgreement.alpha(
                        List.of(List.of(Set.of(), Set.of()), List.of(Set.of(), Set.of())), distance, .95)))
                .isEqualTo("all ratings fall in a single category");
    }

    @Test
    void distancesOfSets() {
        assertThat(Distance.MASI.between(Set.of(), Set.of("L4"))).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(Distance.JACCARD.between(Set.of(), Set.of("L4"))).isEqualTo(1);
        assertThat(Distance.MASI.between(Set.of("L3", "L4"), Set.of("L4", "L5")))
                .isCloseTo(2 / 3.0, within(1e-15));
        assertThat(Distance.MASI.between(Set.of("L3"), Set.of("L5"))).isEqualTo(1);
        for (Distance d : Distance.values())
            assertThat(d.between(Set.of("L3"), Set.of("L3"))).isZero();
    }

    private static boolean[][] yes(String units) {
        return Arrays.stream(units.split(" "))
                .map(u -> {
                    boolean[] yes = new boolean[u.length()];
                    for (int i = 0; i < yes.length; i++) yes[i] = u.charAt(i) == '1';
                    return yes;
                })
                .toArray(boolean[][]::new);
    }
}
