package org.levelread.spine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.Point;

/// A film from the front gets no names, however much its bodies look like a lateral column.
class FrontalViewTests {
    private static DrawnSpine straight(long seed) {
        DrawnSpine spine = new DrawnSpine();
        spine.arches = false;
        spine.seed = seed;
        spine.jitter = .05;
        spine.slopeDegrees = 0;
        spine.turnDegrees = 0;
        spine.bodies = 7;
        spine.facingLeft = seed % 2 == 0;
        spine.rotationDegrees = seed % 5 * 3 - 6;
        return spine;
    }

    private static SpineFindings read(SpineMaps maps, GrayMap film) {
        return LevelNumbering.read(maps.withGrey(film), NumberingOptions.USUAL.withLeastConfidence(0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aSymmetricFilmWithTheSacrumStraightBelowIsTheWrongView(long seed) {
        DrawnSpine spine = straight(seed);
        SpineFindings f = read(spine.draw(), spine.film(.05));
        assertThat(f.determinable()).isFalse();
        assertThat(f.reason()).contains("from the front");
        assertThat(f.numbering().undetermined()).isEqualTo(Numbering.Undetermined.WRONG_VIEW);
        assertThat(f.levels()).isNotEmpty().allSatisfy(l -> assertThat(l.level()).isNull());
        assertThat(f.instrumentedLevels()).isEmpty();
        assertThat(f.flags()).anySatisfy(flag -> {
            assertThat(flag.cause()).isEqualTo(Cause.C2D);
            assertThat(flag.measured()).isNotNull();
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void archesOnOneSideAreSeenFromTheSide(long seed) {
        DrawnSpine spine = straight(seed);
        spine.arches = true;
        assertThat(read(spine.draw(), spine.film(.05)).determinable()).isTrue();
    }

    @Test
    void withoutTheFilmNothingIsSaid() {
        DrawnSpine spine = straight(1);
        assertThat(LevelNumbering.read(spine.draw(), NumberingOptions.USUAL).flags())
                .noneSatisfy(flag -> assertThat(flag.cause()).isEqualTo(Cause.C2D));
    }

    @Test
    void whoFixesANameHasLookedAtTheFilm() {
        DrawnSpine spine = straight(1);
        SpineMaps maps = spine.draw().withGrey(spine.film(.05));
        double[] at = spine.centres.get(1);
        SpineFindings f = LevelNumbering.name(
                LevelNumbering.split(maps, NumberingOptions.USUAL),
                NumberingOptions.USUAL,
                new FixedName(new Point(3 * at[0], 3 * at[1]), Level.L4));
        assertThat(f.determinable()).isTrue();
        assertThat(f.levels().get(1).level()).isEqualTo(Level.L4);
    }
}
