package org.levelread.analysis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.levelread.analysis.AgreementReport.Disagreement;
import org.levelread.analysis.AgreementReport.OverlapSummary;
import org.levelread.analysis.AgreementReport.ReaderSummary;
import org.levelread.analysis.AgreementReport.Undetermined;
import org.levelread.analysis.PairAgreement.LevelAgreement;
import org.levelread.analysis.ReportTable.Align;
import org.levelread.spine.Level;
import org.levelread.statistics.ClusterBootstrap;
import org.levelread.statistics.Estimate;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Sample;

/// The report as an A4 PDF; the same report and header give the same bytes.
public final class ReportPdf {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'xxx", Locale.UK);
    private static final int COLUMNS_OF_READERS = 4;

    private final AgreementReport report;
    private final ReportHeader header;
    private final PdfSheet sheet;
    private int tables;

    private ReportPdf(AgreementReport report, ReportHeader header, PdfSheet sheet) {
        this.report = report;
        this.header = header;
        this.sheet = sheet;
    }

    public static byte[] of(AgreementReport report, ReportHeader header) {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            // without these two, the file would hold the time of the computer
            document.setDocumentId(header.preparedAt().toInstant().toEpochMilli());
            PDDocumentInformation about = document.getDocumentInformation();
            about.setCreationDate(GregorianCalendar.from(header.preparedAt()));
            about.setTitle("Agreement report: " + header.studyName());
            about.setAuthor(header.preparedBy());
            about.setCreator("LevelRead");
            document.getDocumentCatalog().setLanguage("en-GB");
            PdfSheet sheet = new PdfSheet(document, new ReportFont(document));
            new ReportPdf(report, header, sheet).write();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("the report could not be written as PDF", e);
        }
    }

    private void write() throws IOException {
        title();
        agreement();
        levels();
        readers();
        overlaps();
        undetermined();
        disagreements();
        methods();
        signatures();
        sheet.finish("Agreement report \u00B7 " + header.studyName(), "Data SHA-256 " + ReportCsv.checksum(report));
    }

    private void title() throws IOException {
        sheet.down(14);
        sheet.text("Agreement report", PdfSheet.LEFT, sheet.y(), 21, PdfSheet.ACCENT, true);
        sheet.down(4);
        sheet.paragraph(header.studyName(), 13, PdfSheet.INK);
        sheet.paragraph(
                "Instrumented vertebral levels on lateral spine radiographs: the model compared with blinded readers. Prepared "
                        + when() + " by " + header.preparedBy() + ".",
                9,
                PdfSheet.QUIET);
        sheet.down(4);
        sheet.rule(1.1f, PdfSheet.ACCENT);

        ReportTable facts = new ReportTable().column("Data", 1.1f, Align.LEFT).column("", 3.4f, Align.LEFT);
        long patients =
                report.films().stream().map(FilmComparison::cluster).distinct().count();
        long predicted =
                report.films().stream().filter(f -> f.model().isPresent()).count();
        facts.row(
                "Films",
                report.films().size() + " of " + patients + (patients == 1 ? " patient" : " patients")
                        + (report.films().size() > predicted
                                ? ", " + (report.films().size() - predicted) + " without a prediction"
                                : ""));
        facts.row(
                "Readers",
                report.readers().isEmpty()
                        ? "none yet"
                        : report.readers().size() + " (" + String.join(", ", report.readers()) + "), "
                                + report.answers() + " answers");
        facts.row(
                "Reference standard",
                report.films().stream().filter(f -> f.reference().isPresent()).count() + " films");
        facts.row("Not determinable", notDeterminable());
        facts.row(
                "Model versions",
                report.modelVersions().isEmpty() ? "no prediction yet" : String.join("; ", report.modelVersions()));
        sheet.down(10);
        sheet.table(facts);
        headline().ifPresent(this::paragraph);
    }

    private String when() {
        String text = WHEN.format(header.preparedAt());
        return text.endsWith("+00:00") ? text.substring(0, text.length() - 6) : text;
    }

    private String notDeterminable() {
        long model = report.undetermined().stream()
                .filter(u -> u.by().equals(AgreementReport.MODEL))
                .count();
        long readers = report.undetermined().stream()
                .filter(u -> !u.by().equals(AgreementReport.MODEL) && !u.by().equals(FilmComparison.REFERENCE))
                .count();
        return model + " films by the model, " + readers + " answers by readers";
    }

    private Optional<String> headline() {
        return report.modelAgainstAllReaders()
                .flatMap(p -> p.exact()
                        .estimated()
                        .map(e -> "In " + p.exactCount() + " of "
                                + e.sample().used() + " comparisons with a reader (" + Figures.one(100 * e.value())
                                + " %, 95 % CI "
                                + e.interval()
                                        .map(i -> Figures.one(100 * i.lower()) + " to " + Figures.one(100 * i.upper()))
                                        .orElse("not estimable")
                                + ") the model named exactly the same instrumented levels; "
                                + e.sample().excludedCount()
                                + " further pairs of film and reader could not be compared (Table 2)."));
    }

    private void agreement() throws IOException {
        sheet.heading("Agreement on the instrumented levels");
        Figures figures = new Figures();
        ReportTable table = new ReportTable()
                .column("Comparison", 1.75f, Align.LEFT)
                .column("Exact", .65f, Align.RIGHT)
                .column("Exact match, %", 1.4f, Align.CENTRE)
                .column("Mean Jaccard", 1.45f, Align.CENTRE)
                .column("Kappa, all levels", 1.45f, Align.CENTRE)
                .column("AC1, all levels", 1.45f, Align.CENTRE);
        for (PairAgreement p : report.comparisons()) {
            String[] cells = {
                p.name(),
                p.exactCount() + "/" + p.exact().sample().used(),
                figures.percent(p.exact()),
                figures.ratio(p.jaccard()),
                figures.ratio(p.kappa()),
                figures.ratio(p.gwet())
            };
            if (p.second().equals(AgreementReport.ALL_READERS)) table.strongRow(cells);
            else table.row(cells);
        }
        if (table.isEmpty()) {
            paragraph("There is neither a reading nor a reference to compare the model with yet.");
            return;
        }
        table(
                table,
                "Exact match of the set of instrumented levels, mean Jaccard index of the two sets, and chance-corrected agreement "
                        + "on instrumented or not over all levels that both sides saw. In brackets: 95 % confidence intervals.");
        sheet.note(figures.notes());

        Figures strict = new Figures();
        ReportTable left = new ReportTable()
                .column("Comparison", 1.7f, Align.LEFT)
                .column("Compared", .8f, Align.RIGHT)
                .column("Left out", .7f, Align.RIGHT)
                .column("Exact match, %", 2.2f, Align.CENTRE)
                .column("Why left out", 2.9f, Align.LEFT);
        for (PairAgreement p : report.comparisons()) {
            Sample s = p.exact().sample();
            left.row(
                    p.name(),
                    Integer.toString(s.used()),
                    Integer.toString(s.excludedCount()),
                    strict.percent(p.exactOrMissed()),
                    reasons(s));
        }
        table(
                left,
                "Answers that could not be compared, and the exact match when a film that only one side could determine counts as "
                        + "a difference. In brackets: 95 % confidence intervals.");
        sheet.note(strict.notes());
    }

    private void levels() throws IOException {
        Optional<PairAgreement> main = report.modelAgainstAllReaders().or(report::modelAgainstReference);
        if (main.isEmpty()) return;
        sheet.heading("Agreement by level");
        levelTable(main.get());
        sheet.caption(
                "Figure 1.",
                "Cohen's kappa by level, " + main.get().name()
                        + ". Squares grow with the number of answers; the diamond is all levels together.",
                ForestPlot.height(main.get()));
        ForestPlot.draw(sheet, main.get());
        List<PairAgreement> others =
                report.comparisons().stream().filter(p -> p != main.get()).toList();
        for (int from = 0; from < others.size(); from += COLUMNS_OF_READERS) {
            perComparison(others.subList(from, Math.min(others.size(), from + COLUMNS_OF_READERS)));
        }
    }

    private void levelTable(PairAgreement pair) throws IOException {
        Figures figures = new Figures();
        ReportTable table = new ReportTable()
                .column("Level", .7f, Align.LEFT)
                .column("Judged", .7f, Align.RIGHT)
                .column("Both yes", .65f, Align.RIGHT)
                .column("Only " + pair.first(), .75f, Align.RIGHT)
                .column(
                        "Only " + (pair.second().equals(AgreementReport.ALL_READERS) ? "reader" : pair.second()),
                        .85f,
                        Align.RIGHT)
                .column("Both no", .65f, Align.RIGHT)
                .column("Kappa (95 % CI)", 1.8f, Align.CENTRE)
                .column("AC1 (95 % CI)", 1.8f, Align.CENTRE);
        for (LevelAgreement l : pair.levels()) {
            table.row(
                    l.level().name(),
                    Integer.toString(l.table().total()),
                    Integer.toString(l.table().count(0, 0)),
                    Integer.toString(l.table().count(0, 1)),
                    Integer.toString(l.table().count(1, 0)),
                    Integer.toString(l.table().count(1, 1)),
                    figures.ratio(l.kappa()),
                    figures.ratio(l.gwet()));
        }
        int[] sums = new int[4];
        for (LevelAgreement l : pair.levels())
            for (int i = 0; i < 4; i++) sums[i] += l.table().count(i / 2, i % 2);
        table.strongRow(
                "All levels",
                Integer.toString(sums[0] + sums[1] + sums[2] + sums[3]),
                Integer.toString(sums[0]),
                Integer.toString(sums[1]),
                Integer.toString(sums[2]),
                Integer.toString(sums[3]),
                figures.ratio(pair.kappa()),
                figures.ratio(pair.gwet()));
        table(
                table,
                "Instrumented or not, by level, " + pair.name()
                        + ". A level is judged on a film where both sides saw it.");
        sheet.note(figures.notes());
    }

    private void perComparison(List<PairAgreement> pairs) throws IOException {
        Figures figures = new Figures();
        ReportTable table = new ReportTable().column("Level", .6f, Align.LEFT);
        for (PairAgreement p : pairs) table.column(p.name(), 1.5f, Align.CENTRE);
        for (Level level : LevelSets.downwards()) {
            if (pairs.stream().noneMatch(p -> at(p, level).isPresent())) continue;
            List<String> cells = new ArrayList<>(List.of(level.name()));
            for (PairAgreement p : pairs) {
                cells.add(at(p, level).map(l -> figures.ratio(l.kappa())).orElse("\u2013"));
            }
            table.row(cells.toArray(String[]::new));
        }
        List<String> all = new ArrayList<>(List.of("All"));
        for (PairAgreement p : pairs) all.add(figures.ratio(p.kappa()));
        table.strongRow(all.toArray(String[]::new));
        table(table, "Cohen's kappa (95 % CI) by level, each comparison by itself.");
        sheet.note(figures.notes());
    }

    private static Optional<LevelAgreement> at(PairAgreement pair, Level level) {
        return pair.levels().stream().filter(l -> l.level() == level).findFirst();
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
        table(table, "What each reader answered.");
        sheet.note(figures.notes());
    }

    private void overlaps() throws IOException {
        sheet.heading("Overlap of the masks");
        if (report.overlaps().stream().allMatch(o -> o.mean().sample().used() == 0)) {
            paragraph("No film has a mask reference with which the predicted masks could be compared.");
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
                    reasons(s));
        }
        table(table, "Dice coefficient of predicted and reference mask.");
        sheet.note(figures.notes());
    }

    private void undetermined() throws IOException {
        sheet.heading("Not determinable");
        if (report.undetermined().isEmpty()) {
            paragraph("Every answer named its levels.");
            return;
        }
        ReportTable table = new ReportTable()
                .column("Film", 1.6f, Align.LEFT)
                .column("By", .8f, Align.LEFT)
                .column("Reason", 2.6f, Align.LEFT);
        for (Undetermined u : report.undetermined())
            table.row(film(u.filmId(), u.filmLabel()), u.by(), u.reason().orElse("\u2013"));
        table(table, "Films on which the levels could not be told.");
    }

    private void disagreements() throws IOException {
        sheet.heading("Disagreements and their likely causes");
        if (report.disagreements().isEmpty()) {
            paragraph("The model differs from no answer.");
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
        for (Disagreement d : report.disagreements()) {
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
        table(
                table,
                "Every answer that differs from the model's. The cause is suggested by rules from the answers alone and confirmed by a "
                        + "person; its confidence ranks the suggestions and is no probability.");
    }

    private void methods() throws IOException {
        sheet.heading("Methods");
        for (String text : ReportMethods.paragraphs(ClusterBootstrap.STANDARD))
            sheet.paragraph(text, 8.5f, PdfSheet.INK);
        ReportTable table = new ReportTable()
                .column("Number", 1.5f, Align.LEFT)
                .column("Call in R or Python that gives it", 3.4f, Align.LEFT);
        for (PairAgreement p : report.comparisons()) call(table, "Exact match, " + p.name(), p.exact());
        report.modelAgainstAllReaders().or(report::modelAgainstReference).ifPresent(p -> {
            call(table, "Jaccard, " + p.name(), p.jaccard());
            call(table, "Kappa, " + p.name(), p.kappa());
            call(table, "AC1, " + p.name(), p.gwet());
            for (LevelAgreement l : p.levels()) call(table, "Kappa at " + l.level(), l.kappa());
        });
        if (table.isEmpty()) return;
        table(table, "How to get the same numbers elsewhere.");
    }

    private static void call(ReportTable table, String number, Estimate estimate) {
        if (estimate instanceof Estimated e) table.row(number, e.method().sameNumber());
    }

    private void signatures() throws IOException {
        sheet.need(80);
        sheet.down(48);
        float middle = PdfSheet.LEFT + PdfSheet.WIDTH / 2;
        float y = sheet.y();
        for (float x : new float[] {PdfSheet.LEFT, middle + 12}) {
            sheet.line(x, y, x + PdfSheet.WIDTH / 2 - 12, y, .5f, PdfSheet.INK);
        }
        sheet.text("Prepared by, date", PdfSheet.LEFT, y - 10, 7.5f, PdfSheet.QUIET, false);
        sheet.text("Reviewed by, date", middle + 12, y - 10, 7.5f, PdfSheet.QUIET, false);
        sheet.down(14);
    }

    private void table(ReportTable table, String caption) throws IOException {
        sheet.caption("Table " + ++tables + ".", caption, sheet.height(table));
        sheet.table(table);
    }

    private void paragraph(String text) {
        try {
            sheet.paragraph(text, 9, PdfSheet.INK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String film(String id, String label) {
        return label.isBlank() ? id : label;
    }

    private static String reasons(Sample sample) {
        return sample.excluded().isEmpty()
                ? "\u2013"
                : sample.excluded().stream()
                        .map(e -> e.count() + " " + e.reason())
                        .collect(Collectors.joining("; "));
    }
}
