package org.levelread.charts;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/// Plots as one picture, for a folder that is looked at with whatever shows pictures.
public final class ChartPng {
    private ChartPng() {}

    /// the plots one below the other, as a PNG of [Charts#WIDTH] pixels across
    ///
    /// @param plots at least one
    public static byte[] of(List<Plot> plots) {
        int height = plots.stream().mapToInt(Charts::height).sum();
        BufferedImage image = new BufferedImage(Charts.WIDTH, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), height);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        int top = 0;
        for (Plot plot : plots) {
            Charts.of(plot).draw(graphics, new Rectangle2D.Double(0, top, Charts.WIDTH, Charts.height(plot)));
            top += Charts.height(plot);
        }
        graphics.dispose();
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            if (!ImageIO.write(image, "png", out)) throw new IOException("no PNG writer");
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
