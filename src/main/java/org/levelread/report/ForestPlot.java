package org.levelread.report;

import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.levelread.analysis.PairAgreement;
import org.levelread.analysis.PairAgreement.LevelAgreement;
import org.levelread.statistics.Estimate;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;
import org.levelread.statistics.Interval;

/// Kappa of each level with its interval on one axis; the area of a square stands for the number of answers, the
/// diamond for all levels together.
final class ForestPlot {
    private static final float ROW = 13.5f;
    private static final float AXIS_LEFT = PdfSheet.LEFT + 74;
    private static final float AXIS_RIGHT = PdfSheet.RIGHT - 112;

    private ForestPlot() {}

    private record Mark(String label, int n, Estimate estimate, boolean pooled) {}

    static float height(PairAgreement pair) {
        return (pair.levels().size() + 1) * ROW + 62;
    }

    static void draw(PdfSheet sheet, PairAgreement pair) throws IOException {
        List<Mark> marks = new ArrayList<>();
        for (LevelAgreement l : pair.levels())
            marks.add(new Mark(l.level().name(), l.kappa().sample().used(), l.kappa(), false));
        marks.add(new Mark("All levels", pair.kappa().sample().used(), pair.kappa(), true));
        double low = lowest(marks);
        int most =
                marks.stream().filter(m -> !m.pooled()).mapToInt(Mark::n).max().orElse(1);

        sheet.down(12);
        float top = sheet.y();
        sheet.text("Level", PdfSheet.LEFT, top, 7.5f, PdfSheet.INK, true);
        sheet.text("n", PdfSheet.LEFT + 52, top, 7.5f, PdfSheet.INK, true);
        sheet.text("Kappa (95 % CI)", AXIS_RIGHT + 16, top, 7.5f, PdfSheet.INK, true);
        float bottom = top - 7 - marks.size() * ROW - 4;
        for (double tick = Math.ceil(low * 5 - 1e-9) / 5; tick < 1 + 1e-9; tick += .2) {
            boolean zero = Math.abs(tick) < 1e-9;
            float x = x(tick, low);
            sheet.line(x, top - 7, x, bottom, zero ? .7f : .3f, zero ? PdfSheet.QUIET : PdfSheet.HAIR);
            sheet.textCentred(Figures.one(tick), x, bottom - 10, 7, PdfSheet.INK);
        }
        sheet.line(AXIS_LEFT, bottom, AXIS_RIGHT, bottom, .7f, PdfSheet.INK);
        sheet.textCentred("Cohen's kappa", (AXIS_LEFT + AXIS_RIGHT) / 2, bottom - 21, 7.5f, PdfSheet.INK);
        float y = top - 7;
        for (Mark mark : marks) {
            y -= ROW;
            float middle = y + ROW / 2 - 2;
            if (mark.pooled()) {
                sheet.line(PdfSheet.LEFT, y + ROW - 1, PdfSheet.RIGHT, y + ROW - 1, .4f, PdfSheet.INK);
            }
            sheet.text(mark.label(), PdfSheet.LEFT, middle - 2.6f, 7.5f, PdfSheet.INK, mark.pooled());
            sheet.text(Integer.toString(mark.n()), PdfSheet.LEFT + 52, middle - 2.6f, 7.5f, PdfSheet.INK, false);
            switch (mark.estimate()) {
                case Estimated e -> {
                    estimated(sheet, mark, e, middle, low, most);
                    String numbers = Figures.two(e.value())
                            + e.interval()
                                    .map(i -> " (" + Figures.interval(i) + ")")
                                    .orElse(" (no interval)");
                    sheet.text(numbers, AXIS_RIGHT + 16, middle - 2.6f, 7.5f, PdfSheet.INK, mark.pooled());
                }
                case NotEstimable n -> {
                    sheet.text("not estimable", AXIS_RIGHT + 16, middle - 2.6f, 7.5f, PdfSheet.QUIET, false);
                    float half = sheet.width(n.reason(), 6.5f) / 2 + 4;
                    float centre = (AXIS_LEFT + AXIS_RIGHT) / 2;
                    sheet.fill(
                            Color.WHITE,
                            centre - half,
                            middle - 5,
                            centre + half,
                            middle - 5,
                            centre + half,
                            middle + 5,
                            centre - half,
                            middle + 5);
                    sheet.textCentred(n.reason(), (AXIS_LEFT + AXIS_RIGHT) / 2, middle - 2.6f, 6.5f, PdfSheet.QUIET);
                }
            }
        }
        sheet.down(top - bottom + 26);
    }

    private static void estimated(PdfSheet sheet, Mark mark, Estimated e, float y, double low, int most)
            throws IOException {
        float x = x(e.value(), low);
        Color colour = PdfSheet.ACCENT;
        if (mark.pooled()) {
            float from = e.interval().map(i -> x(Math.max(low, i.lower()), low)).orElse(x - 4);
            float to = e.interval().map(i -> x(Math.min(1, i.upper()), low)).orElse(x + 4);
            sheet.fill(colour, from, y, x, y + 4.2f, to, y, x, y - 4.2f);
            return;
        }
        if (e.interval().isPresent()) {
            Interval i = e.interval().get();
            float from = x(Math.max(low, i.lower()), low);
            float to = x(Math.min(1, i.upper()), low);
            sheet.line(from, y, to, y, .9f, colour);
            if (i.lower() < low) sheet.fill(colour, from, y, from + 5, y + 2.5f, from + 5, y - 2.5f);
            else sheet.line(from, y - 2.2f, from, y + 2.2f, .9f, colour);
            sheet.line(to, y - 2.2f, to, y + 2.2f, .9f, colour);
        }
        float half = (float) (1.4 + 2.2 * Math.sqrt(mark.n() / (double) Math.max(1, most)));
        sheet.fill(colour, x - half, y - half, x + half, y - half, x + half, y + half, x - half, y + half);
    }

    /// the axis begins at the lowest end of an interval, rounded down to a fifth, from -1 to 0
    private static double lowest(List<Mark> marks) {
        double low = 0;
        for (Mark m : marks) {
            if (m.estimate() instanceof Estimated e) {
                low = Math.min(low, e.interval().map(Interval::lower).orElse(e.value()));
            }
        }
        return Math.max(-1, Math.floor(low * 5) / 5);
    }

    private static float x(double kappa, double low) {
        return (float) (AXIS_LEFT + (kappa - low) / (1 - low) * (AXIS_RIGHT - AXIS_LEFT));
    }
}
