package org.levelread.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.levelread.analysis.FilmComparison;
import org.levelread.analysis.LevelAnswer;
import org.levelread.analysis.StudyData;
import org.levelread.charts.Plot.Forest;
import org.levelread.report.LevelRatings.Rater;
import org.levelread.report.LevelRatings.Read;
import org.levelread.statistics.Estimate;
import org.levelread.statistics.MultiReaderMultiCase;
import org.levelread.statistics.MultiReaderMultiCase.Components;
import org.levelread.statistics.MultiReaderMultiCase.Random;
import org.levelread.statistics.RocArea;
import org.levelread.statistics.TestOutcome.NotTestable;
import org.levelread.statistics.TestOutcome.Tested;

/// The arms compared as Obuchowski and Rockette do, so that what is said holds for readers and patients like these: by the
/// share of films with the reference's instrumented levels, and by the area under the ROC curve where readers said how sure
/// they are.
final class ReaderCaseChapters {
    private ReaderCaseChapters() {}

    /// empty for data that were frozen before a level's confidence was kept
    static List<Chapter> of(StudyData data) {
        return data.keepsConfidence() ? List.of(exact(data), areas(data)) : List.of();
    }

    private static Chapter exact(StudyData data) {
        Panel panel = Panel.of(data);
        Map<String, FilmComparison> byId = data.byId();
        List<String> films = List.copyOf(panel.films);
        Map<String, Integer> number = new HashMap<>();
        for (String film : films) number.put(film, number.size());
        double[][][] scores = panel.empty(films.size());
        for (Read read : LevelRatings.reads(data)) {
            int reader = panel.readers.indexOf(read.rater().code());
            Integer film = number.get(read.filmId());
            if (reader < 0 || film == null) continue;
            LevelAnswer truth = byId.get(read.filmId()).reference().orElseThrow();
            scores[panel.arms.indexOf(read.rater().arm())][reader][film] = read.levels().sameAs(truth) ? 1 : 0;
        }
        String[] clusters = films.stream().map(film -> byId.get(film).cluster()).toArray(String[]::new);
        return chapter(
                "mrmc-exact",
                "Films named exactly, for readers and patients like these",
                "the share of films with the reference's instrumented levels",
                panel,
                random -> MultiReaderMultiCase.ofMeans(scores, clusters, random, .95),
                List.of());
    }

    private static Chapter areas(StudyData data) {
        String title = "Area under the ROC curve of \u201Cinstrumented\u201D";
        if (!LevelRatings.asked(data)) {
            String why = data.films().stream().allMatch(film -> film.readers().isEmpty()) && data.arms().isEmpty()
                    ? "no reader has answered."
                    : "the readers were not asked how sure they are of each level.";
            return new Chapter(
                    "mrmc-auc", title, "Not estimable: " + why, Optional.empty(), DataTable.estimates("figure").build());
        }
        Panel panel = Panel.of(data);
        LevelRatings ratings = LevelRatings.of(data);
        boolean[] truth = ratings.truth();
        String[] clusters = ratings.clusters();
        double[][][] scores = panel.empty(truth.length);
        List<Single> singles = new ArrayList<>();
        ratings.scores().forEach((rater, own) -> {
            int reader = panel.readers.indexOf(rater.code());
            if (reader >= 0) scores[panel.arms.indexOf(rater.arm())][reader] = own;
            singles.add(new Single(rater, alone(own, truth, clusters)));
        });
        return chapter(
                "mrmc-auc",
                title,
                "the area under the ROC curve of \u201Cinstrumented\u201D, a level being a case and the confidence in its name the"
                        + " rating,",
                panel,
                random -> MultiReaderMultiCase.of(scores, truth, clusters, random, .95),
                singles);
    }

    private record Single(Rater rater, Estimate area) {
        String label() {
            return rater.arm().equals(LevelRatings.MODEL)
                    ? "the model alone"
                    : "reader " + rater.code()
                            + (rater.arm().equals(LevelRatings.ONE_ARM) ? "" : ", " + rater.arm());
        }
    }

    /// of what this rater rated, whatever the others did
    private static Estimate alone(double[] scores, boolean[] truth, String[] clusters) {
        int[] rated = IntStream.range(0, scores.length)
                .filter(u -> !Double.isNaN(scores[u]))
                .toArray();
        boolean[] positive = new boolean[rated.length];
        for (int u = 0; u < rated.length; u++) positive[u] = truth[rated[u]];
        return RocArea.of(
                Arrays.stream(rated).mapToDouble(u -> scores[u]).toArray(),
                positive,
                Arrays.stream(rated).mapToObj(u -> clusters[u]).toArray(String[]::new),
                .95);
    }

    private interface Analysis {
        MultiReaderMultiCase of(Random random);
    }

    private static Chapter chapter(
            String id, String title, String what, Panel panel, Analysis analysis, List<Single> singles) {
        DataTable.Builder table = DataTable.estimates("arm, reader and figure");
        List<Forest.Row> rows = new ArrayList<>();
        MultiReaderMultiCase both = analysis.of(Random.READERS_AND_CASES);
        for (int i = 0; i < panel.arms.size(); i++) {
            Estimate mean = both.areas().get(i);
            String label = panel.one() ? "mean over the readers" : panel.arms.get(i) + ", mean over the readers";
            table.estimate(label, mean);
            AgreementChapters.row(upper(label), mean, true, rows);
        }
        if (!panel.one()) {
            Estimate difference = both.differences().getFirst();
            table.estimate("aided minus unaided, for readers and patients like these", difference);
            table.estimate(
                    "aided minus unaided, for these readers",
                    analysis.of(Random.CASES).differences().getFirst());
            table.estimate(
                    "aided minus unaided, on these films",
                    analysis.of(Random.READERS).differences().getFirst());
            // areas lie close together far from 0: the difference stands in the sentence
            if (singles.isEmpty()) AgreementChapters.row("Aided minus unaided", difference, true, rows);
            test(both, table);
        }
        for (Single single : singles) {
            table.estimate(single.label(), single.area());
            AgreementChapters.row(upper(single.label()), single.area(), false, rows);
        }
        both.components().ifPresent(c -> components(c, both.areas().getFirst(), panel, table));
        boolean difference = singles.isEmpty() && !panel.one();
        double least = rows.stream().mapToDouble(Forest.Row::lower).min().orElse(0);
        return new Chapter(
                id,
                title,
                sentence(what, panel, both),
                rows.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Forest(
                                singles.isEmpty()
                                        ? "share of films with the reference's instrumented levels"
                                        : "area under the ROC curve",
                                rows,
                                Math.min(difference ? -.2 : .9, Math.floor(least * 10) / 10),
                                1,
                                difference ? Optional.of(new Forest.Line(0, "equal")) : Optional.empty())),
                table.build());
    }

    private static void test(MultiReaderMultiCase both, DataTable.Builder table) {
        switch (both.equal()) {
            case Tested t ->
                table.row(
                        "p that the arms are equal",
                        t.p(),
                        null,
                        null,
                        t.sample().used(),
                        t.sample().excludedCount(),
                        "F = " + Phrases.two(t.statistic()) + "; " + t.method().name(),
                        t.method().sameNumber());
            case NotTestable n ->
                table.row(
                        "p that the arms are equal",
                        null,
                        null,
                        null,
                        n.sample().used(),
                        n.sample().excludedCount(),
                        "not estimable: " + n.reason(),
                        n.method().sameNumber());
        }
    }

    /// what a statistician sizes the next study with
    private static void components(Components c, Estimate figure, Panel panel, DataTable.Builder table) {
        Map<String, Double> parts = new TreeMap<>();
        parts.put("component: variance of one reader in one arm", c.variance());
        parts.put("component: covariance of two readers of one arm", c.sameModality());
        if (!panel.one()) {
            parts.put("component: covariance of two arms of one reader", c.sameReader());
            parts.put("component: covariance of two readers of two arms", c.neither());
            parts.put("component: mean square of arms", c.modality());
            parts.put("component: mean square of arm by reader", c.interaction());
        }
        parts.forEach((label, value) -> table.row(
                label,
                value,
                null,
                null,
                figure.sample().used(),
                figure.sample().excludedCount(),
                "",
                figure.method().sameNumber()));
    }

    private static String sentence(String what, Panel panel, MultiReaderMultiCase both) {
        Estimate first = both.areas().getFirst();
        if (panel.films.isEmpty() && !panel.one()) return "Not estimable: no reader read a film in both arms.";
        if (first instanceof Estimate.NotEstimable n) {
            return "Not estimable: " + n.reason() + "." + panel.left();
        }
        String measured = "Over " + Phrases.count(panel.readers.size(), "reader") + " " + what;
        if (panel.one()) {
            return measured + " is on average " + Phrases.precise(first)
                    + ", readers and patients both standing for others like them. A difference between arms is not estimable:"
                    + " the study has one way of reading." + panel.left();
        }
        String p = both.equal().tested()
                .map(t -> t.p() < .001 ? ", p < .001" : ", p = " + String.format(Locale.ROOT, "%.3f", t.p()))
                .orElse("");
        return measured + " is on average " + Phrases.precise(first) + " without the prediction and "
                + Phrases.precise(both.areas().get(1)) + " with it; the difference is "
                + Phrases.precise(both.differences().getFirst()) + p
                + ", readers and patients both standing for others like them (Obuchowski and Rockette, Hillis' degrees of"
                + " freedom)." + panel.left();
    }

    private static String upper(String label) {
        return Character.toUpperCase(label.charAt(0)) + label.substring(1);
    }

    /// Who is compared: every reader who read at least half of the films that anybody read in all arms. One who left early would
    /// take with them all films that they did not read.
    ///
    /// @param films with a reference that somebody read in all arms
    /// @param leftOut readers, with how many of these films they read in all arms
    private record Panel(List<String> arms, List<String> readers, Set<String> films, Map<String, Integer> leftOut) {
        static Panel of(StudyData data) {
            List<String> arms = LevelRatings.arms(data);
            Map<String, FilmComparison> byId = data.byId();
            Map<String, Map<String, Set<String>>> seen = new TreeMap<>();
            for (Read read : LevelRatings.reads(data)) {
                if (byId.get(read.filmId()).reference().isEmpty()) continue;
                seen.computeIfAbsent(read.rater().code(), _ -> new HashMap<>())
                        .computeIfAbsent(read.filmId(), _ -> new HashSet<>())
                        .add(read.rater().arm());
            }
            Map<String, Set<String>> complete = new TreeMap<>();
            Set<String> films = new TreeSet<>();
            seen.forEach((reader, byFilm) -> {
                Set<String> own = new HashSet<>();
                byFilm.forEach((film, in) -> {
                    if (in.size() == arms.size()) own.add(film);
                });
                complete.put(reader, own);
                films.addAll(own);
            });
            List<String> readers = new ArrayList<>();
            Map<String, Integer> leftOut = new TreeMap<>();
            complete.forEach((reader, own) -> {
                if (!own.isEmpty() && 2 * own.size() >= films.size()) readers.add(reader);
                else leftOut.put(reader, own.size());
            });
            return new Panel(arms, readers, films, leftOut);
        }

        boolean one() {
            return arms.size() == 1;
        }

        double[][][] empty(int cases) {
            double[][][] empty = new double[arms.size()][readers.size()][cases];
            for (double[][] arm : empty) for (double[] reader : arm) Arrays.fill(reader, Double.NaN);
            return empty;
        }

        String left() {
            StringBuilder left = new StringBuilder();
            leftOut.forEach((reader, n) -> left.append(" Reader ")
                    .append(reader)
                    .append(" is left out, having read ")
                    .append(n)
                    .append(" of ")
                    .append(Phrases.count(films.size(), "film"))
                    .append(one() ? "." : " in both arms."));
            return left.toString();
        }
    }
}
