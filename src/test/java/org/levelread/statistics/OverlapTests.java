package org.levelread.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.levelread.statistics.KappaTests.digits;
import static org.levelread.statistics.KappaTests.estimated;
import static org.levelread.statistics.KappaTests.reason;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverlapTests {
    /// a square of 5 x 5, and the square with a cross of 9 x 9: 25 pixels in common, 33 and 25 in all
    @Test
    void squareAndCross() {
        byte[] reference = new byte[121];
        for (int y = 3; y < 8; y++) for (int x = 3; x < 8; x++) reference[y * 11 + x] = 1;
        byte[] prediction = reference.clone();
        for (int i = 1; i <= 9; i++) prediction[5 * 11 + i] = prediction[i * 11 + 5] = (byte) 255;
        MaskOverlap overlap = MaskOverlap.of(prediction, reference);
        assertThat(overlap).isEqualTo(new MaskOverlap(25, 33, 25));
        assertThat(overlap.dice()).isCloseTo(.862069, digits(6));
        assertThat(overlap.iou()).isCloseTo(.757576, digits(6));
    }

    @ParameterizedTest
    @CsvSource({"1, .90", "2, .80", "5, .50", "10, 0"})
    void shiftedSquare(int shift, double dice) {
        assertThat(MaskOverlap.of(square(5), square(5 + shift)).dice()).isCloseTo(dice, within(1e-12));
    }

    @Test
    void emptyMasks() {
        byte[] none = new byte[900];
        assertThat(MaskOverlap.of(none, none).bothEmpty()).isTrue();
        assertThat(MaskOverlap.of(none, none).dice()).isEqualTo(1);
        assertThat(MaskOverlap.of(none, none).iou()).isEqualTo(1);
        assertThat(MaskOverlap.of(none, square(3)).dice()).isZero();
        assertThat(MaskOverlap.of(none, square(3)).bothEmpty()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaskOverlap.of(none, new byte[899]))
                .withMessageContaining("same grid");
        assertThatIllegalArgumentException().isThrownBy(() -> new MaskOverlap(3, 2, 9));
    }

    @Test
    void jaccardOfSets() {
        assertThat(SetAgreement.jaccard(Set.of(), Set.of())).isEqualTo(1);
        assertThat(SetAgreement.jaccard(Set.of(), Set.of("L4"))).isZero();
        assertThat(SetAgreement.jaccard(Set.of("L4", "L5"), Set.of("L3", "L4"))).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(SetAgreement.jaccard(Set.of("L4", "L5"), Set.of("L5", "L4"))).isEqualTo(1);
    }

    /// mean .616667 of the ten films' Jaccard indices
    @Test
    void meanOfTheTenFilms() {
        double[] jaccard = {1, 1, 1 / 3.0, 1, 2 / 3.0, 1, 0, 0, .5, 2 / 3.0};
        List<Observation> films = new ArrayList<>();
        for (int i = 0; i < 10; i++) films.add(new Observation("film " + i, jaccard[i]));
        var mean = estimated(ClusterBootstrap.STANDARD.mean(films, .95));
        assertThat(mean.value()).isCloseTo(.616667, digits(6));
        // numpy 1.24.2, 200,000 replicates of default_rng(1): np.percentile(means, [2.5, 97.5]) is .3667, .8333
        assertThat(mean.interval().orElseThrow().lower()).isCloseTo(.3667, within(.02));
        assertThat(mean.interval().orElseThrow().upper()).isCloseTo(.8333, within(.02));
        assertThat(estimated(ClusterBootstrap.STANDARD.median(films, .95)).value())
                .isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void theSameSeedGivesTheSameIntervalInAnyOrder() {
        List<Observation> films = new ArrayList<>();
        for (int i = 0; i < 30; i++) films.add(new Observation("film " + i % 12, (i * 37 % 11) / 10.0));
        var once = estimated(ClusterBootstrap.STANDARD.mean(films, .95));
        Collections.reverse(films);
        var again = estimated(ClusterBootstrap.STANDARD.mean(films, .95));
        assertThat(again.interval()).isEqualTo(once.interval());
        assertThat(estimated(new ClusterBootstrap(2, 2000).mean(films, .95)).interval())
                .isNotEqualTo(once.interval());
    }

    /// Three copies of each film are still the same films: the interval must not shrink.
    @Test
    void copiesDoNotNarrowTheInterval() {
        List<Observation> once = new ArrayList<>();
        List<Observation> thrice = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Observation o = new Observation("film " + i, i / 20.0);
            once.add(o);
            thrice.addAll(Collections.nCopies(3, o));
        }
        Interval a =
                estimated(ClusterBootstrap.STANDARD.mean(once, .95)).interval().orElseThrow();
        Interval b = estimated(ClusterBootstrap.STANDARD.mean(thrice, .95))
                .interval()
                .orElseThrow();
        assertThat(b.lower()).isCloseTo(a.lower(), within(1e-9));
        assertThat(b.upper()).isCloseTo(a.upper(), within(1e-9));
    }

    @Test
    void degenerateMeans() {
        assertThat(reason(ClusterBootstrap.STANDARD.mean(List.of(), .95))).isEqualTo("there is no value");
        assertThat(reason(
                        ClusterBootstrap.STANDARD.mean(List.of(new Observation("a", 1), new Observation("a", 0)), .95)))
                .isEqualTo("all values come from 1 cluster");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Observation("a", Double.NaN))
                .withMessageContaining("NaN");
        var lost = ClusterBootstrap.STANDARD.interval(2, .95, _ -> OptionalDouble.empty());
        assertThat(lost.interval()).isEmpty();
        assertThat(lost.lost()).isEqualTo(2000);
    }

    private static byte[] square(int left) {
        byte[] mask = new byte[900];
        for (int y = 10; y < 20; y++) for (int x = left; x < left + 10; x++) mask[y * 30 + x] = 1;
        return mask;
    }
}
