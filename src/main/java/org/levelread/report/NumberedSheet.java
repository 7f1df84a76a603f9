package org.levelread.report;

import java.io.IOException;
import java.util.stream.Collectors;
import org.levelread.statistics.Sample;

/// A sheet that counts its tables and figures.
final class NumberedSheet {
    private final PdfSheet sheet;
    private int tables;
    private int figures;

    NumberedSheet(PdfSheet sheet) {
        this.sheet = sheet;
    }

    PdfSheet sheet() {
        return sheet;
    }

    void heading(String text) {
        sheet.heading(text);
    }

    void table(ReportTable table, String caption) throws IOException {
        sheet.caption("Table " + ++tables + ".", caption, sheet.height(table));
        sheet.table(table);
    }

    /// @param height in points, of what is drawn below the caption
    void figure(String caption, float height) throws IOException {
        sheet.caption("Figure " + ++figures + ".", caption, height);
    }

    void paragraph(String text) throws IOException {
        sheet.paragraph(text, 9, PdfSheet.INK);
    }

    void note(String text) throws IOException {
        sheet.note(text);
    }

    /// "2 no answer by the model; 1 not determinable by A"
    static String reasons(Sample sample) {
        return sample.excluded().isEmpty()
                ? "\u2013"
                : sample.excluded().stream()
                        .map(e -> e.count() + " " + e.reason())
                        .collect(Collectors.joining("; "));
    }
}
