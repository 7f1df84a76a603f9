package org.levelread.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.levelread.imaging.PixelSpacing;
import org.levelread.imaging.Radiograph;

/// DICOM files made element by element, in any of the read transfer syntaxes and with any mistake.
public final class SampleDicom {
    public static final String IMPLICIT = "1.2.840.10008.1.2";
    public static final String EXPLICIT = "1.2.840.10008.1.2.1";
    public static final String BIG_ENDIAN = "1.2.840.10008.1.2.2";

    private record Element(String vr, byte[] value, boolean undefinedLength) {}

    private final String transferSyntax;
    private final boolean big;
    private final Map<Integer, Element> elements = new TreeMap<>(Integer::compareUnsigned);

    private SampleDicom(String transferSyntax) {
        this.transferSyntax = transferSyntax;
        this.big = transferSyntax.equals(BIG_ENDIAN);
    }

    /// a grey image of 16 bits allocated without its pixel data
    public static SampleDicom grey(String transferSyntax, int columns, int rows, int bitsStored) {
        return new SampleDicom(transferSyntax)
                .text(0x00080060, "CS", "DX")
                .text(0x00100010, "PN", "SECRET^NAME")
                .number(0x00280002, 1)
                .text(0x00280004, "CS", "MONOCHROME2")
                .number(0x00280010, rows)
                .number(0x00280011, columns)
                .number(0x00280100, 16)
                .number(0x00280101, bitsStored)
                .number(0x00280102, bitsStored - 1)
                .number(0x00280103, 0);
    }

    /// 70 x 80 pixels with twelve bits, complete
    public static byte[] small() {
        return grey(EXPLICIT, 70, 80, 12).words(ramp(70 * 80, 4096)).toBytes();
    }

    public static int[] ramp(int length, int modulus) {
        int[] values = new int[length];
        for (int i = 0; i < length; i++) values[i] = i * 37 % modulus;
        return values;
    }

    public static Radiograph film(int width, int height, int highest) {
        short[] values = new short[width * height];
        for (int i = 0; i < values.length; i++) values[i] = (short) ((long) i * 37 % (highest + 1));
        values[values.length - 1] = (short) highest;
        return new Radiograph(width, height, values, new PixelSpacing(0.143, 0.139, PixelSpacing.Origin.DETECTOR));
    }

    public static byte[] written(Radiograph film) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            DicomWriter.write(out, film, FilmIdentity.of("demo 7", "A\\F"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public SampleDicom without(int tag) {
        elements.remove(tag);
        return this;
    }

    public SampleDicom text(int tag, String vr, String value) {
        byte[] bytes = (value.length() % 2 == 0 ? value : value + " ").getBytes(StandardCharsets.US_ASCII);
        return bytes(tag, vr, bytes);
    }

    public SampleDicom number(int tag, int value) {
        return bytes(
                tag, "US", order(ByteBuffer.allocate(2)).putShort((short) value).array());
    }

    public SampleDicom words(int[] values) {
        ByteBuffer buffer = order(ByteBuffer.allocate(2 * values.length));
        for (int value : values) buffer.putShort((short) value);
        return bytes(Tag.PIXEL_DATA, "OW", buffer.array());
    }

    public SampleDicom bytes(int tag, String vr, byte[] value) {
        elements.put(tag, new Element(vr, value, false));
        return this;
    }

    public SampleDicom undefinedLength(int tag, String vr, byte[] value) {
        elements.put(tag, new Element(vr, value, true));
        return this;
    }

    /// sequences of undefined length, one in the other, each with one item of undefined length
    public byte[] nested(int tag, int depth) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int n = 0; n < depth; n++) {
            out.writeBytes(head(0xFFFEE000, "", -1));
            if (n < depth - 1) out.writeBytes(head(tag, "SQ", -1));
        }
        for (int n = 0; n < depth; n++) {
            out.writeBytes(head(0xFFFEE00D, "", 0));
            if (n < depth - 1) out.writeBytes(head(0xFFFEE0DD, "", 0));
        }
        out.writeBytes(head(0xFFFEE0DD, "", 0));
        return out.toByteArray();
    }

    /// encapsulated pixel data with an empty offset table, one item a fragment
    public byte[] fragments(byte[]... fragments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head(0xFFFEE000, "", 0));
        for (byte[] fragment : fragments) {
            out.writeBytes(head(0xFFFEE000, "", fragment.length));
            out.writeBytes(fragment);
        }
        out.writeBytes(head(0xFFFEE0DD, "", 0));
        return out.toByteArray();
    }

    public byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[128]);
        out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        byte[] uid = transferSyntax.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer meta = ByteBuffer.allocate(8 + uid.length + uid.length % 2).order(ByteOrder.LITTLE_ENDIAN);
        meta.putShort((short) 2).putShort((short) 0x10).put((byte) 'U').put((byte) 'I');
        meta.putShort((short) (uid.length + uid.length % 2)).put(uid);
        out.writeBytes(meta.array());
        elements.forEach((tag, element) -> {
            out.writeBytes(head(tag, element.vr, element.undefinedLength ? -1 : element.value.length));
            out.writeBytes(element.value);
        });
        return out.toByteArray();
    }

    private byte[] head(int tag, String vr, int length) {
        boolean wide = vr.equals("OB") || vr.equals("OW") || vr.equals("SQ") || vr.equals("UN");
        boolean explicit = !transferSyntax.equals(IMPLICIT) && !vr.isEmpty();
        ByteBuffer head = order(ByteBuffer.allocate(explicit && wide ? 12 : 8));
        head.putShort((short) (tag >>> 16)).putShort((short) tag);
        if (!explicit) return head.putInt(length).array();
        head.put((byte) vr.charAt(0)).put((byte) vr.charAt(1));
        return wide
                ? head.putShort((short) 0).putInt(length).array()
                : head.putShort((short) length).array();
    }

    private ByteBuffer order(ByteBuffer buffer) {
        return buffer.order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }
}
