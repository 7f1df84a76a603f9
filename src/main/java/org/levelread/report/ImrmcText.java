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
/// names; its truth is whether it is instrumented; the score is whether the rater calls it instrumented.
///
/// The model is the one reader of the modality "model"; the readers have the modality "reader". Rows of the form
/// `-1,case,0,truth` come first. A rater who could not determine the levels of a film gives no row.
final class ImrmcText {
    private ImrmcText() {}

    static byte[] of(StudyData data) {
        List<String> truths = new ArrayList<>();
        List<String> scores = new ArrayList<>();
        TreeSet<String> readers = new TreeSet<>();
        int positive = 0;
        for (FilmComparison film : data.films()) {
            if (film.reference().filter(LevelAnswer::determinable).isEmpty()) continue;
            LevelAnswer truth = film.reference().get();
            for (Level level : LevelSets.downwards(truth.seen())) {
                String unit = (film.filmLabel() + "_" + level).replaceAll("[^A-Za-z0-9._-]", "-");
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
        StringBuilder text = new StringBuilder("LevelRead, " + data.title().replaceAll("\\s+", " ")
                + ": levels instrumented or not, by film and level\r\n");
        text.append("NR: ").append(readers.size() + (model ? 1 : 0)).append("\r\n");
        text.append("N0: ").append(truths.size() - positive).append("\r\n");
        text.append("N1: ").append(positive).append("\r\n");
        text.append("NM: ").append((readers.isEmpty() ? 0 : 1) + (model ? 1 : 0)).append("\r\n");
        text.append("BEGIN DATA:\r\n");
        truths.forEach(line -> text.append(line).append("\r\n"));
        scores.forEach(line -> text.append(line).append("\r\n"));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
