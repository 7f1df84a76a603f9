package org.levelread.spine;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.ConnectedComponents;
import org.levelread.imaging.ConnectedComponents.StructuringElement;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;
import org.levelread.spine.HardwareComponent.Kind;
import org.levelread.spine.HardwareComponent.Matched;

/// Which hardware belongs to the spine, and in which bodies it is fixed.
///
/// The mask is cut along the outline of the anterior column. Inside it, what comes in from behind through the
/// posterior wall with a stretch behind it (the pedicle) is a screw and counts for its body; what comes in from the
/// front and covers the body's middle is an anterior screw or plate; what lies in a disc space and does not come
/// from behind is a cage and counts for both neighbours. Outside it, what is long along the spine is a rod and
/// counts for nothing, wherever it ends.
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
    /// a shaft from behind passes at least this share of the body's depth
    private static final double SHAFT = .3;
    /// metal behind the posterior wall, in areas of the body, that makes what is in front of it a screw
    private static final double IN_PEDICLE = .02;
    /// it goes on at least to here, in depths of the body in front of its centre
    private static final double THROUGH_PEDICLE = -.8;
    /// with so much metal in the pedicle the tip in the body may be short
    private static final double ALL_IN_PEDICLE = .06;
    /// where the posterior wall is, in depths of the body in front of its centre
    private static final double WALL = -.33;
    /// an anterior plate or screw begins in front of this
    private static final double ANTERIOR = .4;
    /// smallest cage, in areas of the body above it
    private static final double CAGE_AREA = .015;
    /// a dot or pin of one that lies in the disc space alone, likewise
    private static final double CAGE_DOT = .0025;
    /// and its middle no farther from the middle of the disc space, in heights of a body
    private static final double ACROSS_DISC = .28;
    /// likewise where the disc is so narrow that hardly any of the cage lies in it
    private static final double IN_NARROW_DISC = .2;
    /// mean probability above which a piece is metal beyond doubt
    private static final double SURE_METAL = .75;
    private static final double S1_SHARE = .025;
    /// trust in metal between spinous processes, which has no other sign of what it is
    private static final double SPACER_TRUST = .6;
    /// below S1 by so many pitches hardware is in the pelvis or the lower sacrum
    private static final double PELVIS = 1.25;

    /// whether a body holds a screw or plate, S1 as -1
    boolean screwed(int body) {
        return components.stream().anyMatch(m -> m.kind() == Kind.SCREW && m.bodies().contains(body));
    }

    boolean present() {
        return hardware.count() > 0;
    }

    static HardwareMatch of(SpineMaps maps, LabelMap bodies, Chain chain, Mask sacrum, NumberingOptions options) {
        if (chain.size() == 0) {
            Mask none = new Mask(bodies.width(), bodies.height());
            ColumnFrame empty = new ColumnFrame(bodies, chain, sacrum, none);
            return new Matching(maps, bodies, chain, empty, none, List.of(), options).run();
        }
        HardwarePieces pieces = new HardwarePieces(maps, chain, options);
        ColumnFrame frame = new ColumnFrame(bodies, chain, sacrum, pieces.nearSpine(bodies, chain, options));
        List<HardwarePieces.Spacer> spacers = new ArrayList<>();
        Mask hardware = pieces.withDotsAndSpacers(frame, chain.size(), spacers);
        return new Matching(maps, bodies, chain, frame, hardware, spacers, options).run();
    }

    /// the metal of one body, in the body's own frame
    private static final class InBody {
        double pixels;
        double pedicle;
        /// metal by its distance behind the wall, 1/20 of the body's depth a bin from -.4 to -1
        final boolean[] behind = new boolean[12];
        double back = Double.POSITIVE_INFINITY;
        double front = Double.NEGATIVE_INFINITY;
        double bottom = Double.POSITIVE_INFINITY;
        double top = Double.NEGATIVE_INFINITY;

        /// whether metal goes on from the wall to THROUGH_PEDICLE, with three gaps at most
        boolean throughPedicle() {
            int gaps = 0;
            for (int k = 1; k < (int) Math.round((-.4 - THROUGH_PEDICLE) * 20); k++) gaps += behind[k] ? 0 : 1;
            return gaps <= 3;
        }

        double span() {
            return Math.max(0, front - back);
        }
    }

    private static final class Matching {
        private final SpineMaps maps;
        private final Chain chain;
        private final Mask hardware;
        private final List<HardwarePieces.Spacer> spacers;
        private final NumberingOptions options;
        private final ColumnFrame frame;
        private final int width;
        private final int[] place;
        private final InBody[] in;
        private final boolean[] instrumented;
        private final double[] trust;
        private final String[] why;
        private final boolean[] near;
        private final List<Integer> cages = new ArrayList<>();
        private final List<Matched> components = new ArrayList<>();
        private double s1Pixels;
        private boolean s1;
        private double s1Trust;
        private String s1Why = "";
        private boolean pelvis;

        Matching(
                SpineMaps maps,
                LabelMap bodies,
                Chain chain,
                ColumnFrame frame,
                Mask hardware,
                List<HardwarePieces.Spacer> spacers,
                NumberingOptions options) {
            this.spacers = spacers;
            this.maps = maps;
            this.chain = chain;
            this.hardware = hardware;
            this.options = options;
            width = bodies.width();
            this.frame = frame;
            place = new int[hardware.values().length];
            in = new InBody[chain.size()];
            instrumented = new boolean[chain.size()];
            trust = new double[chain.size()];
            why = new String[chain.size()];
            near = new boolean[chain.size()];
            for (int k = 0; k < in.length; k++) {
                in[k] = new InBody();
                why[k] = "";
            }
        }

        HardwareMatch run() {
            measure();
            for (int k = 0; k < in.length; k++) body(k);
            sacrum();
            LabelMap column = inColumn(true);
            int columns = highest(column);
            LabelMap outside = inColumn(false);
            columnPieces(column, columns);
            outsidePieces(outside, columns);
            LabelMap all = new LabelMap(hardware.width(), hardware.height());
            for (int i = 0; i < place.length; i++) {
                all.values()[i] =
                        column.values()[i] > 0 ? column.values()[i] : outside.values()[i] > 0 ? columns + outside.values()[i] : 0;
            }
            double[] share = new double[in.length];
            for (int k = 0; k < in.length; k++) share[k] = in[k].pixels / chain.body(k).area();
            return new HardwareMatch(
                    hardware,
                    all,
                    List.copyOf(components),
                    share,
                    instrumented,
                    trust,
                    why,
                    near,
                    in.length == 0 ? 0 : s1Pixels / chain.body(0).area(),
                    s1,
                    s1Trust,
                    s1Why,
                    pelvis,
                    List.copyOf(cages),
                    borders());
        }

        private void measure() {
            for (int i = 0; i < place.length; i++) {
                place[i] = ColumnFrame.OUTSIDE;
                if (hardware.values()[i] == 0) continue;
                double x = i % width + .5;
                double y = i / width + .5;
                place[i] = frame.place(i);
                if (place[i] == ColumnFrame.S1) s1Pixels++;
                if (place[i] > 0 && place[i] % 2 == 0) {
                    InBody b = in[place[i] / 2 - 1];
                    double forward = frame.forward(place[i] / 2 - 1, x, y);
                    double above = frame.above(place[i] / 2 - 1, x, y);
                    b.pixels++;
                    b.back = Math.min(b.back, forward);
                    b.front = Math.max(b.front, forward);
                    b.bottom = Math.min(b.bottom, above);
                    b.top = Math.max(b.top, above);
                }
                if (place[i] != ColumnFrame.OUTSIDE) continue;
                int k = frame.nearest(x, y);
                double forward = frame.forward(k, x, y);
                if (Math.abs(frame.above(k, x, y)) < .6 && forward > -1 && forward < -.4) {
                    in[k].pedicle++;
                    in[k].behind[Math.min(11, (int) ((-.4 - forward) * 20))] = true;
                }
                if (chain.anchor() != null) {
                    Body s1Body = chain.anchor().body();
                    double[] up = frame.up(0);
                    double below = -((x - s1Body.x()) * up[0] + (y - s1Body.y()) * up[1]);
                    pelvis |= below > PELVIS * chain.pitch();
                }
            }
        }

        private void body(int k) {
            InBody b = in[k];
            if (b.pixels == 0) return;
            double area = chain.body(k).area();
            double share = b.pixels / area;
            double behind = b.pedicle / area;
            boolean fromBehind = frame.front() == 0 || b.back < WALL;
            // what ends close behind the wall comes from the body: cement, or a cage in a broken one
            boolean longBehind = behind >= ALL_IN_PEDICLE || behind >= IN_PEDICLE && b.throughPedicle();
            boolean shaft = fromBehind && longBehind && b.span() >= SHAFT;
            boolean inPedicle = b.back < -.4 && behind >= ALL_IN_PEDICLE && share >= .015;
            boolean anterior = b.front >= ANTERIOR && share >= .08 && b.bottom < -.1 && b.top > .1 && b.span() >= SHAFT;
            instrumented[k] = shaft || inPedicle || anterior;
            near[k] = !instrumented[k] && share > .75 * options.instrumentedShare()
                    || instrumented[k] && (!shaft && !anterior || share < 2 * options.instrumentedShare());
            double clear = shaft || anterior ? Math.min(1, .55 + b.span() / 2) : .6;
            trust[k] = instrumented[k] ? clear : 0;
            why[k] = text(
                    "%s: %.0f %% of the body covered over %.0f %% of its depth, and %.0f %% of its area in metal behind it",
                    shaft
                            ? "a shaft from behind"
                            : anterior
                                    ? "metal from the front"
                                    : inPedicle ? "a screw in the pedicle" : "metal that no shaft explains",
                    100 * share,
                    100 * Math.min(1, b.span()),
                    100 * behind);
        }

        private void sacrum() {
            if (in.length == 0 || chain.anchor() == null) return;
            double share = s1Pixels / chain.body(0).area();
            s1 = share > S1_SHARE;
            s1Trust = s1 ? Math.min(.95, .5 + 3 * share) : 0;
            if (s1Pixels > 0) s1Why = text("metal in S1 over %.0f %% of the area of the body above", 100 * share);
        }

        /// pieces inside the column, or those outside it
        private LabelMap inColumn(boolean inside) {
            Mask mask = new Mask(hardware.width(), hardware.height());
            for (int i = 0; i < place.length; i++) {
                boolean is = place[i] != ColumnFrame.OUTSIDE;
                mask.values()[i] = (byte) (hardware.values()[i] != 0 && is == inside ? 1 : 0);
            }
            return ConnectedComponents.label(mask, StructuringElement.EIGHT_CONNECTED);
        }

        private void columnPieces(LabelMap column, int count) {
            int places = 2 * in.length + 1;
            double[][] at = new double[count + 1][places];
            double[] probability = new double[count + 1];
            boolean[] fromBehind = new boolean[count + 1];
            double[] x = new double[count + 1];
            double[] y = new double[count + 1];
            for (int i = 0; i < place.length; i++) {
                int piece = column.values()[i];
                if (piece == 0) continue;
                x[piece] += i % width + .5;
                y[piece] += i / width + .5;
                at[piece][place[i]]++;
                probability[piece] += maps.instrumentation().values()[i];
                fromBehind[piece] |= touchesBehind(i);
            }
            for (int piece = 1; piece <= count; piece++) {
                double pixels = 0;
                for (double n : at[piece]) pixels += n;
                double sure = probability[piece] / pixels;
                List<Integer> fixed = new ArrayList<>();
                for (int k = 0; k < in.length; k++)
                    if (instrumented[k] && at[piece][2 * k + 2] > .2 * in[k].pixels) fixed.add(k);
                if (s1 && at[piece][0] > .2 * s1Pixels) fixed.addFirst(-1);
                boolean cage = false;
                for (int gap = 0; gap < in.length; gap++) {
                    double area = chain.body(gap).area();
                    double inDisc = at[piece][2 * gap + 1];
                    boolean dot = !fromBehind[piece] && inDisc > .6 * pixels && inDisc >= CAGE_DOT * area;
                    // a cage seen at an angle covers the endplates on both sides, but its middle lies in the disc
                    double off = frame.fromDisc(gap, x[piece] / pixels, y[piece] / pixels);
                    boolean across = !fromBehind[piece]
                            && pixels >= CAGE_AREA * area
                            && (inDisc > .1 * pixels && off < ACROSS_DISC
                                    || frame.narrow(gap) && off < IN_NARROW_DISC && sure > SURE_METAL);
                    boolean filled = inDisc >= CAGE_AREA * area && inDisc >= (fromBehind[piece] ? .6 : .4) * pixels;
                    if (!dot && !across && !filled) continue;
                    cage = true;
                    cage(gap, inDisc / area, sure, piece);
                }
                if (cage) continue;
                boolean screw = !fixed.isEmpty();
                components.add(new Matched(
                        screw ? Kind.SCREW : Kind.OTHER,
                        piece,
                        fixed,
                        screw
                                ? fixed.getFirst() < 0 ? s1Why : why[fixed.getFirst()]
                                : "metal in the column that neither comes from behind nor fills a disc space",
                        sure * (screw ? fixed.getFirst() < 0 ? s1Trust : trust[fixed.getFirst()] : .5)));
            }
        }

        private void cage(int gap, double share, double sure, int piece) {
            double confidence = sure * Math.min(1, .6 + 2 * share);
            String text = text("metal in the disc space, %.0f %% of the area of the body above it", 100 * share);
            if (!cages.contains(gap)) cages.add(gap);
            components.add(new Matched(
                    Kind.CAGE, piece, gap > 0 ? List.of(gap - 1, gap) : List.of(-1, 0), text, confidence));
            count(gap, confidence, "a cage below: " + text);
            if (gap > 0) count(gap - 1, confidence, "a cage above: " + text);
            else {
                s1 = true;
                s1Trust = Math.max(s1Trust, confidence);
                if (s1Why.isEmpty()) s1Why = "a cage above: " + text;
            }
        }

        private void count(int k, double confidence, String text) {
            if (!instrumented[k]) {
                why[k] = text;
                near[k] = false;
            }
            instrumented[k] = true;
            trust[k] = Math.max(trust[k], confidence);
        }

        /// whether metal goes on behind the column here
        private boolean touchesBehind(int i) {
            int x = i % width;
            int y = i / width;
            for (int dy = -1; dy <= 1; dy++) {
                for (int dx = -1; dx <= 1; dx++) {
                    int nx = x + dx;
                    int ny = y + dy;
                    if (nx < 0 || ny < 0 || nx >= width || ny >= hardware.height()) continue;
                    int n = ny * width + nx;
                    if (hardware.values()[n] == 0 || place[n] != ColumnFrame.OUTSIDE) continue;
                    int k = frame.nearest(nx + .5, ny + .5);
                    if (frame.front() == 0 || frame.forward(k, nx + .5, ny + .5) < WALL) return true;
                }
            }
            return false;
        }

        private void outsidePieces(LabelMap outside, int offset) {
            int count = highest(outside);
            double[][] sums = new double[count + 1][4];
            for (int i = 0; i < place.length; i++) {
                int piece = outside.values()[i];
                if (piece == 0) continue;
                int k = frame.nearest(i % width + .5, i / width + .5);
                double along = along(k, i % width + .5, i / width + .5);
                double[] s = sums[piece];
                if (s[0]++ == 0) s[1] = s[2] = along;
                s[1] = Math.min(s[1], along);
                s[2] = Math.max(s[2], along);
                s[3] += maps.instrumentation().values()[i];
            }
            for (int piece = 1; piece <= count; piece++) {
                HardwarePieces.Spacer spacer = spacer(outside, piece);
                if (spacer != null) {
                    between(spacer, offset + piece);
                    continue;
                }
                double levels = sums[piece][2] - sums[piece][1];
                boolean rod = levels > .9;
                components.add(new Matched(
                        rod ? Kind.ROD : Kind.OTHER,
                        offset + piece,
                        List.of(),
                        text("%.1f levels long along the spine, outside the column", levels),
                        sums[piece][3] / sums[piece][0] * (rod ? .95 : .6)));
            }
        }

        private HardwarePieces.@Nullable Spacer spacer(LabelMap outside, int piece) {
            for (int i = 0; i < place.length; i++) {
                if (outside.values()[i] != piece) continue;
                for (HardwarePieces.Spacer s : spacers)
                    if (Math.hypot(i % width - s.x(), i / width - s.y()) < .25 * chain.pitch()) return s;
            }
            return null;
        }

        private void between(HardwarePieces.Spacer spacer, int label) {
            int gap = spacer.gap();
            double confidence = SPACER_TRUST * spacer.sure();
            String text = "metal alone behind the canal, between two spinous processes";
            components.add(new Matched(
                    Kind.OTHER, label, gap > 0 ? List.of(gap - 1, gap) : List.of(-1, 0), text, confidence));
            count(gap, confidence, text);
            if (gap > 0) count(gap - 1, confidence, text);
            else {
                s1 = true;
                s1Trust = Math.max(s1Trust, confidence);
                if (s1Why.isEmpty()) s1Why = text;
            }
        }

        /// in levels from the lowest body upwards
        private double along(int k, double x, double y) {
            return k + frame.above(k, x, y) * frame.height(k) / chain.pitch();
        }

        private Set<Construct.Border> borders() {
            Set<Construct.Border> touching = EnumSet.noneOf(Construct.Border.class);
            int h = hardware.height();
            for (int i = 0; i < place.length; i++) {
                if (hardware.values()[i] == 0) continue;
                int y = i / width;
                int x = i % width;
                if (y < Body.BORDER_PX) touching.add(Construct.Border.TOP);
                else if (y >= h - Body.BORDER_PX) touching.add(Construct.Border.BOTTOM);
                else if (x < Body.BORDER_PX || x >= width - Body.BORDER_PX) touching.add(Construct.Border.SIDE);
            }
            return touching;
        }

        private static int highest(LabelMap labels) {
            return IntStream.of(labels.values()).max().orElse(0);
        }

        private static String text(String format, Object... values) {
            return String.format(Locale.ROOT, format, values);
        }
    }
}
