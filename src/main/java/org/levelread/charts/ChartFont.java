package org.levelread.charts;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// Liberation Sans out of the PDFBox jar for charts, so that labels take the same room on every machine.
public final class ChartFont {
    /// as Java and SVG call it
    public static final String FAMILY = "Liberation Sans";

    private static final String RESOURCE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final Font PLAIN = load();

    private ChartFont() {}

    /// @param size in pixels
    public static Font of(float size) {
        return PLAIN.deriveFont(size);
    }

    private static Font load() {
        try (InputStream in = ChartFont.class.getResourceAsStream(RESOURCE)) {
            if (in == null) throw new IOException("the PDFBox jar no longer holds the font " + RESOURCE);
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("the font of the PDFBox jar cannot be read", e);
        }
    }
}
