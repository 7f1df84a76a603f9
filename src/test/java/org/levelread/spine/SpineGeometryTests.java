package org.levelread.spine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.levelread.imaging.PixelSpacing;

/// Drawn with a sacral slope of 40 degrees and 9 degrees of lordosis a segment, belly on the left.
class SpineGeometryTests {
    private static SpineGeometry measure(boolean left, PixelSpacing spacing) {
        DrawnSpine spine = new DrawnSpine();
        spine.facingLeft = left;
        SpineMaps m = spine.draw();
        SpineMaps spaced = new SpineMaps(
                m.bodies(), m.cores(), m.sacrum(), m.s1Body(), m.instrumentation(), m.filmWidth(), m.filmHeight(), spacing);
        return LevelNumbering.read(spaced, NumberingOptions.USUAL).geometry();
    }

    @Test
    void calibratedFilmsGiveDegreesAndMillimetres() {
        for (boolean left : new boolean[] {true, false}) {
            SpineGeometry g = measure(left, new PixelSpacing(.5, .5, PixelSpacing.Origin.CALIBRATED));
            assertThat(g.missing()).isNull();
            assertThat(g.sacralSlopeDegrees()).isBetween(36., 44.);
            // five segments from S1 to L1
            assertThat(g.lumbarLordosisDegrees()).isBetween(39., 51.);
            assertThat(g.segments()).hasSizeGreaterThanOrEqualTo(5).allSatisfy(s -> {
                // a disc of .24 of a body of 26 grid pixels, 1.5 mm a grid pixel
                assertThat(s.discHeightMm()).isBetween(5., 14.);
                assertThat(s.lordosisDegrees()).isBetween(-3., 14.);
                assertThat(s.slipPercent()).isBetween(-25., 25.);
            });
        }
    }

    @Test
    void withoutCalibrationOnlyRatiosAreGiven() {
        for (PixelSpacing spacing : new PixelSpacing[] {null, new PixelSpacing(.5, .5, PixelSpacing.Origin.DETECTOR)}) {
            SpineGeometry g = measure(true, spacing);
            assertThat(g.lumbarLordosisDegrees()).isNull();
            assertThat(g.sacralSlopeDegrees()).isNull();
            assertThat(g.missing()).contains("no calibrated pixel spacing");
            assertThat(g.segments()).isNotEmpty().allSatisfy(s -> {
                assertThat(s.discHeightMm()).isNull();
                assertThat(s.lordosisDegrees()).isNull();
                assertThat(s.discHeightShare()).isBetween(.1, .6);
            });
        }
    }

    @Test
    void aFilmWithoutNamesIsNotMeasured() {
        DrawnSpine spine = new DrawnSpine();
        spine.sacrum = spine.s1Body = false;
        assertThat(LevelNumbering.read(spine.draw(), NumberingOptions.USUAL).geometry())
                .isEqualTo(SpineGeometry.NONE);
    }
}
