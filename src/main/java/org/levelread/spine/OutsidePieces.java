package org.levelread.spine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.LabelMap;
import org.levelread.spine.HardwareComponent.Kind;
import org.levelread.spine.HardwareComponent.Matched;

/// The pieces of metal outside the anterior column: what is long along the spine is a rod and counts for nothing, wherever
/// it ends; what sits alone between two spinous processes counts for both.
final class OutsidePieces {
    /// a rod is longer than this, in levels
    private static final double ROD = .9;
    /// trust in metal between spinous processes, which has no other sign of what it is
    private static final double SPACER_TRUST = .6;

    private final MetalPlaces places;
    private final LabelMap pieces;
    private final GrayMap probability;
    private final Chain chain;
    private final ColumnFrame frame;

    OutsidePieces(MetalPlaces places, LabelMap pieces, GrayMap probability, Chain chain, ColumnFrame frame) {
        this.places = places;
        this.pieces = pieces;
        this.probability = probability;
        this.chain = chain;
        this.frame = frame;
    }

    /// @param offset labels of these pieces come after so many others
    void match(List<HardwarePieces.Spacer> spacers, int offset, LevelTally tally) {
        int count = MetalPlaces.highest(pieces);
        double[] pixels = new double[count + 1];
        double[] low = new double[count + 1];
        double[] high = new double[count + 1];
        double[] sure = new double[count + 1];
        HardwarePieces.@Nullable Spacer[] spacer = new HardwarePieces.Spacer[count + 1];
        for (int i = 0; i < places.size(); i++) {
            int piece = pieces.values()[i];
            if (piece == 0) continue;
            double along = along(places.x(i), places.y(i));
            low[piece] = pixels[piece] == 0 ? along : Math.min(low[piece], along);
            high[piece] = pixels[piece] == 0 ? along : Math.max(high[piece], along);
            pixels[piece]++;
            sure[piece] += probability.values()[i];
            for (HardwarePieces.Spacer s : spacers)
                if (Math.hypot(places.x(i) - s.x() - .5, places.y(i) - s.y() - .5) < .25 * chain.pitch()) spacer[piece] = s;
        }
        for (int piece = 1; piece <= count; piece++) {
            HardwarePieces.@Nullable Spacer s = spacer[piece];
            if (s != null) {
                between(s, offset + piece, tally);
                continue;
            }
            double levels = high[piece] - low[piece];
            boolean rod = levels > ROD;
            tally.components.add(new Matched(
                    rod ? Kind.ROD : Kind.OTHER,
                    offset + piece,
                    List.of(),
                    LevelTally.text("%.1f levels long along the spine, outside the column", levels),
                    sure[piece] / pixels[piece] * (rod ? .95 : .6)));
        }
    }

    private void between(HardwarePieces.Spacer spacer, int label, LevelTally tally) {
        double confidence = SPACER_TRUST * spacer.sure();
        String text = "metal alone behind the canal, between two spinous processes";
        List<Integer> both = LevelTally.neighbours(spacer.gap());
        tally.components.add(new Matched(Kind.OTHER, label, both, text, confidence));
        for (int body : both) tally.count(body, confidence, text);
    }

    /// in levels from the lowest body upwards
    private double along(double x, double y) {
        int k = frame.nearest(x, y);
        return k + frame.above(k, x, y) * frame.height(k) / chain.pitch();
    }
}
