package org.levelread.dicom;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.levelread.dicom.DataElement.Bytes;
import org.levelread.dicom.DataElement.Fragments;
import org.levelread.dicom.DataElement.Items;

/// Parses a file into its data set. Values stay where they are in the file's bytes.
///
/// Every length is checked against the end of what surrounds it before it is used, nesting and the number of elements
/// are limited, and no sentence holds a value. Source: DICOM PS3.5, section 7, and PS3.10, section 7.1.
final class FileParser {
    private static final int PREAMBLE_BYTES = 128;
    private static final int MOST_NESTING = 32;
    private static final int MOST_ELEMENTS = 500_000;
    private static final int UNDEFINED = -1;
    private static final int ITEM = 0xFFFEE000;
    private static final int ITEM_END = 0xFFFEE00D;
    private static final int SEQUENCE_END = 0xFFFEE0DD;

    /// @param vr null where the representation is not written or it is an item's
    private record Header(int tag, @Nullable Vr vr, int length) {}

    /// how the elements at hand are written: a sequence of unknown representation is implicit and little endian
    private record Encoding(boolean explicitVr, ByteOrder order) {}

    private final byte[] bytes;
    private final ByteBuffer buffer;
    private int elements;

    private FileParser(byte[] bytes) {
        this.bytes = bytes;
        this.buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static boolean recognizes(byte[] bytes) {
        return hasPreamble(bytes) || headerless(bytes) != null;
    }

    static DicomFile parse(byte[] bytes) {
        boolean preamble = hasPreamble(bytes);
        String guessed = preamble ? null : headerless(bytes);
        if (!preamble && guessed == null) {
            throw new DicomRefusedException("is not a DICOM file: the letters DICM are missing at byte 128.");
        }
        FileParser parser = new FileParser(bytes);
        parser.buffer.position(preamble ? PREAMBLE_BYTES + 4 : 0);
        String syntax = parser.fileMeta();
        if (syntax.isEmpty()) {
            if (guessed == null) guessed = headerless(bytes, parser.buffer.position());
            if (guessed == null) {
                throw new DicomRefusedException("does not say how its data are written (no transfer syntax): export it"
                        + " again as DICOM Part 10.");
            }
            syntax = guessed;
        }
        TransferSyntax known = TransferSyntax.of(syntax);
        if (known.deflated()) {
            parser = new FileParser(Deflated.inflate(bytes, parser.buffer.position()));
        }
        Encoding encoding = new Encoding(
                known.explicitVr(), known.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        return new DicomFile(syntax, parser.dataSet(encoding));
    }

    private static boolean hasPreamble(byte[] bytes) {
        return bytes.length >= PREAMBLE_BYTES + 4
                && Arrays.equals(
                        bytes, PREAMBLE_BYTES, PREAMBLE_BYTES + 4, "DICM".getBytes(US_ASCII), 0, 4);
    }

    private static @Nullable String headerless(byte[] bytes) {
        return headerless(bytes, 0);
    }

    /// The transfer syntax of a file that begins with an element of group 0002 or 0008 and does not say; null where it
    /// begins with none.
    private static @Nullable String headerless(byte[] bytes, int at) {
        if (bytes.length - at < 12) return null;
        ByteBuffer start = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        boolean big = bytes[at] == 0;
        start.order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int group = start.getShort(at) & 0xffff;
        int element = start.getShort(at + 2) & 0xffff;
        if (group != 0x0008 && !(group == 0x0002 && !big) || element > 0x3000) return null;
        if (Vr.of(bytes[at + 4], bytes[at + 5]) != null) {
            return big ? TransferSyntax.EXPLICIT_BIG_ENDIAN : TransferSyntax.EXPLICIT_LITTLE_ENDIAN;
        }
        long length = start.getInt(at + 4) & 0xffffffffL;
        return !big && group == 0x0008 && length <= 256 ? TransferSyntax.IMPLICIT_LITTLE_ENDIAN : null;
    }

    /// @return the transfer syntax, empty where there is none
    private String fileMeta() {
        Encoding encoding = new Encoding(true, ByteOrder.LITTLE_ENDIAN);
        DataSet meta = new DataSet();
        while (buffer.remaining() >= 8 && buffer.getShort(buffer.position()) == 0x0002) {
            meta.put(element(header(encoding, bytes.length), encoding, bytes.length, 0));
        }
        return meta.text(Tag.TRANSFER_SYNTAX_UID);
    }

    private DataSet dataSet(Encoding encoding) {
        DataSet all = new DataSet();
        while (buffer.hasRemaining()) {
            if (onlyZerosLeft()) break;
            Header header = header(encoding, bytes.length);
            add(all, element(header, encoding, bytes.length, 0));
            if (header.tag == Tag.PIXEL_DATA) break;
        }
        return all;
    }

    /// some writers fill the file up to a whole block
    private boolean onlyZerosLeft() {
        if (buffer.get(buffer.position()) != 0 || buffer.remaining() > 8192) return false;
        for (int i = buffer.position(); i < bytes.length; i++) if (bytes[i] != 0) return false;
        return true;
    }

    /// Two readers would take different ones of an attribute that is there twice.
    private static void add(DataSet to, DataElement element) {
        if ((element.tag() & 0xffff) == 0) return;
        to.element(element.tag()).ifPresent(there -> {
            if (there.value() instanceof Bytes a
                    && element.value() instanceof Bytes b
                    && Arrays.equals(
                            a.source(), a.from(), a.from() + a.length(), b.source(), b.from(), b.from() + b.length())) {
                return;
            }
            throw new DicomRefusedException("is damaged: the attribute " + Tag.text(element.tag())
                    + " is there twice with different values. Export it again.");
        });
        to.put(element);
    }

    private Header header(Encoding encoding, int end) {
        require(8, end);
        buffer.order(encoding.order);
        int start = buffer.position();
        int tag = (buffer.getShort() & 0xffff) << 16 | buffer.getShort() & 0xffff;
        if (tag >>> 16 == 0xFFFE || !encoding.explicitVr) return new Header(tag, null, buffer.getInt());
        Vr vr = Vr.of(buffer.get(), buffer.get());
        if (vr == null) throw broken(start);
        if (!vr.longLength()) return new Header(tag, vr, buffer.getShort() & 0xffff);
        require(6, end);
        buffer.getShort();
        return new Header(tag, vr, buffer.getInt());
    }

    /// @param end of what surrounds the element
    private DataElement element(Header header, Encoding encoding, int end, int depth) {
        int start = buffer.position();
        if (header.tag >>> 16 == 0xFFFE) throw broken(start - 8);
        if (++elements > MOST_ELEMENTS) {
            throw new DicomRefusedException("has more than " + MOST_ELEMENTS + " attributes: it is damaged or no film.");
        }
        Vr vr = header.vr == null ? Dictionary.vr(header.tag) : header.vr;
        boolean unknown = header.vr == Vr.UN;
        boolean sequence = vr == Vr.SQ || unknown && Dictionary.vr(header.tag) == Vr.SQ;
        if (header.length == UNDEFINED) {
            if (header.tag == Tag.PIXEL_DATA && vr != Vr.SQ && encoding.explicitVr) return fragments(header, end);
            if (encoding.explicitVr && !unknown && !sequence) throw broken(start - 12);
            // what has no representation and no length is a sequence, PS3.5, 6.2.2 and 7.5.1
            return sequence(header, unknown ? implicit() : encoding, UNDEFINED, end, depth + 1);
        }
        requireInside(header.length, end);
        if (sequence) return sequence(header, unknown ? implicit() : encoding, header.length, end, depth + 1);
        Bytes value = new Bytes(bytes, start, header.length);
        buffer.position(start + header.length);
        boolean swap = encoding.order == ByteOrder.BIG_ENDIAN && vr.wordBytes() > 1;
        return new DataElement(header.tag, vr, swap ? swapped(value, vr.wordBytes()) : value);
    }

    private static Encoding implicit() {
        return new Encoding(false, ByteOrder.LITTLE_ENDIAN);
    }

    private DataElement sequence(Header header, Encoding encoding, int length, int end, int depth) {
        if (depth > MOST_NESTING) {
            throw new DicomRefusedException(
                    "nests sequences more than " + MOST_NESTING + " deep: it is damaged, export it again.");
        }
        int last = length == UNDEFINED ? end : buffer.position() + length;
        List<DataSet> items = new ArrayList<>();
        while (length == UNDEFINED || buffer.position() < last) {
            Header item = header(encoding, last);
            // some writers end a sequence of defined length as well
            if (item.tag == SEQUENCE_END && (length == UNDEFINED || buffer.position() == last)) break;
            if (item.tag != ITEM) throw broken(buffer.position() - 8);
            if (item.length != UNDEFINED) requireInside(item.length, last);
            int itemEnd = item.length == UNDEFINED ? last : buffer.position() + item.length;
            if (++elements > MOST_ELEMENTS) throw broken(buffer.position() - 8);
            items.add(item(encoding, item.length == UNDEFINED, itemEnd, depth));
        }
        return new DataElement(header.tag, Vr.SQ, new Items(items));
    }

    private DataSet item(Encoding encoding, boolean delimited, int end, int depth) {
        DataSet item = new DataSet();
        while (delimited || buffer.position() < end) {
            Header header = header(encoding, end);
            if (header.tag == ITEM_END && delimited) break;
            item.put(element(header, encoding, end, depth));
        }
        return item;
    }

    private DataElement fragments(Header header, int end) {
        List<Bytes> fragments = new ArrayList<>();
        while (true) {
            Header item = header(new Encoding(false, ByteOrder.LITTLE_ENDIAN), end);
            if (item.tag == SEQUENCE_END) break;
            if (item.tag != ITEM || item.length == UNDEFINED) throw broken(buffer.position() - 8);
            requireInside(item.length, end);
            if (++elements > MOST_ELEMENTS) throw broken(buffer.position() - 8);
            fragments.add(new Bytes(bytes, buffer.position(), item.length));
            buffer.position(buffer.position() + item.length);
        }
        return new DataElement(header.tag, Vr.OB, new Fragments(fragments));
    }

    private static Bytes swapped(Bytes value, int word) {
        byte[] copy = value.copy();
        for (int at = 0; at + word <= copy.length; at += word) {
            for (int i = 0; i < word / 2; i++) {
                byte other = copy[at + i];
                copy[at + i] = copy[at + word - 1 - i];
                copy[at + word - 1 - i] = other;
            }
        }
        return Bytes.of(copy);
    }

    private void require(int count, int end) {
        if (end - buffer.position() < count) {
            throw new DicomRefusedException(
                    "is cut off or damaged after %d bytes, in the middle of an element: copy or export it again."
                            .formatted(end));
        }
    }

    private void requireInside(int length, int end) {
        if (Integer.toUnsignedLong(length) > end - buffer.position()) {
            throw new DicomRefusedException(
                    "is cut off or damaged: the element at byte %d needs %d bytes, only %d are left. Copy or export it again."
                            .formatted(
                                    buffer.position(), Integer.toUnsignedLong(length), end - buffer.position()));
        }
    }

    private static DicomRefusedException broken(int position) {
        return new DicomRefusedException(
                "is damaged: no DICOM element begins at byte " + position + ". Copy or export it again.");
    }
}
