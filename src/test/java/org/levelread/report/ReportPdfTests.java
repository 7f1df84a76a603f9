package org.levelread.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.analysis.AgreementReport;
import org.levelread.analysis.FilmComparison;
import org.levelread.analysis.MadeStudy;
import org.levelread.analysis.PairAgreement;
import org.levelread.analysis.ReportCsv;

class ReportPdfTests {
    private static final ReportHeader HEADER = new ReportHeader(
            "LevelRead demonstration study", ZonedDateTime.of(2026, 11, 23, 8, 30, 0, 0, ZoneOffset.UTC), "study lead");

    @Test
    void holdsWhatAStatisticianSigns() throws IOException {
        AgreementReport report = AgreementReport.of(MadeStudy.demo(11, 24));
        byte[] pdf = ReportPdf.of(report, HEADER);
        // kept for looking at
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target/agreement-report.pdf"), pdf);
        String text = text(pdf);
        assertThat(text)
                .contains(
                        "Agreement report",
                        "LevelRead demonstration study",
                        "November 2026, 08:30 UTC by ",
                        "study lead")
                .contains("instrumentation 1.0.1; sacrum 1.0.0; vertebrae 1.0.0")
                .contains("model against R1", "model against all", "R1 against R2", "Mean Jaccard")
                .contains(
                        "Figure 1.",
                        "Cohen's kappa by level",
                        "Mean Dice (95 % CI)",
                        "Fleiss, Cohen and Everitt (1969)")
                .contains("Call in R or Python", "Prepared by, date", "Page 1 of ")
                .contains("Data SHA-256 " + ReportCsv.checksum(report));
        assertThat(text).doesNotContain("NaN").doesNotContain("Infinity");
        PairAgreement all = report.modelAgainstAllReaders().orElseThrow();
        assertThat(text).contains(all.exactCount() + "/" + all.exact().sample().used());
        for (var d : report.disagreements())
            assertThat(text).contains(d.filmLabel(), d.suggested().cause().code());
    }

    @Test
    void theSameInputGivesTheSameBytes() {
        byte[] once = ReportPdf.of(AgreementReport.of(MadeStudy.demo(5, 12)), HEADER);
        assertThat(ReportPdf.of(AgreementReport.of(MadeStudy.demo(5, 12)), HEADER))
                .isEqualTo(once);
        ReportHeader later =
                new ReportHeader(HEADER.studyName(), HEADER.preparedAt().plusMinutes(1), HEADER.preparedBy());
        assertThat(ReportPdf.of(AgreementReport.of(MadeStudy.demo(5, 12)), later))
                .isNotEqualTo(once);
    }

    @Test
    void emptyAndSmallStudies() throws IOException {
        assertThat(text(ReportPdf.of(AgreementReport.of(List.of()), HEADER)))
                .contains("There is neither a reading nor a reference");
        assertThat(text(ReportPdf.of(AgreementReport.of(MadeStudy.tenFilms().subList(0, 1)), HEADER)))
                .contains("not estimable", "n.e.");
        assertThat(text(ReportPdf.of(AgreementReport.of(MadeStudy.tenFilms()), HEADER)))
                .contains("4/10", "40.0 (16.8 to 68.7)", "0.62 (");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u041F\u043E\u0437\u0432\u043E\u043D\u043E\u0447\u043D\u0438\u043A \u03BA \u2265 5",
                "\u8130\u690E",
                "\uD83E\uDDB4 bone",
                "\uD83E",
                "a\u0000b\tc\r\nd",
                "\u202Egnp.exe",
                "\u0639\u0645\u0648\u062F",
                "e\u0301\u0302\u0303",
                "\uFFFF\uFDD0"
            })
    void anyName(String name) throws IOException {
        FilmComparison plain = MadeStudy.tenFilms().get(2);
        FilmComparison film = new FilmComparison(
                plain.filmId(),
                name,
                Optional.empty(),
                plain.model(),
                plain.readers(),
                plain.reference(),
                Map.of(),
                Map.of());
        String text = text(
                ReportPdf.of(AgreementReport.of(List.of(film)), new ReportHeader(name, HEADER.preparedAt(), name)));
        assertThat(text).contains("Disagreements and their likely causes");
        if (name.startsWith("\u041F")) assertThat(text).contains(name);
        if (name.equals("\u8130\u690E")) assertThat(text).contains("[U+8130][U+690E]");
    }

    @Test
    void aNameLongerThanThePageIsWide() throws IOException {
        FilmComparison plain = MadeStudy.tenFilms().get(2);
        FilmComparison film = new FilmComparison(
                plain.filmId(),
                "x".repeat(900),
                Optional.empty(),
                plain.model(),
                plain.readers(),
                plain.reference(),
                Map.of(),
                Map.of());
        String text = text(ReportPdf.of(
                AgreementReport.of(List.of(film)), new ReportHeader("y".repeat(500), HEADER.preparedAt(), "z")));
        assertThat(text.chars().filter(c -> c == 'x').count()).isGreaterThanOrEqualTo(900);
    }

    @Test
    void manyFilmsFillManyPages() throws IOException {
        List<FilmComparison> films = new ArrayList<>(MadeStudy.demo(2, 90));
        byte[] pdf = ReportPdf.of(AgreementReport.of(films), HEADER);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isBetween(6, 30);
            for (int p = 1; p <= pages; p++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(p);
                stripper.setEndPage(p);
                assertThat(stripper.getText(document))
                        .contains("Page " + p + " of " + pages)
                        .hasSizeGreaterThan(250);
            }
        }
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
