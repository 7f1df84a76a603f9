package org.levelread.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.levelread.imaging.Mask;
import org.levelread.slicer.Segment;
import org.levelread.slicer.SlicerSegmentation;

class ReferenceMasksTest {
    @Test
    void joinsSegmentsToWhatTheNetsOutline() {
        Map<Structure, Mask> masks = ReferenceMasks.of(new SlicerSegmentation(
                3,
                2,
                null,
                List.of(
                        segment("L6", 1, 0, 0, 0, 0, 0),
                        segment("T13", 1, 1, 0, 0, 0, 0),
                        segment("S1", 0, 0, 1, 0, 0, 0),
                        segment("Sacrum", 0, 0, 0, 1, 0, 0),
                        segment("Screw", 0, 0, 0, 0, 1, 0),
                        segment("Other hardware", 0, 0, 0, 0, 0, 1),
                        segment("Exposed field", 1, 1, 1, 1, 1, 1))));

        assertThat(masks.get(Structure.VERTEBRAE).values()).containsExactly(1, 1, 0, 0, 0, 0);
        assertThat(masks.get(Structure.SACRUM).values()).containsExactly(0, 0, 1, 1, 0, 0);
        assertThat(masks.get(Structure.INSTRUMENTATION).values()).containsExactly(0, 0, 0, 0, 1, 1);
    }

    @Test
    void isEmptyWhereTheReferenceShowsNone() {
        assertThat(ReferenceMasks.of(new SlicerSegmentation(3, 2, null, List.of()))
                        .get(Structure.SACRUM)
                        .count())
                .isZero();
    }

    private static Segment segment(String name, int... pixels) {
        byte[] values = new byte[pixels.length];
        for (int i = 0; i < values.length; i++) values[i] = (byte) pixels[i];
        return new Segment(name, new Mask(3, 2, values));
    }
}
