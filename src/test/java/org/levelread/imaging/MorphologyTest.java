package org.levelread.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.levelread.imaging.Morphology.Shape;

class MorphologyTest {
    private static final Mask DOT = SampleRasters.mask("""
            .....
            .....
            ..#..
            .....
            .....
            """);

    @Test
    void growsADotIntoTheShape() {
        assertThat(SampleRasters.rows(Morphology.dilate(DOT, Shape.DISC, 1)))
                .isEqualTo(".....\n..#..\n.###.\n..#..\n.....\n");
        assertThat(SampleRasters.rows(Morphology.dilate(DOT, Shape.SQUARE, 1)))
                .isEqualTo(".....\n.###.\n.###.\n.###.\n.....\n");
    }

    @Test
    void fillsOnlyWhatIsClosedOff() {
        assertThat(SampleRasters.rows(Morphology.fillHoles(SampleRasters.mask("""
                .###..
                .#.#.#
                .###.#
                ..#.##
                """))))
                .isEqualTo(".###..\n.###.#\n.###.#\n..#.##\n");
        assertThat(Morphology.fillHoles(new Mask(4, 3)).count()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void equalsTheNaiveNeighbourhoods(Shape shape) {
        for (long seed = 1; seed <= 30; seed++) {
            var random = SampleRasters.random(seed);
            Mask mask = SampleRasters.anyMask(random);
            double radius = random.nextInt(9) / 2.0;

            assertThat(Morphology.dilate(mask, shape, radius).values())
                    .as("seed %d radius %s", seed, radius)
                    .containsExactly(naive(mask, shape, radius, true));
            assertThat(Morphology.erode(mask, shape, radius).values())
                    .containsExactly(naive(mask, shape, radius, false));
        }
    }

    @ParameterizedTest
    @EnumSource
    void openingShrinksAndClosingGrowsAndTwiceIsOnce(Shape shape) {
        for (long seed = 1; seed <= 20; seed++) {
            Mask mask = SampleRasters.anyBlobs(SampleRasters.random(seed), 40, 50);
            Mask opened = Morphology.open(mask, shape, 3);
            Mask closed = Morphology.close(mask, shape, 3);
            for (int i = 0; i < mask.values().length; i++) {
                assertThat(opened.values()[i]).isLessThanOrEqualTo(mask.values()[i]);
                assertThat(closed.values()[i]).isGreaterThanOrEqualTo(mask.values()[i]);
            }
            assertThat(Morphology.open(opened, shape, 3).values()).containsExactly(opened.values());
            assertThat(Morphology.close(closed, shape, 3).values()).containsExactly(closed.values());
        }
    }

    @Test
    void refusesANegativeRadius() {
        assertThatThrownBy(() -> Morphology.erode(DOT, Shape.DISC, -1))
                .hasMessage("the radius must be 0 px or more, was -1.0");
    }

    private static byte[] naive(Mask mask, Shape shape, double radius, boolean dilate) {
        byte[] values = new byte[mask.values().length];
        for (int y = 0; y < mask.height(); y++) {
            for (int x = 0; x < mask.width(); x++) {
                boolean found = false;
                for (int v = 0; v < mask.height(); v++) {
                    for (int u = 0; u < mask.width(); u++) {
                        boolean near = switch (shape) {
                            case DISC -> (u - x) * (u - x) + (v - y) * (v - y) <= radius * radius;
                            case SQUARE -> Math.max(Math.abs(u - x), Math.abs(v - y)) <= radius;
                        };
                        found |= near && mask.at(u, v) == dilate;
                    }
                }
                values[y * mask.width() + x] = (byte) (found == dilate ? 1 : 0);
            }
        }
        return values;
    }
}
