package org.levelread.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files that claim what they do not have.
class FileParserTest {
    private static SampleDicom full() {
        return SampleDicom.grey(SampleDicom.EXPLICIT, 70, 80, 12).words(SampleDicom.ramp(70 * 80, 4096));
    }

    /// a length of nearly 4 GB in a file of a kilobyte, in every kind of value
    @ParameterizedTest
    @CsvSource({"OW, 7FE00010", "UN, 00091011", "OB, 00091011", "UT, 00400031", "SQ, 00081140"})
    void aLengthBeyondTheEndIsRefused(String vr, String tag) {
        byte[] whole =
                full().bytes(Integer.parseUnsignedInt(tag, 16), vr, new byte[0]).toBytes();
        byte[] bytes = Arrays.copyOf(whole, Math.min(whole.length, 1024));
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = indexOf(bytes, Integer.parseUnsignedInt(tag, 16));
        buffer.putInt(at + 8, 0xfffffffe);

        assertThatThrownBy(() -> DicomFile.read(bytes))
                .isInstanceOf(DicomRefusedException.class)
                .hasMessageContaining("needs 4294967294 bytes");
    }

    private static int indexOf(byte[] bytes, int tag) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 132; i + 4 < bytes.length; i++) {
            if (buffer.getShort(i) == (short) (tag >>> 16) && buffer.getShort(i + 2) == (short) tag) return i;
        }
        throw new AssertionError("the element is not there");
    }

    @Test
    void aDeflateBombIsRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SampleDicom.grey("1.2.840.10008.1.2.1.99", 64, 64, 12).toBytes());
        int header = 132 + 8 + 22;
        byte[] start = Arrays.copyOf(out.toByteArray(), header);
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.writeBytes(start);
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(bomb, new Deflater(9, true))) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 200; i++) deflated.write(zeros);
        }
        byte[] bytes = bomb.toByteArray();

        assertThat(bytes.length).isLessThan(300_000);
        assertThatThrownBy(() -> DicomFile.read(bytes))
                .isInstanceOf(DicomRefusedException.class)
                .hasMessageContaining("when its deflated data are inflated");
    }

    @Test
    void anAttributeThatIsThereTwiceIsRefused() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] bytes = full().toBytes();
        int rows = indexOf(bytes, 0x00280010);
        out.write(bytes, 0, rows + 10);
        out.write(bytes, rows, 8);
        out.writeBytes(new byte[] {64, 0});
        out.write(bytes, rows + 10, bytes.length - rows - 10);

        assertThatThrownBy(() -> DicomFile.read(out.toByteArray()))
                .hasMessage(
                        "is damaged: the attribute (0028,0010) is there twice with different values. Export it again.");
    }

    @Test
    void oddLengthsEmptyValuesAndOtherRepresentationsAreRead() {
        DataSet dataSet = DicomFile.read(full().bytes(0x00081030, "LO", "odd".getBytes(StandardCharsets.US_ASCII))
                        .bytes(0x00080050, "SH", new byte[0])
                        .bytes(0x00280010, "UL", new byte[] {80, 0, 0, 0})
                        .bytes(0x00280011, "UN", new byte[] {70, 0})
                        .toBytes())
                .dataSet();

        assertThat(dataSet.text(Tag.STUDY_DESCRIPTION)).isEqualTo("odd");
        assertThat(dataSet.has(Tag.ACCESSION_NUMBER)).isFalse();
        assertThat(dataSet.integer(Tag.ROWS)).hasValue(80);
        assertThat(dataSet.integer(Tag.COLUMNS)).hasValue(70);
    }

    @Test
    void sequencesComeBackAsTheyWereWritten() {
        DataSet item = new DataSet()
                .set(Tag.CODE_VALUE, "1")
                .setItems(0x00081140, new DataSet().set(Tag.CODE_MEANING, "Größe"));
        DataSet written = new DataSet()
                .set(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
                .set(Tag.SOP_CLASS_UID, "1.2.3")
                .set(Tag.SOP_INSTANCE_UID, "1.2.4")
                .setItems(0x00081140, item, new DataSet())
                .setTags(Tag.DIMENSION_INDEX_POINTER, Tag.REFERENCED_SEGMENT_NUMBER)
                .set(Tag.GRAPHIC_DATA, 1.5, -2);

        DataSet read = DicomFile.read(DicomFile.write(written)).dataSet();

        assertThat(read.items(0x00081140)).hasSize(2);
        assertThat(read.items(0x00081140)
                        .getFirst()
                        .items(0x00081140)
                        .getFirst()
                        .text(Tag.CODE_MEANING))
                .isEqualTo("Größe");
        assertThat(read.bytes(Tag.DIMENSION_INDEX_POINTER)).containsExactly(0x62, 0, 0x0b, 0);
        assertThat(read.numbers(Tag.GRAPHIC_DATA)).containsExactly(1.5, -2);
        assertThat(read.toString()).doesNotContain("1.2.3").contains("(0008,0016) UI");
    }
}
