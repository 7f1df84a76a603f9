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

/// Splits the mask of all vertebral bodies into single ones: a watershed on the body map flooded from the learned cores, and
/// from the maxima of the distance transform in every part of the mask where no core was seen.
final class BodySplit {
    /// the grid the pixel sizes in [NumberingOptions] are meant for
    static final double USUAL_GRID_PX = 110_000;

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
        LabelMap labels = Watershed.flood(
                relief(maps), markers(bodies, cores), bodies, StructuringElement.FOUR_CONNECTED);
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
            relief.values()[i] = -(maps.cores().values()[i] + .2f * maps.bodies().values()[i]);
        }
        return relief;
    }

    private static LabelMap markers(Mask bodies, Mask cores) {
        LabelMap markers = ConnectedComponents.label(cores, StructuringElement.FOUR_CONNECTED);
        LabelMap parts = ConnectedComponents.label(bodies, StructuringElement.FOUR_CONNECTED);
        int last = Arrays.stream(markers.values()).max().orElse(0);
        boolean[] marked = new boolean[Arrays.stream(parts.values()).max().orElse(0) + 1];
        for (int i = 0; i < parts.values().length; i++) if (markers.values()[i] > 0) marked[parts.values()[i]] = true;
        Mask rest = new Mask(bodies.width(), bodies.height());
        for (int i = 0; i < rest.values().length; i++) {
            rest.values()[i] = (byte) (parts.values()[i] > 0 && !marked[parts.values()[i]] ? 1 : 0);
        }
        GrayMap depth = DistanceTransform.distances(rest);
        float deepest = 0;
        for (int i = 0; i < depth.values().length; i++) {
            // a mask without background has no distances
            if (!(depth.values()[i] < 1e6f)) depth.values()[i] = 0;
            deepest = Math.max(deepest, depth.values()[i]);
        }
        if (deepest == 0) return markers;
        LabelMap peaks = HMaxima.mark(depth, rest, .15f * deepest, StructuringElement.EIGHT_CONNECTED);
        for (int i = 0; i < rest.values().length; i++) {
            if (peaks.values()[i] > 0) markers.values()[i] = last + peaks.values()[i];
        }
        return markers;
    }

    private static List<Body> withoutSmall(LabelMap labels, SpineMaps maps, NumberingOptions options, double leastPx) {
        List<Body> all = new ArrayList<>();
        for (Body b : Body.measure(labels, maps.bodies(), maps.s1Body())) if (b != null) all.add(b);
        double least = Math.max(leastPx, options.smallestBody() * ChainSearch.typicalArea(all));
        boolean[] kept = new boolean[all.stream().mapToInt(Body::label).max().orElse(0) + 1];
        all.removeIf(b -> b.area() < least);
        for (Body b : all) kept[b.label()] = true;
        for (int i = 0; i < labels.values().length; i++) if (!kept[labels.values()[i]]) labels.values()[i] = 0;
        return all;
    }
}
