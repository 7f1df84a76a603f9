package org.levelread.commands;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.levelread.imaging.FilmSize;
import org.levelread.imaging.Mask;

/// Reads a mask from a PNG: grey, with 0 outside and one other value inside.
final class MaskPicture {
    /// The message is the rest of a sentence that begins with the file's name.
    static final class Refused extends Exception {
        Refused(String message) {
            super(message);
        }
    }

    private static final long MOST_BYTES = 100_000_000;
    private static final int MANY_VALUES = 8;

    private MaskPicture() {}

    static Mask read(Path file) throws Refused {
        byte[] bytes;
        try {
            if (!Files.exists(file)) throw new Refused("does not exist: check the path");
            if (Files.isDirectory(file)) throw new Refused("is a folder: give the mask's PNG in it");
            if (Files.size(file) > MOST_BYTES) throw new Refused("has more than 100 MB, the most that a mask may have");
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new Refused("cannot be read: check that it may be opened");
        }
        boolean png =
                bytes.length > 8 && bytes[0] == (byte) 0x89 && bytes[1] == 'P' && bytes[2] == 'N' && bytes[3] == 'G';
        if (!png) throw new Refused("is no PNG: save the mask as a grey PNG with 0 outside and 255 inside");
        BufferedImage image = decode(bytes);
        int[] grey = grey(image);
        TreeSet<Integer> values = new TreeSet<>();
        for (int v : grey) {
            values.add(v);
            if (values.size() > MANY_VALUES) break;
        }
        boolean binary = values.size() == 1 || values.size() == 2 && values.first() == 0;
        if (!binary) {
            throw new Refused("is no mask: it holds the grey values "
                    + values.stream().limit(MANY_VALUES).map(String::valueOf).collect(Collectors.joining(", "))
                    + (values.size() > MANY_VALUES ? ", …" : "") + "; expected 0 and one other value");
        }
        byte[] mask = new byte[grey.length];
        for (int i = 0; i < mask.length; i++) mask[i] = (byte) (grey[i] == 0 ? 0 : 1);
        return new Mask(image.getWidth(), image.getHeight(), mask);
    }

    private static BufferedImage decode(byte[] bytes) throws Refused {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (var stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(stream, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (width > FilmSize.MOST_SIDE_PX
                    || height > FilmSize.MOST_SIDE_PX
                    || (long) width * height > FilmSize.MOST_PIXELS) {
                throw new Refused("has " + width + " x " + height + " pixels, more than a film may have");
            }
            return reader.read(0);
        } catch (IOException | RuntimeException e) {
            throw new Refused("is damaged: its picture data cannot be decoded. Copy or export it again");
        } finally {
            reader.dispose();
        }
    }

    private static int[] grey(BufferedImage image) throws Refused {
        int width = image.getWidth();
        int height = image.getHeight();
        Raster raster = image.getRaster();
        int[] grey = new int[Math.multiplyExact(width, height)];
        if (image.getColorModel() instanceof IndexColorModel) {
            int[] row = new int[width];
            for (int y = 0; y < height; y++) {
                image.getRGB(0, y, width, 1, row, 0, width);
                for (int x = 0; x < width; x++) {
                    int rgb = row[x];
                    requireGrey(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff, x, y);
                    requireOpaque(rgb >>> 24, 255, x, y);
                    grey[y * width + x] = rgb & 0xff;
                }
            }
            return grey;
        }
        int bands = raster.getNumBands();
        int full = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
        int[] pixel = new int[bands];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                raster.getPixel(x, y, pixel);
                if (bands >= 3) requireGrey(pixel[0], pixel[1], pixel[2], x, y);
                if (bands == 2 || bands == 4) requireOpaque(pixel[bands - 1], full, x, y);
                grey[y * width + x] = pixel[0];
            }
        }
        return grey;
    }

    private static void requireGrey(int red, int green, int blue, int x, int y) throws Refused {
        if (red != green || green != blue) {
            throw new Refused("is a colour picture (row " + y + ", column " + x
                    + "): save the mask as a grey PNG with 0 outside and 255 inside");
        }
    }

    private static void requireOpaque(int alpha, int full, int x, int y) throws Refused {
        if (alpha != full) {
            throw new Refused("is transparent in places (row " + y + ", column " + x
                    + "): save the mask as a grey PNG without transparency");
        }
    }
}
