package org.levelread.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.levelread.charts.ChartSvg;

/// Everything about one report in one zip; the same findings and header give the same bytes.
final class ExportPack {
    private ExportPack() {}

    static byte[] of(Findings findings, ReportHeader header) {
        DataTable claim = ItemSheet.of("claim-2024", findings);
        DataTable stard = ItemSheet.of("stard-ai", findings);
        DataTable headline = HeadlineNumbers.of(findings).table();
        DataTable answers = TidyData.answers(findings.data());
        DataTable comparisons = TidyData.comparisons(findings);
        DataTable films = TidyData.films(findings.data());
        Map<String, Chapter> sheets = new LinkedHashMap<>();
        sheets.put("numbers", sheet("numbers", "Headline numbers", headline));
        for (Chapter chapter : findings.chapters()) sheets.put(chapter.id(), chapter);
        sheets.put("answers", sheet("answers", "Answers, a row a film and rater", answers));
        sheets.put("comparisons", sheet("comparisons", "Comparisons of the model", comparisons));
        sheets.put("films", sheet("films", "Films", films));
        sheets.put("dictionary", sheet("dictionary", "What the columns mean", TidyData.dictionary()));
        sheets.put("CLAIM 2024", sheet("claim-2024", "CLAIM 2024, in short words", claim));
        sheets.put("STARD-AI", sheet("stard-ai", "STARD-AI 2025, in short words", stard));

        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("README.txt", readme(findings, header));
        files.put("report.pdf", ReportPdf.of(findings, header));
        files.put("report.xlsx", ReportWorkbook.of(sheets, header.studyName(), header.preparedAt().toInstant()));
        files.put("report.json", ReportJson.of(findings));
        files.put("headline.csv", PackCsv.of(headline));
        files.put("answers.csv", PackCsv.of(answers));
        if (!findings.data().arms().isEmpty()) {
            files.put("arms.csv", PackCsv.of(ArmChapter.answers(findings.data())));
        }
        boolean rated = findings.data().keepsConfidence() && LevelRatings.asked(findings.data());
        if (rated) files.put("ratings.csv", PackCsv.of(LevelRatings.of(findings.data()).table()));
        files.put("comparisons.csv", PackCsv.of(comparisons));
        files.put("films.csv", PackCsv.of(films));
        files.put("dictionary.csv", PackCsv.of(TidyData.dictionary()));
        files.put("imrmc.txt", ImrmcText.of(findings.data()));
        files.put("recompute.py", resource("recompute.py"));
        files.put("recompute.R", resource("recompute.R"));
        if (rated) files.put("mrmc.py", resource("mrmc.py"));
        files.put("flow.svg", FlowChapter.svg(findings.data()).getBytes(StandardCharsets.UTF_8));
        files.put("claim-2024.csv", PackCsv.of(claim));
        files.put("stard-ai.csv", PackCsv.of(stard));
        for (Chapter chapter : findings.chapters()) {
            files.put("tables/" + chapter.id() + ".csv", PackCsv.of(chapter.table()));
            chapter.plot()
                    .ifPresent(plot -> files.put(
                            "plots/" + chapter.id() + ".svg",
                            ChartSvg.of(chapter.id(), chapter.title(), plot).getBytes(StandardCharsets.UTF_8)));
        }
        files.put("data.json", findings.data().bytes());
        return Packed.files(files);
    }

    private static Chapter sheet(String id, String title, DataTable table) {
        return new Chapter(id, title, "", Optional.empty(), table);
    }

    private static byte[] readme(Findings findings, ReportHeader header) {
        return """
                %s
                Frozen %s by %s

                data.json is what every number here was computed from. Its SHA-256 is
                %s
                Check it: sha256sum data.json
                Recompute the headline numbers from answers.csv: python3 recompute.py, or Rscript recompute.R

                report.pdf       for people
                report.xlsx      every table, a sheet each
                report.json      headline numbers and every chapter with its sentence and table
                headline.csv     the headline numbers with their intervals
                answers.csv      a row a film and rater; dictionary.csv says what the columns mean
                arms.csv         every answer with its arm; where a study reads with and without the prediction, answers.csv
                                 has the ones without
                ratings.csv      a row a film, level and rater: how sure the rater is that the level is instrumented, where it
                                 was asked; mrmc.py recomputes the areas under the ROC curve from it
                comparisons.csv  the model beside each other answer: outcome, shift, causes
                films.csv        a row a film: confidence, Dice, subgroups
                imrmc.txt        for iMRMC (https://github.com/DIDSR/iMRMC)
                flow.svg         flow of films, as STARD 2015 asks for
                claim-2024.csv, stard-ai.csv
                                 items of the guidelines in short words, numbered as CLAIM 2024 (Radiol Artif Intell
                                 2024;6:e240300) and STARD-AI (Nat Med 2025;31:3283-3289) number them; OPEN marks what only
                                 an author can add. Compare with the published sheets before you submit.
                tables/, plots/  each chapter of the report

                LevelRead is for research and no medical device.
                """.formatted(
                        header.studyName(), header.preparedAt(), header.preparedBy(), findings.dataSha256())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] resource(String name) {
        try (InputStream in = ExportPack.class.getResourceAsStream(name)) {
            if (in == null) throw new IOException("the program lacks its file " + name);
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
