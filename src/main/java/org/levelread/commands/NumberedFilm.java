package org.levelread.commands;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.levelread.evaluation.DatasetFilm;
import org.levelread.evaluation.FilmScore;
import org.levelread.imaging.Mask;
import org.levelread.pipeline.FilmMasks;
import org.levelread.pipeline.FilmPrediction;
import org.levelread.pipeline.FineMaps;
import org.levelread.pipeline.StageMillis;
import org.levelread.spine.Calibration;
import org.levelread.spine.Cause;
import org.levelread.spine.Flag;
import org.levelread.spine.Level;
import org.levelread.spine.LevelNumbering;
import org.levelread.spine.NamePosterior;
import org.levelread.spine.Numbering;
import org.levelread.spine.NumberingOptions;
import org.levelread.spine.SpineFindings;
import org.levelread.spine.SpineMaps;

/// A film with known truth, numbered without abstaining.
///
/// @param indices levels that each body found lies above S1, as counted
/// @param truth the name of each body found, null for one that is none
/// @param numbering what the names rest on
/// @param set what is known of the set of instrumented levels, see [Calibration#SET_FEATURES]; empty on another view
/// @param flags codes of the flags, with the confidence of each
/// @param millis processor time of the numbering
record NumberedFilm(
        String name,
        FilmScore score,
        FilmKind kind,
        int[] indices,
        List<@Nullable Level> truth,
        Numbering numbering,
        boolean determinable,
        List<Double> set,
        List<Flag> flags,
        double millis) {
    private static final java.lang.management.ThreadMXBean CLOCK =
            java.lang.management.ManagementFactory.getThreadMXBean();
    private static final double SAME_IOU = .1;
    /// causes that move names
    private static final Set<Cause> DOUBTS = EnumSet.of(
            Cause.C1A, Cause.C2D, Cause.C3A, Cause.C3B, Cause.C3C, Cause.C3D, Cause.C3E, Cause.C3F, Cause.C4A, Cause.C4B,
            Cause.C4C, Cause.C4D);

    static NumberedFilm of(String name, SpineMaps maps, DatasetFilm.Reference reference, FilmKind kind) {
        long start = CLOCK.getCurrentThreadCpuTime();
        SpineFindings f = LevelNumbering.read(maps, NumberingOptions.USUAL.withLeastConfidence(0));
        double millis = (CLOCK.getCurrentThreadCpuTime() - start) / 1e6;
        FilmPrediction prediction = new FilmPrediction(
                maps.filmWidth(), maps.filmHeight(), f, Map.of(), new StageMillis(0, 0, 0, 0, 0, 0, 0));
        FilmMasks masks = FilmMasks.of(prediction, FineMaps.of(maps));
        int[] indices = new int[f.levels().size()];
        for (int i = 0, at = 0; i < indices.length; i++)
            indices[i] = at += f.levels().get(i).step();
        return new NumberedFilm(
                name,
                FilmScore.of(name, reference, prediction, masks),
                kind,
                indices,
                truth(masks, indices.length, reference),
                f.numbering(),
                f.determinable(),
                f.construct().setEvidence(),
                f.flags(),
                millis);
    }

    /// whether the chain starts from a sacrum, so that there are names to be sure of
    boolean counted() {
        return !numbering.evidence().isEmpty();
    }

    /// see [Calibration#FILM_FEATURES]; empty where no chain starts from a sacrum
    double[] evidence() {
        return array(numbering.evidence());
    }

    double[] shares() {
        return array(numbering.counts());
    }

    /// see [Numbering#border()]
    double[] border() {
        return array(numbering.border());
    }

    /// whether every body found that is one was counted right, whatever kind of spine it is
    boolean countedRight() {
        return right(kind.shift());
    }

    /// levels that the true names lie above the counted ones; empty where not all bodies agree
    OptionalInt trueShift() {
        for (int shift = -NamePosterior.FURTHEST; shift <= NamePosterior.FURTHEST; shift++)
            if (right(shift)) return OptionalInt.of(shift);
        return OptionalInt.empty();
    }

    /// whether every body found that is one has its right name, those that the border cuts included
    boolean right(int shift) {
        for (int i = 0; i < indices.length; i++) if (truth.get(i) != null && !levelRight(i, shift)) return false;
        return true;
    }

    /// whether a body found is one and has its right name
    boolean levelRight(int i, int shift) {
        Level is = truth.get(i);
        if (is == null) return false;
        return (is == Level.L6 ? 0 : Level.USUAL.indexOf(is)) == indices[i] + shift;
    }

    NamePosterior posterior(Calibration c) {
        return NamePosterior.of(Calibration.probability(c.film(), evidence()), shares(), border(), c);
    }

    /// levels that these constants would name above the counted ones
    int shift(Calibration c) {
        return posterior(c).best(indices[0]);
    }

    /// the probability that these constants would state for all names
    double stated(Calibration c) {
        return counted() ? c.ofNames(posterior(c).of(shift(c))) : 0;
    }

    /// of the set of instrumented levels, with the odds of the film as these constants see them
    double[] setEvidence(Calibration c) {
        double[] own = array(set);
        own[0] = Calibration.logOdds(stated(c));
        return own;
    }

    /// the probability that these constants would state for the set of instrumented levels
    double statedOfSet(Calibration c) {
        return counted() && !set.isEmpty() ? Calibration.probability(c.set(), setEvidence(c)) : 0;
    }

    /// of one name, with the odds of the film as these constants see them
    double[] levelEvidence(Calibration c, int i) {
        double[] own = array(numbering.levelEvidence().get(i));
        own[0] = Calibration.logOdds(stated(c));
        return own;
    }

    String flagCodes() {
        return flags.stream().map(x -> x.cause().code()).distinct().collect(Collectors.joining(" "));
    }

    /// whether something says that the names may be wrong
    boolean namesFlagged() {
        return flags.stream().anyMatch(f -> DOUBTS.contains(f.cause()));
    }

    /// whether it is said that where ribs begin does not confirm the names
    boolean ribsUnconfirmed() {
        return switch (numbering.ribs().outcome()) {
            case UNCLEAR, NOT_IN_VIEW -> true;
            case CONFIRMS, CONTRADICTS, NOT_CHECKED -> false;
        };
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(d -> d).toArray();
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
