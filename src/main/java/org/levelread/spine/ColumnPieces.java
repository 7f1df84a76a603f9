package org.levelread.spine;

import java.util.ArrayList;
import java.util.List;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.LabelMap;
import org.levelread.spine.HardwareComponent.Kind;
import org.levelread.spine.HardwareComponent.Matched;

/// The pieces of metal inside the anterior column: screws, and cages in the disc spaces.
///
/// A cage lies in a disc space and does not come from behind: it fills the space, or lies across it, or shows by two marks
/// or more, which lie apart.
final class ColumnPieces {
    /// smallest cage, in areas of the body above it
    private static final double CAGE_AREA = .015;
    /// a dot or pin of one that lies in the disc space alone, likewise
    private static final double CAGE_DOT = .0025;
    /// and its middle no farther from the middle of the disc space, in heights of a body
    static final double ACROSS_DISC = .28;
    /// likewise where the disc is so narrow that hardly any of the cage lies in it
    private static final double IN_NARROW_DISC = .2;
    /// trust in two marks that lie apart at the middle of one disc space: nothing else looks like them
    private static final double MARKS = .85;
    /// mean probability above which a piece is metal beyond doubt
    private static final double SURE_METAL = .75;

    private final MetalPlaces places;
    private final LabelMap pieces;
    private final Chain chain;
    private final ColumnFrame frame;
    private final double[] pixels;
    private final double[][] at;
    private final double[] sure;
    private final boolean[] fromBehind;
    private final double[] x;
    private final double[] y;
    private final boolean[][] mark;

    ColumnPieces(MetalPlaces places, LabelMap pieces, GrayMap probability, Chain chain, ColumnFrame frame) {
        this.places = places;
        this.pieces = pieces;
        this.chain = chain;
        this.frame = frame;
        int count = MetalPlaces.highest(pieces);
        pixels = new double[count + 1];
        at = new double[count + 1][2 * chain.size() + 1];
        sure = new double[count + 1];
        fromBehind = new boolean[count + 1];
        x = new double[count + 1];
        y = new double[count + 1];
        for (int i = 0; i < places.size(); i++) {
            int piece = pieces.values()[i];
            if (piece == 0) continue;
            pixels[piece]++;
            x[piece] += places.x(i);
            y[piece] += places.y(i);
            at[piece][places.place(i)]++;
            sure[piece] += probability.values()[i];
            fromBehind[piece] |= places.touchesBehind(i);
        }
        for (int piece = 1; piece <= count; piece++) {
            x[piece] /= pixels[piece];
            y[piece] /= pixels[piece];
            sure[piece] /= pixels[piece];
        }
        mark = marks(count);
    }

    int count() {
        return pixels.length - 1;
    }

    /// marks of a cage: small pieces at the middle of a disc space, at least two of them with a space between
    private boolean[][] marks(int count) {
        boolean[][] all = new boolean[count + 1][chain.size()];
        for (int gap = 0; gap < chain.size(); gap++) {
            List<Integer> here = new ArrayList<>();
            for (int piece = 1; piece <= count; piece++) {
                if (fromBehind[piece] || pixels[piece] > CageMarks.LARGEST * chain.body(gap).area()) continue;
                if (frame.fromDisc(gap, x[piece], y[piece]) < ACROSS_DISC) here.add(piece);
            }
            for (int a : here)
                for (int b : here) all[a][gap] |= CageMarks.apart(frame, gap, x[a], y[a], x[b], y[b]);
        }
        return all;
    }

    void match(double[] inBody, double inS1, LevelTally tally) {
        for (int piece = 1; piece < pixels.length; piece++) {
            List<Integer> fixed = new ArrayList<>();
            if (tally.s1 && at[piece][0] > .2 * inS1) fixed.add(-1);
            for (int k = 0; k < chain.size(); k++)
                if (tally.instrumented[k] && at[piece][2 * k + 2] > .2 * inBody[k]) fixed.add(k);
            boolean cage = false;
            for (int gap = 0; gap < chain.size(); gap++) {
                if (!isCage(piece, gap)) continue;
                cage = true;
                double share = at[piece][2 * gap + 1] / chain.body(gap).area();
                double confidence = sure[piece] * Math.max(mark[piece][gap] ? MARKS : 0, Math.min(1, .6 + 2 * share));
                String text = LevelTally.text(
                        "metal in the disc space, %.0f %% of the area of the body above it", 100 * share);
                tally.components.add(
                        new Matched(Kind.CAGE, piece, LevelTally.neighbours(gap), text, confidence));
                tally.cage(gap, confidence, text);
            }
            if (!cage) screw(piece, fixed, tally);
        }
    }

    private void screw(int piece, List<Integer> fixed, LevelTally tally) {
        boolean screw = !fixed.isEmpty();
        tally.components.add(new Matched(
                screw ? Kind.SCREW : Kind.OTHER,
                piece,
                fixed,
                screw
                        ? tally.why(fixed.getFirst())
                        : "metal in the column that neither comes from behind nor fills a disc space",
                sure[piece] * (screw ? tally.trust(fixed.getFirst()) : .5)));
    }

    private boolean isCage(int piece, int gap) {
        double area = chain.body(gap).area();
        double inDisc = at[piece][2 * gap + 1];
        if (mark[piece][gap]) return true;
        if (!fromBehind[piece] && inDisc > .6 * pixels[piece] && inDisc >= CAGE_DOT * area) return true;
        // a cage seen at an angle covers the endplates on both sides, but its middle lies in the disc
        double off = frame.fromDisc(gap, x[piece], y[piece]);
        boolean across = !fromBehind[piece]
                && pixels[piece] >= CAGE_AREA * area
                && (inDisc > .1 * pixels[piece] && off < ACROSS_DISC
                        || frame.narrow(gap) && off < IN_NARROW_DISC && sure[piece] > SURE_METAL);
        return across || inDisc >= CAGE_AREA * area && inDisc >= (fromBehind[piece] ? .6 : .4) * pixels[piece];
    }
}
