package org.levelread.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.imaging.Radiograph;

class FilmNormaliserTest {
    private static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    @ParameterizedTest
    @CsvSource({
        "1000,1000,110592",
        "2500,1000,110592",
        "430,1024,110592",
        "1,20000,110592",
        "20000,1,4096",
        "33,31,1024"
    })
    void gridsHaveTheAskedSizeAndNearlyTheFilmsAspect(int width, int height, int pixels) {
        Grid grid = Grid.of(width, height, pixels);
        assertThat(grid.width() % 32 + grid.height() % 32).isZero();
        assertThat(grid.pixels()).isLessThanOrEqualTo((int) (1.3 * pixels));
        double aspect = (double) width / height;
        if (aspect > .2 && aspect < 5) assertThat(grid.aspect() / aspect).isBetween(.8, 1.25);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void exposureAndContrastOfTheFilmDoNotMatter(long seed) {
        RandomGenerator r = random(seed);
        short[] a = new short[80 * 100];
        short[] b = new short[a.length];
        for (int i = 0; i < a.length; i++) {
            int v = 2000 + r.nextInt(6000) + 100 * (i % 80);
            a[i] = (short) v;
            b[i] = (short) (2 * v + 9000);
        }
        Grid grid = Grid.of(80, 100, 96 * 128);
        float[] x = FilmNormaliser.normalise(new Radiograph(80, 100, a, null), grid);
        float[] y = FilmNormaliser.normalise(new Radiograph(80, 100, b, null), grid);
        for (int i = 0; i < x.length; i++) assertThat(y[i]).isEqualTo(x[i], within(2e-3f));
        for (int i = 0; i < x.length; i += 2) {
            assertThat(x[i]).isBetween(-1.401f, 1.401f);
            assertThat(x[i + 1]).isBetween(-2f, 2f);
        }
    }

    @Test
    void aWindowLooksAsItDoesInTheWholeFilm() {
        RandomGenerator r = random(4);
        int w = 256, h = 320, side = 128, left = 64, top = 96;
        float[] film = new float[w * h];
        for (int i = 0; i < film.length; i++) film[i] = 100 + 3 * (i % w) + 2 * (i / w) + r.nextInt(60);
        float[] window = new float[side * side];
        for (int i = 0; i < window.length; i++) window[i] = film[(top + i / side) * w + left + i % side];
        FilmNormaliser.Range range = FilmNormaliser.range(film);
        float[] whole = new float[2 * film.length];
        float[] part = new float[2 * window.length];
        FilmNormaliser.normalise(film.clone(), new Grid(w, h), whole, 0);
        FilmNormaliser.normalise(window, new Grid(side, side), range, w * h, part, 0);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int i = 2 * (y * side + x), j = 2 * ((top + y) * w + left + x);
                assertThat(part[i]).isEqualTo(whole[j], within(1e-5f));
                // beyond a window's edge local contrast cannot look
                boolean inner = Math.min(Math.min(x, y), side - 1 - Math.max(x, y)) > 56;
                if (inner) assertThat(part[i + 1]).isEqualTo(whole[j + 1], within(.02f));
            }
        }
    }

    @Test
    void aBlankFilmGivesNumbers() {
        Grid grid = Grid.of(50, 50, 4096);
        for (float v : FilmNormaliser.normalise(new Radiograph(50, 50, new short[2500], null), grid)) {
            assertThat(v).isFinite();
        }
    }
}
