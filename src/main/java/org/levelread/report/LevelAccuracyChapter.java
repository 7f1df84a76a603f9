package org.levelread.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.levelread.analysis.FilmComparison;
import org.levelread.analysis.LevelAnswer;
import org.levelread.analysis.LevelSets;
import org.levelread.analysis.StudyData;
import org.levelread.charts.Plot.Forest;
import org.levelread.spine.Level;
import org.levelread.statistics.AgreementTable;
import org.levelread.statistics.DiagnosticAccuracy;
import org.levelread.statistics.Estimate;
import org.levelread.statistics.Sample;

/// How often the model calls a level instrumented that is, and one that is not: sensitivity, specificity and predictive values
/// against the reference, level by level and over all.
///
/// A unit is a level on a film that the reference names. Films of which the model cannot tell the levels are left out and counted.
final class LevelAccuracyChapter {
    private LevelAccuracyChapter() {}

    /// empty for data of the first format, whose reports had no such chapter
    static List<Chapter> of(StudyData data) {
        if (!data.keepsConfidence()) return List.of();
        Map<Level, Map<String, int[][]>> byLevel = new TreeMap<>();
        Map<String, int[][]> all = new TreeMap<>();
        int missing = 0;
        for (FilmComparison film : data.films()) {
            if (film.reference().filter(LevelAnswer::determinable).isEmpty()) continue;
            LevelAnswer truth = film.reference().get();
            Optional<LevelAnswer> model = film.modelLevels().filter(LevelAnswer::determinable);
            if (model.isEmpty()) {
                missing += truth.seen().size();
                continue;
            }
            for (Level level : truth.seen()) {
                int i = truth.instrumented().contains(level) ? 0 : 1;
                int j = model.get().instrumented().contains(level) ? 0 : 1;
                byLevel.computeIfAbsent(level, _ -> new TreeMap<>())
                        .computeIfAbsent(film.cluster(), _ -> new int[2][2])[i][j]++;
                all.computeIfAbsent(film.cluster(), _ -> new int[2][2])[i][j]++;
            }
        }
        String title = "Sensitivity and specificity at each level";
        DataTable.Builder table = DataTable.estimates("level and figure");
        if (all.isEmpty()) {
            return List.of(new Chapter(
                    "levels",
                    title,
                    "Not estimable: no film has both the model's levels and a reference.",
                    Optional.empty(),
                    table.build()));
        }
        List<Forest.Row> rows = new ArrayList<>();
        DiagnosticAccuracy overall = accuracy(all);
        rows("all levels", overall, missing, table, rows, true);
        for (Level level : LevelSets.downwards(byLevel.keySet())) {
            rows(level.name(), accuracy(byLevel.get(level)), 0, table, rows, false);
        }
        return List.of(new Chapter(
                "levels",
                title,
                "Of the levels that carry hardware by the reference the model calls " + Phrases.percent(overall.sensitivity())
                        + " instrumented, of those without it calls " + Phrases.percent(overall.specificity())
                        + " free. A call of instrumented is right in " + Phrases.percent(overall.positivePredictiveValue())
                        + ", one of free in " + Phrases.percent(overall.negativePredictiveValue()) + "."
                        + (missing == 0
                                ? ""
                                : " " + Phrases.count(missing, "level") + " on films that the model could not tell or did not see"
                                        + (missing == 1 ? " is" : " are") + " left out."),
                Optional.of(new Forest("sensitivity of \u201Cinstrumented\u201D", rows, 0, 1, Optional.empty())),
                table.build()));
    }

    private static DiagnosticAccuracy accuracy(Map<String, int[][]> byCluster) {
        return DiagnosticAccuracy.clustered(
                byCluster.values().stream().map(AgreementTable::of).toList(), .95);
    }

    private static void rows(
            String of,
            DiagnosticAccuracy accuracy,
            int missing,
            DataTable.Builder table,
            List<Forest.Row> rows,
            boolean strong) {
        Map<String, Estimate> figures = new LinkedHashMap<>();
        figures.put("sensitivity", accuracy.sensitivity());
        figures.put("specificity", accuracy.specificity());
        figures.put("positive predictive value", accuracy.positivePredictiveValue());
        figures.put("negative predictive value", accuracy.negativePredictiveValue());
        figures.forEach((name, figure) -> table.estimate(
                of + ", " + name,
                missing == 0
                        ? figure
                        : figure.with(new Sample(
                                figure.sample().used(),
                                List.of(new Sample.Exclusion("not told by the model", missing))))));
        AgreementChapters.row(of.startsWith("all") ? "All levels" : of, accuracy.sensitivity(), strong, rows);
    }
}
