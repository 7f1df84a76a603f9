package org.levelread.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.imglib2.converter.Converters;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.logic.BitType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.imaging.DistanceTransform.DISTANCE_TYPE;

class DistanceTransformTest {
    @Test
    void measuresToTheNearestBackgroundPixelAndNotToTheBorder() {
        GrayMap distances = DistanceTransform.distances(SampleRasters.mask("""
                ####
                ####
                ###.
                """));

        assertThat(distances.at(3, 2)).isZero();
        assertThat(distances.at(0, 2)).isEqualTo(3);
        assertThat(distances.at(2, 1)).isEqualTo((float) Math.sqrt(2));
        assertThat(distances.at(0, 0)).isEqualTo((float) Math.sqrt(13));
    }

    @Test
    void isInfiniteWithoutBackground() {
        assertThat(DistanceTransform.distances(SampleRasters.mask("##\n##")).values())
                .containsOnly(Float.POSITIVE_INFINITY);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void equalsTheNaiveSearch(long seed) {
        var random = SampleRasters.random(seed);
        Mask mask = SampleRasters.anyMask(random);
        PixelSpacing spacing = new PixelSpacing(
                random.nextDouble(0.05, 3), random.nextDouble(0.05, 3), PixelSpacing.Origin.CALIBRATED);

        GrayMap pixels = DistanceTransform.distances(mask);
        GrayMap millimetres = DistanceTransform.distances(mask, spacing);

        for (int y = 0; y < mask.height(); y++) {
            for (int x = 0; x < mask.width(); x++) {
                assertThat(pixels.at(x, y)).isEqualTo((float) naive(mask, x, y, 1, 1));
                double expected = naive(mask, x, y, spacing.columnMm(), spacing.rowMm());
                if (Double.isInfinite(expected))
                    assertThat(millimetres.at(x, y)).isInfinite();
                else assertThat((double) millimetres.at(x, y)).isCloseTo(expected, within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isCalledAsInImgLib2WithTrueAsTheSetToReach(long seed) {
        Mask mask = SampleRasters.anyMask(SampleRasters.random(seed));
        var background = Converters.convert2(
                mask.image(), (UnsignedByteType in, BitType out) -> out.set(in.get() == 0), BitType::new);
        var squared = ArrayImgs.doubles(mask.width(), mask.height());
        var city = ArrayImgs.doubles(mask.width(), mask.height());

        DistanceTransform.binaryTransform(background, squared, DISTANCE_TYPE.EUCLIDIAN, 4, 9);
        DistanceTransform.binaryTransform(background, city, DISTANCE_TYPE.L1, 2, 3);

        for (int y = 0; y < mask.height(); y++) {
            for (int x = 0; x < mask.width(); x++) {
                double euclidean = naive(mask, x, y, 2, 3);
                if (Double.isInfinite(euclidean)) continue;
                assertThat(squared.getAt(x, y).get()).isCloseTo(euclidean * euclidean, within(1e-9));
                assertThat(city.getAt(x, y).get()).isEqualTo(naiveCityBlock(mask, x, y, 2, 3));
            }
        }
    }

    @Test
    void refusesAWeightOfZero() {
        var image = ArrayImgs.bits(2, 2);
        assertThatThrownBy(() -> DistanceTransform.binaryTransform(
                        image, ArrayImgs.doubles(2, 2), DISTANCE_TYPE.EUCLIDIAN, 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("weights must be above 0, were [1.0, 0.0]");
    }

    private static double naive(Mask mask, int x, int y, double across, double down) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int v = 0; v < mask.height(); v++) {
            for (int u = 0; u < mask.width(); u++) {
                if (mask.at(u, v)) continue;
                double dx = (u - x) * across;
                double dy = (v - y) * down;
                nearest = Math.min(nearest, Math.sqrt(dx * dx + dy * dy));
            }
        }
        return nearest;
    }

    private static double naiveCityBlock(Mask mask, int x, int y, double across, double down) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int v = 0; v < mask.height(); v++) {
            for (int u = 0; u < mask.width(); u++) {
                if (!mask.at(u, v)) nearest = Math.min(nearest, Math.abs(u - x) * across + Math.abs(v - y) * down);
            }
        }
        return nearest;
    }
}
