package org.levelread.spine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.LabelMap;

/// What became of each body of a reference in a prediction, and which mistake explains a difference in names.
///
/// A predicted body covers a reference body where it holds at least 30 % of its pixels, and the reverse. One that covers
/// two or more is a merge; two or more predicted ones in one reference body are a split; a reference body that none
/// covers is missed; a predicted body that neither covers nor is covered is false.
///
/// @param matches of the reference's bodies that have pixels, from the lowest up
/// @param faults from the lowest up
/// @param shift names that the prediction lies higher than the reference, by most of the matched bodies; null where none
///     is matched and named on both sides
/// @param shifted share of the matched bodies with that shift, in [0, 1]
public record InstanceMatch(List<Match> matches, List<Fault> faults, @Nullable Integer shift, double shifted) {
    private static final double COVERED = .3;

    /// A body of the reference beside the predicted one that shares most pixels with it, of those of which one covers the other.
    ///
    /// @param reference from 0 for the lowest
    /// @param predicted likewise; null where none matches
    public record Match(int reference, @Nullable Integer predicted) {}

    /// One mistake of the masks.
    ///
    /// @param cause C3a merge, C3b split, C3c missed or C3d false
    /// @param reference bodies of the reference, from 0 for the lowest
    /// @param predicted bodies of the prediction likewise
    public record Fault(Cause cause, List<Integer> reference, List<Integer> predicted) {
        public Fault {
            reference = List.copyOf(reference);
            predicted = List.copyOf(predicted);
        }
    }

    /// Why the names differ, the first in the causal chain.
    public record Suggestion(Cause cause, String evidence, double confidence) {}

    public InstanceMatch {
        matches = List.copyOf(matches);
        faults = List.copyOf(faults);
    }

    /// @param predicted body k of the prediction as k + 1, from the lowest up
    /// @param names of the predicted bodies, null for none
    /// @param reference likewise of the reference, of the same size
    /// @param truth names of the reference's bodies
    public static InstanceMatch of(
            LabelMap predicted, List<@Nullable Level> names, LabelMap reference, List<Level> truth) {
        if (predicted.width() != reference.width() || predicted.height() != reference.height()) {
            throw new IllegalArgumentException("prediction and reference are of one size, these are "
                    + predicted.width() + " x " + predicted.height() + " and " + reference.width() + " x "
                    + reference.height() + " px");
        }
        int p = names.size();
        int r = truth.size();
        long[][] shared = new long[r + 1][p + 1];
        for (int i = 0; i < predicted.values().length; i++) {
            int a = reference.values()[i];
            int b = predicted.values()[i];
            if (a < 0 || a > r || b < 0 || b > p) {
                throw new IllegalArgumentException("pixel " + i + " has the labels " + a + " and " + b + ", but there are "
                        + r + " and " + p + " names");
            }
            shared[a][b]++;
        }
        long[] ofReference = new long[r + 1];
        long[] ofPredicted = new long[p + 1];
        for (int a = 0; a <= r; a++) {
            for (int b = 0; b <= p; b++) {
                ofReference[a] += shared[a][b];
                ofPredicted[b] += shared[a][b];
            }
        }
        List<Fault> faults = new ArrayList<>();
        boolean[] used = new boolean[p + 1];
        boolean[] found = new boolean[r + 1];
        for (int b = 1; b <= p; b++) {
            List<Integer> covers = new ArrayList<>();
            for (int a = 1; a <= r; a++)
                if (ofReference[a] > 0 && shared[a][b] >= COVERED * ofReference[a]) covers.add(a - 1);
            for (int a : covers) found[a + 1] = true;
            used[b] = !covers.isEmpty();
            if (covers.size() > 1) faults.add(new Fault(Cause.C3A, covers, List.of(b - 1)));
        }
        for (int a = 1; a <= r; a++) {
            List<Integer> pieces = new ArrayList<>();
            for (int b = 1; b <= p; b++) {
                if (ofPredicted[b] == 0 || shared[a][b] < COVERED * ofPredicted[b]) continue;
                used[b] = true;
                // a predicted body may reach over its own border: a piece lies mostly in this one
                if (shared[a][b] >= .5 * ofPredicted[b]) pieces.add(b - 1);
            }
            if (pieces.size() > 1) faults.add(new Fault(Cause.C3B, List.of(a - 1), pieces));
            if (!found[a] && pieces.isEmpty() && ofReference[a] > 0)
                faults.add(new Fault(Cause.C3C, List.of(a - 1), List.of()));
        }
        for (int b = 1; b <= p; b++)
            if (!used[b] && ofPredicted[b] > 0) faults.add(new Fault(Cause.C3D, List.of(), List.of(b - 1)));
        faults.sort(Comparator.comparingDouble(InstanceMatch::lowest));
        return shifted(matches(shared, ofReference, ofPredicted), faults, shared, names, truth);
    }

    /// where in the column a fault lies; one without a body of the reference by the predicted one
    private static double lowest(Fault f) {
        return f.reference().isEmpty() ? f.predicted().getFirst() + .5 : f.reference().getFirst();
    }

    private static List<Match> matches(long[][] shared, long[] ofReference, long[] ofPredicted) {
        List<Match> matches = new ArrayList<>();
        for (int a = 1; a < ofReference.length; a++) {
            if (ofReference[a] == 0) continue;
            int best = 0;
            for (int b = 1; b < ofPredicted.length; b++) {
                boolean matched = shared[a][b] > 0
                        && (shared[a][b] >= COVERED * ofReference[a] || shared[a][b] >= COVERED * ofPredicted[b]);
                if (matched && shared[a][b] > (best == 0 ? 0 : shared[a][best])) best = b;
            }
            matches.add(new Match(a - 1, best == 0 ? null : best - 1));
        }
        return matches;
    }

    private static InstanceMatch shifted(
            List<Match> matches,
            List<Fault> faults, long[][] shared, List<@Nullable Level> names, List<Level> truth) {
        int furthest = Level.values().length;
        int[] votes = new int[2 * furthest + 1];
        int matched = 0;
        for (int a = 0; a < truth.size(); a++) {
            int best = 0;
            for (int b = 1; b <= names.size(); b++)
                if (shared[a + 1][b] > (best == 0 ? 0 : shared[a + 1][best])) best = b;
            Level name = best == 0 ? null : names.get(best - 1);
            if (name == null) continue;
            matched++;
            votes[furthest + place(name) - place(truth.get(a))]++;
        }
        if (matched == 0) return new InstanceMatch(matches, faults, null, 0);
        int most = furthest;
        for (int k = 0; k < votes.length; k++) if (votes[k] > votes[most]) most = k;
        return new InstanceMatch(matches, faults, most - furthest, (double) votes[most] / matched);
    }

    /// levels above S1 in a usual column; L6 counts as the place of S1, T13 as that of T12
    private static int place(Level level) {
        return switch (level) {
            case L6 -> 0;
            case T13 -> Level.USUAL.indexOf(Level.T12);
            default -> Level.USUAL.indexOf(level);
        };
    }

    /// the same where only these faults are looked at
    public InstanceMatch with(List<Fault> some) {
        return new InstanceMatch(matches, some, shift, shifted);
    }

    /// Empty where bodies and names agree. A fault of the masks that lies below the first wrong name explains it; all
    /// names shifted with no such fault are a matter of numbering, or of where S1 was seen where the lowest body is the
    /// fault.
    public Optional<Suggestion> suggestion() {
        boolean moved = shift != null && (shift != 0 || shifted < 1);
        if (faults.isEmpty()) {
            if (!moved) return Optional.empty();
            return Optional.of(new Suggestion(
                    Cause.C4A,
                    "every body has its match, and %.0f %% of the names lie %d %s"
                            .formatted(100 * shifted, Math.abs(shift), shift > 0 ? "higher" : "lower"),
                    .5 + .45 * shifted));
        }
        Fault first = faults.getFirst();
        boolean lowest = first.reference().contains(0) || first.reference().isEmpty() && first.predicted().contains(0);
        if (moved && lowest && shift != 0 && shifted > .9 && (first.cause() == Cause.C3C || first.cause() == Cause.C3D)) {
            return Optional.of(new Suggestion(
                    Cause.C3F,
                    first.cause() == Cause.C3C
                            ? "the lowest body has no match and all names above lie one off: it was taken for S1"
                            : "a body below the lowest of the reference is named and all names lie one off: S1 was taken"
                                    + " for it",
                    .8));
        }
        return Optional.of(new Suggestion(
                first.cause(),
                switch (first.cause()) {
                    case C3A -> "one predicted body covers " + first.reference().size() + " bodies of the reference";
                    case C3B -> first.predicted().size() + " predicted bodies lie in one body of the reference";
                    case C3C -> "no predicted body covers body " + (first.reference().getFirst() + 1) + " from below";
                    default -> "predicted body " + (first.predicted().getFirst() + 1) + " from below covers none";
                },
                moved ? .85 : .7));
    }
}
