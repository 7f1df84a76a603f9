package org.levelread.dicom;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.levelread.dicom.DataElement.Bytes;

/// JPEG with eight bits a sample by the JDK, and lossless JPEG by TwelveMonkeys. What the stream holds counts, not what
/// the transfer syntax promises. Source: ITU-T T.81.
final class JpegPixels {
    private static final String JDK = "com.sun.imageio.";
    private static final String TWELVE_MONKEYS = "com.twelvemonkeys.";

    private JpegPixels() {}

    /// What the frame header says.
    ///
    /// @param process n of the marker SOFn; 55 is JPEG-LS
    /// @param precision bits a sample
    record Header(int process, int precision, int rows, int columns, int components) {
        boolean lossless() {
            return process == 3;
        }

        /// baseline, extended sequential or progressive with Huffman coding and eight bits
        boolean eightBits() {
            return process <= 2 && precision == 8;
        }
    }

    /// @throws DicomRefusedException where there is no frame header or the stream is cut off
    static Header header(Bytes frame) {
        byte[] in = frame.source();
        int at = frame.from();
        int end = endOfImage(frame);
        if (end - at < 4 || (in[at] & 0xff) != 0xFF || (in[at + 1] & 0xff) != 0xD8) throw PixelDecoder.damaged();
        at += 2;
        while (at + 4 <= end) {
            if ((in[at] & 0xff) != 0xFF) throw PixelDecoder.damaged();
            int marker = in[at + 1] & 0xff;
            if (marker == 0xFF) {
                at++;
                continue;
            }
            int length = (in[at + 2] & 0xff) << 8 | in[at + 3] & 0xff;
            boolean frameHeader = marker == 0xF7 || marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (frameHeader && length >= 8 && at + 10 <= end) {
                return new Header(
                        marker - 0xC0,
                        in[at + 4] & 0xff,
                        (in[at + 5] & 0xff) << 8 | in[at + 6] & 0xff,
                        (in[at + 7] & 0xff) << 8 | in[at + 8] & 0xff,
                        in[at + 9] & 0xff);
            }
            if (frameHeader || marker == 0xDA || length < 2) throw PixelDecoder.damaged();
            at += 2 + length;
        }
        throw PixelDecoder.damaged();
    }

    /// after the marker EOI, behind which only padding may follow
    private static int endOfImage(Bytes frame) {
        int end = frame.from() + frame.length();
        byte[] in = frame.source();
        while (end > frame.from() + 2 && (in[end - 1] & 0xff) != 0xD9) {
            if (in[end - 1] != 0 && in[end - 1] != -1) throw PixelDecoder.damaged();
            end--;
        }
        if (in[end - 2] != -1) throw PixelDecoder.damaged();
        return end;
    }

    /// the samples as they were coded, one a pixel
    static int[] decode(Bytes frame, Header header) {
        ImageReader reader = reader(header.lossless() ? TWELVE_MONKEYS : JDK);
        AtomicBoolean doubtful = new AtomicBoolean();
        // the library fills up what is missing and only warns
        reader.addIIOReadWarningListener((source, warning) -> {
            String text = warning.toLowerCase(Locale.ROOT);
            if (text.contains("premature") || text.contains("corrupt")) doubtful.set(true);
        });
        try (ImageInputStream stream = new MemoryCacheImageInputStream(
                new ByteArrayInputStream(frame.source(), frame.from(), frame.length()))) {
            reader.setInput(stream, true, true);
            Raster raster = reader.readRaster(0, null);
            if (doubtful.get()
                    || raster.getNumBands() != 1
                    || raster.getWidth() != header.columns
                    || raster.getHeight() != header.rows) {
                throw PixelDecoder.damaged();
            }
            return raster.getSamples(raster.getMinX(), raster.getMinY(), header.columns, header.rows, 0, (int[]) null);
        } catch (IOException | RuntimeException e) {
            // the decoder's words help nobody
            throw PixelDecoder.damaged();
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader reader(String maker) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith(maker)) return reader;
        }
        throw new IllegalStateException("no JPEG reader of " + maker + " is on the class path");
    }
}
