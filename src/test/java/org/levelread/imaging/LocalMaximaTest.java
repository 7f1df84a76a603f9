package org.levelread.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.imaging.ConnectedComponents.StructuringElement;
import org.levelread.imaging.LocalMaxima.Peak;

class LocalMaximaTest {
    @Test
    void takesOnePixelOfAPlateauAndTheHighestFirst() {
        GrayMap map = new GrayMap(8, 1, new float[] {3, 3, 0, 0, 0, 1, 5, 1});

        assertThat(LocalMaxima.find(map, 2, 0)).containsExactly(new Peak(6, 0, 5), new Peak(0, 0, 3));
        assertThat(LocalMaxima.find(map, 2, 3)).containsExactly(new Peak(6, 0, 5));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void noPixelNearAPeakIsHigherAndNoneIsForgotten(long seed) {
        var random = SampleRasters.random(seed);
        int radius = random.nextInt(1, 5);
        GrayMap map = SampleRasters.anyMap(random, random.nextInt(1, 30), random.nextInt(1, 30), 200);

        List<Peak> peaks = LocalMaxima.find(map, radius, 0);

        for (int y = 0; y < map.height(); y++) {
            for (int x = 0; x < map.width(); x++) {
                float highest = 0;
                for (int v = Math.max(0, y - radius); v <= Math.min(map.height() - 1, y + radius); v++) {
                    for (int u = Math.max(0, x - radius); u <= Math.min(map.width() - 1, x + radius); u++) {
                        highest = Math.max(highest, map.at(u, v));
                    }
                }
                int cx = x;
                int cy = y;
                boolean isHighest = map.at(x, y) == highest && highest > 0;
                boolean equalChosen = peaks.stream()
                        .anyMatch(p -> p.value() >= map.at(cx, cy)
                                && Math.abs(p.x() - cx) <= radius
                                && Math.abs(p.y() - cy) <= radius);
                if (isHighest) assertThat(equalChosen).isTrue();
                else assertThat(peaks).noneMatch(p -> p.x() == cx && p.y() == cy);
            }
        }
    }

    @Test
    void aDipOfExactlyHDoesNotPartTwoPeaks() {
        GrayMap map = new GrayMap(7, 1, new float[] {9, 5, 8, 6, 8, 4, 9});
        Mask all = SampleRasters.mask("#######");

        assertThat(HMaxima.mark(map, all, 2, StructuringElement.FOUR_CONNECTED).values())
                .containsExactly(1, 0, 2, 2, 2, 0, 3);
        assertThat(HMaxima.mark(map, all, 3, StructuringElement.FOUR_CONNECTED).values())
                .containsExactly(1, 0, 0, 0, 0, 0, 2);
        assertThat(HMaxima.mark(map, all, 5, StructuringElement.FOUR_CONNECTED).values())
                .containsOnly(1);
    }

    @ParameterizedTest
    @EnumSource
    void equalsTheRegionalMaximaOfTheReconstruction(StructuringElement se) {
        for (long seed = 1; seed <= 60; seed++) {
            var random = SampleRasters.random(seed);
            Mask mask = SampleRasters.anyMask(random);
            GrayMap map = SampleRasters.anyMap(random, mask.width(), mask.height(), 12);
            int h = random.nextInt(5);

            LabelMap markers = HMaxima.mark(map, mask, h, se);

            boolean[] expected = naive(map, mask, h, se);
            for (int i = 0; i < expected.length; i++) {
                assertThat(markers.values()[i] != 0)
                        .as("seed %d pixel %d", seed, i)
                        .isEqualTo(expected[i]);
            }
            int zones = Region.of(ConnectedComponents.label(foreground(markers), se))
                    .size();
            assertThat(Region.of(markers)).hasSize(zones);
        }
    }

    private static Mask foreground(LabelMap labels) {
        Mask mask = new Mask(labels.width(), labels.height());
        for (int i = 0; i < mask.values().length; i++) mask.values()[i] = (byte) (labels.values()[i] != 0 ? 1 : 0);
        return mask;
    }

    /// reconstructs map - h under map by sweeps until nothing changes, then finds flat zones without a higher
    /// neighbour
    private static boolean[] naive(GrayMap map, Mask mask, int h, StructuringElement se) {
        float[] rec = map.values().clone();
        for (int i = 0; i < rec.length; i++) rec[i] -= h;
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < rec.length; i++) {
                for (int j : neighbours(i, mask, se)) {
                    float raised = Math.min(map.values()[i], rec[j]);
                    if (raised <= rec[i]) continue;
                    rec[i] = raised;
                    changed = true;
                }
            }
        }
        boolean[] maximal = new boolean[rec.length];
        for (int i = 0; i < rec.length; i++) maximal[i] = mask.values()[i] != 0;
        changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < rec.length; i++) {
                if (!maximal[i]) continue;
                for (int j : neighbours(i, mask, se)) {
                    if (rec[j] > rec[i] || rec[j] == rec[i] && !maximal[j]) {
                        maximal[i] = false;
                        changed = true;
                    }
                }
            }
        }
        return maximal;
    }

    private static List<Integer> neighbours(int i, Mask mask, StructuringElement se) {
        if (mask.values()[i] == 0) return List.of();
        return IntStream.range(0, se.size())
                .map(n -> se.neighbour(n, i % mask.width(), i / mask.width(), mask.width(), mask.height()))
                .filter(j -> j >= 0 && mask.values()[j] != 0)
                .boxed()
                .toList();
    }
}
