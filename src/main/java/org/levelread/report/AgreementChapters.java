package org.levelread.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.levelread.analysis.AgreementReport;
import org.levelread.analysis.FilmComparison;
import org.levelread.analysis.LevelAnswer;
import org.levelread.analysis.PairAgreement;
import org.levelread.analysis.ReaderAnswer;
import org.levelread.analysis.StudyData;
import org.levelread.charts.Plot.Forest;
import org.levelread.statistics.Estimate;
import org.levelread.statistics.Proportions;
import org.levelread.statistics.Proportions.Count;

/// How far every two sides agree, and in which films.
final class AgreementChapters {
    private static final int MOST_ROWS = 30;

    private AgreementChapters() {}

    static Chapter forest(AgreementReport report) {
        DataTable.Builder table = DataTable.estimates("comparison and figure");
        List<Forest.Row> rows = new ArrayList<>();
        for (PairAgreement pair : report.comparisons()) {
            table.estimate(pair.name() + ", exact match", pair.exact());
            table.estimate(pair.name() + ", exact or one side not determinable", pair.exactOrMissed());
            table.estimate(pair.name() + ", mean Jaccard", pair.jaccard());
            table.estimate(pair.name() + ", kappa over all levels", pair.kappa());
            table.estimate(pair.name() + ", AC1 over all levels", pair.gwet());
            if (rows.size() < MOST_ROWS) {
                row(pair.name(), pair.exact(), pair.second().equals(AgreementReport.ALL_READERS), rows);
            }
        }
        Optional<PairAgreement> main = report.modelAgainstAllReaders().or(report::modelAgainstReference);
        String sentence = main.map(pair -> "Against " + pair.second() + " the model names exactly the same instrumented"
                        + " levels in " + Phrases.percent(pair.exact()) + ", with a mean Jaccard index of "
                        + Phrases.number(pair.jaccard()) + " and a kappa over all levels of "
                        + Phrases.number(pair.kappa()) + ".")
                .orElse("Nothing can be compared yet: there is neither an answer nor a reference.");
        return new Chapter(
                "agreement",
                "Agreement of every two sides",
                sentence,
                rows.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Forest("exact match of the instrumented levels", rows, 0, 1, Optional.empty())),
                table.build());
    }

    /// Exact match of the model in subgroups: with the reference where there is one, else with all readers.
    static Chapter subgroups(StudyData data) {
        boolean reference = data.films().stream().anyMatch(f -> f.reference().isPresent());
        TreeSet<String> names = new TreeSet<>();
        for (FilmComparison film : data.films()) film.groups().forEach((group, value) -> names.add(group));
        DataTable.Builder table = DataTable.estimates("subgroup");
        List<Forest.Row> rows = new ArrayList<>();
        for (String group : names) {
            TreeSet<String> values = new TreeSet<>();
            for (FilmComparison film : data.films()) {
                if (film.groups().containsKey(group)) values.add(film.groups().get(group));
            }
            for (String value : values) {
                Estimate exact = exact(
                        data.films().stream()
                                .filter(f -> value.equals(f.groups().get(group)))
                                .toList(),
                        reference);
                table.estimate(group + ": " + value, exact);
                row(group + ": " + value, exact, false, rows);
            }
        }
        String against = reference ? "the reference" : "the readers";
        return new Chapter(
                "subgroups",
                "Subgroups",
                rows.isEmpty()
                        ? "No subgroup could be compared: nothing is known of the films that would tell them apart."
                        : "Exact match of the model with " + against
                                + " by what is known of the films; intervals are not adjusted for looking at several groups.",
                rows.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Forest("exact match with " + against, rows, 0, 1, Optional.empty())),
                table.build());
    }

    private static Estimate exact(List<FilmComparison> films, boolean reference) {
        SortedMap<String, int[]> clusters = new TreeMap<>();
        for (FilmComparison film : films) {
            if (film.modelLevels().isEmpty()) continue;
            List<LevelAnswer> others = reference
                    ? film.reference().stream().toList()
                    : film.readers().stream().map(ReaderAnswer::levels).toList();
            for (LevelAnswer other : others) {
                int[] count = clusters.computeIfAbsent(film.cluster(), _ -> new int[2]);
                count[0] += film.modelLevels().get().sameAs(other) ? 1 : 0;
                count[1]++;
            }
        }
        if (clusters.isEmpty()) return Proportions.wilson(0, 0, .95);
        return Proportions.wilsonClustered(
                clusters.values().stream().map(c -> new Count(c[0], c[1])).toList(), .95);
    }

    static void row(String label, Estimate estimate, boolean strong, List<Forest.Row> rows) {
        estimate.estimated().ifPresent(e -> rows.add(new Forest.Row(
                label,
                e.value(),
                e.interval().map(i -> i.lower()).orElse(e.value()),
                e.interval().map(i -> i.upper()).orElse(e.value()),
                strong)));
    }
}
