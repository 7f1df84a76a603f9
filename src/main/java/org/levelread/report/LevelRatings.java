package org.levelread.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.levelread.analysis.FilmComparison;
import org.levelread.analysis.LevelAnswer;
import org.levelread.analysis.LevelSets;
import org.levelread.analysis.ModelAnswer;
import org.levelread.analysis.StudyData;
import org.levelread.spine.Level;

/// How sure each rater is that a level is instrumented: the scores behind the areas under the ROC curve and the iMRMC text.
///
/// A case is a level on a film that the reference names; its truth is whether it is instrumented. A rater's score is the
/// confidence in the level's name, 1 to 5 by a reader and 0 to 1 by the model, with a minus where the rater sees no hardware in
/// it, and 0 where the rater says nothing of the level: does not name it, or cannot tell the levels of the film.
///
/// @param units the cases, by film and from the head down
/// @param scores by arm and rater, as long as `units`; `NaN` where the rater did not read the film, or was not asked how sure
///     the name is
record LevelRatings(List<Unit> units, Map<Rater, double[]> scores) {
    /// the arm of readers where a study has one way of reading
    static final String ONE_ARM = "reader";

    static final String MODEL = "model";

    record Unit(FilmComparison film, Level level, boolean instrumented) {}

    /// @param arm "unaided", "aided", [#ONE_ARM] or [#MODEL]
    /// @param code a reader's letter, or [#MODEL]
    record Rater(String arm, String code) {}

    /// One answer on one film in one arm.
    ///
    /// @param confidence 1 to 5 of each named level that it was asked of
    record Read(String filmId, Rater rater, LevelAnswer levels, Map<Level, Integer> confidence) {}

    LevelRatings {
        units = List.copyOf(units);
    }

    /// every reader's first answer on each film in each arm; training films, repeats and the model are not among them
    static List<Read> reads(StudyData data) {
        Map<List<Object>, Read> first = new LinkedHashMap<>();
        Stream<Read> all = data.arms().isEmpty()
                ? data.films().stream().flatMap(film -> film.readers().stream()
                        .map(r -> new Read(
                                film.filmId(), new Rater(ONE_ARM, r.reader()), r.levels(), r.confidence())))
                : data.arms().stream()
                        .map(a -> new Read(
                                a.filmId(),
                                new Rater(a.aided() ? "aided" : "unaided", a.reader()),
                                a.levels(),
                                a.confidence()));
        all.forEach(read -> first.putIfAbsent(List.of(read.filmId, read.rater), read));
        return List.copyOf(first.values());
    }

    /// in the order in which they are compared
    static List<String> arms(StudyData data) {
        return data.arms().isEmpty() ? List.of(ONE_ARM) : List.of("unaided", "aided");
    }

    /// whether any reader was asked how sure a name is
    static boolean asked(StudyData data) {
        return reads(data).stream().anyMatch(read -> !read.confidence.isEmpty());
    }

    static LevelRatings of(StudyData data) {
        List<Unit> units = new ArrayList<>();
        Map<String, Integer> start = new TreeMap<>();
        for (FilmComparison film : data.films()) {
            if (film.reference().filter(LevelAnswer::determinable).isEmpty()) continue;
            LevelAnswer truth = film.reference().get();
            start.put(film.filmId(), units.size());
            for (Level level : LevelSets.downwards(truth.seen())) {
                units.add(new Unit(film, level, truth.instrumented().contains(level)));
            }
        }
        Map<Rater, double[]> scores = new LinkedHashMap<>();
        TreeSet<String> readers = new TreeSet<>();
        List<Read> reads = reads(data);
        reads.forEach(read -> readers.add(read.rater.code));
        for (String arm : arms(data)) for (String reader : readers) scores.put(new Rater(arm, reader), unknown(units));
        for (Read read : reads) {
            Integer from = start.get(read.filmId);
            for (int u = from == null ? units.size() : from;
                    u < units.size() && units.get(u).film.filmId().equals(read.filmId);
                    u++) {
                Level level = units.get(u).level;
                Integer sure = read.confidence.get(level);
                OptionalDouble known = sure == null ? OptionalDouble.empty() : OptionalDouble.of(sure);
                scores.get(read.rater)[u] = score(read.levels, level, known);
            }
        }
        double[] model = unknown(units);
        for (int u = 0; u < model.length; u++) {
            if (units.get(u).film.model().isEmpty()) continue;
            ModelAnswer answer = units.get(u).film.model().get();
            Level level = units.get(u).level;
            Double sure = answer.certainty().get(level);
            model[u] = score(answer.levels(), level, sure == null ? OptionalDouble.empty() : OptionalDouble.of(sure));
        }
        if (Arrays.stream(model).anyMatch(s -> !Double.isNaN(s))) scores.put(new Rater(MODEL, MODEL), model);
        return new LevelRatings(units, scores);
    }

    private static double[] unknown(List<Unit> units) {
        double[] unknown = new double[units.size()];
        Arrays.fill(unknown, Double.NaN);
        return unknown;
    }

    private static double score(LevelAnswer said, Level level, OptionalDouble confidence) {
        if (!said.seen().contains(level)) return 0;
        double sure = confidence.orElse(Double.NaN);
        return said.instrumented().contains(level) ? sure : -sure;
    }

    /// a row a case and rater who has a score for it
    DataTable table() {
        DataTable.Builder table =
                new DataTable.Builder("film_id", "film", "patient", "level", "instrumented", "rater", "arm", "score");
        for (int u = 0; u < units.size(); u++) {
            Unit unit = units.get(u);
            for (Map.Entry<Rater, double[]> of : scores.entrySet()) {
                double score = of.getValue()[u];
                if (Double.isNaN(score)) continue;
                table.row(
                        unit.film.filmId(),
                        unit.film.filmLabel(),
                        unit.film.patientCluster().orElse(null),
                        unit.level.name(),
                        unit.instrumented ? 1 : 0,
                        of.getKey().code,
                        of.getKey().arm,
                        score);
            }
        }
        return table.build();
    }

    boolean[] truth() {
        boolean[] truth = new boolean[units.size()];
        for (int u = 0; u < truth.length; u++) truth[u] = units.get(u).instrumented;
        return truth;
    }

    /// levels of one patient are alike
    String[] clusters() {
        return units.stream().map(unit -> unit.film.cluster()).toArray(String[]::new);
    }
}
