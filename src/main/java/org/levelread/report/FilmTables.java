package org.levelread.report;

import java.io.IOException;
import java.util.List;
import org.levelread.analysis.AgreementReport;
import org.levelread.analysis.AgreementReport.Disagreement;
import org.levelread.analysis.AgreementReport.OverlapSummary;
import org.levelread.analysis.AgreementReport.ReaderSummary;
import org.levelread.analysis.AgreementReport.Undetermined;
import org.levelread.analysis.LevelSets;
import org.levelread.report.ReportTable.Align;
import org.levelread.statistics.Sample;

/// The tables of readers, masks, films that nobody could tell, and differences.
final class FilmTables {
    /// a person reads no further; comparisons.csv of the pack has all
    private static final int MOST_ROWS = 300;

    private final AgreementReport report;
    private final NumberedSheet sheet;

    FilmTables(AgreementReport report, NumberedSheet sheet) {
        this.report = report;
        this.sheet = sheet;
    }

    void write() throws IOException {
        readers();
        overlaps();
        undetermined();
        disagreements();
    }

    private void readers() throws IOException {
        if (report.readerSummaries().isEmpty()) return;
        sheet.heading("Readers");
        Figures figures = new Figures();
        ReportTable table = new ReportTable()
                .column("Reader", 1, Align.LEFT)
                .column("Answers", 1, Align.RIGHT)
                .column("Not determinable", 1, Align.RIGHT)
                .column("Median seconds a film (95 % CI)", 2, Align.CENTRE);
        for (ReaderSummary r : report.readerSummaries()) {
            table.row(
                    r.reader(),
                    Integer.toString(r.answered()),
                    Integer.toString(r.notDeterminable()),
                    figures.whole(r.seconds()));
        }
        sheet.table(table, "What each reader answered.");
        sheet.note(figures.notes());
    }

    private void overlaps() throws IOException {
        sheet.heading("Overlap of the masks");
        if (report.overlaps().stream().allMatch(o -> o.mean().sample().used() == 0)) {
            sheet.paragraph("No film has a mask reference with which the predicted masks could be compared.");
            return;
        }
        Figures figures = new Figures();
        ReportTable table = new ReportTable()
                .column("Structure", 1.1f, Align.LEFT)
                .column("Films", .5f, Align.RIGHT)
                .column("Mean Dice (95 % CI)", 1.5f, Align.CENTRE)
                .column("Median Dice (95 % CI)", 1.5f, Align.CENTRE)
                .column("Range", 1.1f, Align.CENTRE)
                .column("Left out", 2, Align.LEFT);
        for (OverlapSummary o : report.overlaps()) {
            Sample s = o.mean().sample();
            table.row(
                    o.structure().word(),
                    Integer.toString(s.used()),
                    figures.ratio(o.mean()),
                    figures.ratio(o.median()),
                    s.used() == 0 ? "\u2013" : Figures.two(o.lowest()) + " to " + Figures.two(o.highest()),
                    NumberedSheet.reasons(s));
        }
        sheet.table(table, "Dice coefficient of predicted and reference mask.");
        sheet.note(figures.notes());
    }

    private void undetermined() throws IOException {
        sheet.heading("Not determinable");
        if (report.undetermined().isEmpty()) {
            sheet.paragraph("Every answer named its levels.");
            return;
        }
        ReportTable table = new ReportTable()
                .column("Film", 1.6f, Align.LEFT)
                .column("By", .8f, Align.LEFT)
                .column("Reason", 2.6f, Align.LEFT);
        for (Undetermined u : first(report.undetermined()))
            table.row(film(u.filmId(), u.filmLabel()), u.by(), u.reason().orElse("\u2013"));
        sheet.table(table, "Films on which the levels could not be told." + rest(report.undetermined(), "answers.csv"));
    }

    private void disagreements() throws IOException {
        sheet.heading("Disagreements and their likely causes");
        if (report.disagreements().isEmpty()) {
            sheet.paragraph("The model differs from no answer.");
            return;
        }
        ReportTable table = new ReportTable()
                .column("Film", 1.05f, Align.LEFT)
                .column("Against", .75f, Align.LEFT)
                .column("Model", 1.05f, Align.LEFT)
                .column("Other answer", 1.05f, Align.LEFT)
                .column("Suggested cause", 1.9f, Align.LEFT)
                .column("Conf.", .5f, Align.RIGHT)
                .column("Confirmed", 1.45f, Align.LEFT);
        for (Disagreement d : first(report.disagreements())) {
            table.rowWith(
                    d.suggested().evidence(),
                    film(d.filmId(), d.filmLabel()),
                    d.against(),
                    LevelSets.inWords(d.model()),
                    LevelSets.inWords(d.other()),
                    d.suggested().cause().code() + " " + d.suggested().cause().meaning(),
                    Figures.two(d.suggested().confidence()),
                    d.confirmed().map(c -> c.code() + " " + c.meaning()).orElse("not yet"));
        }
        sheet.table(
                table,
                "Every answer that differs from the model's. The cause is suggested by rules from the answers alone and confirmed by a "
                        + "person; its confidence ranks the suggestions and is no probability."
                        + rest(report.disagreements(), "comparisons.csv"));
    }

    private static <T> List<T> first(List<T> rows) {
        return rows.subList(0, Math.min(MOST_ROWS, rows.size()));
    }

    private static String rest(List<?> rows, String file) {
        return rows.size() <= MOST_ROWS
                ? ""
                : " The first " + MOST_ROWS + " of " + rows.size() + "; " + file + " of the export pack has all.";
    }

    private static String film(String id, String label) {
        return label.isBlank() ? id : label;
    }
}
