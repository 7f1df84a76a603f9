package org.levelread.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.levelread.analysis.StudyData;
import org.levelread.analysis.StudyData.ReferenceStep;

/// A reporting guideline's items, in short words of our own, filled from the frozen data where that knows the answer.
final class ItemSheet {
    static final String OPEN = "OPEN: for the authors";

    private ItemSheet() {}

    /// @param resource "claim-2024" or "stard-ai"
    static DataTable of(String resource, Findings findings) {
        Map<String, String> known = known(findings);
        DataTable.Builder table = new DataTable.Builder("item", "section", "what it asks, in short", "answer", "state");
        try (InputStream in = ItemSheet.class.getResourceAsStream(resource + ".csv")) {
            if (in == null) throw new IOException("there is no item sheet " + resource);
            try (CSVParser items = CSVParser.parse(
                    new InputStreamReader(in, StandardCharsets.UTF_8),
                    CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get())) {
                for (CSVRecord item : items) {
                    String answer = known.getOrDefault(item.get("fill"), "");
                    table.row(
                            item.get("item"),
                            item.get("section"),
                            item.get("asks"),
                            answer.isEmpty() ? OPEN : answer,
                            answer.isEmpty() ? "open" : "filled from the database, to be checked");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table.build();
    }

    private static String adjudicators(StudyData data) {
        long people = data.adjudications().stream().map(StudyData.Adjudicated::adjudicator).distinct().count();
        return people == 0
                ? ""
                : Phrases.count(people, "adjudicator") + " decided on the reference with a rationale for each film.";
    }

    private static Map<String, String> known(Findings findings) {
        FlowChapter.Flow flow = FlowChapter.Flow.of(findings.data());
        String origins = findings.data().reference().stream()
                .map(ReferenceStep::origin)
                .distinct()
                .collect(Collectors.joining(", "));
        String versions = String.join("; ", findings.agreement().modelVersions());
        return Map.ofEntries(
                Map.entry("flow", findings.chapter("flow").sentence() + " See flow.svg."),
                Map.entry("reference", origins.isEmpty() ? "" : "Reference standard by " + origins
                        + "; every version is kept, version and rationale are in reference.csv."),
                Map.entry("variability", findings.chapter("repeatability").sentence() + " "
                        + findings.chapter("headline").sentence()),
                Map.entry("readers", Phrases.count(findings.agreement().readers().size(), "reader")
                        + (findings.data().arms().isEmpty()
                                ? " read blinded to the model, to the reference and to each other."
                                : " read blinded to the reference and to each other, in the unaided arm also to the model.")
                        + " The model sees the film alone."),
                Map.entry("annotation", adjudicators(findings.data())),
                Map.entry("adjudication", adjudicators(findings.data()).isEmpty()
                        ? ""
                        : ReferenceChapters.whatAdjudicatorsSaw(findings.data())),
                Map.entry("development", versions.isEmpty() ? "" : "Versions: " + versions + "; the models' cards say with which"
                        + " films they were trained, tuned and tested."),
                Map.entry("crosstab", findings.chapter("outcomes").sentence() + " " + findings.chapter("confusion").sentence()
                        + " See outcomes.csv, confusion.csv."),
                Map.entry("accuracy", findings.chapter("agreement").sentence() + " " + findings.chapter("headline").sentence()),
                Map.entry("audit", "Every answer and prediction is kept with its revisions and the trail is a chain of hashes;"
                        + " this report can be computed again from data.json, SHA-256 " + findings.dataSha256() + "."),
                Map.entry("model", versions.isEmpty() ? "" : "Versions: " + versions + "; see the models' cards."),
                Map.entry("metrics", "Exact match of the instrumented levels, Jaccard index, Cohen's kappa and Gwet's AC1 over levels,"
                        + " interchangeability with a margin of " + findings.data().margin() + "."),
                Map.entry("uncertainty", "95 % intervals: Wilson with design effect, " + Findings.BOOTSTRAP.inWords()
                        + "; every number names the call that gives it again."),
                Map.entry("undetermined", "Not determinable is an answer: " + (flow.predicted() - flow.determinable())
                        + " films by the model; each figure says how many were left out and why."),
                Map.entry("missing", (flow.films() - flow.predicted()) + " films without a prediction, "
                        + (flow.films() - flow.read()) + " not read, " + (flow.films() - flow.referenced())
                        + " without a reference; pairs with a missing side are left out and counted."),
                Map.entry("performance", findings.chapter("agreement").sentence()),
                Map.entry("headline", findings.chapter("headline").sentence()),
                Map.entry("failure", findings.chapter("pareto").sentence() + " "
                        + findings.chapter("outcomes").sentence()),
                Map.entry("subgroups", findings.chapter("subgroups").sentence() + " See subgroups.csv."),
                Map.entry("reliability", findings.chapter("reliability").sentence() + " "
                        + findings.chapter("risk-coverage").sentence()),
                Map.entry("deidentified", "Films are stored as pixels without any header of the uploaded file."),
                Map.entry("software", "LevelRead; PyTorch through DJL for the nets, Apache Commons Statistics and own code for the"
                        + " figures, as each figure says."),
                Map.entry("data", "answers.csv, comparisons.csv and films.csv of this pack, SHA-256 of the frozen data "
                        + findings.dataSha256() + "."));
    }
}
