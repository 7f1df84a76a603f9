package org.levelread.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.levelread.evaluation.DatasetFilm;
import org.levelread.evaluation.FilmScore;
import org.levelread.imaging.Mask;
import org.levelread.pipeline.FilmMasks;
import org.levelread.pipeline.FilmPrediction;
import org.levelread.pipeline.StageMillis;
import org.levelread.spine.Calibration;
import org.levelread.spine.Level;
import org.levelread.spine.LevelNumbering;
import org.levelread.spine.NumberingOptions;
import org.levelread.spine.SpineFindings;
import org.levelread.spine.SpineMaps;

/// A film with known truth, numbered without abstaining.
///
/// @param right whether every body found that is one has its right name, those that the border cuts included
/// @param levelRight whether each body found is one and has its right name
/// @param evidence see [Calibration#FILM_FEATURES]; empty where no chain starts from a sacrum
/// @param flags codes of the flags
/// @param millis processor time of the numbering
record NumberedFilm(
        String name,
        FilmScore score,
        boolean right,
        boolean[] levelRight,
        double[] evidence,
        List<List<Double>> levels,
        String flags,
        double millis) {
    private static final java.lang.management.ThreadMXBean CLOCK =
            java.lang.management.ManagementFactory.getThreadMXBean();
    private static final double SAME_IOU = .1;

    static NumberedFilm of(String name, SpineMaps maps, DatasetFilm.Reference reference) {
        long start = CLOCK.getCurrentThreadCpuTime();
        SpineFindings f = LevelNumbering.read(maps, NumberingOptions.USUAL.withLeastConfidence(0));
        double millis = (CLOCK.getCurrentThreadCpuTime() - start) / 1e6;
        FilmPrediction prediction = new FilmPrediction(
                maps.filmWidth(), maps.filmHeight(), f, Map.of(), new StageMillis(0, 0, 0, 0, 0, 0, 0));
        FilmMasks masks = FilmMasks.of(prediction, maps);
        List<@Nullable Level> truth = truth(masks, f.levels().size(), reference);
        boolean[] levelRight = new boolean[truth.size()];
        boolean right = true;
        for (int i = 0; i < levelRight.length; i++) {
            Level is = truth.get(i);
            levelRight[i] = is != null && is == f.levels().get(i).level();
            right &= is == null || levelRight[i];
        }
        return new NumberedFilm(
                name,
                FilmScore.of(name, reference, prediction, masks),
                right,
                levelRight,
                f.numbering().evidence().stream().mapToDouble(d -> d).toArray(),
                f.numbering().levelEvidence(),
                f.flags().stream().map(x -> x.cause().code()).distinct().collect(Collectors.joining(" ")),
                millis);
    }

    /// whether the chain starts from a sacrum, so that there are names to be sure of
    boolean counted() {
        return evidence.length > 0;
    }

    /// of one name, with the odds of the film as these weights see them
    double[] levelEvidence(double[] filmWeights, int i) {
        double[] own = levels.get(i).stream().mapToDouble(d -> d).toArray();
        double p = Calibration.probability(filmWeights, evidence);
        own[0] = Math.clamp(Math.log(p / (1 - p)), -6, 6);
        return own;
    }

    /// the body of the reference that each predicted one covers best; null for none
    private static List<@Nullable Level> truth(FilmMasks masks, int predicted, DatasetFilm.Reference reference) {
        double[] best = new double[predicted];
        List<@Nullable Level> truth = new ArrayList<>(java.util.Collections.nCopies(predicted, null));
        long[] sizes = new long[predicted + 1];
        for (int v : masks.levels().values()) sizes[v]++;
        for (Map.Entry<Level, Mask> body : reference.bodies().entrySet()) {
            long[] shared = new long[predicted + 1];
            long own = 0;
            for (int i = 0; i < masks.levels().values().length; i++) {
                if (body.getValue().values()[i] == 0) continue;
                own++;
                shared[masks.levels().values()[i]]++;
            }
            for (int k = 1; k <= predicted; k++) {
                double iou = shared[k] / (double) Math.max(1, own + sizes[k] - shared[k]);
                if (iou < SAME_IOU || iou <= best[k - 1]) continue;
                best[k - 1] = iou;
                truth.set(k - 1, body.getKey());
            }
        }
        return truth;
    }
}
