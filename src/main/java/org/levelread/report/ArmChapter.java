package org.levelread.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.levelread.analysis.FilmComparison;
import org.levelread.analysis.LevelAnswer;
import org.levelread.analysis.LevelSets;
import org.levelread.analysis.StudyData;
import org.levelread.analysis.StudyData.ArmAnswer;
import org.levelread.charts.Plot.Forest;
import org.levelread.statistics.ClusterBootstrap;
import org.levelread.statistics.Estimate;
import org.levelread.statistics.Observation;

/// The arms of a study apart: what readers say alone and beside the prediction, against the reference, and how long it takes.
final class ArmChapter {
    private ArmChapter() {}

    /// empty for a study with one way of reading
    static List<Chapter> of(StudyData data, ClusterBootstrap bootstrap) {
        if (data.arms().isEmpty()) return List.of();
        Map<String, FilmComparison> films = data.byId();
        DataTable.Builder table = DataTable.estimates("reader and figure");
        List<Forest.Row> rows = new ArrayList<>();
        TreeSet<String> readers = new TreeSet<>();
        data.arms().forEach(answer -> readers.add(answer.reader()));
        for (boolean aided : new boolean[] {false, true}) {
            List<ArmAnswer> all = data.arms().stream().filter(a -> a.aided() == aided).toList();
            Estimate exact = bootstrap.mean(exact(all, films), .95);
            table.estimate("all readers, " + words(aided) + ", same instrumented levels as the reference", exact);
            AgreementChapters.row("All readers, " + words(aided), exact, true, rows);
            table.estimate("all readers, " + words(aided) + ", median seconds a film", bootstrap.median(seconds(all, films), .95));
            for (String reader : readers) {
                List<ArmAnswer> own = all.stream().filter(a -> a.reader().equals(reader)).toList();
                Estimate one = bootstrap.mean(exact(own, films), .95);
                table.estimate("reader " + reader + ", " + words(aided) + ", same instrumented levels as the reference", one);
                AgreementChapters.row("Reader " + reader + ", " + words(aided), one, false, rows);
                table.estimate(
                        "reader " + reader + ", " + words(aided) + ", median seconds a film",
                        bootstrap.median(seconds(own, films), .95));
            }
        }
        Estimate change = bootstrap.mean(changes(data.arms(), films), .95);
        table.estimate("change with the prediction, same reader and film, all readers", change);
        return List.of(new Chapter(
                "arms",
                "Alone and beside the prediction",
                "Where one reader read a film both ways, the prediction changed the share of films with the reference's"
                        + " instrumented levels by " + Phrases.percent(change)
                        + ". The interval takes these readers as given and films of one patient together."
                        + " All other chapters count only answers that were given without the prediction.",
                rows.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Forest(
                                "share of films with the reference's instrumented levels", rows, 0, 1, Optional.empty())),
                table.build()));
    }

    static DataTable answers(StudyData data) {
        DataTable.Builder table = new DataTable.Builder(
                "film_id", "rater", "arm", "period", "determinable", "seen", "instrumented", "seconds");
        for (ArmAnswer answer : data.arms()) {
            table.row(
                    answer.filmId(),
                    answer.reader(),
                    words(answer.aided()),
                    answer.period(),
                    answer.levels().determinable() ? 1 : 0,
                    LevelSets.spaced(answer.levels().seen()),
                    LevelSets.spaced(answer.levels().instrumented()),
                    answer.seconds());
        }
        return table.build();
    }

    private static String words(boolean aided) {
        return aided ? "aided" : "unaided";
    }

    private static List<Observation> exact(List<ArmAnswer> answers, Map<String, FilmComparison> films) {
        List<Observation> exact = new ArrayList<>();
        for (ArmAnswer answer : answers) {
            FilmComparison film = films.get(answer.filmId());
            film.reference().ifPresent(truth -> exact.add(new Observation(film.cluster(), score(answer, truth))));
        }
        return exact;
    }

    private static List<Observation> seconds(List<ArmAnswer> answers, Map<String, FilmComparison> films) {
        return answers.stream()
                .map(answer -> new Observation(films.get(answer.filmId()).cluster(), answer.seconds()))
                .toList();
    }

    private static List<Observation> changes(List<ArmAnswer> answers, Map<String, FilmComparison> films) {
        Map<List<String>, ArmAnswer> alone = new HashMap<>();
        answers.stream()
                .filter(answer -> !answer.aided())
                .forEach(answer -> alone.putIfAbsent(List.of(answer.reader(), answer.filmId()), answer));
        List<Observation> changes = new ArrayList<>();
        for (ArmAnswer aided : answers) {
            ArmAnswer before = aided.aided() ? alone.get(List.of(aided.reader(), aided.filmId())) : null;
            FilmComparison film = films.get(aided.filmId());
            if (before == null || film.reference().isEmpty()) continue;
            LevelAnswer truth = film.reference().get();
            changes.add(new Observation(film.cluster(), score(aided, truth) - score(before, truth)));
        }
        return changes;
    }

    private static double score(ArmAnswer answer, LevelAnswer truth) {
        return answer.levels().sameAs(truth) ? 1 : 0;
    }
}
