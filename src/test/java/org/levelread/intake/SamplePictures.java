package org.levelread.intake;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.levelread.imaging.Radiograph;

/// Pictures encoded in memory.
public final class SamplePictures {
    private SamplePictures() {}

    /// a smooth slope with some texture, 0 to 65535
    static Radiograph film(int width, int height) {
        short[] values = new short[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                values[y * width + x] = (short) (60000.0 * (x + y) / (width + height) + 137 * (x * y % 11));
            }
        }
        return new Radiograph(width, height, values, null);
    }

    static byte[] png16(Radiograph film) {
        BufferedImage image = new BufferedImage(film.width(), film.height(), BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setDataElements(0, 0, film.width(), film.height(), film.values());
        return encoded(image, "png");
    }

    /// the upper eight bits
    static BufferedImage grey8(Radiograph film) {
        BufferedImage image = new BufferedImage(film.width(), film.height(), BufferedImage.TYPE_BYTE_GRAY);
        WritableRaster raster = image.getRaster();
        for (int y = 0; y < film.height(); y++) {
            for (int x = 0; x < film.width(); x++) raster.setSample(x, y, 0, film.value(x, y) >> 8);
        }
        return image;
    }

    /// the upper eight bits in all channels, opaque or not
    static BufferedImage screenshot(Radiograph film, int type) {
        BufferedImage image = new BufferedImage(film.width(), film.height(), type);
        for (int y = 0; y < film.height(); y++) {
            for (int x = 0; x < film.width(); x++) {
                int grey = film.value(x, y) >> 8;
                image.setRGB(x, y, 0xff000000 | grey << 16 | grey << 8 | grey);
            }
        }
        return image;
    }

    static BufferedImage photograph(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(
                        x, y, 255 * x / width << 16 | 255 * y / height << 8 | 255 * (x + y) / (width + height) / 2);
            }
        }
        return image;
    }

    static BufferedImage uniform(int width, int height, int grey) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        int[] row = new int[width];
        Arrays.fill(row, grey);
        for (int y = 0; y < height; y++) image.getRaster().setSamples(0, y, width, 1, 0, row);
        return image;
    }

    static byte[] encoded(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) throw new IllegalStateException("no writer for " + format);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// a PNG whose header claims a size and whose data are zeros, as many as asked for
    static byte[] claimedPng(int width, int height, int zeros) {
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put(new byte[] {8, 0, 0, 0, 0});
        Deflater deflater = new Deflater(9);
        deflater.setInput(new byte[zeros]);
        deflater.finish();
        byte[] data = new byte[zeros / 500 + 64];
        int length = deflater.deflate(data);
        deflater.end();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        out.writeBytes(chunk("IHDR", header.array()));
        out.writeBytes(chunk("IDAT", Arrays.copyOf(data, length)));
        out.writeBytes(chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    /// a PNG with each of the texts in a chunk beside its pixels
    public static byte[] annotated(List<String> texts) {
        byte[] png = png16(film(70, 90));
        for (String text : texts) {
            png = withChunk(png, chunk("tEXt", ("Author\0" + text).getBytes(StandardCharsets.ISO_8859_1)));
        }
        return png;
    }

    static byte[] chunk(String type, byte[] data) {
        ByteBuffer chunk = ByteBuffer.allocate(12 + data.length).putInt(data.length);
        chunk.put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
        CRC32 checksum = new CRC32();
        checksum.update(chunk.array(), 4, 4 + data.length);
        return chunk.putInt((int) checksum.getValue()).array();
    }

    /// a copy with a chunk put between header and data
    static byte[] withChunk(byte[] png, byte[] chunk) {
        int afterHeader = 8 + 25;
        ByteBuffer out = ByteBuffer.allocate(png.length + chunk.length);
        return out.put(png, 0, afterHeader)
                .put(chunk)
                .put(png, afterHeader, png.length - afterHeader)
                .array();
    }
}
