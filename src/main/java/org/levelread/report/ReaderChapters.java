package org.levelread.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.levelread.analysis.AgreementReport;
import org.levelread.analysis.FilmComparison;
import org.levelread.analysis.LevelAnswer;
import org.levelread.analysis.LevelSets;
import org.levelread.analysis.ReaderAnswer;
import org.levelread.analysis.StudyData;
import org.levelread.charts.Plot.Forest;
import org.levelread.spine.Level;
import org.levelread.statistics.ClusterBootstrap;
import org.levelread.statistics.ClusterSums;
import org.levelread.statistics.Estimate;
import org.levelread.statistics.Figure;
import org.levelread.statistics.Method;
import org.levelread.statistics.Observation;
import org.levelread.statistics.Proportions;
import org.levelread.statistics.Sample;

/// The readers by themselves: time a case, bias in levels, drift, repeatability.
final class ReaderChapters {
    private ReaderChapters() {}

    static List<Chapter> of(StudyData data, AgreementReport agreement, ClusterBootstrap bootstrap) {
        return List.of(time(agreement), panel(data, agreement.readers(), bootstrap), repeatability(data));
    }

    private static Chapter time(AgreementReport agreement) {
        DataTable.Builder table = DataTable.estimates("reader, median seconds a film");
        List<Forest.Row> rows = new ArrayList<>();
        double longest = 1;
        for (AgreementReport.ReaderSummary reader : agreement.readerSummaries()) {
            table.estimate("reader " + reader.reader(), reader.seconds());
            AgreementChapters.row("Reader " + reader.reader(), reader.seconds(), false, rows);
        }
        for (Forest.Row row : rows) longest = Math.max(longest, row.upper());
        double shortest = rows.stream().mapToDouble(Forest.Row::value).min().orElse(0);
        double slowest = rows.stream().mapToDouble(Forest.Row::value).max().orElse(0);
        return new Chapter(
                "time",
                "Time a case",
                rows.isEmpty()
                        ? "No reader has answered."
                        : "The readers' median time at work on a film is " + Math.round(shortest)
                                + (Math.round(slowest) > Math.round(shortest) ? " to " + Math.round(slowest) : "")
                                + " seconds.",
                rows.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Forest("median seconds a film", rows, 0, Math.ceil(longest / 10) * 10, Optional.empty())),
                table.build());
    }

    /// Bias against the reference at the lower instrumented vertebra, and how exact match and time drift over the
    /// reader's own order of films.
    private static Chapter panel(StudyData data, List<String> readers, ClusterBootstrap bootstrap) {
        TreeSet<String> names = new TreeSet<>();
        for (FilmComparison film : data.films()) names.add(film.cluster());
        Map<String, Integer> clusters = new HashMap<>();
        for (String name : names) clusters.put(name, clusters.size());
        DataTable.Builder table = DataTable.estimates("reader and figure");
        List<Forest.Row> rows = new ArrayList<>();
        for (String reader : readers) {
            List<Observation> bias = new ArrayList<>();
            ClusterSums exact = new ClusterSums(clusters.size(), 5);
            ClusterSums seconds = new ClusterSums(clusters.size(), 5);
            int ordered = 0;
            int judged = 0;
            for (FilmComparison film : data.films()) {
                for (ReaderAnswer answer : film.readers()) {
                    if (!answer.reader().equals(reader)) continue;
                    int cluster = clusters.get(film.cluster());
                    if (answer.order() > 0) {
                        add(seconds, cluster, answer.order(), answer.seconds());
                        ordered++;
                    }
                    if (film.reference().isEmpty()) continue;
                    LevelAnswer truth = film.reference().get();
                    bias(answer.levels(), truth).ifPresent(b -> bias.add(new Observation(film.cluster(), b)));
                    if (answer.order() > 0) {
                        add(exact, cluster, answer.order(), answer.levels().sameAs(truth) ? 1 : 0);
                        judged++;
                    }
                }
            }
            Estimate mean = bootstrap.mean(bias, names, .95);
            table.estimate("reader " + reader + ", bias in levels upwards", mean);
            AgreementChapters.row("Reader " + reader, mean, false, rows);
            table.estimate(
                    "reader " + reader + ", change of exact match over ten films", slope(exact, judged, bootstrap));
            table.estimate(
                    "reader " + reader + ", change of seconds over ten films", slope(seconds, ordered, bootstrap));
        }
        double widest = rows.stream()
                .mapToDouble(r -> Math.max(Math.abs(r.lower()), Math.abs(r.upper())))
                .max()
                .orElse(.5);
        double end = Math.max(.5, Math.ceil(widest * 2) / 2);
        return new Chapter(
                "panel",
                "Bias and drift of the readers",
                rows.isEmpty()
                        ? "Bias is not estimable: there is no reader whose answer and the reference both name an instrumented level."
                        : "Mean difference of each reader to the reference at the lower instrumented vertebra, in levels;"
                                + " the table also has the change of exact match and of time over ten films of the reader's order.",
                rows.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Forest("levels above the reference", rows, -end, end, Optional.empty())),
                table.build());
    }

    /// columns n, Σx, Σy, Σxy, Σx², with x in tens of films
    private static void add(ClusterSums sums, int cluster, int order, double y) {
        double x = order / 10.0;
        double[] added = {1, x, y, x * y, x * x};
        for (int j = 0; j < added.length; j++) sums.add(cluster, j, added[j]);
    }

    private static Estimate slope(ClusterSums sums, int n, ClusterBootstrap bootstrap) {
        Figure slope = s -> {
            double spread = s[0] * s[4] - s[1] * s[1];
            return s[0] < 3 || spread <= 1e-9
                    ? OptionalDouble.empty()
                    : OptionalDouble.of((s[0] * s[3] - s[1] * s[2]) / spread);
        };
        return bootstrap.estimate(
                sums,
                slope,
                new Method("least squares slope; " + bootstrap.inWords(), "R: coef(lm(y ~ I(order / 10)))[2]"),
                Sample.of(n),
                .95);
    }

    private static Optional<Double> bias(LevelAnswer answer, LevelAnswer truth) {
        if (answer.instrumented().isEmpty() || truth.instrumented().isEmpty()) return Optional.empty();
        int a = Level.USUAL.indexOf(LevelSets.downwards(answer.instrumented()).getLast());
        int b = Level.USUAL.indexOf(LevelSets.downwards(truth.instrumented()).getLast());
        return a < 0 || b < 0 ? Optional.empty() : Optional.of((double) (a - b));
    }

    private static Chapter repeatability(StudyData data) {
        DataTable.Builder table = DataTable.estimates("reader, same answer again");
        TreeSet<String> readers = new TreeSet<>();
        data.repeats().forEach(r -> readers.add(r.reader()));
        int same = 0;
        for (String reader : readers) {
            List<StudyData.Repeat> own = data.repeats().stream().filter(r -> r.reader().equals(reader)).toList();
            int equal = (int) own.stream().filter(r -> r.first().sameAs(r.second())).count();
            same += equal;
            table.estimate("reader " + reader, Proportions.wilson(equal, own.size(), .95));
        }
        return new Chapter(
                "repeatability",
                "Repeatability",
                data.repeats().isEmpty()
                        ? "Not estimable: no reader met a film twice."
                        : "Meeting a film again without knowing, readers gave the same answer in "
                                + Phrases.percent(Proportions.wilson(same, data.repeats().size(), .95)) + ".",
                Optional.empty(),
                table.build());
    }
}
