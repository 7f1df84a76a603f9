package org.levelread.commands;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;
import org.levelread.pipeline.FilmMasks;
import org.levelread.pipeline.FilmPrediction;
import org.levelread.spine.Level;
import org.levelread.spine.SpineFindings;
import org.levelread.statistics.MaskOverlap;

/// How one prediction compares with its reference. Bodies that the film's edge cuts are not asked for.
///
/// @param bodies bodies in the reference
/// @param found those that a predicted body covers with an IoU of at least .4
/// @param named found bodies with the right name
/// @param spurious predicted bodies that cover no body of the reference, cut ones included, with an IoU of .1
/// @param misnamed bodies of the reference whose predicted body carries a wrong name
/// @param sacrumVisible whether a film can be numbered at all
record FilmScore(
        String film,
        @Nullable String refused,
        MaskOverlap vertebrae,
        MaskOverlap sacrum,
        MaskOverlap instrumentation,
        int bodies,
        int found,
        int named,
        int misnamed,
        int spurious,
        boolean sacrumVisible,
        boolean determinable,
        Set<Level> instrumented,
        Set<Level> predicted) {
    private static final double FOUND_IOU = .4;
    private static final double SEEN_IOU = .1;

    static FilmScore refused(String film, String reason) {
        MaskOverlap none = new MaskOverlap(0, 0, 0);
        return new FilmScore(film, reason, none, none, none, 0, 0, 0, 0, 0, false, false, Set.of(), Set.of());
    }

    static FilmScore of(String film, DatasetFilm.Reference reference, FilmPrediction prediction, FilmMasks masks) {
        SpineFindings f = prediction.findings();
        int bodies = 0;
        int found = 0;
        int named = 0;
        int misnamed = 0;
        boolean[] used = new boolean[f.levels().size()];
        for (Map.Entry<Level, Mask> body : reference.bodies().entrySet()) {
            long[] shared = new long[used.length + 1];
            long[] sizes = new long[used.length + 1];
            long own = count(body.getValue(), masks.levels(), shared, sizes);
            int best = 0;
            double bestIou = 0;
            for (int k = 1; k < shared.length; k++) {
                double iou = shared[k] / (double) Math.max(1, own + sizes[k] - shared[k]);
                if (iou >= SEEN_IOU) used[k - 1] = true;
                if (iou > bestIou) {
                    bestIou = iou;
                    best = k;
                }
            }
            if (reference.cut().contains(body.getKey())) continue;
            bodies++;
            if (bestIou < FOUND_IOU) continue;
            found++;
            Level name = f.levels().get(best - 1).level();
            if (name == body.getKey()) named++;
            else if (name != null) misnamed++;
        }
        int spurious = 0;
        for (boolean u : used) spurious += u ? 0 : 1;
        return new FilmScore(
                film,
                null,
                MaskOverlap.of(masks.vertebrae().values(), reference.vertebrae().values()),
                MaskOverlap.of(masks.sacrum().values(), reference.sacrum().values()),
                MaskOverlap.of(
                        masks.instrumentation().values(),
                        reference.instrumentation().values()),
                bodies,
                found,
                named,
                misnamed,
                spurious,
                reference.sacrumVisible(),
                f.determinable(),
                set(reference.instrumented()),
                set(f.instrumentedLevels()));
    }

    boolean allNamed() {
        return bodies > 0 && named == bodies;
    }

    boolean setExact() {
        return instrumented.equals(predicted);
    }

    private static long count(Mask body, LabelMap labels, long[] shared, long[] sizes) {
        long own = 0;
        for (int i = 0; i < labels.values().length; i++) {
            int label = labels.values()[i];
            sizes[label]++;
            if (body.values()[i] == 0) continue;
            own++;
            shared[label]++;
        }
        return own;
    }

    private static Set<Level> set(Iterable<Level> levels) {
        Set<Level> set = EnumSet.noneOf(Level.class);
        levels.forEach(set::add);
        return set;
    }
}
