package org.levelread.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplingTest {
    @Test
    void averagesPartsOfPixels() {
        GrayMap map = new GrayMap(3, 2, new float[] {0, 3, 6, 6, 3, 0});

        assertThat(Resampling.areaAverage(map, 2, 1).values()).containsExactly(3, 3);
        assertThat(Resampling.areaAverage(map, 2, 2).values()).containsExactly(1, 5, 5, 1);
    }

    @Test
    void enlargesAsTorchDoesWithoutAlignedCorners() {
        GrayMap map = new GrayMap(2, 2, new float[] {0, 4, 8, 12});

        // torch.nn.functional.interpolate(torch.tensor([[[[0.,4.],[8.,12.]]]]), (2, 4), mode="bilinear")
        assertThat(Resampling.bilinear(map, 4, 2).values()).containsExactly(0, 1, 3, 4, 8, 9, 11, 12);
        assertThat(Resampling.resize(map, 4, 1).values()).containsExactly(4, 5, 7, 8);
        assertThat(Resampling.bilinear(new GrayMap(1, 1, new float[] {5}), 3, 2).values())
                .containsOnly(5);
    }

    @Test
    void theLargestOfEachPlaceStays() {
        GrayMap map = new GrayMap(4, 3, new float[] {0, 0, 0, 9, 0, 5, 0, 0, 1, 0, 0, 0});

        assertThat(Resampling.maximum(map, 2, 1).values()).containsExactly(5, 9);
        assertThat(Resampling.maximum(map, 3, 3).values()).containsExactly(0, 0, 9, 0, 5, 0, 1, 0, 0);
        assertThat(Resampling.maximum(map, 4, 3).values()).containsExactly(map.values());
        assertThat(Resampling.maximum(new GrayMap(2, 1, new float[] {3, 7}), 4, 2).values())
                .containsExactly(3, 3, 7, 7, 3, 3, 7, 7);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyPixelIsCountedOnceInASmallerRaster(long seed) {
        var random = SampleRasters.random(seed);
        int width = random.nextInt(2, 60), height = random.nextInt(2, 60);
        int smallWidth = random.nextInt(1, width + 1), smallHeight = random.nextInt(1, height + 1);
        int x = random.nextInt(width), y = random.nextInt(height);
        var map = new GrayMap(width, height);
        map.values()[y * width + x] = 1;

        GrayMap small = Resampling.maximum(map, smallWidth, smallHeight);

        int at = -1;
        for (int i = 0; i < small.values().length; i++) {
            if (small.values()[i] == 0) continue;
            assertThat(at).as("one place alone").isEqualTo(-1);
            at = i;
        }
        assertThat(at).isEqualTo((int) ((y + .5) * smallHeight / height) * smallWidth
                + (int) ((x + .5) * smallWidth / width));
    }

    @Test
    void labelsAreNeverMixed() {
        LabelMap labels = SampleRasters.labels("19 55");

        assertThat(Resampling.nearest(labels, 4, 4).values())
                .containsExactly(1, 1, 9, 9, 1, 1, 9, 9, 5, 5, 5, 5, 5, 5, 5, 5);
        assertThat(Resampling.nearest(Resampling.nearest(labels, 6, 10), 2, 2).values())
                .containsExactly(1, 9, 5, 5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void keepsTheMeanAndTheRange(long seed) {
        var random = SampleRasters.random(seed);
        GrayMap map = SampleRasters.anyMap(random, random.nextInt(2, 60), random.nextInt(2, 60), 1000);
        int width = random.nextInt(1, map.width() + 1);
        int height = random.nextInt(1, map.height() + 1);

        GrayMap small = Resampling.areaAverage(map, width, height);

        assertThat(mean(small)).isCloseTo(mean(map), within(1e-3));
        GrayMap large = Resampling.bilinear(map, map.width() * 2, map.height() * 3);
        double[] range = Percentiles.of(map, 0, 100);
        assertThat(Percentiles.of(large, 0)[0]).isGreaterThanOrEqualTo(range[0]);
        assertThat(Percentiles.of(large, 100)[0]).isLessThanOrEqualTo(range[1]);
        assertThat(Resampling.resize(map, map.width(), map.height()).values()).containsExactly(map.values());
    }

    @Test
    void percentilesAreThoseOfNumpy() {
        // numpy.percentile([1, 2, 4, 8, 65535], [0, 25, 60, 99, 100])
        short[] values = {8, 1, (short) 65535, 2, 4};
        double[] expected = {1, 2, 5.6, 62913.92, 65535};

        assertThat(Percentiles.of(new Radiograph(5, 1, values, null), 0, 25, 60, 99, 100))
                .containsExactly(expected, within(1e-6));
        assertThat(Percentiles.of(Resampling.toGray(new Radiograph(5, 1, values, null)), 0, 25, 60, 99, 100))
                .containsExactly(expected, within(1e-6));
    }

    private static double mean(GrayMap map) {
        double sum = 0;
        for (float value : map.values()) sum += value;
        return sum / map.values().length;
    }
}
