package org.levelread.spine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the chain of bodies that makes the best spine, by dynamic programming over pairs of neighbours.
///
/// Every chain is scored as a whole: each body earns up to 1 ([#reward]), each link costs by how odd its
/// distance is for the lengths of its two bodies (so that a crushed body between two others fits, and a false
/// one in a disc does not), how much that differs from the link below, how sharply the chain turns, and how the
/// size jumps. A link may step over one or two missing bodies for a price. A state is (link, level index), so
/// that the best rival numbering is known too.
final class ChainSearch {
    private static final int MOST_BODIES = 40;
    private static final int MOST_STEPS = 3;
    static final int TOP_INDEX = Level.USUAL.size() + 3;
    /// distance of neighbours over their mean length along the spine, median on 315 rendered films; S1 is
    /// shorter in front of its disc
    private static final double PITCH_OVER_LENGTH = 1.28;
    private static final double S1_PITCH_OVER_LENGTH = 1.21;
    /// distance from S1 to L5 over that from L5 to L4, median on the same films; nine in ten lie between .71
    /// and 1.16
    private static final double S1_PITCH = .88;
    private static final double S1_LOG_SPREAD = .2;
    private static final double LOG_SPREAD = .22;
    /// bodies may stand apart where one is missing, but they do not overlap
    private static final double LOG_SPREAD_CLOSE = .15;
    /// no body is missing between two whose centres are nearer than this many lengths of the lower one
    private static final double LEAST_SKIP = 1.6;
    private static final double STEP_COST = .55;
    private static final double ANCHOR_REWARD = 1.5;

    private final List<Body> bodies;
    private final List<Anchor> anchors;
    private final double typicalArea;
    private final List<Edge> edges = new ArrayList<>();
    private final List<List<Edge>> into = new ArrayList<>();

    /// A possible link from node `from` (a body, an anchor from `bodies.size()` on, or -1 for nothing) to body
    /// `to`.
    static final class Edge {
        final int from;
        final int to;
        final int step;
        final double cost;
        final double length;
        final double ratio;
        final double dx;
        final double dy;
        final double[] best = new double[TOP_INDEX + 1];
        final @Nullable Edge[] before = new Edge[TOP_INDEX + 1];

        Edge(int from, int to, int step, double cost, double length, double ratio, double dx, double dy) {
            this.from = from;
            this.to = to;
            this.step = step;
            this.cost = cost;
            this.length = length;
            this.ratio = ratio;
            this.dx = dx;
            this.dy = dy;
            Arrays.fill(best, Double.NEGATIVE_INFINITY);
        }
    }

    private ChainSearch(List<Body> all, List<Anchor> anchors) {
        this.anchors = anchors;
        this.bodies = all.stream()
                .sorted(Comparator.comparingDouble((Body b) -> -b.area() * b.probability()))
                .limit(MOST_BODIES)
                .sorted(Comparator.comparingDouble((Body b) -> -b.y()))
                .toList();
        this.typicalArea = typicalArea(all);
    }

    /// the median area of the larger two thirds, in pixels; 0 for no body
    static double typicalArea(List<Body> bodies) {
        double[] areas = bodies.stream().mapToDouble(b -> -b.area()).sorted().toArray();
        int kept = Math.min(areas.length, Math.max(3, areas.length * 2 / 3));
        return kept == 0 ? 0 : -areas[kept / 2];
    }

    /// @return the best chain from a sacrum upwards, or the best without one where none starts there; empty
    ///     where there is no body
    static Chain best(List<Body> bodies, List<Anchor> anchors) {
        Chain anchored = anchors.isEmpty() ? Chain.EMPTY : new ChainSearch(bodies, anchors).run();
        Chain free = new ChainSearch(bodies, List.of()).run();
        return anchored.size() == 0 || anchored.score() < free.score() - .5 * ANCHOR_REWARD ? free : anchored;
    }

    /// How the weight of all chains is shared among the names of each body of the best chain.
    static ChainOdds odds(List<Body> bodies, List<Anchor> anchors, Chain best, double temperature) {
        ChainSearch search = new ChainSearch(bodies, anchors);
        search.run();
        return ChainOdds.of(search, best, temperature);
    }

    List<Body> bodies() {
        return bodies;
    }

    List<List<Edge>> into() {
        return into;
    }

    /// edges in an order in which every edge comes after those below it
    List<Edge> edges() {
        return edges;
    }

    /// what an edge earns by itself: its body's reward less its cost, with the anchor's where it starts from one
    double earns(Edge e) {
        double start =
                e.from >= bodies.size() ? ANCHOR_REWARD * anchors.get(e.from - bodies.size()).confidence() : 0;
        return start + reward(bodies.get(e.to)) - e.cost;
    }

    boolean starts(Edge e) {
        return e.from < 0 || e.from >= bodies.size();
    }

    private Chain run() {
        for (int i = 0; i < bodies.size(); i++) {
            into.add(new ArrayList<>());
            if (anchors.isEmpty()) add(-1, i, 1, 0, 0, 1, 0, -1);
            for (int a = 0; a < anchors.size(); a++) link(bodies.size() + a, i);
            for (int j = 0; j < i; j++) link(j, i);
        }
        // edges are sorted by the height of their upper body, and every edge leads upwards
        for (Edge e : edges) relax(e);
        Edge last = null;
        int at = 0;
        for (Edge e : edges) {
            for (int level = 1; level <= TOP_INDEX; level++) {
                if (e.best[level] > (last == null ? 0 : last.best[at])) {
                    last = e;
                    at = level;
                }
            }
        }
        return last == null ? Chain.EMPTY : trace(last, at);
    }

    private void relax(Edge e) {
        double reward = reward(bodies.get(e.to));
        if (e.from < 0 || e.from >= bodies.size()) {
            double start = e.from < 0
                    ? 0
                    : ANCHOR_REWARD * anchors.get(e.from - bodies.size()).confidence();
            e.best[e.step] = start + reward - e.cost;
            return;
        }
        for (Edge below : into.get(e.from)) {
            double bend = bend(below, e);
            if (bend == Double.POSITIVE_INFINITY) continue;
            for (int level = 1; level + e.step <= TOP_INDEX; level++) {
                double score = below.best[level] + reward - e.cost - bend;
                if (score > e.best[level + e.step]) {
                    e.best[level + e.step] = score;
                    e.before[level + e.step] = below;
                }
            }
        }
    }

    private Chain trace(Edge last, int level) {
        double rivalScore = Double.NEGATIVE_INFINITY;
        int rival = 0;
        if (!anchors.isEmpty()) {
            for (Edge e : into.get(last.to)) {
                for (int other = 1; other <= TOP_INDEX; other++) {
                    if (other != level && e.best[other] > rivalScore) {
                        rivalScore = e.best[other];
                        rival = other - level;
                    }
                }
            }
        }
        List<Chain.Link> links = new ArrayList<>();
        Anchor anchor = null;
        int at = level;
        for (Edge e = last; e != null; ) {
            Edge below = e.before[at];
            double cost = e.cost + (below == null ? 0 : bend(below, e));
            links.add(new Chain.Link(bodies.get(e.to), at, e.step, cost, e.length));
            if (e.from >= bodies.size()) anchor = anchors.get(e.from - bodies.size());
            at -= e.step;
            e = below;
        }
        double margin = rivalScore == Double.NEGATIVE_INFINITY ? last.best[level] : last.best[level] - rivalScore;
        return new Chain(anchor, links.reversed(), last.best[level], margin, rival);
    }

    /// Up to 1 for a body the net is sure of and of usual size; what looks more like S1 than like a body earns
    /// less than nothing.
    private double reward(Body b) {
        double size = b.cut() != Body.Cut.NONE ? 1 : Math.min(1, b.area() / (.6 * typicalArea));
        return size * b.probability() - (b.s1() > .3 ? b.s1() : 0);
    }

    private void link(int from, int to) {
        boolean anchored = from >= bodies.size();
        Anchor anchor = anchored ? anchors.get(from - bodies.size()) : null;
        Body below = anchor != null ? anchor.body() : bodies.get(from);
        Body above = bodies.get(to);
        double dx = above.x() - below.x();
        double dy = above.y() - below.y();
        double d = Math.hypot(dx, dy);
        // never sideways or downwards: films may be turned by 45 degrees and lordosis adds to it
        if (d < 1 || -dy < .08 * d) return;
        dx /= d;
        dy /= d;
        double lengthBelow = below.chord(dx, dy);
        double lengthAbove = above.chord(dx, dy);
        // how long a body cut by the border is cannot be seen, nor what was taken for its rest
        if (above.cut() != Body.Cut.NONE) lengthAbove = Math.min(lengthAbove, lengthBelow);
        boolean shortened = below.cut() == Body.Cut.SIDE || below.cut() == Body.Cut.BOTTOM;
        if (shortened && anchor == null) lengthBelow = Math.min(lengthBelow, lengthAbove);
        double length = (lengthBelow + lengthAbove) / 2;
        // the disc under a body that the upper border cuts is as high as any
        if (above.cut() == Body.Cut.TOP)
            length = (length + (PITCH_OVER_LENGTH - 1) * lengthBelow) / PITCH_OVER_LENGTH;
        boolean outline = anchor != null && anchor.kind() == Anchor.Kind.OUTLINE;
        double loose = outline ? 2.5 : 1;
        double ratio = d / (length * (anchored ? S1_PITCH_OVER_LENGTH : PITCH_OVER_LENGTH));
        if (ratio < (outline ? .35 : .55)) return;
        for (int step = 1; step <= (anchored ? 2 : MOST_STEPS); step++) {
            if (ratio > 1.6 * step) continue;
            if (ratio < .6 * step && step > 1) break;
            if (step > 1 && above.cut() == Body.Cut.TOP && d < LEAST_SKIP * lengthBelow) break;
            double odd = Math.log(ratio / step) / (loose * (ratio < step ? LOG_SPREAD_CLOSE : LOG_SPREAD));
            double cost = .15 * odd * odd + STEP_COST * (step - 1);
            if (!anchored) cost += jump(below, above, step);
            add(from, to, step, cost, d / step, ratio / step, dx, dy);
        }
    }

    /// bodies grow smaller by .965 in each direction a level upwards
    private static double jump(Body below, Body above, int step) {
        if (below.cut() != Body.Cut.NONE || above.cut() != Body.Cut.NONE) return 0;
        double odd = (Math.log(above.area() / below.area()) - 2 * step * Math.log(.965)) / .35;
        return Math.min(.3, .06 * odd * odd);
    }

    private void add(int from, int to, int step, double cost, double length, double ratio, double dx, double dy) {
        Edge e = new Edge(from, to, step, cost, length, ratio, dx, dy);
        edges.add(e);
        into.get(to).add(e);
    }

    /// the cost of one link after another
    double bend(Edge below, Edge above) {
        if (below.from < 0) return 0;
        boolean anchored = below.from >= bodies.size();
        double cos = below.dx * above.dx + below.dy * above.dy;
        double degrees = Math.toDegrees(Math.acos(Math.clamp(cos, -1, 1)));
        if (degrees > 70) return Double.POSITIVE_INFINITY;
        double turn = Math.max(0, degrees - (anchored ? 20 : 10)) / 25;
        double stretch = anchored
                ? Math.log(below.length / (S1_PITCH * above.length)) / (outline(below) ? 2.5 : 1) / S1_LOG_SPREAD
                : Math.log(above.ratio / below.ratio) / LOG_SPREAD;
        return .25 * turn * turn + .12 * stretch * stretch;
    }

    private boolean outline(Edge e) {
        return anchors.get(e.from - bodies.size()).kind() == Anchor.Kind.OUTLINE;
    }
}
