package org.levelread.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.levelread.statistics.KappaTests.digits;
import static org.levelread.statistics.KappaTests.estimated;
import static org.levelread.statistics.KappaTests.reason;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.levelread.statistics.Proportions.Count;
import org.levelread.statistics.TestOutcome.NotTestable;

class ProportionsTests {
    /// Newcombe, Stat Med 1998;17:857-72, table I, and 20 of 400; digits from statsmodels 0.13.5
    /// proportion_confint(method="wilson") and (method="beta")
    @ParameterizedTest
    @CsvSource({
        "81, 263, .255289, .366210, .252737, .367622",
        "0, 20, 0, .161125, 0, .168433",
        "1, 29, .006113, .171755, .000873, .177644",
        "20, 400, .032597, .075964, .030805, .076167"
    })
    void newcombesExamples(int yes, int n, double wilsonLow, double wilsonHigh, double exactLow, double exactHigh) {
        Interval wilson = estimated(Proportions.wilson(yes, n, .95)).interval().orElseThrow();
        assertThat(wilson.lower()).isCloseTo(wilsonLow, digits(6));
        assertThat(wilson.upper()).isCloseTo(wilsonHigh, digits(6));
        Interval exact =
                estimated(Proportions.clopperPearson(yes, n, .95)).interval().orElseThrow();
        assertThat(exact.lower()).isCloseTo(exactLow, digits(6));
        assertThat(exact.upper()).isCloseTo(exactHigh, digits(6));
    }

    @Test
    void manyOfMany() {
        Interval wilson =
                estimated(Proportions.wilson(413, 435, .95)).interval().orElseThrow();
        assertThat(wilson.lower()).isCloseTo(.92462, digits(5));
        assertThat(wilson.upper()).isCloseTo(.96637, digits(5));
        assertThat(Proportions.wilson(413, 435, .95).method().sameNumber())
                .isEqualTo("R: prop.test(413, 435, correct = FALSE)$conf.int");
    }

    @Test
    void nothingToCount() {
        assertThat(reason(Proportions.wilson(0, 0, .95))).isEqualTo("there is no unit to count");
        assertThat(reason(Proportions.clopperPearson(0, 0, .95))).isEqualTo("there is no unit to count");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Proportions.wilson(3, 2, .95))
                .withMessageContaining("3 of 2");
    }

    @Test
    void clustersOfOneAreNoClusters() {
        List<Count> clusters = List.of(new Count(1, 1), new Count(0, 1), new Count(1, 1));
        assertThat(Proportions.wilsonClustered(clusters, .95)).isEqualTo(Proportions.wilson(2, 3, .95));
    }

    /// Two copies of each unit tell no more than one: with clusters that wholly agree, the interval is nearly that
    /// of the clusters.
    @Test
    void copiesAddNothing() {
        List<Count> copies = java.util.stream.Stream.concat(
                        Collections.nCopies(12, new Count(3, 3)).stream(),
                        Collections.nCopies(8, new Count(0, 3)).stream())
                .toList();
        Interval clustered =
                estimated(Proportions.wilsonClustered(copies, .95)).interval().orElseThrow();
        Interval once = estimated(Proportions.wilson(12, 20, .95)).interval().orElseThrow();
        // the design effect is 3 x 20/19, from the n - 1 of the clusters' variance
        assertThat(clustered.lower()).isCloseTo(once.lower(), within(.01)).isLessThan(once.lower());
        assertThat(clustered.upper()).isCloseTo(once.upper(), within(.01)).isGreaterThan(once.upper());
        Interval naive = estimated(Proportions.wilson(36, 60, .95)).interval().orElseThrow();
        assertThat(clustered.upper() - clustered.lower()).isGreaterThan(1.5 * (naive.upper() - naive.lower()));
    }

    @Test
    void clustersThatAllAgreeCountOnceEach() {
        Interval all = estimated(Proportions.wilsonClustered(Collections.nCopies(10, new Count(2, 2)), .95))
                .interval()
                .orElseThrow();
        Interval ten = estimated(Proportions.wilson(10, 10, .95)).interval().orElseThrow();
        assertThat(all.lower()).isCloseTo(ten.lower(), within(1e-12));
        assertThat(all.upper()).isEqualTo(1);
        assertThat(reason(Proportions.wilsonClustered(List.of(new Count(1, 2)), .95)))
                .isEqualTo("all 2 units come from 1 cluster");
    }

    /// Agresti, Categorical Data Analysis, table 10.1: approval of the prime minister; digits from statsmodels
    /// 0.13.5 mcnemar(correction=False), (correction=True) and (exact=True)
    @Test
    void approvalRatings() {
        AgreementTable table = AgreementTable.of(new int[][] {{794, 86}, {150, 570}});
        var plain = McNemar.chiSquared(table, false).tested().orElseThrow();
        assertThat(plain.statistic()).isCloseTo(17.355932, digits(6));
        assertThat(plain.p()).isCloseTo(3.0993e-5, within(.5e-9));
        assertThat(McNemar.chiSquared(table, true).tested().orElseThrow().statistic())
                .isCloseTo(16.817797, digits(6));
        assertThat(McNemar.exact(table).tested().orElseThrow().p()).isCloseTo(3.7159e-5, within(.5e-9));
    }

    @Test
    void noDiscordantUnit() {
        AgreementTable same = AgreementTable.ofYesNo(4, 0, 0, 5);
        assertThat(McNemar.exact(same)).isInstanceOf(NotTestable.class);
        assertThat(McNemar.chiSquared(same, false)).isInstanceOf(NotTestable.class);
        assertThat(McNemar.exact(AgreementTable.ofYesNo(4, 2, 2, 5))
                        .tested()
                        .orElseThrow()
                        .p())
                .isEqualTo(1);
        assertThat(McNemar.chiSquared(AgreementTable.ofYesNo(4, 2, 2, 5), true)
                        .tested()
                        .orElseThrow()
                        .statistic())
                .isZero();
    }

    @Test
    void accuracyOfTheTenFilms() {
        DiagnosticAccuracy a = DiagnosticAccuracy.of(22, 4, 5, 59, .95);
        assertThat(estimated(a.sensitivity()).value()).isCloseTo(.814815, digits(6));
        assertThat(estimated(a.specificity()).value()).isCloseTo(.936508, digits(6));
        assertThat(estimated(a.positivePredictiveValue()).value()).isCloseTo(.846154, digits(6));
        assertThat(estimated(a.negativePredictiveValue()).value()).isCloseTo(.921875, digits(6));
        assertThat(estimated(Kappa.cohen(AgreementTable.ofYesNo(22, 4, 5, 59), Weighting.NONE, .95))
                        .value())
                .isCloseTo(.759358, digits(6));
        assertThat(estimated(a.sensitivity()).interval())
                .isEqualTo(estimated(Proportions.wilson(22, 27, .95)).interval());
    }

    @Test
    void aZeroMarginIsNotEstimable() {
        DiagnosticAccuracy a = DiagnosticAccuracy.of(0, 0, 0, 7, .95);
        assertThat(reason(a.sensitivity())).isEqualTo("the reference has no positive unit");
        assertThat(reason(a.positivePredictiveValue())).isEqualTo("no unit was called positive");
        assertThat(estimated(a.specificity()).value()).isEqualTo(1);
        assertThat(reason(DiagnosticAccuracy.of(3, 0, 0, 0, .95).specificity()))
                .isEqualTo("the reference has no negative unit");
        assertThat(reason(DiagnosticAccuracy.of(3, 0, 0, 0, .95).negativePredictiveValue()))
                .isEqualTo("no unit was called negative");
    }
}
