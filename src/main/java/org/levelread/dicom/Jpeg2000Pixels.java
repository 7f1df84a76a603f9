package org.levelread.dicom;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReader;
import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.levelread.dicom.DataElement.Bytes;

/// JPEG 2000 by jai-imageio, for where there is no gdcmconv. The headers are checked first, so that their numbers cannot
/// claim memory or time.
///
/// A damaged stream can send the library into an endless loop, which no thread can be called back from, so it runs in a
/// virtual machine of its own. The reversible wavelet gives the same numbers in every decoder; the irreversible one is
/// rounded differently, by one grey value in up to 2 % of the pixels, so [#decode] is for reversible streams.
/// Source: ITU-T T.800, annex A.
final class Jpeg2000Pixels {
    private static final int SOC = 0xFF4F;
    private static final int SIZ = 0xFF51;
    private static final int COD = 0xFF52;
    private static final int COC = 0xFF53;
    private static final int SOT = 0xFF90;
    private static final int EOC = 0xFFD9;
    private static final int HIGH_THROUGHPUT = 0x4000;
    private static final int MOST_TILES = 4096;
    private static final int MOST_LAYERS = 1000;
    private static final int MOST_LEVELS = 12;
    private static final int LEAST_PRECINCT = 5;

    private Jpeg2000Pixels() {}

    /// @param precision bits a sample
    /// @param signed whether the stream says that its samples have a sign
    /// @param reversible coded with the 5-3 wavelet
    record Header(int rows, int columns, int precision, boolean signed, boolean reversible) {}

    /// @throws DicomRefusedException where the stream is no single-component picture, cut off or beyond the limits
    static Header header(Bytes frame) {
        ByteBuffer in = ByteBuffer.wrap(frame.source(), frame.from(), frame.length()).slice();
        if (in.remaining() < 60 || word(in, 0) != SOC || word(in, 2) != SIZ) throw PixelDecoder.damaged();
        if ((word(in, 6) & HIGH_THROUGHPUT) != 0) throw PixelDecoder.damaged();
        long columns = unsigned(in, 8) - unsigned(in, 16);
        long rows = unsigned(in, 12) - unsigned(in, 20);
        long tileColumns = unsigned(in, 24);
        long tileRows = unsigned(in, 28);
        int components = word(in, 40);
        int depth = in.get(42) & 0xff;
        int precision = (depth & 0x7f) + 1;
        if (components != 1 || in.get(43) != 1 || in.get(44) != 1 || precision > 16) throw PixelDecoder.damaged();
        if (columns < 1 || rows < 1 || columns > 65535 || rows > 65535 || tileColumns < 1 || tileRows < 1) {
            throw PixelDecoder.damaged();
        }
        // the area of the image and the first tile begin at the origin in every stream that DICOM writers make
        if (unsigned(in, 16) != 0 || unsigned(in, 20) != 0 || unsigned(in, 32) != 0 || unsigned(in, 36) != 0) {
            throw PixelDecoder.damaged();
        }
        if (((columns - 1) / tileColumns + 1) * ((rows - 1) / tileRows + 1) > MOST_TILES) throw PixelDecoder.damaged();
        return new Header((int) rows, (int) columns, precision, (depth & 0x80) != 0, reversible(in));
    }

    /// walks the main header up to the first tile and then over the tiles to the end
    private static boolean reversible(ByteBuffer in) {
        boolean reversible = true;
        int at = 2;
        while (at + 4 <= in.limit()) {
            int marker = word(in, at);
            if (marker == SOT) {
                requireTiles(in, at);
                return reversible;
            }
            int length = word(in, at + 2);
            if (marker < 0xFF00 || length < 2 || at + 2 + length > in.limit()) throw PixelDecoder.damaged();
            if (marker == COD && length >= 12) {
                if (word(in, at + 6) > MOST_LAYERS) throw PixelDecoder.damaged();
                requireModest(in, at + 9, (in.get(at + 4) & 1) == 1, at + 2 + length);
                reversible &= in.get(at + 13) == 1;
            }
            if (marker == COC && length >= 9) {
                requireModest(in, at + 6, (in.get(at + 5) & 1) == 1, at + 2 + length);
                reversible &= in.get(at + 10) == 1;
            }
            at += 2 + length;
        }
        throw PixelDecoder.damaged();
    }

    private static void requireModest(ByteBuffer in, int at, boolean precincts, int end) {
        int levels = in.get(at) & 0xff;
        if (levels > MOST_LEVELS) throw PixelDecoder.damaged();
        if (!precincts) return;
        for (int i = 0; i <= levels && at + 5 + i < end; i++) {
            int size = in.get(at + 5 + i) & 0xff;
            if ((size & 0xf) < LEAST_PRECINCT || size >> 4 < LEAST_PRECINCT) throw PixelDecoder.damaged();
        }
    }

    /// each tile part says its length, and the last is followed by the end; a byte or two of padding may follow
    private static void requireTiles(ByteBuffer in, int first) {
        int at = first;
        while (at + 12 <= in.limit() && word(in, at) == SOT) {
            long length = unsigned(in, at + 6);
            int end = in.limit();
            while (end > at + 12 && word(in, end - 2) != EOC) end--;
            // the last part may leave its length open
            if (length == 0) length = end - 2 - at;
            if (length < 12 || length > in.limit() - 2 - at) throw PixelDecoder.damaged();
            at += (int) length;
        }
        if (at + 2 > in.limit() || word(in, at) != EOC) throw PixelDecoder.damaged();
    }

    private static int word(ByteBuffer in, int at) {
        return in.getShort(at) & 0xffff;
    }

    private static long unsigned(ByteBuffer in, int at) {
        return in.getInt(at) & 0xffffffffL;
    }

    /// the samples as they were coded, one a pixel
    static int[] decode(Bytes frame, Header header) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1500m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Jpeg2000Pixels.class.getName());
        byte[] words = LimitedProcess.run(command, 0, frame.copy());
        if (words.length != 2 * header.rows * header.columns) throw PixelDecoder.damaged();
        int[] samples = new int[words.length / 2];
        for (int i = 0; i < samples.length; i++) samples[i] = words[2 * i] & 0xff | words[2 * i + 1] << 8;
        return samples;
    }

    /// the other virtual machine: decodes one file into another, two bytes a pixel, the lower one first
    public static void main(String[] inAndOut) throws IOException {
        int[] samples = samples(Files.readAllBytes(Path.of(inAndOut[0])));
        byte[] words = new byte[2 * samples.length];
        for (int i = 0; i < samples.length; i++) {
            words[2 * i] = (byte) samples[i];
            words[2 * i + 1] = (byte) (samples[i] >> 8);
        }
        Files.write(Path.of(inAndOut[1]), words);
    }

    private static int[] samples(byte[] stream) throws IOException {
        J2KImageReader reader = new J2KImageReader(new J2KImageReaderSpi());
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(stream))) {
            reader.setInput(in, true, true);
            Raster raster = reader.readRaster(0, null);
            if (raster.getNumBands() != 1) throw new IOException("more than one component");
            return raster.getSamples(
                    raster.getMinX(), raster.getMinY(), raster.getWidth(), raster.getHeight(), 0, (int[]) null);
        } finally {
            reader.dispose();
        }
    }
}
