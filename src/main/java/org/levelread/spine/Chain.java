package org.levelread.spine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bodies of one spine in order, from the lowest up.
///
/// @param anchor S1, or null where the chain does not start from a sacrum
/// @param links one a body
/// @param score sum of the bodies' and the anchor's rewards less the costs of the links: one clear body counts 1
/// @param margin how much better than the best numbering that gives the uppermost body another name
/// @param rival how many levels higher that other numbering puts the names; 0 where there is none
record Chain(@Nullable Anchor anchor, List<Link> links, double score, double margin, int rival) {
    /// A body and how it hangs on what lies below it.
    ///
    /// @param index levels above S1: 1 = L5; counted from the lowest body = 1 where the chain has no anchor
    /// @param step 1 where this body follows the one below, 2 or 3 where one or two seem to be missing between
    /// @param cost of this link
    /// @param pitch distance to what lies below over `step`, in grid pixels; 0 for the lowest body of a chain
    ///     without anchor
    record Link(Body body, int index, int step, double cost, double pitch) {}

    static final Chain EMPTY = new Chain(null, List.of(), 0, 0, 0);

    Chain {
        links = List.copyOf(links);
    }

    int size() {
        return links.size();
    }

    Body body(int i) {
        return links.get(i).body();
    }

    /// the median distance between neighbours, in grid pixels; 1.25 times the extent of the body where there is
    /// but one
    double pitch() {
        double[] all = links.stream().skip(1).mapToDouble(Link::pitch).sorted().toArray();
        if (all.length > 0) return all[all.length / 2];
        return links.isEmpty() ? 0 : 1.25 * Math.sqrt(body(0).area());
    }

    /// unit vector upwards along the spine at body i
    double[] direction(int i) {
        double[] from = i > 0 ? xy(body(i - 1)) : anchor != null ? xy(anchor.body()) : xy(body(i));
        double[] to = xy(body(Math.min(i + 1, size() - 1)));
        double dx = to[0] - from[0];
        double dy = to[1] - from[1];
        double d = Math.hypot(dx, dy);
        return d > 0 ? new double[] {dx / d, dy / d} : new double[] {0, -1};
    }

    private static double[] xy(Body b) {
        return new double[] {b.x(), b.y()};
    }
}
