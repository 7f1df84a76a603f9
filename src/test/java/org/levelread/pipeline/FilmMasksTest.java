package org.levelread.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.Mask;
import org.levelread.imaging.Radiograph;
import org.levelread.spine.NumberingOptions;
import org.levelread.spine.SpineMaps;

class FilmMasksTest {
    private static final int TIMES = 4;
    private final Radiograph film =
            new Radiograph(TIMES * DrawnNets.WIDTH, TIMES * DrawnNets.HEIGHT, new short[TIMES * TIMES * DrawnNets.WIDTH * DrawnNets.HEIGHT], null);

    /// what the nets say of a body whose edge lies between the pixels of their grid
    private static GrayMap halfSeenOnTheRight(GrayMap drawn) {
        var map = new GrayMap(drawn.width(), drawn.height(), drawn.values().clone());
        for (int y = 0; y < map.height(); y++) {
            for (int x = 1; x < map.width(); x++) {
                if (drawn.at(x, y) == 0 && drawn.at(x - 1, y) > 0) map.values()[y * map.width() + x] = .45f;
            }
        }
        return map;
    }

    @Test
    void outlinesFollowTheProbabilityBetweenThePixelsOfTheGrid() {
        FilmMasks sharp = masks(false);
        FilmMasks soft = masks(true);
        assertThat(rightEdge(soft.vertebrae(), 4 * 100)).isGreaterThan(rightEdge(sharp.vertebrae(), 4 * 100));
        assertThat(rightEdge(soft.sacrum(), 4 * 140)).isGreaterThan(rightEdge(sharp.sacrum(), 4 * 140));
        // and never by more than a pixel of the grid
        assertThat(rightEdge(soft.vertebrae(), 4 * 100)).isLessThan(rightEdge(sharp.vertebrae(), 4 * 100) + TIMES);
    }

    @Test
    void hardwareIsAsFineAsItsNet() {
        Nets.Maps seen = new DrawnNets().run(film);
        var fine = new GrayMap(2 * DrawnNets.WIDTH, 2 * DrawnNets.HEIGHT);
        for (int y = 0; y < fine.height(); y++) {
            for (int x = 0; x < fine.width(); x++) {
                // of each pair of rows the upper one alone
                if (y % 2 == 0) fine.values()[y * fine.width() + x] = seen.maps().instrumentation().at(x / 2, y / 2);
            }
        }
        FilmPrediction prediction = prediction(seen.maps());
        long coarse = FilmMasks.of(prediction, FineMaps.of(seen.maps())).instrumentation().count();
        long striped = FilmMasks.of(prediction, new FineMaps(seen.maps().bodies(), seen.maps().sacrum(), fine))
                .instrumentation().count();
        assertThat(coarse).isPositive();
        assertThat((double) striped / coarse).isBetween(.4, .6);
    }

    private FilmMasks masks(boolean soft) {
        SpineMaps drawn = new DrawnNets().run(film).maps();
        SpineMaps maps = soft
                ? new SpineMaps(
                        halfSeenOnTheRight(drawn.bodies()),
                        drawn.cores(),
                        halfSeenOnTheRight(drawn.sacrum()),
                        drawn.s1Body(),
                        drawn.instrumentation(),
                        film.width(),
                        film.height(),
                        null)
                : drawn;
        return FilmMasks.of(prediction(maps), FineMaps.of(maps));
    }

    private FilmPrediction prediction(SpineMaps maps) {
        Nets nets = new DrawnNets() {
            @Override
            public Maps run(Radiograph film) {
                return new Maps(maps, FineMaps.of(maps), 0, 0, 0);
            }
        };
        try (var pipeline = new FilmPipeline(nets, NumberingOptions.USUAL)) {
            return pipeline.predict(film);
        }
    }

    private static int rightEdge(Mask mask, int y) {
        int x = mask.width() - 1;
        while (!mask.at(x, y)) x--;
        return x;
    }
}
