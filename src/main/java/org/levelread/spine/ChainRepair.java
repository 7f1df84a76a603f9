package org.levelread.spine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.LabelMap;

/// Mends what the watershed got wrong once a first chain shows how long a body of this spine is: joins the pieces of one body, and
/// cuts two bodies apart that were taken for one. Works on its own copy of the labels.
final class ChainRepair {
    private static final double LONG = 1.55;
    private static final double CLOSE = .62;

    private final SpineMaps maps;
    private final LabelMap labels;
    private final List<double[]> joined = new ArrayList<>();
    private final List<double[]> cut = new ArrayList<>();
    private List<Body> bodies;

    ChainRepair(VertebraBodies split) {
        this.maps = split.maps();
        this.labels = new LabelMap(
                split.labels().width(), split.labels().height(), split.labels().values().clone());
        this.bodies = split.bodies();
    }

    /// @return whether anything was changed, so that the chain must be looked for again
    boolean mend(Chain chain) {
        if (chain.size() < 3) return false;
        int before = joined.size() + cut.size();
        joinPieces(chain);
        if (joined.size() + cut.size() == before) cutLong(chain);
        if (joined.size() + cut.size() == before) return false;
        remeasure();
        return true;
    }

    LabelMap labels() {
        return labels;
    }

    List<Body> bodies() {
        return bodies;
    }

    /// centres of bodies put together from pieces, in grid pixels
    List<double[]> joined() {
        return joined;
    }

    /// centres of regions that were cut in two, in grid pixels
    List<double[]> cut() {
        return cut;
    }

    private void joinPieces(Chain chain) {
        double pitch = chain.pitch();
        for (int i = 0; i < chain.size(); i++) {
            Body whole = chain.body(i);
            double[] up = chain.direction(i);
            double length = typical(chain, i, up[0], up[1]);
            double width = typical(chain, i, -up[1], up[0]);
            for (Body piece : bodies) {
                if (piece == whole || whole.distanceTo(piece) > CLOSE * pitch) continue;
                if (Math.min(piece.area(), whole.area()) > .7 * ChainSearch.typicalArea(bodies)) continue;
                Body union = union(whole, piece);
                boolean fits = union.extent(up[0], up[1]) < 1.2 * length && union.extent(-up[1], up[0]) < 1.25 * width;
                boolean better = Math.abs(Math.log(union.area() / areaAround(chain, i)))
                        < Math.abs(Math.log(Math.max(whole.area(), piece.area()) / areaAround(chain, i)));
                if (!fits || !better || !touch(whole.label(), piece.label())) continue;
                relabel(piece.label(), whole.label());
                joined.add(new double[] {union.x(), union.y()});
                return;
            }
        }
    }

    private void cutLong(Chain chain) {
        for (int i = 0; i < chain.size(); i++) {
            Body b = chain.body(i);
            double[] up = chain.direction(i);
            double length = typical(chain, i, up[0], up[1]);
            double width = typical(chain, i, -up[1], up[0]);
            if (b.extent(up[0], up[1]) < LONG * length || b.extent(-up[1], up[0]) > 1.5 * width) continue;
            // two bodies leave their neighbours a pitch and a half away, or else it is one large body
            double room = Double.MAX_VALUE;
            if (i > 0) room = Math.min(room, b.distanceTo(chain.body(i - 1)));
            if (i + 1 < chain.size()) room = Math.min(room, b.distanceTo(chain.body(i + 1)));
            if (room < 1.22 * pitchWithout(chain, i)) continue;
            cutAcross(b, up);
            cut.add(new double[] {b.x(), b.y()});
            return;
        }
    }

    /// along the line across the spine in the middle part of the region where the nets saw least of a body
    private void cutAcross(Body b, double[] up) {
        double half = b.extent(up[0], up[1]) / 2;
        int bins = (int) Math.max(3, Math.ceil(.5 * half));
        double[] sum = new double[bins];
        int w = labels.width();
        for (int i = 0; i < labels.values().length; i++) {
            if (labels.values()[i] != b.label()) continue;
            int bin = (int) Math.floor((along(b, up, i % w, i / w) / (.5 * half) + .5) * bins);
            if (bin >= 0 && bin < bins) sum[bin] += maps.bodies().values()[i] + maps.cores().values()[i];
        }
        int least = bins / 2;
        for (int k = 0; k < bins; k++) if (sum[k] < .97 * sum[least]) least = k;
        double at = ((least + .5) / bins - .5) * .5 * half;
        int fresh = Arrays.stream(labels.values()).max().orElse(0) + 1;
        for (int i = 0; i < labels.values().length; i++) {
            if (labels.values()[i] == b.label() && along(b, up, i % w, i / w) > at) labels.values()[i] = fresh;
        }
    }

    private static double along(Body b, double[] up, int x, int y) {
        return (x + .5 - b.x()) * up[0] + (y + .5 - b.y()) * up[1];
    }

    /// the median extent of the up to six nearest other bodies of the chain
    private static double typical(Chain chain, int i, double ux, double uy) {
        double[] all = around(chain, i).mapToDouble(b -> b.extent(ux, uy)).sorted().toArray();
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

    private static double pitchWithout(Chain chain, int i) {
        double[] all = java.util.stream.IntStream.range(1, chain.size())
                .filter(k -> k != i && k != i + 1)
                .mapToDouble(k -> chain.links().get(k).pitch())
                .sorted()
                .toArray();
        return all.length == 0 ? .67 * chain.pitch() : all[all.length / 2];
    }

    private static Body union(Body a, Body b) {
        double n = a.area() + b.area();
        double x = (a.area() * a.x() + b.area() * b.x()) / n;
        double y = (a.area() * a.y() + b.area() * b.y()) / n;
        double xx = (a.area() * (a.xx() + sq(a.x() - x)) + b.area() * (b.xx() + sq(b.x() - x))) / n;
        double yy = (a.area() * (a.yy() + sq(a.y() - y)) + b.area() * (b.yy() + sq(b.y() - y))) / n;
        double xy = (a.area() * (a.xy() + (a.x() - x) * (a.y() - y)) + b.area() * (b.xy() + (b.x() - x) * (b.y() - y))) / n;
        return new Body(a.label(), n, x, y, xx, xy, yy, a.probability(), a.s1(), a.cut());
    }

    private static double sq(double v) {
        return v * v;
    }

    private boolean touch(int a, int b) {
        int w = labels.width();
        int[] v = labels.values();
        for (int y = 0, i = 0; y < labels.height(); y++) {
            for (int x = 0; x < w; x++, i++) {
                if (v[i] != a) continue;
                if (x > 0 && v[i - 1] == b || x + 1 < w && v[i + 1] == b || y > 0 && v[i - w] == b || i + w < v.length && v[i + w] == b) {
                    return true;
                }
            }
        }
        return false;
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
