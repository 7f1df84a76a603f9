package org.levelread.spine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.ConnectedComponents;
import org.levelread.imaging.ConnectedComponents.StructuringElement;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;
import org.levelread.imaging.Region;

/// Looks for what the numbering may start from: bodies of S1, and the upper part of a sacrum's outline.
///
/// @param anchors best first
/// @param outline the sacrum's pixels with the body of S1, possibly none
record SacrumSearch(List<Anchor> anchors, Mask outline) {
    private static final int MOST_ANCHORS = 3;
    private static final double OUTLINE_TRUST = .45;

    SacrumSearch {
        anchors = List.copyOf(anchors);
    }

    static SacrumSearch in(SpineMaps maps, List<Body> bodies, NumberingOptions options) {
        double grid = (double) maps.sacrum().width() * maps.sacrum().height();
        double typical = bodies.isEmpty() ? grid / 100 : ChainSearch.typicalArea(bodies);
        List<Anchor> anchors = new ArrayList<>(s1Bodies(maps, typical, options));
        Mask sacrum = largest(BodySplit.above(maps.sacrum(), options.threshold()), .5 * typical);
        Anchor outline = fromOutline(maps, sacrum, typical);
        if (outline != null) anchors.add(outline);
        if (!anchors.isEmpty() && anchors.getFirst().kind() == Anchor.Kind.S1_BODY) {
            byte[] s1 = anchors.getFirst().region().values();
            for (int i = 0; i < s1.length; i++) sacrum.values()[i] |= s1[i];
        }
        return new SacrumSearch(anchors, sacrum);
    }

    private static List<Anchor> s1Bodies(SpineMaps maps, double typical, NumberingOptions options) {
        LabelMap labels = ConnectedComponents.label(
                BodySplit.above(maps.s1Body(), options.threshold()), StructuringElement.FOUR_CONNECTED);
        List<Anchor> found = new ArrayList<>();
        for (Body b : Body.measure(labels, maps.bodies(), maps.s1Body())) {
            if (b == null || b.area() < .12 * typical) continue;
            // a cut or thin piece of S1 is worth less, and so is one that the net for bodies claims as well
            double size = Math.min(1, b.area() / (.5 * typical));
            double confidence = b.s1() * size * (1 - .5 * Math.max(0, b.probability() - .2));
            found.add(new Anchor(Anchor.Kind.S1_BODY, b, only(labels, b.label()), confidence));
        }
        found.sort(Comparator.comparingDouble((Anchor a) -> -a.confidence()));
        return found.subList(0, Math.min(MOST_ANCHORS, found.size()));
    }

    /// the upper quarter of the outline, as deep as one body
    private static @Nullable Anchor fromOutline(SpineMaps maps, Mask sacrum, double typical) {
        int area = sacrum.count();
        if (area == 0) return null;
        LabelMap whole = new LabelMap(sacrum.width(), sacrum.height());
        for (int i = 0; i < whole.values().length; i++) whole.values()[i] = sacrum.values()[i];
        Body all = Body.measure(whole, maps.bodies(), maps.sacrum())[0];
        Region box = Region.of(whole).getFirst();
        boolean sliver = all == null || all.cut() != Body.Cut.NONE && area < typical;
        if (sliver) return null;
        int deep =
                (int) Math.max(2, Math.min(box.heightPx(), Math.max(.25 * box.heightPx(), 1.1 * Math.sqrt(typical))));
        Mask top = new Mask(sacrum.width(), sacrum.height());
        for (int y = box.minY(), i; y < box.minY() + deep && y < sacrum.height(); y++) {
            for (int x = 0; x < sacrum.width(); x++) {
                i = y * sacrum.width() + x;
                top.values()[i] = sacrum.values()[i];
                whole.values()[i] *= 2;
            }
        }
        Body upper = Body.measure(whole, maps.bodies(), maps.s1Body())[1];
        if (upper == null) return null;
        return new Anchor(Anchor.Kind.OUTLINE, upper, top, OUTLINE_TRUST * mean(maps.sacrum(), top));
    }

    private static Mask largest(Mask mask, double leastPx) {
        Mask kept = ConnectedComponents.largest(mask, StructuringElement.FOUR_CONNECTED);
        return kept.count() < leastPx
                ? new Mask(mask.width(), mask.height())
                : new Mask(mask.width(), mask.height(), kept.values().clone());
    }

    private static Mask only(LabelMap labels, int label) {
        Mask mask = new Mask(labels.width(), labels.height());
        for (int i = 0; i < mask.values().length; i++) mask.values()[i] = (byte) (labels.values()[i] == label ? 1 : 0);
        return mask;
    }

    private static double mean(GrayMap map, Mask within) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < within.values().length; i++) {
            if (within.values()[i] == 0) continue;
            sum += map.values()[i];
            n++;
        }
        return n == 0 ? 0 : sum / n;
    }
}
