package org.levelread.spine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.levelread.imaging.ConnectedComponents;
import org.levelread.imaging.ConnectedComponents.StructuringElement;
import org.levelread.imaging.DistanceTransform;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;

/// Which hardware belongs to the spine, and in which bodies it is fixed.
///
/// @param hardware all of it, on the grid
/// @param pieces connected pieces as labels from 1
/// @param share of each body's area that hardware covers, from the lowest up
/// @param instrumented each body, from the lowest up
/// @param s1Share of the area of S1, or of the sacrum's upper part
/// @param s1Instrumented whether that is enough
/// @param cages gaps filled with hardware: k is the gap under body k, 0 the one between S1 and the lowest
/// @param touching borders of the film that the construct reaches
record HardwareMatch(
        Mask hardware,
        LabelMap pieces,
        double[] share,
        boolean[] instrumented,
        double s1Share,
        boolean s1Instrumented,
        List<Integer> cages,
        java.util.Set<Body.Cut> touching) {
    /// hardware over this share of a disc space is a cage
    private static final double CAGE_SHARE = .15;

    boolean present() {
        return hardware.count() > 0;
    }

    static HardwareMatch of(SpineMaps maps, LabelMap bodies, Chain chain, NumberingOptions options) {
        int w = bodies.width();
        int h = bodies.height();
        double[] share = new double[chain.size()];
        boolean[] instrumented = new boolean[chain.size()];
        if (chain.size() == 0) {
            return new HardwareMatch(
                    new Mask(w, h), new LabelMap(w, h), share, instrumented, 0, false, List.of(), java.util.Set.of());
        }
        Mask hardware = nearSpine(maps, bodies, chain, options);
        LabelMap pieces = ConnectedComponents.label(hardware, StructuringElement.EIGHT_CONNECTED);
        int[] covered = new int[chain.size()];
        for (int i = 0; i < hardware.values().length; i++) {
            if (hardware.values()[i] != 0 && bodies.values()[i] > 0) covered[bodies.values()[i] - 1]++;
        }
        for (int k = 0; k < share.length; k++) {
            share[k] = covered[k] / chain.body(k).area();
            instrumented[k] = share[k] > options.instrumentedShare();
        }
        double s1Share = 0;
        if (chain.anchor() != null) {
            byte[] region = chain.anchor().region().values();
            int inside = 0;
            for (int i = 0; i < region.length; i++) if (region[i] != 0 && hardware.values()[i] != 0) inside++;
            s1Share = inside / chain.anchor().body().area();
        }
        boolean s1 = s1Share > options.instrumentedShare();
        List<Integer> cages = new ArrayList<>();
        for (int gap = 0; gap < chain.size(); gap++) {
            Body below = gap > 0
                    ? chain.body(gap - 1)
                    : chain.anchor() == null ? null : chain.anchor().body();
            if (below == null || chain.links().get(gap).step() > 1) continue;
            if (discShare(hardware, below, chain.body(gap)) < CAGE_SHARE) continue;
            cages.add(gap);
            instrumented[gap] = true;
            if (gap > 0) instrumented[gap - 1] = true;
            else s1 = true;
        }
        return new HardwareMatch(
                hardware, pieces, share, instrumented, s1Share, s1, List.copyOf(cages), borders(hardware));
    }

    /// Pieces large enough that reach the bodies, and pieces next to those: a marker or a clip beside the spine
    /// is none of them.
    private static Mask nearSpine(SpineMaps maps, LabelMap bodies, Chain chain, NumberingOptions options) {
        int w = bodies.width();
        int h = bodies.height();
        Mask kept = new Mask(w, h);
        double typical = ChainSearch.typicalArea(
                chain.links().stream().map(Chain.Link::body).toList());
        Mask candidates = ConnectedComponents.withoutSmall(
                BodySplit.above(maps.instrumentation(), options.threshold()), StructuringElement.EIGHT_CONNECTED, (int)
                        Math.max(3, Math.ceil(options.smallestHardware() * typical)));
        LabelMap pieces = ConnectedComponents.label(candidates, StructuringElement.EIGHT_CONNECTED);
        int count = IntStream.of(pieces.values()).max().orElse(0);
        if (count == 0) return kept;
        boolean[] accepted = new boolean[count + 1];
        byte[] spine = new byte[bodies.values().length];
        for (int i = 0; i < spine.length; i++) {
            boolean s1 = chain.anchor() != null && chain.anchor().region().values()[i] != 0;
            spine[i] = (byte) (bodies.values()[i] > 0 || s1 ? 1 : 0);
        }
        double reach = options.hardwareReach() * chain.pitch();
        boolean more = true;
        while (more) {
            more = false;
            GrayMap away = distanceTo(new Mask(w, h, spine));
            for (int i = 0; i < spine.length; i++) {
                int piece = pieces.values()[i];
                if (piece > 0 && !accepted[piece] && away.values()[i] <= reach) accepted[piece] = more = true;
            }
            for (int i = 0; i < spine.length; i++) if (accepted[pieces.values()[i]]) spine[i] = kept.values()[i] = 1;
        }
        return kept;
    }

    private static GrayMap distanceTo(Mask set) {
        byte[] outside = new byte[set.values().length];
        for (int i = 0; i < outside.length; i++) outside[i] = (byte) (set.values()[i] == 0 ? 1 : 0);
        return DistanceTransform.distances(new Mask(set.width(), set.height(), outside));
    }

    /// how much of the disc space between two bodies hardware covers, in its middle two thirds
    private static double discShare(Mask hardware, Body below, Body above) {
        double d = below.distanceTo(above);
        if (d < 2) return 0;
        double ux = (above.x() - below.x()) / d;
        double uy = (above.y() - below.y()) / d;
        double from = below.chord(ux, uy) / 2;
        double to = d - above.chord(ux, uy) / 2;
        if (to - from < .16 * d) {
            double middle = (from + to) / 2;
            from = middle - .08 * d;
            to = middle + .08 * d;
        }
        double half = (below.extent(-uy, ux) + above.extent(-uy, ux)) / 6;
        int covered = 0;
        int all = 0;
        double steps = Math.max(4, Math.ceil(half));
        for (double t = from; t <= to; t += Math.max(.5, (to - from) / 8)) {
            for (double s = -half; s <= half; s += Math.max(.5, half / steps)) {
                int x = (int) Math.floor(below.x() + t * ux - s * uy);
                int y = (int) Math.floor(below.y() + t * uy + s * ux);
                if (x < 0 || y < 0 || x >= hardware.width() || y >= hardware.height()) continue;
                all++;
                if (hardware.at(x, y)) covered++;
            }
        }
        return all == 0 ? 0 : (double) covered / all;
    }

    private static java.util.Set<Body.Cut> borders(Mask hardware) {
        java.util.Set<Body.Cut> touching = java.util.EnumSet.noneOf(Body.Cut.class);
        int w = hardware.width();
        int h = hardware.height();
        for (int y = 0, i = 0; y < h; y++) {
            for (int x = 0; x < w; x++, i++) {
                if (hardware.values()[i] == 0) continue;
                if (y < Body.BORDER_PX) touching.add(Body.Cut.TOP);
                else if (y >= h - Body.BORDER_PX) touching.add(Body.Cut.BOTTOM);
                else if (x < Body.BORDER_PX || x >= w - Body.BORDER_PX) touching.add(Body.Cut.SIDE);
            }
        }
        return touching;
    }
}
