package org.levelread.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.imaging.PixelSpacing;
import org.levelread.imaging.Radiograph;

class DicomReaderTest {
    private static final String EXPLICIT = SampleDicom.EXPLICIT;

    @ParameterizedTest
    @ValueSource(strings = {SampleDicom.IMPLICIT, SampleDicom.EXPLICIT, SampleDicom.BIG_ENDIAN})
    void readsEveryUncompressedSyntax(String syntax) {
        int[] stored = SampleDicom.ramp(70 * 80, 4096);

        Radiograph film = DicomReader.read(
                        SampleDicom.grey(syntax, 70, 80, 12).words(stored).toBytes())
                .film();

        assertThat(film.width()).isEqualTo(70);
        assertThat(film.height()).isEqualTo(80);
        for (int i = 0; i < stored.length; i++)
            assertThat(film.values()[i] & 0xffff).isEqualTo(stored[i]);
    }

    /// pixels of 12 bits: the stored bits, and the value that the film must have
    @ParameterizedTest
    @CsvSource({
        "MONOCHROME2, 0,   , 5,    5",
        "MONOCHROME1, 0,   , 5,    4090",
        "MONOCHROME2, 0, -1, 5,    4090",
        "MONOCHROME1, 0, -1, 5,    5",
        "MONOCHROME2, 0, 1,  5,    5",
        "MONOCHROME2, 1,   , 0,    2048",
        "MONOCHROME2, 1,   , 65535, 2047",
        "MONOCHROME2, 1,   , 63488, 0",
        "MONOCHROME1, 1,   , 63488, 4095",
    })
    void turnsStoredBitsIntoBrightness(
            String photometric, int pixelRepresentation, String slope, int storedBits, int expected) {
        int[] stored = SampleDicom.ramp(64 * 64, pixelRepresentation == 1 ? 2048 : 4096);
        stored[0] = storedBits;
        SampleDicom dicom = SampleDicom.grey(EXPLICIT, 64, 64, 12)
                .text(0x00280004, "CS", photometric)
                .number(0x00280103, pixelRepresentation)
                .words(stored);
        if (slope != null) dicom.text(0x00281053, "DS", slope);

        assertThat(DicomReader.read(dicom.toBytes()).film().value(0, 0)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1.2.840.10008.1.2.1, OB, 0", "1.2.840.10008.1.2.2, OB, 0", "1.2.840.10008.1.2.2, OW, 1"})
    void widensEightBits(String syntax, String vr, int swap) {
        byte[] stored = new byte[64 * 64];
        for (int i = 0; i < stored.length; i++) stored[i] = (byte) (i * 7);
        byte[] bytes = SampleDicom.grey(syntax, 64, 64, 8)
                .number(0x00280100, 8)
                .bytes(Tag.PIXEL_DATA, vr, stored)
                .toBytes();

        Radiograph film = DicomReader.read(bytes).film();

        for (int i = 0; i < stored.length; i++) {
            assertThat(film.values()[i] & 0xffff).isEqualTo((stored[i ^ swap] & 0xff) * 257);
        }
    }

    @Test
    void tellsCalibratedSpacingFromThatAtTheDetector() {
        assertThat(spacing("0.2\\0.3", null, null))
                .isEqualTo(new PixelSpacing(0.2, 0.3, PixelSpacing.Origin.CALIBRATED));
        assertThat(spacing("0.2\\0.2", "0.2\\0.2", null))
                .isEqualTo(new PixelSpacing(0.2, 0.2, PixelSpacing.Origin.DETECTOR));
        assertThat(spacing("0.2\\0.2", "0.2\\0.2", "GEOMETRY"))
                .isEqualTo(new PixelSpacing(0.2, 0.2, PixelSpacing.Origin.CALIBRATED));
        assertThat(spacing(null, "1e-1\\.1", null)).isEqualTo(new PixelSpacing(0.1, 0.1, PixelSpacing.Origin.DETECTOR));
        assertThat(spacing("0.2\\0.2", "0.25\\0.25", null))
                .isEqualTo(new PixelSpacing(0.2, 0.2, PixelSpacing.Origin.CALIBRATED));
        for (String senseless : new String[] {"0\\0", "0.000\\0.000", "x\\y", "0.2", "1.2.3\\1", "900\\900", "\\"}) {
            assertThat(spacing(senseless, null, null)).as(senseless).isNull();
        }
    }

    private static PixelSpacing spacing(String patient, String detector, String calibration) {
        SampleDicom dicom = SampleDicom.grey(EXPLICIT, 64, 64, 12).words(SampleDicom.ramp(64 * 64, 4096));
        if (patient != null) dicom.text(0x00280030, "DS", patient);
        if (detector != null) dicom.text(0x00181164, "DS", detector);
        if (calibration != null) dicom.text(0x00280A02, "CS", calibration);
        return DicomReader.read(dicom.toBytes()).film().spacing().orElse(null);
    }

    @Test
    void walksOverSequencesOfEveryForm() {
        SampleDicom dicom = SampleDicom.grey(EXPLICIT, 64, 64, 12).words(SampleDicom.ramp(64 * 64, 4096));
        dicom.undefinedLength(0x00081140, "SQ", dicom.nested(0x00081140, 32));
        // of unknown representation: its items are written without one
        SampleDicom implicit = SampleDicom.grey(SampleDicom.IMPLICIT, 64, 64, 12);
        dicom.undefinedLength(0x00091001, "UN", implicit.nested(0x00091001, 3));
        dicom.bytes(0x00082218, "SQ", dicom.nested(0x00082218, 2));

        assertThat(DicomReader.read(dicom.toBytes()).film().value(1, 0)).isEqualTo(37);
    }

    /// words of 12 bits stored: what the file says lies above, the words, and the value of the first
    @ParameterizedTest
    @CsvSource({
        // an overlay that the file names is no part of the value
        "0, 15, 0x8005, 5, 12, false",
        "1, 12, 0x1fff, -1, 12, false",
        // the sign may stop at the bits stored
        "1,   , 0x0fff, -1, 12, false",
        "1,   , 0xffff, -1, 12, false",
        // what is named nowhere belongs to the value, as pydicom has it
        "0,   , 0x1005, 0x1005, 13, true",
        "0,   , 0x8005, 0x8005, 16, true",
        "1,   , 0xf005, -4091, 13, true",
        "1,   , 0x8000, -32768, 16, true",
    })
    void keepsWordsBeyondTheBitsStored(
            int representation, String overlayBit, String word, String value, int bits, boolean undeclared) {
        int[] words = SampleDicom.ramp(70 * 80, 2048);
        words[0] = Integer.decode(word);
        SampleDicom dicom = grey().number(0x00280103, representation).words(words);
        if (overlayBit != null) dicom.number(0x60000102, Integer.parseInt(overlayBit));

        DicomFilm film = DicomReader.read(dicom.toBytes());

        assertThat(film.stored().values()[0]).isEqualTo((short) words[0]);
        assertThat(film.stored().value(0)).isEqualTo(Integer.decode(value));
        assertThat(film.stored().bitsStored()).isEqualTo(bits);
        assertThat(film.stored().undeclared()).isEqualTo(undeclared);
        int shift = representation << bits - 1;
        assertThat(film.film().value(0, 0)).isEqualTo(Integer.decode(value) + shift);
        assertThat(film.film().value(1, 0)).isEqualTo(37 + shift);
    }

    @Test
    void takesZerosBehindThePixelsForPadding() {
        int[] words = Arrays.copyOf(SampleDicom.ramp(70 * 80, 4096), 70 * 85);

        assertThat(DicomReader.read(grey().words(words).toBytes()).stored().values()).hasSize(70 * 80);
    }

    @Test
    void keepsNothingAboutThePatient() {
        SampleDicom dicom = SampleDicom.grey(EXPLICIT, 64, 64, 12)
                .text(0x00185101, "CS", "LL")
                .text(0x00200020, "CS", "A\\F")
                .text(0x00280301, "CS", "see SECRET^NAME")
                .words(SampleDicom.ramp(64 * 64, 4096));

        DicomFilm film = DicomReader.read(dicom.toBytes());

        assertThat(film.modality()).isEqualTo("DX");
        assertThat(film.viewPosition()).isEqualTo("LL");
        assertThat(film.patientOrientation()).isEqualTo("A\\F");
        assertThat(film.burnedInAnnotation()).isNull();
        assertThat(film.toString()).doesNotContain("SECRET");
    }

    @ParameterizedTest
    @MethodSource
    void refusesWithOneSentence(byte[] bytes, String sentence) {
        assertThatThrownBy(() -> DicomReader.read(bytes))
                .isInstanceOf(DicomRefusedException.class)
                .hasMessage(sentence);
    }

    static Stream<Arguments> refusesWithOneSentence() {
        byte[] small = SampleDicom.small();
        return Stream.of(
                Arguments.of(
                        "no dicom".getBytes(StandardCharsets.US_ASCII),
                        "is not a DICOM file: the letters DICM are missing at byte 128."),
                Arguments.of(
                        Arrays.copyOf(small, small.length - 1000),
                        "is cut off or damaged: the element at byte 292 needs 11200 bytes, only 10200 are left."
                                + " Copy or export it again."),
                Arguments.of(
                        Arrays.copyOf(small, 165),
                        "is cut off or damaged after 165 bytes, in the middle of an element: copy or export it again."),
                Arguments.of(
                        grey().words(new int[70 * 79]).toBytes(),
                        "is cut off: 70 x 80 pixels need 11200 bytes, it has 11060. Copy or export it again."),
                Arguments.of(
                        grey().words(SampleDicom.ramp(2 * 70 * 80, 4096)).toBytes(),
                        "is damaged: 70 x 80 pixels need 11200 bytes, it has 22400. Export it again."),
                Arguments.of(
                        full("1.2.840.10008.1.2.4.70").toBytes(),
                        "is damaged: its transfer syntax (JPEG Lossless, first-order prediction) is a compressed one, its"
                                + " pixel data are not. Export it again."),
                Arguments.of(
                        grey("1.2.840.10008.1.2.4.202")
                                .undefinedLength(Tag.PIXEL_DATA, "OB", grey().fragments(new byte[8]))
                                .toBytes(),
                        "is compressed in a way that is not read (High-Throughput JPEG 2000 Lossless with RPCL): export it"
                                + " as Explicit VR Little Endian."),
                Arguments.of(
                        full("1.2.840.10008.1.2.1.99").toBytes(),
                        "is damaged: its deflated data cannot be inflated. Export it again."),
                Arguments.of(
                        SampleDicom.grey("1.2.3", 64, 64, 12).toBytes(),
                        "has an unknown transfer syntax (1.2.3): export it as Explicit VR Little Endian."),
                Arguments.of(
                        full().text(0x00280004, "CS", "RGB").toBytes(),
                        "is a colour picture (photometric interpretation RGB): a film in grey is needed."),
                Arguments.of(
                        full().text(0x00280004, "CS", "SECRET^NAME").toBytes(),
                        "is a colour picture (photometric interpretation unknown): a film in grey is needed."),
                Arguments.of(
                        full().text(0x00280008, "IS", "12").toBytes(),
                        "is cut off: 12 frames of 70 x 80 pixels need 134400 bytes, it has 11200. Copy or export it again."),
                Arguments.of(
                        grey().toBytes(), "holds no image (no pixel data): choose the DICOM file of the film itself."),
                Arguments.of(
                        full().number(0x00280010, 1).number(0x00280011, 1).toBytes(),
                        "has 1 x 1 pixels: a film needs at least 64 x 64."),
                Arguments.of(
                        full().number(0x00280010, 20000)
                                .number(0x00280011, 20000)
                                .toBytes(),
                        "has 20000 x 20000 pixels: a film may have at most 12000 a side and 60 million in all."),
                Arguments.of(
                        full().without(0x00280010).toBytes(),
                        "is damaged: it does not say how many rows and columns it has."),
                Arguments.of(full().number(0x00280100, 32).toBytes(), "has 32 bits a pixel: 8 or 16 are read."),
                Arguments.of(
                        full().number(0x00280101, 17).toBytes(),
                        "is damaged: 17 bits stored up to bit 11 do not fit into 16 bits."),
                Arguments.of(
                        full().number(0x00280102, 15).toBytes(),
                        "keeps its 12 bits up to bit 15, not in the lowest ones, which is no longer allowed: export it"
                                + " again."),
                Arguments.of(
                        full().number(0x00280100, 1).toBytes(),
                        "holds masks of one bit a pixel, not a film: choose the DICOM file of the film itself."),
                Arguments.of(
                        full().without(0x00280103).toBytes(),
                        "does not say whether its pixels are signed (Pixel Representation): export it again."),
                Arguments.of(
                        full().undefinedLength(Tag.PIXEL_DATA, "OB", grey().fragments(new byte[8]))
                                .toBytes(),
                        "has compressed pixel data under an uncompressed transfer syntax: export it again as Explicit VR"
                                + " Little Endian."),
                Arguments.of(
                        full().undefinedLength(0x00081140, "SQ", grey().nested(0x00081140, 33))
                                .toBytes(),
                        "nests sequences more than 32 deep: it is damaged, export it again."),
                Arguments.of(
                        full().undefinedLength(0x00081140, "SQ", grey().nested(0x00081140, 20_000))
                                .toBytes(),
                        "nests sequences more than 32 deep: it is damaged, export it again."),
                Arguments.of(
                        full().bytes(0x00081140, "ZZ", new byte[2]).toBytes(),
                        "is damaged: no DICOM element begins at byte 170. Copy or export it again."));
    }

    private static SampleDicom grey() {
        return SampleDicom.grey(EXPLICIT, 70, 80, 12);
    }

    private static SampleDicom grey(String syntax) {
        return SampleDicom.grey(syntax, 70, 80, 12);
    }

    private static SampleDicom full() {
        return full(EXPLICIT);
    }

    private static SampleDicom full(String syntax) {
        return grey(syntax).words(SampleDicom.ramp(70 * 80, 4096));
    }
}
