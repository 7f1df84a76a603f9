package org.levelread.report;

import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// Liberation Sans, embedded as a subset so that the report looks the same everywhere and can print Greek and
/// Cyrillic.
///
/// The font (SIL Open Font License 1.1) comes inside the PDFBox jar. What it cannot draw is spelled out as
/// [U+4E2D].
final class ReportFont {
    static final String RESOURCE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private final PDFont font;
    private final CmapLookup glyphs;

    ReportFont(PDDocument document) throws IOException {
        try (InputStream in = PDDocument.class.getResourceAsStream(RESOURCE)) {
            if (in == null) throw new IOException("the PDFBox jar no longer holds the font " + RESOURCE);
            TrueTypeFont ttf = new TTFParser().parse(new RandomAccessReadBuffer(in));
            ttf.setEnableGsub(false);
            font = PDType0Font.load(document, ttf, true);
            glyphs = ttf.getUnicodeCmapLookup();
        }
    }

    PDFont font() {
        return font;
    }

    /// The text with everything that the font lacks spelled out; line breaks and control characters become spaces.
    String printable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SPACE_SEPARATOR -> out.append(' ');
                // marks that turn the direction of writing would change what is read
                case Character.FORMAT -> {}
                default -> {
                    if (Character.isBmpCodePoint(c) && !Character.isSurrogate((char) c) && glyphs.getGlyphId(c) != 0)
                        out.appendCodePoint(c);
                    else out.append(String.format(Locale.ROOT, "[U+%04X]", c));
                }
            }
        });
        return out.toString();
    }

    /// in points
    float width(String printable, float size) throws IOException {
        return font.getStringWidth(printable) * size / 1000;
    }

    /// Lines no wider than `width` points; a word that is too long is cut.
    List<String> wrapped(String text, float size, float width) throws IOException {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : printable(text).split(" +")) {
            String rest = word;
            while (true) {
                String longer = line.isEmpty() ? rest : line + " " + rest;
                if (width(longer, size) <= width) {
                    line.setLength(0);
                    line.append(longer);
                    break;
                }
                if (!line.isEmpty()) {
                    lines.add(line.toString());
                    line.setLength(0);
                    continue;
                }
                int fits = 1;
                while (fits < rest.length() && width(rest.substring(0, fits + 1), size) <= width) fits++;
                lines.add(rest.substring(0, fits));
                rest = rest.substring(fits);
                if (rest.isEmpty()) break;
            }
        }
        if (!line.isEmpty() || lines.isEmpty()) lines.add(line.toString());
        return lines;
    }
}
