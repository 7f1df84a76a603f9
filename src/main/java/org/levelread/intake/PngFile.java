package org.levelread.intake;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

/// Checks the chunks of a PNG before anything is decoded and keeps those that make the picture. Source: W3C PNG,
/// third edition, sections 5 and 11.
///
/// @param bitDepth bits of one sample
/// @param channels samples of one pixel, 1 for a palette
/// @param picture a PNG of the header, palette, data and end alone
record PngFile(int widthPx, int heightPx, int bitDepth, int channels, byte[] picture) {
    private static final int SIGNATURE_BYTES = 8;
    private static final Set<String> KEPT = Set.of("IHDR", "PLTE", "IDAT", "IEND");

    /// what deflate can at most make of one byte
    private static final int MOST_EXPANSION = 1032;

    static PngFile of(byte[] bytes) throws Refusal {
        ByteArrayOutputStream picture = new ByteArrayOutputStream(bytes.length);
        picture.write(bytes, 0, SIGNATURE_BYTES);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).position(SIGNATURE_BYTES);
        ByteBuffer header = null;
        long dataBytes = 0;
        try {
            String type = "";
            while (!type.equals("IEND")) {
                int start = buffer.position();
                int length = buffer.getInt();
                type = new String(bytes, buffer.position(), 4, StandardCharsets.ISO_8859_1);
                if (length < 0 || length > buffer.remaining() - 8) throw cutOff(bytes.length);
                if (header == null && !(type.equals("IHDR") && length == 13)) {
                    throw new Refusal(
                            "is damaged: a PNG begins with the chunk IHDR, this one does not. Export it again.");
                }
                if (header == null) header = buffer.slice(start + 8, 13);
                if (type.equals("IDAT")) dataBytes += length;
                buffer.position(start + 8 + length);
                int checksum = buffer.getInt();
                if (!KEPT.contains(type)) continue;
                CRC32 actual = new CRC32();
                actual.update(bytes, start + 4, length + 4);
                if ((int) actual.getValue() != checksum) {
                    throw new Refusal("is damaged: the checksum of its chunk at byte " + start
                            + " is wrong. Copy or export it again.");
                }
                picture.write(bytes, start, length + 12);
            }
        } catch (BufferUnderflowException | StringIndexOutOfBoundsException e) {
            throw cutOff(bytes.length);
        }
        return of(header, dataBytes, picture.toByteArray());
    }

    private static PngFile of(ByteBuffer header, long dataBytes, byte[] picture) throws Refusal {
        int width = header.getInt();
        int height = header.getInt();
        int bitDepth = header.get();
        int channels = switch (header.get()) {
            case 0, 3 -> 1;
            case 4 -> 2;
            case 2 -> 3;
            case 6 -> 4;
            default -> throw new Refusal("is damaged: its PNG colour type does not exist. Export it again.");
        };
        Sizes.require(width, height);
        long needed = ((long) width * bitDepth * channels / 8 + 1) * height;
        if (dataBytes * MOST_EXPANSION < needed) {
            throw new Refusal("is cut off: %d bytes cannot hold %d x %d pixels. Copy or export it again."
                    .formatted(dataBytes, width, height));
        }
        return new PngFile(width, height, bitDepth, channels, picture);
    }

    private static Refusal cutOff(int length) {
        return new Refusal("is cut off after " + length + " bytes: copy or export it again.");
    }
}
