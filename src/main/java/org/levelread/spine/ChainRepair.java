package org.levelread.spine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.LabelMap;

/// Mends what the watershed got wrong once a first chain shows how long a body of this spine is: joins the
/// pieces of one body, cuts two bodies apart that were taken for one, and three that were taken for two. Works
/// on its own copy of the labels.
final class ChainRepair {
    private static final int MOST_MENDS = 4;
    private static final double LONG = 1.5;
    private static final double LONG_OF_TWO = 1.4;
    private static final double CLOSE = .62;
    /// one body cut in two halves earns less than this; two bodies cut apart earn one body more
    private static final double CUT_GAIN = .45;
    /// likewise where the cores show a neck, or a region is nearly as long as two bodies
    private static final double CLEAR_CUT_GAIN = .2;
    private static final double LONG_AS_TWO = 1.8;
    private static final double LONG_WITH_NECK = 1.22;
    /// on 350 rendered films no body with a right name was both longer and larger than this
    static final double LONG_UNCUT = 1.7;
    private static final double LARGE_UNCUT = 1.6;
    /// a neck between two cores is narrower than this share of the narrower one
    private static final double NECK = .65;
    /// likewise of two pieces of one body
    private static final double ONE_BODY = .45;
    /// a dip is lower than this share of what is on either side
    private static final double DIP = .95;
    /// share of the depth over which two regions touch where the watershed cut through one
    private static final double GROWN_TOGETHER = .5;
    /// two halves may earn a little more than their whole
    private static final double JOIN_LOSS = .5;

    private final SpineMaps maps;
    private final LabelMap labels;
    private final List<Anchor> anchors;
    private final List<double[]> joined = new ArrayList<>();
    private final List<double[]> cut = new ArrayList<>();
    private List<Body> bodies;

    ChainRepair(VertebraBodies split, List<Anchor> anchors) {
        this.anchors = anchors;
        this.maps = split.maps();
        this.labels = new LabelMap(
                split.labels().width(),
                split.labels().height(),
                split.labels().values().clone());
        this.bodies = split.bodies();
    }

    /// The chain after mending; each change is kept only where the whole chain scores better for it.
    Chain mend(Chain chain) {
        Chain best = chain;
        for (int i = 0; i < MOST_MENDS; i++) {
            Chain better = tryJoining(best);
            if (better == null) better = tryNecks(best);
            if (better == null) better = tryCutting(best);
            if (better == null) better = tryThirds(best);
            if (better == null) return best;
            best = better;
        }
        return best;
    }

    LabelMap labels() {
        return labels;
    }

    List<Body> bodies() {
        return bodies;
    }

    /// The lowest body that is still as long and as large as two: what was not cut apart. Names from there up would be
    /// guesses, since nobody knows how many it is.
    ///
    /// @param chain after mending
    /// @return its number in the chain, -1 for none
    static int runTogether(Chain chain) {
        for (int i = 0; i < chain.size() && chain.size() > 2; i++) {
            if (lengths(chain, i) > LONG_UNCUT && chain.body(i).area() > LARGE_UNCUT * areaAround(chain, i)) return i;
        }
        return -1;
    }

    /// how long a body is along the spine, in median lengths of the up to six around it
    static double lengths(Chain chain, int i) {
        double[] up = chain.direction(i);
        return chain.body(i).chord(up[0], up[1]) / typicalLength(chain, i, up);
    }

    /// centres of bodies put together from pieces, in grid pixels
    List<double[]> joined() {
        return joined;
    }

    /// centres of regions that were cut in two, in grid pixels
    List<double[]> cut() {
        return cut;
    }

    private @Nullable Chain tryJoining(Chain chain) {
        double pitch = chain.pitch();
        for (int i = 0; i < chain.size() && chain.size() > 2; i++) {
            Body whole = chain.body(i);
            double[] up = chain.direction(i);
            double length = typicalLength(chain, i, up);
            for (Body piece : bodies) {
                if (piece == whole || whole.distanceTo(piece) > CLOSE * pitch) continue;
                // what the upper border leaves of the next body is short as well
                if (piece.cut() == Body.Cut.TOP && whole.cut() != Body.Cut.TOP) continue;
                Body union = union(whole, piece);
                double around = areaAround(chain, i);
                boolean fits = union.chord(up[0], up[1]) < 1.2 * length && union.area() < 1.4 * around;
                boolean better = Math.abs(Math.log(union.area() / around))
                        < Math.abs(Math.log(Math.max(whole.area(), piece.area()) / around));
                // pieces of one body touch across it; two bodies with a thin disc here and there
                boolean touch = contact(whole.label(), piece.label()) >= ONE_BODY * whole.extent(-up[1], up[0]);
                if (!fits || !better || !touch) continue;
                int[] before = labels.values().clone();
                relabel(piece.label(), whole.label());
                Chain mended = accept(chain, before, -JOIN_LOSS);
                if (mended == null) continue;
                joined.add(new double[] {union.x(), union.y()});
                return mended;
            }
        }
        return null;
    }

    private @Nullable Chain tryCutting(Chain chain) {
        for (int i = 0; i < chain.size() && chain.size() > 2; i++) {
            Body b = chain.body(i);
            double[] up = chain.direction(i);
            double length = lengths(chain, i);
            // one whole body among crushed ones is long as well: a short cut needs something that the nets saw
            if (length < LONG || length < LONG_AS_TWO && !dips(b, up)) continue;
            int[] before = labels.values().clone();
            cutAcross(b, up);
            Chain mended = accept(chain, before, length > LONG_AS_TWO ? CLEAR_CUT_GAIN : CUT_GAIN);
            if (mended == null) continue;
            cut.add(new double[] {b.x(), b.y()});
            return mended;
        }
        return null;
    }

    /// Cuts a region in two whose cores ran into each other, where they are narrowest along the spine. A waist in
    /// front or behind, as biconcave bodies have, is no neck: only the way along the spine counts.
    private @Nullable Chain tryNecks(Chain chain) {
        for (int i = 0; i < chain.size() && chain.size() > 2; i++) {
            Body b = chain.body(i);
            double[] up = chain.direction(i);
            // a screw through a body of usual length leaves a neck as well
            if (b.chord(up[0], up[1]) < LONG_WITH_NECK * typicalLength(chain, i, up)) continue;
            double at = neck(b, up);
            if (Double.isNaN(at)) continue;
            int[] before = labels.values().clone();
            cutAt(b, up, at);
            Chain mended = accept(chain, before, CLEAR_CUT_GAIN);
            if (mended == null) continue;
            cut.add(new double[] {b.x(), b.y()});
            return mended;
        }
        return null;
    }

    /// where along the spine from the centre the core of a region is narrowest between two wide places; not a
    /// number for none
    private double neck(Body b, double[] up) {
        int reach = (int) Math.ceil(b.chord(up[0], up[1])) + 2;
        int[] width = new int[2 * reach + 1];
        int w = labels.width();
        for (int i = 0; i < labels.values().length; i++) {
            if (labels.values()[i] != b.label() || maps.cores().values()[i] <= .5f) continue;
            int bin = (int) Math.floor(along(b, up, i % w, i / w)) + reach;
            if (bin >= 0 && bin < width.length) width[bin]++;
        }
        int[] below = new int[width.length];
        int[] above = new int[width.length];
        for (int k = 1; k < width.length; k++) below[k] = Math.max(below[k - 1], width[k - 1]);
        for (int k = width.length - 2; k >= 0; k--) above[k] = Math.max(above[k + 1], width[k + 1]);
        int best = -1;
        double narrowest = NECK;
        for (int k = 0; k < width.length; k++) {
            int narrower = Math.min(below[k], above[k]);
            // a few pixels make no core
            if (narrower < Math.max(3, .15 * b.extent(-up[1], up[0]))) continue;
            double share = (double) width[k] / narrower;
            if (share < narrowest) {
                narrowest = share;
                best = k;
            }
        }
        return best < 0 ? Double.NaN : best - reach + .5;
    }

    /// Three bodies between which the watershed drew one line only: the two long regions are cut in three of
    /// equal length.
    private @Nullable Chain tryThirds(Chain chain) {
        for (int i = 0; i + 1 < chain.size() && chain.size() > 4; i++) {
            Body lower = chain.body(i);
            Body upper = chain.body(i + 1);
            double d = lower.distanceTo(upper);
            double[] up = {(upper.x() - lower.x()) / d, (upper.y() - lower.y()) / d};
            double length = typicalLength(chain, i, up);
            boolean bothLong = lower.chord(up[0], up[1]) > LONG_OF_TWO * length
                    && upper.chord(up[0], up[1]) > LONG_OF_TWO * length;
            if (!bothLong || chain.links().get(i + 1).step() > 1) continue;
            // long bodies between crushed ones are only long: three in one are grown together across their depth
            if (contact(lower.label(), upper.label()) < GROWN_TOGETHER * lower.extent(-up[1], up[0])) continue;
            Body union = union(lower, upper);
            double sixth = union.chord(up[0], up[1]) / 6;
            int[] before = labels.values().clone();
            int w = labels.width();
            int fresh = Arrays.stream(before).max().orElse(0) + 1;
            for (int k = 0; k < before.length; k++) {
                if (before[k] != lower.label() && before[k] != upper.label()) continue;
                double at = along(union, up, k % w, k / w);
                labels.values()[k] = at < -sixth ? lower.label() : at > sixth ? upper.label() : fresh;
            }
            Chain mended = accept(chain, before, CUT_GAIN);
            if (mended == null) continue;
            cut.add(new double[] {union.x(), union.y()});
            return mended;
        }
        return null;
    }

    /// the chain of the changed labels where it gains enough, else null with the labels as they were
    private @Nullable Chain accept(Chain chain, int[] before, double gain) {
        List<Body> bodiesBefore = bodies;
        remeasure();
        Chain mended = ChainSearch.best(bodies, anchors);
        if (mended.score() > chain.score() + gain) return mended;
        System.arraycopy(before, 0, labels.values(), 0, before.length);
        bodies = bodiesBefore;
        return null;
    }

    /// along the line across the spine in the middle part of the region where the nets saw least of a body
    private void cutAcross(Body b, double[] up) {
        double half = b.chord(up[0], up[1]) / 2;
        int bins = (int) Math.max(3, Math.ceil(.5 * half));
        double[] sum = new double[bins];
        int w = labels.width();
        for (int i = 0; i < labels.values().length; i++) {
            if (labels.values()[i] != b.label()) continue;
            int bin = (int) Math.floor((along(b, up, i % w, i / w) / (.5 * half) + .5) * bins);
            if (bin >= 0 && bin < bins)
                sum[bin] += maps.bodies().values()[i] + maps.cores().values()[i];
        }
        int least = bins / 2;
        for (int k = 0; k < bins; k++) if (sum[k] < .97 * sum[least]) least = k;
        cutAt(b, up, ((least + .5) / bins - .5) * .5 * half);
    }

    /// whether the nets saw less of a body somewhere in the middle than on either side of it along the spine
    private boolean dips(Body b, double[] up) {
        double half = b.chord(up[0], up[1]) / 2;
        int bins = (int) Math.max(5, Math.ceil(half));
        double[] sum = new double[bins];
        int[] pixels = new int[bins];
        int w = labels.width();
        for (int i = 0; i < labels.values().length; i++) {
            if (labels.values()[i] != b.label()) continue;
            int bin = (int) Math.floor((along(b, up, i % w, i / w) / (2 * half) + .5) * bins);
            if (bin < 0 || bin >= bins) continue;
            sum[bin] += maps.bodies().values()[i] + maps.cores().values()[i];
            pixels[bin]++;
        }
        for (int k = 0; k < bins; k++) sum[k] = pixels[k] > 0 ? sum[k] / pixels[k] : 0;
        double below = 0;
        for (int k = 1; k + 1 < bins; k++) {
            below = Math.max(below, sum[k - 1]);
            double above = 0;
            for (int j = k + 1; j < bins; j++) above = Math.max(above, sum[j]);
            if (sum[k] < DIP * Math.min(below, above)) return true;
        }
        return false;
    }

    private void cutAt(Body b, double[] up, double at) {
        int w = labels.width();
        int fresh = Arrays.stream(labels.values()).max().orElse(0) + 1;
        for (int i = 0; i < labels.values().length; i++) {
            if (labels.values()[i] == b.label() && along(b, up, i % w, i / w) > at) labels.values()[i] = fresh;
        }
    }

    private static double along(Body b, double[] up, int x, int y) {
        return (x + .5 - b.x()) * up[0] + (y + .5 - b.y()) * up[1];
    }

    /// the median chord of the up to six nearest other bodies of the chain
    private static double typicalLength(Chain chain, int i, double[] up) {
        double[] all = around(chain, i)
                .mapToDouble(b -> b.chord(up[0], up[1]))
                .sorted()
                .toArray();
        return all[all.length / 2];
    }

    private static double areaAround(Chain chain, int i) {
        double[] all = around(chain, i).mapToDouble(Body::area).sorted().toArray();
        return all[all.length / 2];
    }

    private static java.util.stream.Stream<Body> around(Chain chain, int i) {
        return java.util.stream.IntStream.rangeClosed(Math.max(0, i - 3), Math.min(chain.size() - 1, i + 3))
                .filter(k -> k != i)
                .mapToObj(chain::body);
    }

    private static Body union(Body a, Body b) {
        double n = a.area() + b.area();
        double x = (a.area() * a.x() + b.area() * b.x()) / n;
        double y = (a.area() * a.y() + b.area() * b.y()) / n;
        double xx = (a.area() * (a.xx() + sq(a.x() - x)) + b.area() * (b.xx() + sq(b.x() - x))) / n;
        double yy = (a.area() * (a.yy() + sq(a.y() - y)) + b.area() * (b.yy() + sq(b.y() - y))) / n;
        double xy =
                (a.area() * (a.xy() + (a.x() - x) * (a.y() - y)) + b.area() * (b.xy() + (b.x() - x) * (b.y() - y))) / n;
        return new Body(a.label(), n, x, y, xx, xy, yy, a.probability(), a.s1(), a.cut());
    }

    private static double sq(double v) {
        return v * v;
    }

    /// pixels of a region that have one of another beside, above or below them
    private int contact(int a, int b) {
        int w = labels.width();
        int[] v = labels.values();
        int n = 0;
        for (int y = 0, i = 0; y < labels.height(); y++) {
            for (int x = 0; x < w; x++, i++) {
                if (v[i] != a) continue;
                if (x > 0 && v[i - 1] == b
                        || x + 1 < w && v[i + 1] == b
                        || y > 0 && v[i - w] == b
                        || i + w < v.length && v[i + w] == b) n++;
            }
        }
        return n;
    }

    private void relabel(int from, int to) {
        for (int i = 0; i < labels.values().length; i++) if (labels.values()[i] == from) labels.values()[i] = to;
    }

    private void remeasure() {
        List<Body> measured = new ArrayList<>();
        for (@Nullable Body b : Body.measure(labels, maps.bodies(), maps.s1Body())) if (b != null) measured.add(b);
        bodies = measured;
    }
}
