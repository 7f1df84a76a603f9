package org.levelread.spine;

import java.util.stream.IntStream;
import org.levelread.imaging.ConnectedComponents;
import org.levelread.imaging.ConnectedComponents.StructuringElement;
import org.levelread.imaging.DistanceTransform;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;

/// Which hardware belongs to the spine.
final class HardwarePieces {
    private HardwarePieces() {}

    /// Pieces large enough that reach the bodies, and pieces next to those: a marker or a clip beside the spine
    /// is none of them.
    static Mask nearSpine(SpineMaps maps, LabelMap bodies, Chain chain, NumberingOptions options) {
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
}
