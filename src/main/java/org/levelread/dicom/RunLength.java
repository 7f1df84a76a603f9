package org.levelread.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.levelread.dicom.DataElement.Bytes;

/// RLE Lossless: a segment for each byte of a pixel, the highest first, each packed as in PackBits. Source: DICOM
/// PS3.5, annex G.
final class RunLength {
    private static final int HEADER_BYTES = 64;

    private RunLength() {}

    /// one byte or one little-endian word a pixel
    ///
    /// @throws DicomRefusedException where a segment ends before the frame is full
    static byte[] decode(Bytes frame, PixelFormat format) {
        if (frame.length() < HEADER_BYTES) throw PixelDecoder.damaged();
        ByteBuffer header =
                ByteBuffer.wrap(frame.source(), frame.from(), HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int segments = header.getInt();
        int size = format.bytesPerPixel();
        if (segments != size) throw PixelDecoder.damaged();
        long[] offsets = new long[segments + 1];
        for (int i = 0; i < segments; i++) offsets[i] = header.getInt() & 0xffffffffL;
        offsets[segments] = frame.length();
        byte[] out = new byte[Math.toIntExact(format.frameBytes())];
        for (int i = 0; i < segments; i++) {
            if (offsets[i] < HEADER_BYTES || offsets[i] > offsets[i + 1] || offsets[i + 1] > frame.length()) {
                throw PixelDecoder.damaged();
            }
            unpack(
                    frame.source(),
                    frame.from() + (int) offsets[i],
                    frame.from() + (int) offsets[i + 1],
                    out,
                    size - 1 - i,
                    size);
        }
        return out;
    }

    private static void unpack(byte[] in, int from, int end, byte[] out, int first, int step) {
        int at = first;
        while (at < out.length) {
            if (from >= end) throw PixelDecoder.damaged();
            int control = in[from++];
            if (control == -128) continue;
            int count = control >= 0 ? control + 1 : 1 - control;
            if (control >= 0 ? from + count > end : from >= end) throw PixelDecoder.damaged();
            // the last run may go beyond the frame, by the padding to an even length
            for (int i = 0; i < count && at < out.length; i++, at += step) out[at] = control >= 0 ? in[from + i] : in[from];
            from += control >= 0 ? count : 1;
        }
    }
}
