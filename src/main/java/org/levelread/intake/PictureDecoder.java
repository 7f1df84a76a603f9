package org.levelread.intake;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
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
import org.levelread.imaging.Radiograph;

/// Decodes a checked PNG or JPEG and takes its grey values; a picture that is coloured in more than a few spots is
/// refused.
final class PictureDecoder {
    /// the widest difference between the channels of a grey pixel, of 255; JPEG leaves a few
    private static final int MOST_CHROMA = 16;

    /// a coloured mark or arrow is no colour photograph
    private static final double MOST_COLOURED_SHARE = 0.01;

    private PictureDecoder() {}

    static Radiograph png(byte[] bytes) throws Refusal {
        return grey(decode("png", PngFile.of(bytes).picture()));
    }

    static Radiograph jpeg(byte[] bytes) throws Refusal {
        return grey(decode("jpeg", JpegFile.of(bytes).picture()));
    }

    private static BufferedImage decode(String format, byte[] picture) throws Refusal {
        ImageReader reader = reader(format);
        // the JPEG library fills up what is missing and only warns
        AtomicBoolean damaged = new AtomicBoolean();
        reader.addIIOReadWarningListener((source, warning) -> {
            String text = warning.toLowerCase(Locale.ROOT);
            if (text.contains("premature") || text.contains("corrupt")) damaged.set(true);
        });
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
            reader.setInput(stream, true, true);
            BufferedImage image = reader.read(0);
            if (!damaged.get()) return image;
        } catch (IOException | RuntimeException e) {
            // falls through: the decoder's words help nobody
        } finally {
            reader.dispose();
        }
        throw new Refusal("is damaged: its picture data cannot be decoded. Copy or export it again.");
    }

    /// the JDK's own: others, there for DICOM, warn in other words
    private static ImageReader reader(String format) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun.imageio.")) return reader;
        }
        throw new IllegalStateException("the JDK has no reader for " + format);
    }

    private static Radiograph grey(BufferedImage image) throws Refusal {
        int width = image.getWidth();
        int height = image.getHeight();
        Raster raster = image.getRaster();
        boolean palette = image.getColorModel() instanceof IndexColorModel;
        boolean colour = palette || raster.getNumBands() >= 3;
        // a palette of 16-bit entries does not exist
        boolean wide = !palette && raster.getSampleModel().getSampleSize(0) > 8;
        short[] values = new short[Math.multiplyExact(width, height)];
        int[] red = new int[width];
        int[] green = new int[width];
        int[] blue = new int[width];
        long coloured = 0;
        for (int y = 0, i = 0; y < height; y++) {
            if (palette) {
                image.getRGB(0, y, width, 1, red, 0, width);
                for (int x = 0; x < width; x++) {
                    green[x] = red[x] >> 8 & 0xff;
                    blue[x] = red[x] & 0xff;
                    red[x] = red[x] >> 16 & 0xff;
                }
            } else {
                raster.getSamples(0, y, width, 1, 0, red);
                if (colour) {
                    raster.getSamples(0, y, width, 1, 1, green);
                    raster.getSamples(0, y, width, 1, 2, blue);
                }
            }
            for (int x = 0; x < width; x++, i++) {
                int value = red[x];
                if (colour) {
                    int most = Math.max(red[x], Math.max(green[x], blue[x]));
                    int least = Math.min(red[x], Math.min(green[x], blue[x]));
                    if (most - least > MOST_CHROMA * (wide ? 257 : 1)) coloured++;
                    // the luma of BT.601, and the value itself where the channels are equal
                    value = (int) ((299L * red[x] + 587L * green[x] + 114L * blue[x] + 500) / 1000);
                }
                values[i] = (short) (wide ? value : value * 257);
            }
        }
        if (coloured > MOST_COLOURED_SHARE * values.length) {
            throw new Refusal("is a colour picture (%d %% of its pixels are coloured): a film in grey is needed."
                    .formatted(Math.max(1, Math.round(100.0 * coloured / values.length))));
        }
        return new Radiograph(width, height, values, null);
    }
}
