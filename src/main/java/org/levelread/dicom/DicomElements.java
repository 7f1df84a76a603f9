package org.levelread.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The top-level elements of a DICOM file that the film needs, and no others: nothing about the patient is
/// taken up.
///
/// Every length is checked against the end of the file before it is used, and sequences are only walked over.
/// Source: DICOM PS3.5, section 7, and PS3.10, section 7.1.
final class DicomElements {
    static final int PIXEL_DATA = 0x7FE00010;

    private static final int PREAMBLE_BYTES = 128;
    private static final int MOST_NESTING = 32;
    private static final int UNDEFINED = -1;
    private static final int TRANSFER_SYNTAX = 0x00020010;
    private static final int ITEM = 0xFFFEE000;
    private static final int ITEM_END = 0xFFFEE00D;
    private static final int SEQUENCE_END = 0xFFFEE0DD;
    private static final Set<String> SHORT_VRS = Set.of(
            "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FL", "FD", "IS", "LO", "LT", "PN", "SH", "SL", "SS", "ST", "TM",
            "UI", "UL", "US");
    private static final Set<String> LONG_VRS =
            Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

    /// where a value lies in the file; a sequence may have the length -1, undefined
    record Value(String vr, int offset, int length) {}

    private record Header(int tag, String vr, int length) {}

    private final byte[] bytes;
    private final ByteBuffer buffer;
    private final Set<Integer> wanted;
    private final Map<Integer, Value> values = new HashMap<>();
    private boolean explicitVr = true;

    private DicomElements(byte[] bytes, Set<Integer> wanted) {
        this.bytes = bytes;
        this.buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.wanted = wanted;
    }

    /// whether the bytes begin as a Part 10 file does
    static boolean areIn(byte[] bytes) {
        return bytes.length >= PREAMBLE_BYTES + 4
                && bytes[PREAMBLE_BYTES] == 'D'
                && bytes[PREAMBLE_BYTES + 1] == 'I'
                && bytes[PREAMBLE_BYTES + 2] == 'C'
                && bytes[PREAMBLE_BYTES + 3] == 'M';
    }

    /// reads up to and with the pixel data
    static DicomElements read(byte[] bytes, Set<Integer> wanted) {
        if (!areIn(bytes)) {
            throw new DicomRefusedException("is not a DICOM file: the letters DICM are missing at byte 128.");
        }
        DicomElements elements = new DicomElements(bytes, wanted);
        elements.buffer.position(PREAMBLE_BYTES + 4);
        elements.readFileMeta();
        elements.readDataSet();
        return elements;
    }

    boolean bigEndian() {
        return buffer.order() == ByteOrder.BIG_ENDIAN;
    }

    boolean has(int tag) {
        Value value = values.get(tag);
        return value != null && value.length != 0;
    }

    @Nullable
    Value value(int tag) {
        return values.get(tag);
    }

    /// an unsigned number of two or four bytes, or -1 where the element is missing or of another length
    long number(int tag) {
        Value value = values.get(tag);
        if (value == null) return -1;
        return switch (value.length) {
            case 2 -> buffer.getShort(value.offset) & 0xffff;
            case 4 -> buffer.getInt(value.offset) & 0xffffffffL;
            default -> -1;
        };
    }

    /// a text without the padding, empty where the element is missing
    String text(int tag) {
        Value value = values.get(tag);
        if (value == null || value.length < 0 || value.length > 1024) return "";
        String text = new String(bytes, value.offset, value.length, StandardCharsets.US_ASCII);
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) <= ' ') end--;
        return text.substring(0, end).strip();
    }

    private void readFileMeta() {
        String transferSyntax = "";
        while (buffer.remaining() >= 2 && buffer.getShort(buffer.position()) == 0x0002) {
            Header header = header();
            requireInside(header.length);
            if (header.tag == TRANSFER_SYNTAX) {
                values.put(TRANSFER_SYNTAX, new Value(header.vr, buffer.position(), header.length));
                transferSyntax = text(TRANSFER_SYNTAX);
            }
            skip(header.length);
        }
        if (transferSyntax.isEmpty()) {
            throw new DicomRefusedException(
                    "does not say how its data are written (no transfer syntax): export it again as DICOM Part 10.");
        }
        TransferSyntax syntax = TransferSyntax.of(transferSyntax);
        explicitVr = syntax.explicitVr();
        buffer.order(syntax.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    private void readDataSet() {
        while (buffer.hasRemaining()) {
            Header header = header();
            boolean pixels = header.tag == PIXEL_DATA;
            if (pixels && header.length == UNDEFINED) {
                throw new DicomRefusedException("has compressed pixel data under an uncompressed transfer syntax:"
                        + " export it again as Explicit VR Little Endian.");
            }
            if (wanted.contains(header.tag)) {
                if (header.length != UNDEFINED) requireInside(header.length);
                values.put(header.tag, new Value(header.vr, buffer.position(), header.length));
            }
            if (pixels) return;
            skipValue(header, explicitVr, 0);
        }
    }

    private Header header() {
        return header(explicitVr);
    }

    private Header header(boolean explicit) {
        require(8);
        int start = buffer.position();
        int tag = (buffer.getShort() & 0xffff) << 16 | buffer.getShort() & 0xffff;
        if (tag >>> 16 == 0xFFFE || !explicit) return new Header(tag, "", buffer.getInt());
        String vr = new String(new char[] {(char) buffer.get(), (char) buffer.get()});
        if (SHORT_VRS.contains(vr)) return new Header(tag, vr, buffer.getShort() & 0xffff);
        if (!LONG_VRS.contains(vr)) throw broken(start);
        require(6);
        buffer.getShort();
        return new Header(tag, vr, buffer.getInt());
    }

    private void skipValue(Header header, boolean explicit, int depth) {
        if (header.tag >>> 16 == 0xFFFE) throw broken(buffer.position() - 8);
        if (header.length != UNDEFINED) {
            skip(header.length);
            return;
        }
        boolean unknown = header.vr.equals("UN");
        if (explicit && !unknown && !header.vr.equals("SQ")) throw broken(buffer.position() - 12);
        // a sequence of unknown VR is written implicitly, PS3.5, 6.2.2
        skipItems(explicit && !unknown, depth + 1);
    }

    private void skipItems(boolean explicit, int depth) {
        if (depth > MOST_NESTING) {
            throw new DicomRefusedException(
                    "nests sequences more than " + MOST_NESTING + " deep: it is damaged, export it again.");
        }
        while (true) {
            Header item = header(explicit);
            if (item.tag == SEQUENCE_END) return;
            if (item.tag != ITEM) throw broken(buffer.position() - 8);
            if (item.length != UNDEFINED) {
                skip(item.length);
                continue;
            }
            Header element = header(explicit);
            while (element.tag != ITEM_END) {
                skipValue(element, explicit, depth);
                element = header(explicit);
            }
        }
    }

    private void skip(int length) {
        requireInside(length);
        buffer.position(buffer.position() + length);
    }

    private void require(int count) {
        if (buffer.remaining() < count) {
            throw new DicomRefusedException(
                    "is cut off after %d bytes, in the middle of an element: copy or export it again."
                            .formatted(bytes.length));
        }
    }

    private void requireInside(int length) {
        if (Integer.toUnsignedLong(length) > buffer.remaining()) {
            throw new DicomRefusedException(
                    "is cut off or damaged: the element at byte %d needs %d bytes, only %d are left. Copy or export it again."
                            .formatted(buffer.position(), Integer.toUnsignedLong(length), buffer.remaining()));
        }
    }

    private static DicomRefusedException broken(int position) {
        return new DicomRefusedException(
                "is damaged: no DICOM element begins at byte " + position + ". Copy or export it again.");
    }
}
