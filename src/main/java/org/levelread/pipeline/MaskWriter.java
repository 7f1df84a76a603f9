package org.levelread.pipeline;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferUShort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;

/// Writes a prediction's masks beside each other: `NAME.vertebrae.png`, `.sacrum.png` and
/// `.instrumentation.png` (8 bits, 0 or 255) and `NAME.levels.png` (16 bits, the levels of the prediction in
/// their order from 1), all of the film's size.
public final class MaskWriter {
    private MaskWriter() {}

    /// @param name without extension; the folder is made where it is missing
    public static void write(Path folder, String name, FilmMasks masks) throws IOException {
        Files.createDirectories(folder);
        write(folder.resolve(name + ".vertebrae.png"), image(masks.vertebrae()));
        write(folder.resolve(name + ".sacrum.png"), image(masks.sacrum()));
        write(folder.resolve(name + ".instrumentation.png"), image(masks.instrumentation()));
        write(folder.resolve(name + ".levels.png"), image(masks.levels()));
    }

    private static BufferedImage image(Mask mask) {
        BufferedImage image = new BufferedImage(mask.width(), mask.height(), BufferedImage.TYPE_BYTE_GRAY);
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < pixels.length; i++) pixels[i] = (byte) (mask.values()[i] != 0 ? 255 : 0);
        return image;
    }

    private static BufferedImage image(LabelMap labels) {
        BufferedImage image = new BufferedImage(labels.width(), labels.height(), BufferedImage.TYPE_USHORT_GRAY);
        short[] pixels = ((DataBufferUShort) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < pixels.length; i++) pixels[i] = (short) labels.values()[i];
        return image;
    }

    private static void write(Path file, BufferedImage image) throws IOException {
        if (!ImageIO.write(image, "png", file.toFile())) throw new IOException("no PNG writer for " + file);
    }
}
