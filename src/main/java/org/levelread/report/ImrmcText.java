package org.levelread.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.levelread.analysis.FilmComparison;
import org.levelread.analysis.LevelAnswer;
import org.levelread.analysis.LevelSets;
import org.levelread.analysis.ReaderAnswer;
import org.levelread.analysis.StudyData;
import org.levelread.spine.Level;

/// The text format of iMRMC (https://github.com/DIDSR/iMRMC): a case is one level on one film that the reference
/// names; its truth is whether it is instrumented; the score is the rating of [LevelRatings], the same as in the report's areas
/// under the ROC curve. Where readers were not asked how sure they are, it is whether the rater calls the level instrumented.
///
/// The model is the one reader of the modality "model"; the readers have the modality "unaided" or "aided", or "reader" in a
/// study with one way of reading. Rows of the form `-1,case,0,truth` come first. Who has no score for a case gives no row; where
/// scores are not ratings, that is also who could not determine the levels of a film.
final class ImrmcText {
    private ImrmcText() {}

    static byte[] of(StudyData data) {
        return data.keepsConfidence() && LevelRatings.asked(data) ? rated(data) : called(data);
    }

    private static byte[] rated(StudyData data) {
        LevelRatings ratings = LevelRatings.of(data);
        List<String> truths = new ArrayList<>();
        for (LevelRatings.Unit unit : ratings.units()) {
            truths.add("-1," + name(unit.film(), unit.level()) + ",0," + (unit.instrumented() ? 1 : 0));
        }
        List<String> scores = new ArrayList<>();
        TreeSet<String> readers = new TreeSet<>();
        TreeSet<String> modalities = new TreeSet<>();
        ratings.scores().forEach((rater, own) -> {
            for (int u = 0; u < own.length; u++) {
                if (Double.isNaN(own[u])) continue;
                readers.add(rater.code());
                modalities.add(rater.arm());
                LevelRatings.Unit unit = ratings.units().get(u);
                scores.add(rater.code() + "," + name(unit.film(), unit.level()) + "," + rater.arm() + ","
                        + DataTable.exact(own[u]));
            }
        });
        long positive = ratings.units().stream().filter(LevelRatings.Unit::instrumented).count();
        return text(
                data,
                "how sure each rater is that a level is instrumented",
                readers.size(),
                truths.size() - positive,
                positive,
                modalities.size(),
                truths,
                scores);
    }

    private static String name(FilmComparison film, Level level) {
        return (film.filmLabel() + "_" + level).replaceAll("[^A-Za-z0-9._-]", "-");
    }

    private static byte[] called(StudyData data) {
        List<String> truths = new ArrayList<>();
        List<String> scores = new ArrayList<>();
        TreeSet<String> readers = new TreeSet<>();
        int positive = 0;
        for (FilmComparison film : data.films()) {
            if (film.reference().filter(LevelAnswer::determinable).isEmpty()) continue;
            LevelAnswer truth = film.reference().get();
            for (Level level : LevelSets.downwards(truth.seen())) {
                String unit = name(film, level);
                boolean yes = truth.instrumented().contains(level);
                positive += yes ? 1 : 0;
                truths.add("-1," + unit + ",0," + (yes ? 1 : 0));
                film.modelLevels().filter(LevelAnswer::determinable).ifPresent(model ->
                        scores.add("model," + unit + ",model," + (model.instrumented().contains(level) ? 1 : 0)));
                for (ReaderAnswer r : film.readers()) {
                    if (!r.levels().determinable()) continue;
                    readers.add(r.reader());
                    scores.add(r.reader() + "," + unit + ",reader,"
                            + (r.levels().instrumented().contains(level) ? 1 : 0));
                }
            }
        }
        boolean model = scores.stream().anyMatch(s -> s.startsWith("model,"));
        return text(
                data,
                "levels instrumented or not, by film and level",
                readers.size() + (model ? 1 : 0),
                truths.size() - positive,
                positive,
                (readers.isEmpty() ? 0 : 1) + (model ? 1 : 0),
                truths,
                scores);
    }

    private static byte[] text(
            StudyData data,
            String what,
            int readers,
            long negative,
            long positive,
            int modalities,
            List<String> truths,
            List<String> scores) {
        StringBuilder text = new StringBuilder("LevelRead, " + data.title().replaceAll("\\s+", " ") + ": " + what + "\r\n");
        text.append("NR: ").append(readers).append("\r\n");
        text.append("N0: ").append(negative).append("\r\n");
        text.append("N1: ").append(positive).append("\r\n");
        text.append("NM: ").append(modalities).append("\r\n");
        text.append("BEGIN DATA:\r\n");
        truths.forEach(line -> text.append(line).append("\r\n"));
        scores.forEach(line -> text.append(line).append("\r\n"));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
