package org.levelread.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One film in every transfer syntax, written by dcmtk and gdcm (`samples.sh`).
class TransferSyntaxTest {
    /// where nothing is lost, every syntax gives the values of the uncompressed file
    @ParameterizedTest
    @CsvSource({
        "u12-implicit, u12",
        "u12-big-endian, u12",
        "u12-deflated, u12",
        "u12-rle, u12",
        "u12-jpeg-lossless-sv1, u12",
        "u12-jpeg-ls, u12",
        "u12-jpeg-2000, u12",
        "s16-headerless, s16",
        "s16-jpeg-lossless, s16",
        "s16-jpeg-ls, s16",
        "s16-jpeg-2000, s16",
        "u8-rle, u8",
        "u8-jpeg-lossless, u8",
    })
    void losslessSyntaxesGiveTheSameValues(String compressed, String uncompressed) throws IOException {
        if (compressed.endsWith("jpeg-ls")) requireGdcm();

        StoredPixels values = DicomReader.read(sample(compressed)).stored();

        StoredPixels expected = DicomReader.read(sample(uncompressed)).stored();
        assertThat(values.signed()).isEqualTo(expected.signed());
        assertThat(values.bitsStored()).isEqualTo(expected.bitsStored());
        assertThat(values.values()).isEqualTo(expected.values());
    }

    @Test
    void lossyJpegComesClose() throws IOException {
        short[] values = DicomReader.read(sample("u8-jpeg-baseline")).stored().values();

        short[] expected = DicomReader.read(sample("u8")).stored().values();
        double sum = 0;
        for (int i = 0; i < values.length; i++) sum += Math.abs(values[i] - expected[i]);
        assertThat(sum / values.length).isBetween(0.01, 3.0);
    }

    /// the way without gdcmconv
    @ParameterizedTest
    @CsvSource({"u12-jpeg-2000, u12", "s16-jpeg-2000, s16"})
    void jpeg2000IsDecodedByAnotherVirtualMachine(String compressed, String uncompressed) throws IOException {
        var fragments = (DataElement.Fragments) DicomFile.read(sample(compressed))
                .dataSet()
                .element(Tag.PIXEL_DATA)
                .orElseThrow()
                .value();
        DataElement.Bytes stream = fragments.fragments().getLast();
        Jpeg2000Pixels.Header header = Jpeg2000Pixels.header(stream);

        int[] samples = Jpeg2000Pixels.decode(stream, header);

        short[] expected = DicomReader.read(sample(uncompressed)).stored().values();
        assertThat(header.reversible()).isTrue();
        for (int i = 0; i < expected.length; i++) assertThat((short) samples[i]).isEqualTo(expected[i]);
    }

    /// a cut-off stream must not become a film whose lower part is made up
    @ParameterizedTest
    @ValueSource(
            strings = {
                "u12-rle", "u8-rle", "u12-jpeg-lossless-sv1", "u8-jpeg-baseline", "u12-jpeg-2000", "u12-jpeg-ls"
            })
    void aCutOffStreamIsRefused(String name) throws IOException {
        byte[] whole = sample(name);
        // the lengths around it are right, its own end is missing
        byte[] cut = whole.clone();
        Arrays.fill(cut, cut.length * 2 / 3, cut.length - 8, (byte) 0);

        assertThatThrownBy(() -> DicomReader.read(cut))
                .isInstanceOf(DicomRefusedException.class)
                .hasMessageEndingWith(".");
    }

    @Test
    void aDeflatedFileWithoutItsEndIsRefused() throws IOException {
        byte[] whole = sample("u12-deflated");

        assertThatThrownBy(() -> DicomReader.read(Arrays.copyOf(whole, whole.length - 9)))
                .isInstanceOf(DicomRefusedException.class)
                .hasMessage("is cut off: its deflated data do not end. Copy or export it again.");
    }

    private static void requireGdcm() {
        if (ExternalDecoder.installed().isPresent()) return;
        System.out.println("skipped: gdcmconv is not installed (Debian: libgdcm-tools)");
        Assumptions.abort("gdcmconv is not installed");
    }

    static byte[] sample(String name) throws IOException {
        try (InputStream in = TransferSyntaxTest.class.getResourceAsStream("samples/" + name + ".dcm")) {
            return in.readAllBytes();
        }
    }
}
