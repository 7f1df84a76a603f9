package org.levelread.report;

import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.format.DateTimeFormatter;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.levelread.analysis.AgreementReport;
import org.levelread.analysis.FilmComparison;
import org.levelread.analysis.PairAgreement;
import org.levelread.analysis.PairAgreement.LevelAgreement;
import org.levelread.analysis.ReportCsv;
import org.levelread.charts.Charts;
import org.levelread.charts.Plot;
import org.levelread.report.ReportTable.Align;
import org.levelread.statistics.ClusterBootstrap;
import org.levelread.statistics.Estimate;
import org.levelread.statistics.Estimate.Estimated;

/// The report as an A4 PDF; the same findings and header give the same bytes.
public final class ReportPdf {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'xxx", Locale.UK);

    private final AgreementReport report;
    private final List<Chapter> chapters;
    private final String dataSha256;
    private final ReportHeader header;
    private final NumberedSheet numbered;
    private final PdfSheet sheet;

    private ReportPdf(
            AgreementReport report,
            List<Chapter> chapters,
            String dataSha256,
            ReportHeader header,
            NumberedSheet numbered) {
        this.report = report;
        this.chapters = chapters;
        this.dataSha256 = dataSha256;
        this.header = header;
        this.numbered = numbered;
        this.sheet = numbered.sheet();
    }

    public static byte[] of(Findings findings, ReportHeader header) {
        return of(findings.agreement(), findings.chapters(), findings.dataSha256(), header);
    }

    static byte[] of(AgreementReport report, ReportHeader header) {
        return of(report, List.of(), ReportCsv.checksum(report), header);
    }

    private static byte[] of(
            AgreementReport report, List<Chapter> chapters, String dataSha256, ReportHeader header) {
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
            new ReportPdf(report, chapters, dataSha256, header, new NumberedSheet(sheet)).write();
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("the report could not be written as PDF", e);
        }
    }

    private void write() throws IOException {
        title();
        for (Chapter chapter : chapters) chapter(chapter);
        new AgreementTables(report, numbered).write();
        new FilmTables(report, numbered).write();
        methods();
        signatures();
        sheet.finish("Agreement report \u00B7 " + header.studyName(), "Data SHA-256 " + dataSha256);
    }

    /// Its sentence, its figure, and the table behind it where that is short: long ones stand in the workbook.
    private void chapter(Chapter chapter) throws IOException {
        // heading, sentence and figure belong together
        float figure = chapter.plot()
                .map(plot -> 110 + PdfSheet.CHART * Charts.height(plot) / Charts.WIDTH)
                .orElse(0f);
        sheet.need(figure);
        sheet.heading(chapter.title());
        numbered.paragraph(chapter.sentence());
        if (chapter.plot().isPresent()) {
            Plot plot = chapter.plot().get();
            float height = PdfSheet.CHART * Charts.height(plot) / Charts.WIDTH;
            numbered.figure(caption(chapter), height);
            sheet.chart(
                    graphics -> Charts.of(plot)
                            .draw(graphics, new Rectangle2D.Double(0, 0, Charts.WIDTH, Charts.height(plot))),
                    Charts.WIDTH,
                    Charts.height(plot));
        }
        Optional<ReportTable> table = ChapterTable.of(chapter.table());
        if (table.isPresent()) numbered.table(table.get(), caption(chapter));
    }

    private static String caption(Chapter chapter) {
        return chapter.title().endsWith("?") ? chapter.title() : chapter.title() + ".";
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
        if (chapters.isEmpty() && headline().isPresent()) numbered.paragraph(headline().get());
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

    private void methods() throws IOException {
        sheet.heading("Methods");
        for (String text : ReportMethods.paragraphs(
                chapters.isEmpty() ? ClusterBootstrap.STANDARD : Findings.BOOTSTRAP, !chapters.isEmpty()))
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
        numbered.table(table, "How to get the same numbers elsewhere.");
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
}
