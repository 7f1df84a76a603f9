package org.levelread.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.levelread.statistics.KappaTests.estimated;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanningTests {
    /// The planned number is enough and one case fewer is not, by the interval that the analysis will use.
    @ParameterizedTest
    @CsvSource({"50, .05", "80, .05", "90, .03", "100, .02", "0, .1"})
    void sharesReachTheirPrecision(int percent, double halfWidth) {
        int n = SampleSize.ofShare(percent / 100.0, halfWidth, .95).cases();
        assertThat(wilsonHalfWidth(percent / 100.0, n)).isLessThanOrEqualTo(halfWidth);
        assertThat(wilsonHalfWidth(percent / 100.0, n - 1)).isGreaterThan(halfWidth);
        // and where the number of yes is whole, that is Proportions' own interval
        int hundred = Math.ceilDiv(n, 100) * 100;
        Interval whole = estimated(Proportions.wilson(hundred * percent / 100, hundred, .95))
                .interval()
                .orElseThrow();
        assertThat((whole.upper() - whole.lower()) / 2).isLessThanOrEqualTo(halfWidth + 1e-12);
    }

    private static double wilsonHalfWidth(double p, double n) {
        double z = 1.959963984540054;
        return z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n);
    }

    /// p .5, half width .05: Wilson needs 381, the usual formula of Wald 385
    @Test
    void aTextbookShare() {
        assertThat(SampleSize.ofShare(.5, .05, .95).cases()).isEqualTo(381);
        // ((1.959964 + 0.8416212) * .5 / .1)^2 = 196.2
        assertThat(SampleSize.ofMargin(0, .5, .1, .95, .8).cases()).isEqualTo(197);
        assertThat(SampleSize.ofMargin(.05, .5, .1, .95, .8).cases()).isEqualTo(88);
        assertThat(SampleSize.designEffect(1, .9)).isEqualTo(1);
        assertThat(SampleSize.designEffect(3, .5)).isEqualTo(2);
    }

    /// A table with just that kappa and prevalence has an interval of that half width.
    @Test
    void kappasReachTheirPrecision() {
        // 10,000 units: kappa .6 at a prevalence of .3
        AgreementTable table = AgreementTable.ofYesNo(2160, 840, 840, 6160);
        var kappa = estimated(Kappa.cohen(table, Weighting.NONE, .95));
        assertThat(kappa.value()).isCloseTo(.6, within(1e-12));
        double half = (kappa.interval().orElseThrow().upper()
                        - kappa.interval().orElseThrow().lower())
                / 2;
        assertThat(SampleSize.ofKappa(.6, .3, half, .95).cases()).isBetween(9999, 10_001);
        assertThat(SampleSize.ofKappa(.6, .3, half * 10, .95).cases()).isBetween(100, 101);
    }

    @Test
    void plansThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleSize.ofMargin(-.1, .5, .1, .95, .8))
                .withMessageContaining("no number of cases is enough");
        assertThatIllegalArgumentException().isThrownBy(() -> SampleSize.ofShare(1.2, .05, .95));
        assertThatIllegalArgumentException().isThrownBy(() -> SampleSize.ofShare(.5, 0, .95));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleSize.ofKappa(-.9, .1, .1, .95))
                .withMessageContaining("kappa lies in [-0.111111, 1)");
        assertThatIllegalArgumentException().isThrownBy(() -> SampleSize.ofKappa(.5, 0, .1, .95));
        assertThatIllegalArgumentException().isThrownBy(() -> SampleSize.ofMargin(0, 0, .1, .95, .8));
        assertThatIllegalArgumentException().isThrownBy(() -> SampleSize.designEffect(.5, .5));
    }
}
