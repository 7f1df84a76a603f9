package org.levelread.spine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.levelread.imaging.ConnectedComponents;
import org.levelread.imaging.ConnectedComponents.StructuringElement;
import org.levelread.imaging.DistanceTransform;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.HMaxima;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;
import org.levelread.imaging.Morphology;
import org.levelread.imaging.Watershed;

/// Splits the mask of all vertebral bodies into single ones: a watershed flooded from the learned cores, and
/// from the maxima of the distance transform wherever the mask is deep and no core was seen.
final class BodySplit {
    /// the grid the pixel sizes in [NumberingOptions] are meant for
    static final double USUAL_GRID_PX = 110_000;
    /// how far a peak rises above the pass to the next, in typical depths
    private static final float PEAK_HEIGHT = .15f;
    /// shallower peaks make no body, in typical depths
    private static final float LEAST_DEPTH = .4f;

    /// a body cut by the upper border may be so much smaller than others
    private static final double CUT_SHARE = .35;

    private BodySplit() {}

    static VertebraBodies split(SpineMaps raw, NumberingOptions options) {
        SpineMaps maps = clean(raw);
        double scale = (double) maps.bodies().width() * maps.bodies().height() / USUAL_GRID_PX;
        int leastCore = (int) Math.max(2, Math.round(options.smallestCore() * scale));
        Mask cores = ConnectedComponents.withoutSmall(
                above(maps.cores(), options.threshold()), StructuringElement.FOUR_CONNECTED, leastCore);
        Mask bodies = Morphology.open(above(maps.bodies(), options.threshold()), Morphology.Shape.DISC, 1);
        for (int i = 0; i < cores.values().length; i++) {
            // a core far from any body is none
            if (cores.values()[i] != 0 && maps.bodies().values()[i] > options.threshold() / 2) bodies.values()[i] = 1;
            else cores.values()[i] = 0;
        }
        LabelMap labels =
                Watershed.flood(relief(maps), markers(bodies, cores), bodies, StructuringElement.FOUR_CONNECTED);
        List<Body> found = withoutSmall(labels, maps, options, 30 * scale);
        return new VertebraBodies(maps, labels, found);
    }

    /// not-a-number becomes 0, and all values come into [0, 1]
    private static SpineMaps clean(SpineMaps raw) {
        return new SpineMaps(
                clean(raw.bodies()),
                clean(raw.cores()),
                clean(raw.sacrum()),
                clean(raw.s1Body()),
                clean(raw.instrumentation()),
                raw.thoracic() == null ? null : clean(raw.thoracic()),
                raw.grey(),
                raw.filmWidth(),
                raw.filmHeight(),
                raw.spacing());
    }

    private static GrayMap clean(GrayMap raw) {
        float[] values = new float[raw.values().length];
        for (int i = 0; i < values.length; i++) {
            float v = raw.values()[i];
            values[i] = Float.isNaN(v) ? 0 : Math.clamp(v, 0f, 1f);
        }
        return new GrayMap(raw.width(), raw.height(), values);
    }

    static Mask above(GrayMap map, double threshold) {
        byte[] values = new byte[map.values().length];
        for (int i = 0; i < values.length; i++) values[i] = (byte) (map.values()[i] > threshold ? 1 : 0);
        return new Mask(map.width(), map.height(), values);
    }

    private static GrayMap relief(SpineMaps maps) {
        GrayMap relief = new GrayMap(maps.bodies().width(), maps.bodies().height());
        for (int i = 0; i < relief.values().length; i++) {
            relief.values()[i] =
                    -(maps.cores().values()[i] + .2f * maps.bodies().values()[i]);
        }
        return relief;
    }

    /// the cores, and the peaks of the distance transform whose inscribed circle holds no core
    private static LabelMap markers(Mask bodies, Mask cores) {
        int w = bodies.width();
        int h = bodies.height();
        LabelMap markers = ConnectedComponents.label(cores, StructuringElement.FOUR_CONNECTED);
        GrayMap depth = DistanceTransform.distances(bodies);
        // a mask without background has no distances
        for (int i = 0; i < depth.values().length; i++) if (!(depth.values()[i] < 1e6f)) depth.values()[i] = 1;
        float typical = typicalDepth(depth, markers);
        LabelMap peaks = HMaxima.mark(depth, bodies, PEAK_HEIGHT * typical, StructuringElement.EIGHT_CONNECTED);
        int last = highest(markers);
        int[] top = new int[highest(peaks) + 1];
        Arrays.fill(top, -1);
        for (int i = 0; i < depth.values().length; i++) {
            int peak = peaks.values()[i];
            if (peak > 0 && (top[peak] < 0 || depth.values()[i] > depth.values()[top[peak]])) top[peak] = i;
        }
        boolean[] free = new boolean[top.length];
        for (int k = 1; k < top.length; k++) {
            float radius = depth.values()[top[k]];
            free[k] = radius > LEAST_DEPTH * typical && !coreWithin(cores, top[k] % w, top[k] / w, radius);
        }
        for (int i = 0; i < w * h; i++) {
            if (free[peaks.values()[i]] && markers.values()[i] == 0) markers.values()[i] = last + peaks.values()[i];
        }
        return markers;
    }

    /// the median over the cores of how deep in the mask they reach; the greatest depth where there is no core
    private static float typicalDepth(GrayMap depth, LabelMap cores) {
        float[] deepest = new float[highest(cores) + 1];
        for (int i = 0; i < depth.values().length; i++) {
            int k = cores.values()[i];
            deepest[k] = Math.max(deepest[k], depth.values()[i]);
        }
        if (deepest.length == 1) return deepest[0];
        float[] sorted = Arrays.copyOfRange(deepest, 1, deepest.length);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static int highest(LabelMap labels) {
        int highest = 0;
        for (int v : labels.values()) highest = Math.max(highest, v);
        return highest;
    }

    private static boolean coreWithin(Mask cores, int cx, int cy, float radius) {
        int r = (int) Math.ceil(radius);
        for (int y = Math.max(0, cy - r); y <= Math.min(cores.height() - 1, cy + r); y++) {
            for (int x = Math.max(0, cx - r); x <= Math.min(cores.width() - 1, cx + r); x++) {
                if (cores.at(x, y) && Math.hypot(x - cx, y - cy) < radius) return true;
            }
        }
        return false;
    }

    private static List<Body> withoutSmall(LabelMap labels, SpineMaps maps, NumberingOptions options, double leastPx) {
        List<Body> all = new ArrayList<>();
        for (Body b : Body.measure(labels, maps.bodies(), maps.s1Body())) if (b != null) all.add(b);
        double typical = ChainSearch.typicalArea(all);
        double least = Math.max(leastPx, options.smallestBody() * typical);
        double leastCut = Math.max(leastPx, CUT_SHARE * options.smallestBody() * typical);
        boolean[] kept = new boolean[all.stream().mapToInt(Body::label).max().orElse(0) + 1];
        // the upper border leaves of the highest body what it will
        all.removeIf(b -> b.area() < (b.cut() == Body.Cut.TOP ? leastCut : least));
        for (Body b : all) kept[b.label()] = true;
        for (int i = 0; i < labels.values().length; i++) if (!kept[labels.values()[i]]) labels.values()[i] = 0;
        return all;
    }
}
