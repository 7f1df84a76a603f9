package org.levelread.spine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTests {
    private static Calibration of(String text) throws IOException {
        Properties p = new Properties();
        p.load(new StringReader(text));
        return Calibration.of(p);
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Calibration shipped = Calibration.shipped();
        Calibration again = of(shipped.inProperties());
        assertThat(again.set()).containsExactly(shipped.set(), within(1e-4));
        assertThat(again.names()).containsExactly(shipped.names(), within(1e-4));
        assertThat(again.origin()).isEqualTo(shipped.origin());
    }

    @Test
    void withoutAFitASetIsAsSureAsTheNames() throws IOException {
        Calibration old = of("temperature=0.2\nfilm=0 0 0 0 0 0 0 0 0 0 0\nlevel=0 0 0 0 0 0 0 0\n");
        assertThat(old.ofSet(new double[] {Calibration.logOdds(.9), .3, 2, 1, 1, .5, .2})).isCloseTo(.9, within(1e-6));
        assertThat(old.ofNames(.9)).isCloseTo(.9, within(1e-6));
    }

    /// a set with gaps is wrong more often here, and what chance gives the wrong way is left out
    @Test
    void aFitOfSetsKeepsTheSignsThatAreKnown() {
        RandomGenerator random = DrawnSpine.random(7);
        List<Calibration.Example> films = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            double skipped = random.nextInt(3);
            double faint = random.nextDouble();
            boolean right = random.nextDouble() < (skipped == 0 ? .9 : .4) - .1 * (1 - faint);
            films.add(new Calibration.Example(new double[] {3, faint, skipped, 0, .5, .9, 0}, right));
        }
        double[] weights = Calibration.fitSets(films);
        assertThat(weights[3]).isLessThan(-.5);
        assertThat(weights[2]).isLessThanOrEqualTo(0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void oneNameIsAtLeastAsSureAsAllOfTheFilm(long seed) {
        DrawnSpine spine = new DrawnSpine();
        spine.seed = seed;
        spine.jitter = .1;
        spine.ribsFrom = 4 + (int) (seed % 3);
        SpineFindings found = LevelNumbering.read(spine.draw(), NumberingOptions.USUAL.withLeastConfidence(0));
        assertThat(found.levels())
                .allSatisfy(l -> assertThat(l.confidence())
                        .isGreaterThanOrEqualTo(found.numbering().confidence() - 1e-6));
    }

    @Test
    void anotherNumberOfWeightsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Calibration.shipped().withSet(new double[] {0, 1}))
                .withMessageContaining("a set has 8 weights, these are 2");
    }

    @Test
    void theSetOfADrawnFilmHasAConfidenceOfItsOwn() {
        DrawnSpine spine = new DrawnSpine();
        spine.screws.addAll(List.of(0, 1, 2));
        Construct whole = LevelNumbering.read(spine.draw(), NumberingOptions.USUAL).construct();
        assertThat(whole.levels()).isEqualTo(3);
        assertThat(whole.confidence()).isStrictlyBetween(0., 1.);
        spine.screws.clear();
        spine.screws.addAll(List.of(0, 2));
        Construct gap = LevelNumbering.read(spine.draw(), NumberingOptions.USUAL).construct();
        assertThat(gap.setEvidence().get(2)).isEqualTo(1);
        assertThat(gap.confidence()).isLessThan(whole.confidence());
        spine.sacrum = spine.s1Body = false;
        assertThat(LevelNumbering.read(spine.draw(), NumberingOptions.USUAL).construct().confidence())
                .isZero();
    }

    @Test
    void aFilmWithoutHardwareIsSureToHaveNoneAsFarAsThatIsKnown() {
        Construct none = LevelNumbering.read(new DrawnSpine().draw(), NumberingOptions.USUAL).construct();
        assertThat(none.levels()).isZero();
        assertThat(none.confidence()).isStrictlyBetween(0., 1.);
    }
}
