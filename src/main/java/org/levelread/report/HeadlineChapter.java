package org.levelread.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.levelread.analysis.AgreementReport;
import org.levelread.analysis.FilmComparison;
import org.levelread.analysis.LevelAnswer;
import org.levelread.analysis.ReaderAnswer;
import org.levelread.analysis.StudyData;
import org.levelread.charts.Plot.Forest;
import org.levelread.statistics.ClusterBootstrap;
import org.levelread.statistics.ClusterSums;
import org.levelread.statistics.Estimate;
import org.levelread.statistics.Figure;
import org.levelread.statistics.Interchangeability;
import org.levelread.statistics.Interchangeability.Drawn;
import org.levelread.statistics.Interchangeability.Pair;

/// Whether the model agrees with the readers as well as these agree with each other.
///
/// Two answers agree where they give the same instrumented levels, or both that the levels cannot be determined; one
/// that is not determinable beside one that is, disagrees. Each pair of raters counts the same.
final class HeadlineChapter {
    private HeadlineChapter() {}

    static Chapter of(StudyData data, ClusterBootstrap bootstrap) {
        List<Pair> pairs = pairs(data.films());
        String title = "Is the model as good as another reader?";
        DataTable.Builder table = DataTable.estimates("number");
        long readers = pairs.stream().filter(p -> p.first().equals(AgreementReport.MODEL)).count();
        if (readers < 2) {
            return new Chapter(
                    "headline",
                    title,
                    "Not estimable: at least two readers must have answered on films with a prediction; "
                            + Phrases.count(readers, "reader") + " did.",
                    Optional.empty(),
                    table.build());
        }
        Interchangeability films = interchangeability(pairs, data.margin(), Drawn.CLUSTERS, bootstrap);
        Interchangeability both = interchangeability(pairs, data.margin(), Drawn.READERS_AND_CLUSTERS, bootstrap);
        table.estimate("exact match, model with a reader", films.withCandidate());
        table.estimate("exact match, reader with another reader", films.amongReaders());
        table.estimate("difference, films drawn", films.difference());
        table.estimate("difference, readers and films drawn", both.difference());
        for (Drawn drawn : Drawn.values()) {
            table.estimate(
                    "difference, " + (drawn == Drawn.CLUSTERS ? "films" : "readers and films") + " drawn, BCa ends",
                    interchangeability(pairs, data.margin(), drawn, bootstrap.with(ClusterBootstrap.Ends.BCA))
                            .difference());
        }
        List<Forest.Row> rows = new ArrayList<>();
        AgreementChapters.row("Model with a reader", films.withCandidate(), false, rows);
        AgreementChapters.row("Reader with a reader", films.amongReaders(), false, rows);
        AgreementChapters.row("Difference", films.difference(), true, rows);
        AgreementChapters.row("Difference, readers drawn too", both.difference(), true, rows);
        Forest forest = new Forest(
                "share of answers that match exactly",
                rows,
                Math.min(-.3, Math.floor(rows.stream().mapToDouble(Forest.Row::lower).min().orElse(-.3) * 10) / 10),
                1,
                Optional.of(new Forest.Line(-data.margin(), "margin")));
        return new Chapter("headline", title, sentence(films, both), Optional.of(forest), table.build());
    }

    private static String sentence(Interchangeability films, Interchangeability both) {
        String finding = switch (films.conclusion()) {
            case BETTER -> "The model agrees better with a reader than readers agree with each other";
            case NOT_INFERIOR -> "The model is interchangeable with a reader within the margin";
            case OPEN -> "Whether the model is interchangeable with a reader stays open";
            case INFERIOR -> "The model is not interchangeable with a reader";
            case NOT_ESTIMABLE -> "Interchangeability is not estimable";
        };
        return finding + ": it gives exactly a reader's answer in " + Phrases.percent(films.withCandidate())
                + ", a reader gives another reader's in " + Phrases.percent(films.amongReaders())
                + "; the difference is " + points(films.difference()) + " against a margin of "
                + Phrases.one(100 * films.margin()) + " points. For readers like these, drawn too: "
                + points(both.difference()) + ".";
    }

    private static String points(Estimate estimate) {
        return Phrases.percent(estimate).replace(" %", "").replace("(95 CI", "percentage points (95 % CI");
    }

    private static Interchangeability interchangeability(
            List<Pair> pairs, double margin, Drawn drawn, ClusterBootstrap bootstrap) {
        return Interchangeability.of(
                pairs, AgreementReport.MODEL, Figure.MEAN, "exact match", margin, drawn, bootstrap, .95);
    }

    /// the model with each reader, then each two readers; pairs without a common film are left out
    static List<Pair> pairs(List<FilmComparison> films) {
        TreeSet<String> codes = new TreeSet<>();
        TreeSet<String> clusters = new TreeSet<>();
        for (FilmComparison film : films) {
            clusters.add(film.cluster());
            film.readers().forEach(r -> codes.add(r.reader()));
        }
        List<String> raters = new ArrayList<>(List.of(AgreementReport.MODEL));
        raters.addAll(codes);
        Map<String, Integer> number = new HashMap<>();
        for (String cluster : clusters) number.put(cluster, number.size());
        ClusterSums[][] sums = new ClusterSums[raters.size()][raters.size()];
        for (FilmComparison film : films) {
            LevelAnswer[] answers = new LevelAnswer[raters.size()];
            film.modelLevels().ifPresent(model -> answers[0] = model);
            for (ReaderAnswer r : film.readers()) answers[raters.indexOf(r.reader())] = r.levels();
            int cluster = number.get(film.cluster());
            for (int i = 0; i < answers.length; i++) {
                for (int j = i + 1; j < answers.length; j++) {
                    if (answers[i] == null || answers[j] == null) continue;
                    if (sums[i][j] == null) sums[i][j] = new ClusterSums(clusters.size(), 2);
                    sums[i][j].add(cluster, 0, answers[i].sameAs(answers[j]) ? 1 : 0);
                    sums[i][j].add(cluster, 1, 1);
                }
            }
        }
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < raters.size(); i++) {
            for (int j = i + 1; j < raters.size(); j++) {
                if (sums[i][j] != null) pairs.add(new Pair(raters.get(i), raters.get(j), sums[i][j]));
            }
        }
        return pairs;
    }
}
