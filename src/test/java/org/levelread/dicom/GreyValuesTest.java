package org.levelread.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.levelread.imaging.Radiograph;

/// From stored values to the film's: DICOM PS3.3, C.11.
class GreyValuesTest {
    private static final int SIZE = 64;

    /// twelve bits, the value of each pixel its number
    private static DataSet ramp() {
        byte[] words = new byte[2 * SIZE * SIZE];
        for (int i = 0; i < SIZE * SIZE; i++) {
            words[2 * i] = (byte) i;
            words[2 * i + 1] = (byte) (i >> 8);
        }
        return new DataSet()
                .set(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.1")
                .set(Tag.SOP_INSTANCE_UID, "2.25.1")
                .set(Tag.SAMPLES_PER_PIXEL, 1)
                .set(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .set(Tag.ROWS, SIZE)
                .set(Tag.COLUMNS, SIZE)
                .set(Tag.BITS_ALLOCATED, 16)
                .set(Tag.BITS_STORED, 12)
                .set(Tag.HIGH_BIT, 11)
                .set(Tag.PIXEL_REPRESENTATION, 0)
                .setBytes(Tag.PIXEL_DATA, Vr.OW, words);
    }

    private static DicomFilm film(DataSet dataSet) {
        return DicomReader.read(DicomFile.write(dataSet));
    }

    private static int value(DataSet dataSet, int stored) {
        return film(dataSet).film().values()[stored] & 0xffff;
    }

    private static DataSet table(int first, int bits, int... entries) {
        return new DataSet()
                .set(Tag.LUT_DESCRIPTOR, Vr.US, entries.length, first & 0xffff, bits)
                .set(Tag.LUT_DATA, Vr.US, Arrays.stream(entries).asLongStream().toArray());
    }

    /// a window is handed on, in the film's values: C.11.2.1.2.1 and C.11.2.1.3.2
    @ParameterizedTest
    @CsvSource({
        "LINEAR,       MONOCHROME2, 1,  0,     2048, 4096, 0,    4095",
        "LINEAR,       MONOCHROME2, 1,  0,     1000, 101,  949.5, 1049.5",
        "LINEAR_EXACT, MONOCHROME2, 1,  0,     1000, 100,  950,  1050",
        "LINEAR_EXACT, MONOCHROME2, 2,  -1000, 1000, 100,  975,  1025",
        "LINEAR_EXACT, MONOCHROME1, 1,  0,     1000, 100,  3045, 3145",
        "LINEAR_EXACT, MONOCHROME2, -1, 4095,  1000, 100,  950,  1050",
    })
    void straightWindowsGoBesideTheFilm(
            String function,
            String photometric,
            double slope,
            double intercept,
            double c,
            double w,
            double low,
            double high) {
        DataSet dataSet = ramp().set(Tag.PHOTOMETRIC_INTERPRETATION, photometric)
                .set(Tag.RESCALE_SLOPE, slope)
                .set(Tag.RESCALE_INTERCEPT, intercept)
                .set(Tag.WINDOW_CENTER, c)
                .set(Tag.WINDOW_WIDTH, w)
                .set(Tag.VOI_LUT_FUNCTION, function);

        DicomFilm.Shown shown = film(dataSet).window().orElseThrow();

        assertThat(shown.low()).isCloseTo(low, within(1e-9));
        assertThat(shown.high()).isCloseTo(high, within(1e-9));
    }

    /// C.11.2.1.3.1: y = 1 / (1 + exp(-4 (x - c) / w))
    @ParameterizedTest
    @CsvSource({"2048, 32768", "2548, 57723", "1548, 7812", "4095, 65518", "0, 18"})
    void aSigmoidIsGoneThrough(int stored, int expected) {
        DataSet dataSet = ramp().set(Tag.WINDOW_CENTER, 2048.0)
                .set(Tag.WINDOW_WIDTH, 1000.0)
                .set(Tag.VOI_LUT_FUNCTION, "SIGMOID");

        assertThat(value(dataSet, stored)).isCloseTo(expected, within(1));
        assertThat(film(dataSet).window()).isEmpty();
    }

    @Test
    void tablesAreGoneThrough() {
        DataSet voi = ramp().setItems(Tag.VOI_LUT_SEQUENCE, table(100, 12, 7, 4000, 9));
        assertThat(value(voi, 0)).isEqualTo(7);
        assertThat(value(voi, 101)).isEqualTo(4000);
        assertThat(value(voi, 4095)).isEqualTo(9);

        DataSet modality = ramp().setItems(Tag.MODALITY_LUT_SEQUENCE, table(0, 16, 100, 200, 65535));
        assertThat(value(modality, 1)).isEqualTo(200);
        assertThat(value(modality.set(Tag.PRESENTATION_LUT_SHAPE, "INVERSE"), 1))
                .isEqualTo(65335);

        // through both, one after the other
        DataSet both = modality.setItems(Tag.VOI_LUT_SEQUENCE, table(100, 8, 1, 2));
        assertThat(value(both, 0)).isEqualTo((255 - 1) * 257);
        assertThat(value(both, 1)).isEqualTo((255 - 2) * 257);
    }

    @Test
    void aTableOfNegativeInputBeginsBelowZero() {
        DataSet dataSet = ramp().set(Tag.RESCALE_INTERCEPT, -1024.0)
                .set(Tag.RESCALE_SLOPE, 1.0)
                .setItems(Tag.VOI_LUT_SEQUENCE, table(-1024, 12, 5, 6, 7));

        assertThat(value(dataSet, 1)).isEqualTo(6);
    }

    @Test
    void aDamagedTableIsRefused() {
        for (DataSet item : new DataSet[] {
            new DataSet(),
            table(0, 10, 2000),
            table(0, 3, 1),
            table(0, 12, 1, 2).set(Tag.LUT_DATA, Vr.US, 1)
        }) {
            assertThatThrownBy(() -> film(ramp().setItems(Tag.VOI_LUT_SEQUENCE, item)))
                    .isInstanceOf(DicomRefusedException.class)
                    .hasMessage("is damaged: the table for its grey values is unreadable. Export it again.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MONOCHROME2, IDENTITY, 10",
        "MONOCHROME1, INVERSE, 4085",
        "MONOCHROME2, INVERSE, 4085",
        "MONOCHROME1, , 4085"
    })
    void theShapeTurnsOver(String photometric, String shape, int expected) {
        DataSet dataSet = ramp().set(Tag.PHOTOMETRIC_INTERPRETATION, photometric);
        if (shape != null) dataSet.set(Tag.PRESENTATION_LUT_SHAPE, shape);

        assertThat(value(dataSet, 10)).isEqualTo(expected);
    }

    @Test
    void paddingIsBlack() {
        DataSet dataSet = ramp().set(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME1")
                .set(Tag.PIXEL_PADDING_VALUE, Vr.US, 0)
                .set(Tag.PIXEL_PADDING_RANGE_LIMIT, Vr.US, 5);

        assertThat(value(dataSet, 0)).isZero();
        assertThat(value(dataSet, 5)).isZero();
        assertThat(value(dataSet, 6)).isEqualTo(4089);
    }

    @Test
    void pixelsThatAreNotSquareAreMadeSo() {
        DicomFilm tall = film(ramp().set(Tag.PIXEL_ASPECT_RATIO, 3, 2));

        assertThat(tall.film().width()).isEqualTo(64);
        assertThat(tall.film().height()).isEqualTo(96);
        assertThat(tall.onFileGrid()).isFalse();
        Radiograph spaced = film(ramp().set(Tag.PIXEL_ASPECT_RATIO, 3, 2).set(Tag.IMAGER_PIXEL_SPACING, 0.2, 0.2))
                .film();
        assertThat(spaced.height()).isEqualTo(64);
    }

    @Test
    void aFrameIsChosen() {
        byte[] two = new byte[4 * SIZE * SIZE];
        for (int i = 0; i < SIZE * SIZE; i++) two[2 * (SIZE * SIZE + i)] = (byte) (i % 200);
        DicomFile file = DicomFile.read(
                DicomFile.write(ramp().set(Tag.NUMBER_OF_FRAMES, 2).setBytes(Tag.PIXEL_DATA, Vr.OW, two)));

        assertThat(DicomReader.read(file, 0).film().values()[7]).isZero();
        assertThat(DicomReader.read(file, 1).film().values()[7]).isEqualTo((short) 7);
        assertThatThrownBy(() -> DicomReader.read(file, 2)).hasMessage("has 2 frames: there is no frame 3.");
    }
}
