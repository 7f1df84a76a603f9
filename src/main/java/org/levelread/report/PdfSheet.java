package org.levelread.report;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;
import org.levelread.charts.ChartFont;
import org.levelread.report.ReportTable.Align;
import org.levelread.report.ReportTable.Column;
import org.levelread.report.ReportTable.Row;

/// Sets text, tables and drawings from the top down on A4 pages, beginning a new page where one is full.
///
/// Lengths are points, y grows upwards as in PDF.
final class PdfSheet {
    static final Color INK = new Color(0x1A1A1A);
    static final Color QUIET = new Color(0x5F6368);
    static final Color ACCENT = new Color(0x1F4E79);
    static final Color HAIR = new Color(0xC9CED4);
    static final float LEFT = 54;
    static final float RIGHT = PDRectangle.A4.getWidth() - 54;
    static final float WIDTH = RIGHT - LEFT;
    /// of a chart, narrower than the text so that it stays with its sentence
    static final float CHART = .86f * WIDTH;
    private static final float TOP = PDRectangle.A4.getHeight() - 62;
    private static final float BOTTOM = 62;
    private static final float CELL = 8;
    private static final float GAP = 9;
    private static final float LEADING = 1.32f;

    private final PDDocument document;
    private final ReportFont font;
    private PDPageContentStream content;
    private float y = TOP;
    private String pendingHeading = "";

    PdfSheet(PDDocument document, ReportFont font) throws IOException {
        this.document = document;
        this.font = font;
        this.content = page();
    }

    float y() {
        return y;
    }

    void down(float by) {
        y -= by;
    }

    /// Begins a new page where fewer than `height` points are left; a page is never left empty.
    void need(float height) throws IOException {
        if (y - height >= BOTTOM || y == TOP) return;
        content.close();
        content = page();
        y = TOP;
    }

    /// A heading that is set together with what follows it.
    void heading(String text) {
        pendingHeading = text;
    }

    private void headed(float height) throws IOException {
        need(height + (pendingHeading.isEmpty() ? 0 : 24));
        if (pendingHeading.isEmpty()) return;
        String text = pendingHeading;
        pendingHeading = "";
        down(16);
        text(text, LEFT, y, 11.5f, ACCENT, true);
        down(7);
    }

    void paragraph(String text, float size, Color colour) throws IOException {
        headed(3 * size * LEADING);
        for (String line : font.wrapped(text, size, WIDTH)) {
            need(size * LEADING);
            down(size * LEADING);
            text(line, LEFT, y, size, colour, false);
        }
        down(3);
    }

    /// "Table 1. …", kept together with what follows as far as a page is not left half empty by that.
    ///
    /// @param height of what follows
    void caption(String number, String text, float height) throws IOException {
        headed(height < TOP / 2 ? 36 + height : 90);
        down(15);
        String lead = number + "  ";
        text(lead, LEFT, y, 8.5f, INK, true);
        float indent = font.width(font.printable(lead), 8.5f) + 2;
        List<String> lines = font.wrapped(text, 8.5f, WIDTH - indent);
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0) down(8.5f * LEADING);
            text(lines.get(i), LEFT + indent, y, 8.5f, INK, false);
        }
        down(6);
    }

    /// what [#table] will take on a page
    float height(ReportTable table) throws IOException {
        float[] widths = widths(table.columns());
        float height = 3 * CELL * LEADING;
        for (Row row : table.rows()) height += height(row, widths);
        return height;
    }

    private float height(Row row, float[] widths) throws IOException {
        int lines = cells(row, widths).stream().mapToInt(List::size).max().orElse(1);
        int below = row.below().isEmpty()
                ? 0
                : font.wrapped(row.below(), 7, WIDTH - 14).size();
        return lines * CELL * LEADING + below * 7 * LEADING + 3.4f;
    }

    void table(ReportTable table) throws IOException {
        float[] widths = widths(table.columns());
        head(table, widths);
        for (Row row : table.rows()) {
            List<List<String>> cells = cells(row, widths);
            int lines = cells.stream().mapToInt(List::size).max().orElse(1);
            List<String> below = row.below().isEmpty() ? List.of() : font.wrapped(row.below(), 7, WIDTH - 14);
            float height = height(row, widths);
            if (y - height < BOTTOM) {
                rule(.7f, INK);
                need(height);
                head(table, widths);
            }
            float top = y;
            float x = LEFT;
            for (int i = 0; i < widths.length; i++) {
                float at = top;
                for (String line : cells.get(i)) {
                    at -= CELL * LEADING;
                    aligned(line, x, at, widths[i], table.columns().get(i).align(), row.strong());
                }
                x += widths[i];
            }
            y = top - lines * CELL * LEADING;
            for (String line : below) {
                down(7 * LEADING);
                text(line, LEFT + 12, y, 7, QUIET, false);
            }
            down(3.4f);
            rule(.25f, HAIR);
        }
        rule(.7f, INK);
        down(2);
    }

    /// Lines of small quiet text below a table; nothing where the text is empty.
    void note(String text) throws IOException {
        if (!text.isEmpty()) paragraph(text, 7, QUIET);
    }

    void text(String text, float x, float at, float size, Color colour, boolean bold) throws IOException {
        content.beginText();
        content.setFont(font.font(), size);
        content.setNonStrokingColor(colour);
        if (bold) {
            content.setRenderingMode(RenderingMode.FILL_STROKE);
            content.setStrokingColor(colour);
            content.setLineWidth(size * .035f);
        } else {
            content.setRenderingMode(RenderingMode.FILL);
        }
        content.newLineAtOffset(x, at);
        content.showText(font.printable(text));
        content.endText();
    }

    float width(String text, float size) throws IOException {
        return font.width(font.printable(text), size);
    }

    void textCentred(String text, float x, float at, float size, Color colour) throws IOException {
        text(text, x - font.width(font.printable(text), size) / 2, at, size, colour, false);
    }

    void line(float x1, float y1, float x2, float y2, float width, Color colour) throws IOException {
        content.setStrokingColor(colour);
        content.setLineWidth(width);
        content.moveTo(x1, y1);
        content.lineTo(x2, y2);
        content.stroke();
    }

    /// A drawing over the whole width, its size in its own units; moves down by its height.
    void chart(Consumer<Graphics2D> drawing, int width, int height) throws IOException {
        float scale = CHART / width;
        PdfBoxGraphics2D graphics = new PdfBoxGraphics2D(document, width, height);
        PdfBoxGraphics2DFontTextDrawer texts = new PdfBoxGraphics2DFontTextDrawer();
        texts.registerFont(ChartFont.FAMILY, font.font());
        graphics.setFontTextDrawer(texts);
        drawing.accept(graphics);
        graphics.dispose();
        content.saveGraphicsState();
        content.transform(Matrix.getTranslateInstance(LEFT, y - scale * height));
        content.transform(Matrix.getScaleInstance(scale, scale));
        content.drawForm(graphics.getXFormObject());
        content.restoreGraphicsState();
        down(scale * height + 4);
    }

    /// a filled polygon, x and y in turn
    void fill(Color colour, float... points) throws IOException {
        content.setNonStrokingColor(colour);
        content.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) content.lineTo(points[i], points[i + 1]);
        content.closePath();
        content.fill();
    }

    void rule(float width, Color colour) throws IOException {
        line(LEFT, y, RIGHT, y, width, colour);
    }

    /// Closes the last page and puts a running head and foot on all.
    ///
    /// @param head left on the top of every page but the first
    /// @param foot left at the bottom of every page
    void finish(String head, String foot) throws IOException {
        content.close();
        int pages = document.getNumberOfPages();
        for (int i = 0; i < pages; i++) {
            content = new PDPageContentStream(document, document.getPage(i), AppendMode.APPEND, true, true);
            line(LEFT, 46, RIGHT, 46, .25f, HAIR);
            text(foot, LEFT, 36, 6.5f, QUIET, false);
            String number = "Page " + (i + 1) + " of " + pages;
            text(number, RIGHT - font.width(number, 7.5f), 36, 7.5f, QUIET, false);
            if (i > 0) {
                text(
                        font.wrapped(head, 7.5f, WIDTH).getFirst(),
                        LEFT,
                        PDRectangle.A4.getHeight() - 40,
                        7.5f,
                        QUIET,
                        false);
                line(LEFT, PDRectangle.A4.getHeight() - 46, RIGHT, PDRectangle.A4.getHeight() - 46, .25f, HAIR);
            }
            content.close();
        }
    }

    private PDPageContentStream page() throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        return new PDPageContentStream(document, page);
    }

    private void head(ReportTable table, float[] widths) throws IOException {
        rule(.7f, INK);
        List<List<String>> titles = new ArrayList<>();
        for (int i = 0; i < widths.length; i++)
            titles.add(font.wrapped(table.columns().get(i).title(), CELL, widths[i] - GAP));
        int lines = titles.stream().mapToInt(List::size).max().orElse(1);
        float x = LEFT;
        for (int i = 0; i < widths.length; i++) {
            // titles stand on one common base line
            float at = y - (lines - titles.get(i).size()) * CELL * LEADING;
            for (String line : titles.get(i)) {
                at -= CELL * LEADING;
                aligned(line, x, at, widths[i], table.columns().get(i).align(), true);
            }
            x += widths[i];
        }
        down(lines * CELL * LEADING + 3.4f);
        rule(.4f, INK);
    }

    private void aligned(String text, float x, float at, float width, Align align, boolean bold) throws IOException {
        float free = width - GAP - font.width(text, CELL);
        float start = switch (align) {
            case LEFT -> x;
            case CENTRE -> x + free / 2;
            case RIGHT -> x + free;
        };
        text(text, start, at, CELL, INK, bold);
    }

    private List<List<String>> cells(Row row, float[] widths) throws IOException {
        List<List<String>> cells = new ArrayList<>();
        for (int i = 0; i < widths.length; i++)
            cells.add(font.wrapped(row.cells().get(i), CELL, widths[i] - GAP));
        return cells;
    }

    private static float[] widths(List<Column> columns) {
        float all = 0;
        for (Column c : columns) all += c.share();
        float[] widths = new float[columns.size()];
        for (int i = 0; i < widths.length; i++) widths[i] = columns.get(i).share() / all * WIDTH;
        return widths;
    }
}
