package org.levelread.dicom;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.levelread.imaging.Percentiles;
import org.levelread.imaging.PixelSpacing;
import org.levelread.imaging.Radiograph;

/// Writes a film as a Digital X-Ray image for presentation: MONOCHROME2, 16 bits allocated, Explicit VR Little
/// Endian.
///
/// Source: DICOM PS3.3, A.26 (the image object) and PS3.10, 7.1 (the file).
public final class DicomWriter {
    private static final String DX_FOR_PRESENTATION = "1.2.840.10008.5.1.4.1.1.1.1";
    private static final String IMPLEMENTATION = "2.25.187512309126381940185273640127364512093";

    private DicomWriter() {}

    /// @param film with the spacing at the detector
    public static void write(Path file, Radiograph film, FilmIdentity identity) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(out, film, identity);
        }
    }

    /// leaves the stream open
    public static void write(OutputStream out, Radiograph film, FilmIdentity identity) throws IOException {
        PixelSpacing spacing = film.spacing()
                .filter(s -> s.origin() == PixelSpacing.Origin.DETECTOR)
                .orElseThrow(() -> new IllegalArgumentException(
                        "a Digital X-Ray image needs the pixel spacing at the detector, this film has "
                                + film.spacing().map(Record::toString).orElse("none")));
        Elements meta = new Elements();
        meta.bytes(0x00020001, "OB", new byte[] {0, 1});
        meta.text(0x00020002, "UI", DX_FOR_PRESENTATION);
        meta.text(0x00020003, "UI", identity.instanceUid());
        meta.text(0x00020010, "UI", TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
        meta.text(0x00020012, "UI", IMPLEMENTATION);
        meta.text(0x00020013, "SH", "LEVELREAD");
        Elements length = new Elements();
        length.bytes(
                0x00020000,
                "UL",
                ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(meta.size())
                        .array());
        out.write(new byte[128]);
        out.write("DICM".getBytes(StandardCharsets.US_ASCII));
        out.write(length.toBytes());
        out.write(meta.toBytes());
        out.write(description(film, identity, spacing).toBytes());
        out.write(pixelData(film));
    }

    /// every element below the pixel data, in ascending order; an empty text is an element that may be empty
    private static Elements description(Radiograph film, FilmIdentity identity, PixelSpacing spacing) {
        int bits = bitsStored(film);
        double[] window = Percentiles.of(film, 0.5, 99.5);
        Elements e = new Elements();
        e.text(0x00080008, "CS", "DERIVED\\PRIMARY");
        e.text(0x00080016, "UI", DX_FOR_PRESENTATION);
        e.text(0x00080018, "UI", identity.instanceUid());
        e.text(0x00080020, "DA", "");
        e.text(0x00080030, "TM", "");
        e.text(0x00080050, "SH", "");
        e.text(0x00080060, "CS", "DX");
        e.text(0x00080068, "CS", "FOR PRESENTATION");
        e.text(0x00080070, "LO", "LevelRead simulation");
        e.text(0x00080090, "PN", "");
        Elements spine = new Elements();
        spine.text(0x00080100, "SH", "421060004");
        spine.text(0x00080102, "SH", "SCT");
        spine.text(0x00080104, "LO", "Vertebral column");
        e.sequence(0x00082218, spine);
        e.text(0x00100010, "PN", identity.patientId());
        e.text(0x00100020, "LO", identity.patientId());
        e.text(0x00100030, "DA", "");
        e.text(0x00100040, "CS", "");
        e.text(0x00120062, "CS", "YES");
        e.text(0x00120063, "LO", "Simulated film, belongs to nobody");
        e.text(0x00180015, "CS", "SPINE");
        e.text(0x00181164, "DS", decimal(spacing.rowMm()) + "\\" + decimal(spacing.columnMm()));
        e.text(0x00187004, "CS", "");
        e.text(0x0020000D, "UI", identity.studyUid());
        e.text(0x0020000E, "UI", identity.seriesUid());
        e.text(0x00200010, "SH", "");
        e.text(0x00200011, "IS", "1");
        e.text(0x00200013, "IS", "1");
        e.text(0x00200020, "CS", identity.patientOrientation());
        e.text(0x00200062, "CS", "U");
        e.number(0x00280002, 1);
        e.text(0x00280004, "CS", "MONOCHROME2");
        e.number(0x00280010, film.height());
        e.number(0x00280011, film.width());
        e.number(0x00280100, 16);
        e.number(0x00280101, bits);
        e.number(0x00280102, bits - 1);
        e.number(0x00280103, 0);
        e.text(0x00280301, "CS", "NO");
        e.text(0x00281040, "CS", "LOG");
        // a brighter pixel had fewer x-rays
        e.bytes(0x00281041, "SS", new byte[] {-1, -1});
        e.text(0x00281050, "DS", decimal((window[0] + window[1]) / 2));
        e.text(0x00281051, "DS", decimal(Math.max(1, window[1] - window[0])));
        e.text(0x00281052, "DS", "0");
        e.text(0x00281053, "DS", "1");
        e.text(0x00281054, "LO", "US");
        e.text(0x00282110, "CS", "00");
        e.sequence(0x00400555);
        e.text(0x20500020, "CS", "IDENTITY");
        return e;
    }

    /// 12, 14 or 16: the fewest that hold every value
    private static int bitsStored(Radiograph film) {
        double highest = Percentiles.of(film, 100)[0];
        return highest < 4096 ? 12 : highest < 16384 ? 14 : 16;
    }

    private static byte[] pixelData(Radiograph film) {
        int length = 2 * film.values().length;
        ByteBuffer data = ByteBuffer.allocate(12 + length).order(ByteOrder.LITTLE_ENDIAN);
        data.putShort((short) 0x7FE0)
                .putShort((short) 0x0010)
                .put((byte) 'O')
                .put((byte) 'W')
                .putShort((short) 0);
        data.putInt(length);
        for (short value : film.values()) data.putShort(value);
        return data.array();
    }

    /// at most 16 characters, as the value representation DS asks for
    private static String decimal(double value) {
        String text = Double.toString(value);
        if (text.length() <= 16) return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        return String.format(Locale.ROOT, "%.9e", value);
    }

    /// elements one after the other, in Explicit VR Little Endian
    private static final class Elements {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        int size() {
            return out.size();
        }

        byte[] toBytes() {
            return out.toByteArray();
        }

        void text(int tag, String vr, String value) {
            byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
            if (bytes.length % 2 == 0) {
                bytes(tag, vr, bytes);
                return;
            }
            byte[] even = Arrays.copyOf(bytes, bytes.length + 1);
            even[bytes.length] = (byte) (vr.equals("UI") ? 0 : ' ');
            bytes(tag, vr, even);
        }

        void number(int tag, int value) {
            bytes(tag, "US", new byte[] {(byte) value, (byte) (value >> 8)});
        }

        void sequence(int tag, Elements... items) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            for (Elements item : items) {
                ByteBuffer head = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
                head.putShort((short) 0xFFFE).putShort((short) 0xE000).putInt(item.size());
                content.writeBytes(head.array());
                content.writeBytes(item.toBytes());
            }
            bytes(tag, "SQ", content.toByteArray());
        }

        void bytes(int tag, String vr, byte[] value) {
            boolean wide = vr.equals("OB") || vr.equals("OW") || vr.equals("SQ");
            ByteBuffer head = ByteBuffer.allocate(wide ? 12 : 8).order(ByteOrder.LITTLE_ENDIAN);
            head.putShort((short) (tag >>> 16)).putShort((short) tag);
            head.put((byte) vr.charAt(0)).put((byte) vr.charAt(1));
            if (wide) head.putShort((short) 0).putInt(value.length);
            else head.putShort((short) value.length);
            out.writeBytes(head.array());
            out.writeBytes(value);
        }
    }
}
