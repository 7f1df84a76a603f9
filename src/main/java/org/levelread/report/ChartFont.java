package org.levelread.report;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// Liberation Sans out of the PDFBox jar for charts, so that labels take the same room on every machine.
final class ChartFont {
    /// as Java and SVG call it
    static final String FAMILY = "Liberation Sans";

    private static final Font PLAIN = load();

    private ChartFont() {}

    /// @param size in pixels
    static Font of(float size) {
        return PLAIN.deriveFont(size);
    }

    private static Font load() {
        try (InputStream in = ChartFont.class.getResourceAsStream(ReportFont.RESOURCE)) {
            if (in == null) throw new IOException("the PDFBox jar no longer holds the font " + ReportFont.RESOURCE);
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("the font of the PDFBox jar cannot be read", e);
        }
    }
}
