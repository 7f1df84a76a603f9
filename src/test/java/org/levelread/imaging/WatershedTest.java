package org.levelread.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.imaging.ConnectedComponents.StructuringElement;

class WatershedTest {
    @Test
    void meetsInTheMiddleOfAFlatRelief() {
        LabelMap basins = Watershed.flood(
                new GrayMap(7, 1),
                SampleRasters.labels("1000002"),
                SampleRasters.mask("#######"),
                StructuringElement.FOUR_CONNECTED);

        assertThat(basins.values()).containsExactly(1, 1, 1, 1, 2, 2, 2);
    }

    @Test
    void theLevelFallsAgainBehindAPass() {
        GrayMap relief = new GrayMap(6, 1, new float[] {0, 5, 1, 1, 4, 0});

        LabelMap basins = Watershed.flood(
                relief,
                SampleRasters.labels("100002"),
                SampleRasters.mask("######"),
                StructuringElement.FOUR_CONNECTED);

        assertThat(basins.values()).containsExactly(1, 1, 2, 2, 2, 2);
    }

    @Test
    void staysInTheMaskAndIgnoresMarkersOutside() {
        LabelMap basins = Watershed.flood(
                new GrayMap(5, 2),
                SampleRasters.labels("10020 00000"),
                SampleRasters.mask("##..# ....#"),
                StructuringElement.EIGHT_CONNECTED);

        assertThat(basins.values()).containsExactly(1, 1, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @ParameterizedTest
    @EnumSource
    void equalsTheNaiveSearchForTheLowestAndOldest(StructuringElement se) {
        for (long seed = 1; seed <= 40; seed++) {
            var random = SampleRasters.random(seed);
            Mask mask = SampleRasters.anyMask(random);
            GrayMap relief = SampleRasters.anyMap(random, mask.width(), mask.height(), 6);
            for (int i = 0; i < relief.values().length; i++) relief.values()[i] -= 3;
            LabelMap markers = new LabelMap(mask.width(), mask.height());
            for (int n = 1; n <= 4; n++) markers.values()[random.nextInt(markers.values().length)] = n;

            assertThat(Watershed.flood(relief, markers, mask, se).values())
                    .as("seed %d", seed)
                    .containsExactly(naive(relief, markers, mask, se));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void givesTheSameOnImgLib2Images(long seed) {
        var random = SampleRasters.random(seed);
        Mask mask = SampleRasters.anyMask(random);
        GrayMap relief = SampleRasters.anyMap(random, mask.width(), mask.height(), 4);
        LabelMap labels = new LabelMap(mask.width(), mask.height());
        labels.values()[0] = 1;
        labels.values()[labels.values().length - 1] = 2;
        LabelMap expected = Watershed.flood(relief, labels, mask, StructuringElement.FOUR_CONNECTED);

        Watershed.flood(relief.image(), labels.image(), mask.image(), StructuringElement.FOUR_CONNECTED);

        assertThat(labels.values()).containsExactly(expected.values());
    }

    @Test
    void splitsTouchingBodiesOfAFilmSizedMaskInTime() {
        Mask mask = column(512, 1024, 14);
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
            GrayMap relief = DistanceTransform.distances(mask);
            LabelMap markers = HMaxima.mark(relief, mask, 2, StructuringElement.EIGHT_CONNECTED);
            for (int i = 0; i < relief.values().length; i++) relief.values()[i] *= -1;
            LabelMap basins = Watershed.flood(relief, markers, mask, StructuringElement.FOUR_CONNECTED);

            List<Region> bodies = Region.of(basins);
            assertThat(bodies).hasSize(14);
            assertThat(bodies.stream().mapToInt(Region::areaPx).sum()).isEqualTo(mask.count());
            assertThat(bodies).allSatisfy(body -> assertThat(body.areaPx()).isBetween(5500, 7000));
        });
    }

    @Test
    void refusesRastersOfDifferentSizes() {
        assertThatThrownBy(() -> Watershed.flood(
                        new GrayMap(3, 2), new LabelMap(3, 2), new Mask(2, 3), StructuringElement.FOUR_CONNECTED))
                .hasMessage("rasters of one size are needed, these are 3 x 2 and 2 x 3 px");
    }

    /// a leaning column of 110 x 56 px bodies, each joined to the next by a bridge of 30 px
    private static Mask column(int width, int height, int bodies) {
        Mask mask = new Mask(width, height);
        for (int body = 0; body < bodies; body++) {
            int left = 100 + 15 * body;
            int top = 20 + 66 * body;
            for (int y = top; y < top + 66; y++) {
                boolean bridge = y >= top + 56;
                if (bridge && body == bodies - 1) break;
                for (int x = left + (bridge ? 40 : 0); x < left + (bridge ? 70 : 110); x++)
                    mask.values()[y * width + x] = 1;
            }
        }
        return mask;
    }

    private static int[] naive(GrayMap relief, LabelMap markers, Mask mask, StructuringElement se) {
        int[] labels = new int[relief.values().length];
        List<Integer> waiting = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            if (markers.values()[i] == 0 || mask.values()[i] == 0) continue;
            labels[i] = markers.values()[i];
            waiting.add(i);
        }
        while (!waiting.isEmpty()) {
            int next = 0;
            for (int n = 1; n < waiting.size(); n++) {
                if (relief.values()[waiting.get(n)] < relief.values()[waiting.get(next)]) next = n;
            }
            int from = waiting.remove(next);
            int x = from % relief.width();
            int y = from / relief.width();
            int[][] steps = {{0, -1}, {-1, 0}, {1, 0}, {0, 1}, {-1, -1}, {1, -1}, {-1, 1}, {1, 1}};
            for (int n = 0; n < (se == StructuringElement.FOUR_CONNECTED ? 4 : 8); n++) {
                int u = x + steps[n][0];
                int v = y + steps[n][1];
                if (u < 0 || v < 0 || u >= relief.width() || v >= relief.height()) continue;
                int i = v * relief.width() + u;
                if (labels[i] != 0 || mask.values()[i] == 0) continue;
                labels[i] = labels[from];
                waiting.add(i);
            }
        }
        return labels;
    }
}
