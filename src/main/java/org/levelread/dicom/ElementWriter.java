package org.levelread.dicom;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.levelread.dicom.DataElement.Bytes;
import org.levelread.dicom.DataElement.Fragments;
import org.levelread.dicom.DataElement.Items;

/// Writes elements in Explicit VR Little Endian; sequences and items have defined lengths. Source: DICOM PS3.5, 7.1.2
/// and 7.5.
final class ElementWriter {
    private static final int MOST_SHORT_LENGTH = 0xfffe;
    private static final int ITEM_HEAD_BYTES = 8;

    private final OutputStream out;

    ElementWriter(OutputStream out) {
        this.out = out;
    }

    void write(DataSet dataSet) throws IOException {
        for (DataElement element : dataSet.elements()) write(element);
    }

    private void write(DataElement element) throws IOException {
        long length = valueLength(element);
        head(element, length);
        switch (element.value()) {
            case Bytes bytes -> {
                out.write(bytes.source(), bytes.from(), bytes.length());
                if (bytes.length() % 2 == 1) out.write(element.vr().padding());
            }
            case Items items -> {
                for (DataSet item : items.items()) {
                    item(0xE000, length(item));
                    write(item);
                }
            }
            case Fragments fragments -> {
                for (Bytes fragment : fragments.fragments()) {
                    item(0xE000, fragment.length() + fragment.length() % 2);
                    out.write(fragment.source(), fragment.from(), fragment.length());
                    if (fragment.length() % 2 == 1) out.write(0);
                }
                item(0xE0DD, 0);
            }
        }
    }

    private void item(int element, long length) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(ITEM_HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        head.putShort((short) 0xFFFE).putShort((short) element).putInt((int) length);
        out.write(head.array());
    }

    private void head(DataElement element, long length) throws IOException {
        Vr vr = element.vr();
        boolean undefined = element.value() instanceof Fragments;
        if (!undefined && length > (vr.longLength() ? 0xfffffffeL : MOST_SHORT_LENGTH)) {
            throw new IllegalArgumentException(
                    Tag.text(element.tag()) + " is " + vr + " and cannot hold " + length + " bytes");
        }
        ByteBuffer head = ByteBuffer.allocate(headLength(vr)).order(ByteOrder.LITTLE_ENDIAN);
        head.putShort((short) (element.tag() >>> 16)).putShort((short) element.tag());
        head.put((byte) vr.name().charAt(0)).put((byte) vr.name().charAt(1));
        if (vr.longLength()) head.putShort((short) 0).putInt(undefined ? -1 : (int) length);
        else head.putShort((short) length);
        out.write(head.array());
    }

    /// in bytes as written
    static long length(DataSet dataSet) {
        long total = 0;
        for (DataElement element : dataSet.elements()) total += headLength(element.vr()) + valueLength(element);
        return total;
    }

    private static int headLength(Vr vr) {
        return vr.longLength() ? 12 : 8;
    }

    private static long valueLength(DataElement element) {
        return switch (element.value()) {
            case Bytes bytes -> bytes.length() + bytes.length() % 2;
            case Items items -> {
                long total = 0;
                for (DataSet item : items.items()) total += ITEM_HEAD_BYTES + length(item);
                yield total;
            }
            case Fragments fragments -> {
                long total = ITEM_HEAD_BYTES;
                for (Bytes fragment : fragments.fragments()) {
                    total += ITEM_HEAD_BYTES + fragment.length() + fragment.length() % 2;
                }
                yield total;
            }
        };
    }
}
