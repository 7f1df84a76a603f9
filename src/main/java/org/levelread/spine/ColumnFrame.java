package org.levelread.spine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;

/// Where a pixel lies on the anterior column: in a body, in the disc space under one, in S1, or outside; and which
/// way is forward.
///
/// Places are numbered from below: 0 is S1, body k of the chain is 2 k + 2, the disc space under it 2 k + 1;
/// [#OUTSIDE] is none of them.
final class ColumnFrame {
    static final int OUTSIDE = -1;
    static final int S1 = 0;
    /// a disc space reaches as far forward and back as this share of the mean depth of its neighbours
    private static final double DISC_DEPTH = .92;
    /// the body of S1 is about this high, in heights of the body above it
    private static final double S1_HEIGHT = .75;
    /// a disc space lower than this, in heights of the body below it, is narrow
    private static final double NARROW = .12;
    /// height of a disc space, in heights of the body below it
    private static final double USUAL_DISC = .28;
    /// rods lie at least so far from the bodies' centres, in depths
    private static final double ROD_AWAY = .7;

    private final LabelMap bodies;
    private final Chain chain;
    private final @Nullable Mask s1;
    /// 1 where the belly lies to the right of the way up on the film, -1 to the left, 0 where it cannot be told
    private final int front;

    private final double[][] up;
    /// unit vectors from front to back or back to front, to the right of the way up
    private final double[][] across;
    private final double[] depth;
    private final double[] height;

    ColumnFrame(LabelMap bodies, Chain chain, Mask sacrum, Mask hardware) {
        this.bodies = bodies;
        this.chain = chain;
        this.s1 = chain.anchor() == null ? null : chain.anchor().region();
        up = new double[chain.size()][];
        across = new double[chain.size()][];
        depth = new double[chain.size()];
        height = new double[chain.size()];
        for (int i = 0; i < chain.size(); i++) {
            up[i] = chain.direction(i);
            across[i] = across(chain.body(i), up[i]);
            depth[i] = chain.body(i).chord(across[i][0], across[i][1]);
            height[i] = chain.body(i).chord(up[i][0], up[i][1]);
        }
        front = front(sacrum, hardware);
    }

    /// The sacrum runs backwards from S1, and rods lie behind the bodies; with neither, the lumbar spine is hollow
    /// behind.
    private int front(Mask sacrum, Mask hardware) {
        double vote = 0;
        Anchor anchor = chain.anchor();
        if (anchor != null && sacrum.count() > 0) {
            double sum = 0;
            int w = sacrum.width();
            for (int i = 0; i < sacrum.values().length; i++)
                if (sacrum.values()[i] != 0) sum += side(anchor.body(), up[0], across[0], i % w + .5, i / w + .5);
            vote -= 2 * sum / sacrum.count() / depth[0];
        }
        double metal = 0;
        int n = 0;
        int w = hardware.width();
        for (int i = 0; i < hardware.values().length; i++) {
            if (hardware.values()[i] == 0) continue;
            int nearest = nearest(i % w + .5, i / w + .5);
            double away = side(chain.body(nearest), up[nearest], across[nearest], i % w + .5, i / w + .5) / depth[nearest];
            // plates lie close in front, and screws run through: only what is far off is a rod
            if (Math.abs(away) < ROD_AWAY) continue;
            metal += away;
            n++;
        }
        if (n > 0) vote -= metal / n;
        if (chain.size() > 3) {
            Body low = chain.body(0);
            Body high = chain.body(Math.min(5, chain.size() - 1));
            double dx = high.x() - low.x();
            double dy = high.y() - low.y();
            double d = Math.hypot(dx, dy);
            double[] way = {dx / d, dy / d};
            double bulge = 0;
            for (int i = 1; i < Math.min(5, chain.size() - 1); i++)
                bulge += side(low, way, across(low, way), chain.body(i).x(), chain.body(i).y());
            vote += bulge / depth[0];
        }
        return Math.abs(vote) < .05 ? 0 : vote > 0 ? 1 : -1;
    }

    int front() {
        return front;
    }

    double[] up(int body) {
        return up[body];
    }

    /// front to back, in pixels
    double depth(int body) {
        return depth[body];
    }

    /// along the spine, in pixels
    double height(int body) {
        return height[body];
    }

    /// The direction conjugate to the way up in the ellipse of the body's variance: at right angles on a film with square
    /// pixels, and still along the endplates on one that was stretched.
    private static double[] across(Body b, double[] up) {
        double x = b.xx() * up[1] - b.xy() * up[0];
        double y = b.xy() * up[1] - b.yy() * up[0];
        // the inverse of the variance applied to up, turned by a right angle
        double d = Math.hypot(x, y);
        if (!(d > 1e-9)) return new double[] {-up[1], up[0]};
        double sign = -x * up[1] + y * up[0] < 0 ? -1 : 1;
        return new double[] {sign * x / d, sign * y / d};
    }

    /// distance along the endplates to the right of the way up
    private static double side(Body b, double[] up, double[] across, double x, double y) {
        double det = up[0] * across[1] - up[1] * across[0];
        return (up[0] * (y - b.y()) - up[1] * (x - b.x())) / det;
    }

    /// distance along the way up, in pixels
    private static double along(Body b, double[] up, double[] across, double x, double y) {
        return ((x - b.x()) * across[1] - (y - b.y()) * across[0]) / (up[0] * across[1] - up[1] * across[0]);
    }

    /// how far in front of a body's centre, in its depths: about -.5 at its posterior wall
    double forward(int body, double x, double y) {
        return front * side(chain.body(body), up[body], across[body], x, y) / depth[body];
    }

    /// how far to the right of the way up through a body's centre, in its depths
    double beside(int body, double x, double y) {
        return side(chain.body(body), up[body], across[body], x, y) / depth[body];
    }

    /// how far above a body's centre, in its heights
    double above(int body, double x, double y) {
        Body b = chain.body(body);
        return along(b, up[body], across[body], x, y) / height[body];
    }

    boolean onFilm(double[] point) {
        return point[0] >= 0 && point[1] >= 0 && point[0] < bodies.width() && point[1] < bodies.height();
    }

    /// The place on the grid so far to the right of the way up from a body's centre, in its depths, and above it, in its
    /// heights.
    double[] point(int body, double right, double above) {
        Body b = chain.body(body);
        double a = right * depth[body];
        double u = above * height[body];
        return new double[] {b.x() + a * across[body][0] + u * up[body][0], b.y() + a * across[body][1] + u * up[body][1]};
    }

    /// The body at whose height a place lies: along each body's own way up, so that screws keep to their body behind
    /// it and on stretched films; what is more than a depth and a half off counts less than what is near.
    int nearest(double x, double y) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < chain.size(); i++) {
            double far = Math.max(0, Math.abs(side(chain.body(i), up[i], across[i], x, y)) / depth[i] - 1.5);
            double d = Math.hypot(above(i, x, y), far);
            if (d < least) {
                least = d;
                best = i;
            }
        }
        return best;
    }

    int place(int pixel) {
        int label = bodies.values()[pixel];
        if (label > 0) return 2 * label;
        if (s1 != null && s1.values()[pixel] != 0) return S1;
        double x = pixel % bodies.width() + .5;
        double y = pixel / bodies.width() + .5;
        for (int gap = 0; gap < chain.size(); gap++) if (inDisc(gap, x, y)) return 2 * gap + 1;
        return inS1(x, y) ? S1 : OUTSIDE;
    }

    /// how far along the spine from the middle of the disc space under a body, in heights of the body below it; infinite
    /// beside it or where a body is missing
    double fromDisc(int gap, double x, double y) {
        Body below = below(gap);
        if (below == null || chain.links().get(gap).step() > 1) return Double.POSITIVE_INFINITY;
        Body above = chain.body(gap);
        double d = below.distanceTo(above);
        int like = Math.max(0, gap - 1);
        double[] way = {(above.x() - below.x()) / d, (above.y() - below.y()) / d};
        double low = .5 * below.chord(way[0], way[1]);
        double high = d - .5 * above.chord(way[0], way[1]);
        // the middle of what the border leaves of a body says little of where the body is: the disc space is as high as
        // usual and goes on as the spine does below
        if (above.cut() == Body.Cut.TOP && gap > 1) {
            way = way(chain.body(gap - 2), below);
            low = .5 * below.chord(way[0], way[1]);
            high = low + USUAL_DISC * height[like];
        }
        if (Math.abs(side(below, way, across[gap], x, y)) > .5 * depth[like]) return Double.POSITIVE_INFINITY;
        return Math.abs(along(below, way, across[gap], x, y) - (low + high) / 2) / height[like];
    }

    private static double[] way(Body from, Body to) {
        double d = from.distanceTo(to);
        return new double[] {(to.x() - from.x()) / d, (to.y() - from.y()) / d};
    }

    /// whether hardly anything of the disc space under a body is seen: it is narrow, or the border cuts the body
    boolean narrow(int gap) {
        Body below = below(gap);
        if (below == null) return false;
        Body above = chain.body(gap);
        double d = below.distanceTo(above);
        double ux = (above.x() - below.x()) / d;
        double uy = (above.y() - below.y()) / d;
        double open = d - .5 * below.chord(ux, uy) - .5 * above.chord(ux, uy);
        return above.cut() == Body.Cut.TOP || open < NARROW * height[Math.max(0, gap - 1)];
    }

    private boolean inDisc(int gap, double x, double y) {
        Body below = below(gap);
        if (below == null || chain.links().get(gap).step() > 1) return false;
        Body above = chain.body(gap);
        double d = below.distanceTo(above);
        double ux = (above.x() - below.x()) / d;
        double uy = (above.y() - below.y()) / d;
        double ax = gap == 0 ? across[0][0] : across[gap][0] + across[gap - 1][0];
        double ay = gap == 0 ? across[0][1] : across[gap][1] + across[gap - 1][1];
        double length = Math.hypot(ax, ay);
        double[] way = {ux, uy};
        double[] side = {ax / length, ay / length};
        double along = along(below, way, side, x, y);
        if (along < .25 * below.chord(ux, uy) || along > d - .25 * above.chord(ux, uy)) return false;
        double middle = Math.abs(side(below, way, side, x, y));
        double deep = gap == 0 ? depth[0] : (depth[gap] + depth[gap - 1]) / 2;
        return middle < DISC_DEPTH / 2 * deep;
    }

    /// the body of S1 is often hidden by metal: what should be its place counts as well
    private boolean inS1(double x, double y) {
        Anchor anchor = chain.anchor();
        if (anchor == null || anchor.kind() != Anchor.Kind.S1_BODY || chain.links().getFirst().step() > 1) return false;
        Body b = anchor.body();
        double d = b.distanceTo(chain.body(0));
        double ux = (chain.body(0).x() - b.x()) / d;
        double uy = (chain.body(0).y() - b.y()) / d;
        double[] way = {ux, uy};
        double along = along(b, way, across[0], x, y);
        double middle = Math.abs(side(b, way, across[0], x, y));
        return Math.abs(along) < S1_HEIGHT / 2 * height[0] && middle < .45 * depth[0];
    }

    private @Nullable Body below(int gap) {
        if (gap > 0) return chain.body(gap - 1);
        return chain.anchor() == null ? null : chain.anchor().body();
    }

    List<Chain.Link> links() {
        return chain.links();
    }
}
