package org.levelread.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.imaging.ConnectedComponents.StructuringElement;

class ContoursTest {
    @Test
    void onePixelIsASquare() {
        assertThat(Contours.trace(SampleRasters.labels("000 070 000"), 7).points())
                .containsExactly(new Point(1, 1), new Point(2, 1), new Point(2, 2), new Point(1, 2));
    }

    @Test
    void followsAnEll() {
        assertThat(Contours.trace(SampleRasters.mask("""
                ....
                .#..
                .##.
                """)).points())
                .containsExactly(
                        new Point(1, 1),
                        new Point(2, 1),
                        new Point(2, 2),
                        new Point(3, 2),
                        new Point(3, 3),
                        new Point(1, 3));
    }

    @Test
    void nothingGivesAnEmptyOutline() {
        assertThat(Contours.trace(new Mask(3, 3))).isEqualTo(Polygon.EMPTY);
        assertThat(Contours.trace(new LabelMap(3, 3), 1)).isEqualTo(Polygon.EMPTY);
    }

    @Test
    void aTiltedRectangleNeedsFewPoints() {
        Mask mask = Polygons.fill(
                new Polygon(List.of(new Point(20, 30), new Point(120, 55), new Point(110, 95), new Point(10, 70))),
                140,
                120);

        Polygon outline = Contours.trace(mask);

        assertThat(outline.points()).hasSizeLessThan(20);
        assertThat(SampleRasters.overlap(mask, Polygons.fill(outline, 140, 120)))
                .isGreaterThan(0.97);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void filledAgainItCoversTheMask(long seed) {
        var random = SampleRasters.random(seed);
        Mask mask = seed % 2 == 0 ? SampleRasters.anyBlobs(random, 90, 120) : SampleRasters.anyMask(random);
        Mask shape = Morphology.fillHoles(ConnectedComponents.largest(mask, StructuringElement.FOUR_CONNECTED));
        if (shape.count() == 0) {
            assertThat(Contours.trace(mask)).isEqualTo(Polygon.EMPTY);
            return;
        }

        Polygon outline = Contours.trace(mask);

        assertThat(SampleRasters.overlap(shape, Polygons.fill(outline, mask.width(), mask.height())))
                .isGreaterThanOrEqualTo(0.95);
        Region region = Region.of(ConnectedComponents.label(shape, StructuringElement.FOUR_CONNECTED))
                .getFirst();
        assertThat(Polygons.centroid(outline).distanceTo(region.centroid())).isLessThan(0.5);
    }

    @Test
    void tracesEveryPartAboveASize() {
        assertThat(Contours.traceAll(SampleRasters.mask("##.# ##.. ...."), 2)).hasSize(1);
        assertThat(Contours.traceAll(SampleRasters.mask("##.# ##.. ...."), 1)).hasSize(2);
    }

    @Test
    void measuresAPolygon() {
        Polygon triangle = new Polygon(List.of(new Point(1000, 1000), new Point(1000, 1006), new Point(1003, 1000)));

        assertThat(Polygons.area(triangle)).isEqualTo(9);
        assertThat(Polygons.centroid(triangle).x()).isCloseTo(1001, within(1e-9));
        assertThat(Polygons.centroid(triangle).y()).isCloseTo(1002, within(1e-9));
        assertThat(Polygons.contains(triangle, new Point(1001, 1002))).isTrue();
        assertThat(Polygons.contains(triangle, new Point(1002.5, 1003))).isFalse();
        assertThat(Polygons.scaled(triangle, 2, 0.5).points().getLast()).isEqualTo(new Point(2006, 500));
    }

    @Test
    void cutsAPolygonAtTheBorderOfTheRaster() {
        Polygon large =
                new Polygon(List.of(new Point(-5, -5), new Point(50, -5), new Point(50, 50), new Point(-5, 50)));

        assertThat(Polygons.fill(large, 7, 4).count()).isEqualTo(28);
        assertThat(Polygons.fill(Polygon.EMPTY, 7, 4).count()).isZero();
    }
}
