package org.levelread.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;
import org.levelread.imaging.Region;
import org.levelread.pipeline.FilmMasks;
import org.levelread.pipeline.FilmPrediction;
import org.levelread.spine.Cause;
import org.levelread.spine.Level;
import org.levelread.spine.SpineFindings;

/// How one prediction compares with its reference. Bodies that the film's edge cuts are not asked for.
///
/// @param instances the bodies of the reference
/// @param answers the predicted bodies, from the lowest up
/// @param sacrumVisible whether a film can be numbered at all
/// @param wrongView whether the answer is that this is no lateral film
/// @param instrumented null where not known
/// @param inMillimetres the unit of the distances, else pixels
public record FilmScore(
        String film,
        @Nullable String refused,
        Traits traits,
        MaskScore vertebrae,
        MaskScore sacrum,
        MaskScore instrumentation,
        List<Instance> instances,
        List<Answer> answers,
        boolean sacrumVisible,
        boolean determinable,
        boolean wrongView,
        @Nullable Set<Level> instrumented,
        Set<Level> predicted,
        boolean inMillimetres) {
    /// an IoU from which a predicted body counts as the one of the reference
    public static final double FOUND_IOU = .4;

    /// an IoU from which it covers one at all
    public static final double SEEN_IOU = .1;

    /// One body of the reference.
    ///
    /// @param found whether a predicted body covers it with an IoU of [#FOUND_IOU]
    /// @param said the name of that body, null for none
    /// @param mask of that body; nothing where none was found
    public record Instance(Level level, boolean found, @Nullable Level said, MaskScore mask) {
        boolean named() {
            return found && said == level;
        }

        boolean misnamed() {
            return found && said != null && said != level;
        }
    }

    /// One predicted body.
    ///
    /// @param truth the body of the reference that it covers best, cut ones included; null where it covers none with an
    ///     IoU of [#SEEN_IOU]
    /// @param said its name, null for none
    public record Answer(@Nullable Level truth, @Nullable Level said) {}

    public FilmScore {
        instances = List.copyOf(instances);
        answers = List.copyOf(answers);
    }

    public static FilmScore refused(String film, Traits traits, String reason) {
        return new FilmScore(
                film,
                reason,
                traits,
                MaskScore.NONE,
                MaskScore.NONE,
                MaskScore.NONE,
                List.of(),
                List.of(),
                false,
                false,
                false,
                Set.of(),
                Set.of(),
                false);
    }

    /// without distances, which take time
    public static FilmScore of(
            String film, DatasetFilm.Reference reference, FilmPrediction prediction, FilmMasks masks) {
        return of(film, reference, prediction, masks, null);
    }

    /// @param tolerance of the surface Dice; null where no distances are wanted
    public static FilmScore of(
            String film,
            DatasetFilm.Reference reference,
            FilmPrediction prediction,
            FilmMasks masks,
            @Nullable Tolerance tolerance) {
        SpineFindings f = prediction.findings();
        int predicted = f.levels().size();
        Region[] regions = new Region[predicted + 1];
        for (Region r : Region.of(masks.levels())) if (r.label() <= predicted) regions[r.label()] = r;
        List<Instance> instances = new ArrayList<>();
        List<@Nullable Level> truths = new ArrayList<>(Collections.nCopies(predicted, null));
        double[] covered = new double[predicted];
        for (Map.Entry<Level, Mask> body : reference.bodies().entrySet()) {
            long[] shared = new long[predicted + 1];
            int[] box = {Integer.MAX_VALUE, Integer.MAX_VALUE, -1, -1};
            long own = count(body.getValue(), masks.levels(), shared, box);
            int best = 0;
            double bestIou = 0;
            for (int k = 1; k <= predicted; k++) {
                Region region = regions[k];
                if (region == null || shared[k] == 0) continue;
                double iou = shared[k] / (double) (own + region.areaPx() - shared[k]);
                if (iou >= SEEN_IOU && iou > covered[k - 1]) {
                    covered[k - 1] = iou;
                    truths.set(k - 1, body.getKey());
                }
                if (iou > bestIou) {
                    bestIou = iou;
                    best = k;
                }
            }
            if (reference.cut().contains(body.getKey())) continue;
            if (bestIou < FOUND_IOU) {
                instances.add(new Instance(body.getKey(), false, null, MaskScore.NONE));
                continue;
            }
            Region region = java.util.Objects.requireNonNull(regions[best]);
            box[0] = Math.min(box[0], region.minX());
            box[1] = Math.min(box[1], region.minY());
            box[2] = Math.max(box[2], region.maxX());
            box[3] = Math.max(box[3], region.maxY());
            int label = best;
            MaskScore mask = MaskScore.of(
                    piece(masks.levels(), box, i -> masks.levels().values()[i] == label),
                    piece(masks.levels(), box, i -> body.getValue().values()[i] != 0),
                    reference.spacing(),
                    tolerance);
            instances.add(new Instance(body.getKey(), true, f.levels().get(best - 1).level(), mask));
        }
        List<Answer> answers = new ArrayList<>();
        for (int k = 0; k < predicted; k++) answers.add(new Answer(truths.get(k), f.levels().get(k).level()));
        Set<Level> instrumented = reference.instrumented();
        return new FilmScore(
                film,
                null,
                reference.traits(),
                MaskScore.of(masks.vertebrae(), reference.vertebrae(), reference.spacing(), tolerance),
                MaskScore.of(masks.sacrum(), reference.sacrum(), reference.spacing(), tolerance),
                MaskScore.of(masks.instrumentation(), reference.instrumentation(), reference.spacing(), tolerance),
                instances,
                answers,
                reference.sacrumVisible(),
                f.determinable(),
                f.flags().stream().anyMatch(x -> x.cause() == Cause.C2D),
                instrumented == null ? null : set(instrumented),
                set(f.instrumentedLevels()),
                reference.spacing() != null);
    }

    /// bodies of the reference
    public int bodies() {
        return instances.size();
    }

    /// those that a predicted body covers with an IoU of [#FOUND_IOU]
    public int found() {
        return (int) instances.stream().filter(Instance::found).count();
    }

    /// found bodies with the right name
    public int named() {
        return (int) instances.stream().filter(Instance::named).count();
    }

    /// found bodies with a wrong name
    public int misnamed() {
        return (int) instances.stream().filter(Instance::misnamed).count();
    }

    /// predicted bodies that cover none of the reference, cut ones included, with an IoU of [#SEEN_IOU]
    public int spurious() {
        return (int) answers.stream().filter(a -> a.truth() == null).count();
    }

    public boolean allNamed() {
        return bodies() > 0 && named() == bodies();
    }

    public boolean setExact() {
        return predicted.equals(instrumented);
    }

    /// How far the answer is from the truth, to find the films that are worth a look: a wrong name counts 3, a missed or
    /// a false body 1, a level wrongly instrumented or not 1, a frontal film that got names 6 and one that was not
    /// told from a lateral one 1, a refused film 10, and each
    /// class what its Dice lacks to 1.
    public double badness() {
        if (refused != null) return 10;
        if (traits.frontal()) return determinable ? 6 : wrongView ? 0 : 1;
        double bad = 3 * misnamed() + (bodies() - found()) + spurious();
        if (sacrumVisible && !determinable) bad += 1;
        if (instrumented != null) {
            for (Level l : Level.values()) bad += instrumented.contains(l) == predicted.contains(l) ? 0 : 1;
        }
        for (MaskScore m : List.of(vertebrae, sacrum, instrumentation)) bad += 1 - m.dice();
        return bad;
    }

    /// pixels of the body; those of each label in it; its first and last column and row into `box`
    private static long count(Mask body, LabelMap labels, long[] shared, int[] box) {
        long own = 0;
        byte[] in = body.values();
        for (int y = 0, i = 0; y < body.height(); y++) {
            for (int x = 0; x < body.width(); x++, i++) {
                if (in[i] == 0) continue;
                own++;
                shared[labels.values()[i]]++;
                box[0] = Math.min(box[0], x);
                box[1] = Math.min(box[1], y);
                box[2] = Math.max(box[2], x);
                box[3] = y;
            }
        }
        return own;
    }

    /// the part of a mask in a box and one pixel about it, where there is one: its boundary is that of the whole
    private static Mask piece(LabelMap of, int[] box, java.util.function.IntPredicate in) {
        int x0 = Math.max(0, box[0] - 1);
        int y0 = Math.max(0, box[1] - 1);
        int x1 = Math.min(of.width() - 1, box[2] + 1);
        int y1 = Math.min(of.height() - 1, box[3] + 1);
        Mask piece = new Mask(x1 - x0 + 1, y1 - y0 + 1);
        for (int y = y0; y <= y1; y++) {
            for (int x = x0; x <= x1; x++) {
                if (in.test(y * of.width() + x)) piece.values()[(y - y0) * piece.width() + x - x0] = 1;
            }
        }
        return piece;
    }

    private static Set<Level> set(Iterable<Level> levels) {
        Set<Level> set = EnumSet.noneOf(Level.class);
        levels.forEach(set::add);
        return set;
    }
}
