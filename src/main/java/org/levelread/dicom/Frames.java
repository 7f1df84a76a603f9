package org.levelread.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.levelread.dicom.DataElement.Bytes;
import org.levelread.dicom.DataElement.Fragments;

/// Which fragments of encapsulated pixel data belong to which frame: by the extended or the basic offset table, or,
/// without one, one fragment a frame, or by the beginning of a code stream. Source: DICOM PS3.5, A.4.
final class Frames {
    private final List<List<Bytes>> frames;

    private Frames(List<List<Bytes>> frames) {
        this.frames = frames;
    }

    /// @throws DicomRefusedException where fragments and frames do not fit together
    static Frames of(DataSet dataSet, Fragments pixelData, int count) {
        List<Bytes> all = pixelData.fragments();
        if (all.size() < 2) throw new DicomRefusedException("holds no image (its pixel data are empty).");
        List<Bytes> parts = all.subList(1, all.size());
        if (parts.size() < count) {
            throw new DicomRefusedException("is cut off: it says %d frames and has the pixels of %d. Copy or export it again."
                    .formatted(count, parts.size()));
        }
        if (parts.size() == count) return new Frames(parts.stream().map(List::of).toList());
        List<Integer> starts = streamStarts(parts);
        if (count == 1) {
            if (starts.size() > 1) throw unclear();
            return new Frames(List.of(parts));
        }
        byte[] extended = dataSet.bytes(Tag.EXTENDED_OFFSET_TABLE);
        Bytes basic = all.getFirst();
        if (extended.length > 0) return new Frames(split(parts, firsts(parts, Bytes.of(extended), 8, count)));
        if (basic.length() > 0) return new Frames(split(parts, firsts(parts, basic, 4, count)));
        if (starts.size() != count || starts.getFirst() != 0) throw unclear();
        return new Frames(split(parts, starts));
    }

    /// the bytes of a frame, its fragments put together
    Bytes frame(int index) {
        List<Bytes> parts = frames.get(index);
        if (parts.size() == 1) return parts.getFirst();
        ByteArrayOutputStream out = new ByteArrayOutputStream(
                parts.stream().mapToInt(Bytes::length).sum());
        for (Bytes part : parts) out.write(part.source(), part.from(), part.length());
        return Bytes.of(out.toByteArray());
    }

    /// the numbers of the fragments at which the table says that frames begin
    private static List<Integer> firsts(List<Bytes> parts, Bytes table, int entryBytes, int count) {
        if (table.length() != (long) count * entryBytes) throw unclear();
        ByteBuffer in = ByteBuffer.wrap(table.source(), table.from(), table.length()).order(ByteOrder.LITTLE_ENDIAN);
        ToLongFunction<ByteBuffer> next = entryBytes == 8 ? ByteBuffer::getLong : b -> b.getInt() & 0xffffffffL;
        List<Integer> firsts = new ArrayList<>();
        int part = 0;
        for (int i = 0; i < count; i++) {
            long offset = next.applyAsLong(in);
            // both point to an item, eight bytes before its value, from the first item on
            while (part < parts.size() && parts.get(part).from() - parts.getFirst().from() < offset) part++;
            if (part == parts.size() || parts.get(part).from() - parts.getFirst().from() != offset) throw unclear();
            if (!firsts.isEmpty() && firsts.getLast() >= part) throw unclear();
            firsts.add(part);
        }
        if (firsts.getFirst() != 0) throw unclear();
        return firsts;
    }

    private static List<List<Bytes>> split(List<Bytes> parts, List<Integer> firsts) {
        List<List<Bytes>> frames = new ArrayList<>();
        for (int i = 0; i < firsts.size(); i++) {
            int end = i + 1 < firsts.size() ? firsts.get(i + 1) : parts.size();
            frames.add(parts.subList(firsts.get(i), end));
        }
        return frames;
    }

    /// fragments that begin as a JPEG, JPEG-LS or JPEG 2000 code stream does; no such bytes occur inside one
    private static List<Integer> streamStarts(List<Bytes> parts) {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Bytes part = parts.get(i);
            if (part.length() < 4) continue;
            int word = ByteBuffer.wrap(part.source()).getInt(part.from());
            if (word >>> 8 == 0xFFD8FF || word == 0xFF4FFF51) starts.add(i);
        }
        return starts;
    }

    private static DicomRefusedException unclear() {
        return new DicomRefusedException("is damaged: which of its compressed pixels belong to which frame is unclear."
                + " Export it again.");
    }
}
