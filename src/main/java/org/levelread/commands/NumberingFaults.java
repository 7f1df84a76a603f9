package org.levelread.commands;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.levelread.spine.Calibration;
import org.levelread.spine.Cause;
import org.levelread.spine.Flag;
import org.levelread.spine.NumberingOptions;

/// Counts what may never happen unseen: a name shifted without a flag, a name without a sacrum, a flag on a clean film.
///
/// A film is clean where nothing about it is difficult, the body of S1 is in view as a whole, no border cuts the construct,
/// bone is bright and the numbering is the usual one.
record NumberingFaults(List<NumberedFilm> films, Calibration calibration) {
    private static final double LEAST = NumberingOptions.USUAL.leastConfidence();

    private static final double WHOLE = .98;

    void print(PrintWriter out) {
        unusual(out);
        withoutSacrum(out);
        clean(out);
    }

    private boolean named(NumberedFilm f) {
        return f.counted() && f.determinable() && f.stated(calibration) >= LEAST;
    }

    private void unusual(PrintWriter out) {
        Map<String, int[]> kinds = new TreeMap<>();
        for (NumberedFilm f : films) {
            if (!f.score().sacrumVisible() || !f.kind().unusualNumbering()) continue;
            String kind = f.kind().ribs() == 12
                    ? f.kind().variant()
                    : f.kind().ribs() + " pairs of ribs";
            int[] n = kinds.computeIfAbsent(kind, k -> new int[5]);
            n[0]++;
            if (!named(f)) n[2]++;
            else if (f.right(f.shift(calibration))) n[1]++;
            else if (f.namesFlagged()) n[2]++;
            else if (f.ribsUnconfirmed()) n[3]++;
            else n[4]++;
        }
        kinds.forEach((kind, n) -> out.printf(
                Locale.ROOT,
                "%s: %d films, %d named right, %d flagged or not named, %d shifted with the word that ribs do not confirm"
                        + " the count, %d shifted and silent%n",
                kind,
                n[0],
                n[1],
                n[2],
                n[3],
                n[4]));
        int shifted = 0;
        int counted = 0;
        for (NumberedFilm f : films) {
            if (!f.score().sacrumVisible() || !named(f)) continue;
            counted++;
            if (!f.right(f.shift(calibration)) && !f.namesFlagged()) shifted++;
        }
        out.printf(Locale.ROOT, "named wrong without a flag: %d of %d films that are named%n", shifted, counted);
    }

    private void withoutSacrum(PrintWriter out) {
        int all = 0;
        int named = 0;
        int silent = 0;
        for (NumberedFilm f : films) {
            if (f.score().sacrumVisible()) continue;
            all++;
            if (!named(f)) continue;
            named++;
            if (f.flags().stream().noneMatch(x -> x.cause() == Cause.C1A || x.cause() == Cause.C3E)) silent++;
        }
        out.printf(
                Locale.ROOT,
                "no sacrum in view: %d films, %d named, %d of them without a flag of the sacrum%n",
                all,
                named,
                silent);
    }

    private void clean(PrintWriter out) {
        int all = 0;
        int flagged = 0;
        int unconfirmed = 0;
        int right = 0;
        int rightFlagged = 0;
        Map<String, Integer> codes = new TreeMap<>();
        for (NumberedFilm f : films) {
            boolean leaves = f.flags().stream().anyMatch(x -> x.cause() == Cause.C1B || x.cause() == Cause.C1C);
            if (!f.kind().routine()
                    || f.kind().s1Share() < WHOLE
                    || f.kind().unusualNumbering()
                    || f.kind().inverted()
                    || leaves) continue;
            all++;
            if (f.ribsUnconfirmed()) unconfirmed++;
            boolean allRight = f.counted() && f.right(f.shift(calibration)) && f.score().setExact();
            if (allRight) right++;
            if (f.flags().isEmpty()) continue;
            flagged++;
            if (allRight) rightFlagged++;
            f.flags().stream()
                    .map(Flag::cause)
                    .distinct()
                    .forEach(cause -> codes.merge(cause.code(), 1, Integer::sum));
        }
        out.printf(
                Locale.ROOT,
                "clean: %d films, %d flagged %s, on %d ribs do not confirm the count; names and set right on %d, %d of them flagged%n",
                all,
                flagged,
                codes,
                unconfirmed,
                right,
                rightFlagged);
    }
}
