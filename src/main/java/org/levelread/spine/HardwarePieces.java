package org.levelread.spine;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.ConnectedComponents;
import org.levelread.imaging.ConnectedComponents.StructuringElement;
import org.levelread.imaging.DistanceTransform;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;

/// Which hardware belongs to the spine.
///
/// Pieces large enough that reach the bodies, and pieces next to those; the dots and pins in a disc space that show where
/// a cage lies; and what sits alone between two spinous processes. A marker or a clip beside the spine is none of them.
final class HardwarePieces {
    /// the net is at least so sure of the mark of a cage
    private static final double DOT_PROBABILITY = .6;
    /// a spacer between spinous processes lies so far behind the bodies' centres, in depths
    private static final double SPINES_FROM = -1.05;
    private static final double SPINES_TO = -2.5;
    /// and so far below the centre of the upper body, in its heights
    private static final double SPINES_BELOW = -.7;
    private static final double SPINES_REACH = .4;
    /// and is no larger than this share of the median body's area
    private static final double SPACER = .35;

    private final int width;
    private final int height;
    private final GrayMap map;
    private final LabelMap pieces;
    private final double[] area;
    private final double[] sure;
    private final boolean[] accepted;
    private final double typical;
    private final double least;

    HardwarePieces(SpineMaps maps, Chain chain, NumberingOptions options) {
        map = maps.instrumentation();
        width = map.width();
        height = map.height();
        pieces = ConnectedComponents.label(
                BodySplit.above(map, options.threshold()), StructuringElement.EIGHT_CONNECTED);
        int count = IntStream.of(pieces.values()).max().orElse(0);
        area = new double[count + 1];
        sure = new double[count + 1];
        accepted = new boolean[count + 1];
        for (int i = 0; i < pieces.values().length; i++) {
            area[pieces.values()[i]]++;
            sure[pieces.values()[i]] += map.values()[i];
        }
        for (int k = 0; k <= count; k++) sure[k] /= Math.max(1, area[k]);
        typical = ChainSearch.typicalArea(
                chain.links().stream().map(Chain.Link::body).toList());
        least = Math.max(3, Math.ceil(options.smallestHardware() * typical));
    }

    /// pieces large enough that reach the bodies, and large ones next to those
    Mask nearSpine(LabelMap bodies, Chain chain, NumberingOptions options) {
        if (accepted.length == 1) return kept();
        byte[] spine = new byte[bodies.values().length];
        for (int i = 0; i < spine.length; i++) {
            boolean s1 = chain.anchor() != null && chain.anchor().region().values()[i] != 0;
            spine[i] = (byte) (bodies.values()[i] > 0 || s1 ? 1 : 0);
        }
        double reach = options.hardwareReach() * chain.pitch();
        boolean more = true;
        while (more) {
            more = false;
            GrayMap away = DistanceTransform.distancesTo(new Mask(width, height, spine));
            for (int i = 0; i < spine.length; i++) {
                int piece = pieces.values()[i];
                if (piece == 0 || accepted[piece] || area[piece] < least || away.values()[i] > reach) continue;
                accepted[piece] = more = true;
            }
            for (int i = 0; i < spine.length; i++) if (accepted[pieces.values()[i]]) spine[i] = 1;
        }
        return kept();
    }

    /// with the marks of cages in disc spaces and what lies between spinous processes
    Mask withDotsAndSpacers(ColumnFrame frame, int bodies, List<Spacer> spacers) {
        int count = accepted.length - 1;
        double[] inDisc = new double[count + 1];
        double[] x = new double[count + 1];
        double[] y = new double[count + 1];
        for (int i = 0; i < pieces.values().length; i++) {
            int piece = pieces.values()[i];
            if (piece == 0 || accepted[piece]) continue;
            int place = frame.place(i);
            if (place > 0 && place % 2 == 1) inDisc[piece]++;
            x[piece] += i % width + .5;
            y[piece] += i / width + .5;
        }
        @Nullable Integer[] gap = new Integer[count + 1];
        for (int k = 1; k <= count; k++) {
            if (accepted[k]) continue;
            x[k] /= area[k];
            y[k] /= area[k];
            if (area[k] < 2 || sure[k] < DOT_PROBABILITY || area[k] > CageMarks.LARGEST * typical) continue;
            // bodies that hide the disc space may lie over a mark
            for (int g = 0; g < bodies; g++)
                if (frame.fromDisc(g, x[k], y[k]) < (inDisc[k] > .6 * area[k] ? .5 : ColumnPieces.ACROSS_DISC)) gap[k] = g;
        }
        for (int k = 1; k <= count; k++) {
            if (accepted[k] || gap[k] != null || frame.front() == 0) continue;
            if (area[k] < least || area[k] > SPACER * typical) continue;
            int between = betweenSpines(frame, bodies, x[k], y[k]);
            if (between < 0) continue;
            accepted[k] = true;
            spacers.add(new Spacer(between, (int) Math.floor(x[k]), (int) Math.floor(y[k]), sure[k]));
        }
        // one mark alone may be anything, a cage has one at each end
        for (int k = 1; k <= count; k++) {
            for (int other = 1; other <= count && gap[k] != null; other++) {
                if (gap[k].equals(gap[other]) && CageMarks.apart(frame, gap[k], x[k], y[k], x[other], y[other]))
                    accepted[k] = true;
            }
        }
        return kept();
    }

    /// Metal between the spinous processes of a body and the one below it.
    ///
    /// @param gap number of the upper body
    /// @param x its centre, in grid pixels
    record Spacer(int gap, int x, int y, double sure) {}

    /// the upper body of the two whose processes hold what lies here, -1 for none
    private static int betweenSpines(ColumnFrame frame, int bodies, double x, double y) {
        int best = -1;
        double nearest = SPINES_REACH;
        for (int k = 0; k < bodies; k++) {
            double forward = frame.forward(k, x, y);
            double off = Math.abs(frame.above(k, x, y) - SPINES_BELOW);
            if (forward > SPINES_FROM || forward < SPINES_TO || off >= nearest) continue;
            nearest = off;
            best = k;
        }
        return best;
    }

    private Mask kept() {
        Mask kept = new Mask(width, height);
        for (int i = 0; i < kept.values().length; i++)
            kept.values()[i] = (byte) (pieces.values()[i] > 0 && accepted[pieces.values()[i]] ? 1 : 0);
        return kept;
    }
}
