package org.levelread.spine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;
import org.levelread.spine.HardwareComponent.Kind;
import org.levelread.spine.HardwareComponent.Matched;

/// Which hardware belongs to the spine, and in which bodies it is fixed.
///
/// The mask is cut along the outline of the anterior column ([MetalPlaces]). A body counts for a screw or plate in it
/// ([BodyMetal]), both neighbours of a disc space for a cage ([ColumnPieces]); what lies outside the column is a rod, or a
/// spacer between spinous processes ([OutsidePieces]).
///
/// @param hardware all of it, on the grid
/// @param pieces the pieces as labels from 1
/// @param share of each body's area that hardware covers, from the lowest up
/// @param instrumented each body, from the lowest up
/// @param trust that hardware is fixed in the body where it is instrumented, in [0, 1]
/// @param why one sentence a body, "" where there is no hardware
/// @param near bodies that hardware touches without counting for them, or hardly
/// @param s1Share of the area of the body above S1
/// @param cages gaps filled with hardware: k is the gap under body k, 0 the one between S1 and the lowest
/// @param touching borders of the film that the construct reaches
record HardwareMatch(
        Mask hardware,
        LabelMap pieces,
        List<Matched> components,
        double[] share,
        boolean[] instrumented,
        double[] trust,
        String[] why,
        boolean[] near,
        double s1Share,
        boolean s1Instrumented,
        double s1Trust,
        String s1Why,
        boolean pelvis,
        List<Integer> cages,
        Set<Construct.Border> touching) {
    /// metal in S1 over more than this share of the area of the body above counts
    private static final double S1_SHARE = .025;
    /// below S1 by so many pitches hardware is in the pelvis or the lower sacrum
    private static final double PELVIS = 1.25;

    /// whether a body holds a screw or plate, S1 as -1
    boolean screwed(int body) {
        return components.stream().anyMatch(m -> m.kind() == Kind.SCREW && m.bodies().contains(body));
    }

    /// of the clearest piece in the disc space under a body, 0 where there is no cage
    double trustInCage(int gap) {
        return components.stream()
                .filter(m -> m.kind() == Kind.CAGE && m.bodies().equals(LevelTally.neighbours(gap)))
                .mapToDouble(Matched::confidence)
                .max()
                .orElse(0);
    }

    /// how far hardware reaches above the centre of a body of this chain, or below it, in pitches
    double beyond(Chain chain, int body, boolean above) {
        Body b = chain.body(body);
        double[] up = chain.direction(body);
        double most = 0;
        int w = hardware.width();
        for (int i = 0; i < hardware.values().length; i++) {
            if (hardware.values()[i] == 0) continue;
            double along = (i % w + .5 - b.x()) * up[0] + (i / w + .5 - b.y()) * up[1];
            most = Math.max(most, above ? along : -along);
        }
        return most / chain.pitch();
    }

    boolean present() {
        return hardware.count() > 0;
    }

    static HardwareMatch of(SpineMaps maps, LabelMap bodies, Chain chain, Mask sacrum, NumberingOptions options) {
        if (chain.size() == 0) {
            Mask none = new Mask(bodies.width(), bodies.height());
            return match(maps, chain, new ColumnFrame(bodies, chain, sacrum, none), none, List.of(), options);
        }
        HardwarePieces pieces = new HardwarePieces(maps, chain, options);
        ColumnFrame frame = new ColumnFrame(bodies, chain, sacrum, pieces.nearSpine(bodies, chain, options));
        List<HardwarePieces.Spacer> spacers = new ArrayList<>();
        Mask hardware = pieces.withDotsAndSpacers(frame, chain.size(), spacers);
        return match(maps, chain, frame, hardware, spacers, options);
    }

    private static HardwareMatch match(
            SpineMaps maps,
            Chain chain,
            ColumnFrame frame,
            Mask hardware,
            List<HardwarePieces.Spacer> spacers,
            NumberingOptions options) {
        int n = chain.size();
        MetalPlaces places = new MetalPlaces(frame, hardware);
        BodyMetal[] in = new BodyMetal[n];
        for (int k = 0; k < n; k++) in[k] = new BodyMetal();
        double s1Pixels = 0;
        boolean pelvis = false;
        for (int i = 0; i < places.size(); i++) {
            if (!places.metal(i)) continue;
            double x = places.x(i);
            double y = places.y(i);
            int place = places.place(i);
            if (place == ColumnFrame.S1) s1Pixels++;
            if (place > 0 && place % 2 == 0) {
                int k = place / 2 - 1;
                in[k].inside(frame.forward(k, x, y), frame.above(k, x, y));
            }
            if (place != ColumnFrame.OUTSIDE) continue;
            int k = frame.nearest(x, y);
            in[k].outside(frame.forward(k, x, y), frame.above(k, x, y));
            pelvis |= belowS1(chain, frame, x, y) > PELVIS * chain.pitch();
        }
        LevelTally tally = new LevelTally(n);
        double[] inBody = new double[n];
        double[] share = new double[n];
        for (int k = 0; k < n; k++) {
            inBody[k] = in[k].pixels();
            share[k] = inBody[k] / chain.body(k).area();
            in[k].judge(k, chain.body(k).area(), frame, options, tally);
        }
        double s1Share = n == 0 ? 0 : s1Pixels / chain.body(0).area();
        if (n > 0 && chain.anchor() != null) s1(s1Share, tally);
        LabelMap column = places.pieces(true);
        LabelMap outside = places.pieces(false);
        ColumnPieces inside = new ColumnPieces(places, column, maps.instrumentation(), chain, frame);
        inside.match(inBody, s1Pixels, tally);
        new OutsidePieces(places, outside, maps.instrumentation(), chain, frame).match(spacers, inside.count(), tally);
        LabelMap all = new LabelMap(hardware.width(), hardware.height());
        for (int i = 0; i < places.size(); i++) {
            int out = outside.values()[i];
            all.values()[i] = out > 0 ? inside.count() + out : column.values()[i];
        }
        return new HardwareMatch(
                hardware,
                all,
                List.copyOf(tally.components),
                share,
                tally.instrumented,
                tally.trust,
                tally.why,
                tally.near,
                s1Share,
                tally.s1,
                tally.s1Trust,
                tally.s1Why,
                pelvis,
                List.copyOf(tally.cages),
                places.borders());
    }

    private static void s1(double share, LevelTally tally) {
        tally.s1 = share > S1_SHARE;
        tally.s1Trust = tally.s1 ? Math.min(.95, .5 + 3 * share) : 0;
        if (share > 0)
            tally.s1Why = LevelTally.text("metal in S1 over %.0f %% of the area of the body above", 100 * share);
    }

    /// how far below the centre of S1, in pixels; negative infinity without S1
    private static double belowS1(Chain chain, ColumnFrame frame, double x, double y) {
        Anchor anchor = chain.anchor();
        if (anchor == null) return Double.NEGATIVE_INFINITY;
        double[] up = frame.up(0);
        return -((x - anchor.body().x()) * up[0] + (y - anchor.body().y()) * up[1]);
    }
}
