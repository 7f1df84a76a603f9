package org.levelread.spine;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// The names of the best chain's bodies as a distribution: all chains count, each by exp(score / temperature).
///
/// Sums over chains replace the search's maxima (the forward-backward algorithm over the same states), so that
/// many middling chains that give another name weigh as much as one good one.
///
/// @param shares `double[body][FURTHEST + shift]`: share of the weight of all chains through that body that names
///     it `shift` levels higher than the best chain does, -FURTHEST to FURTHEST; sums to at most 1
/// @param through share of the weight of all chains that passes through the body at all
record ChainOdds(double[][] shares, double[] through) {
    static final int FURTHEST = 2;

    /// the share for the name that the best chain gives
    double asNamed(int body) {
        return shares[body][FURTHEST];
    }

    static ChainOdds of(ChainSearch search, Chain best, double temperature) {
        List<ChainSearch.Edge> edges = search.edges();
        int top = ChainSearch.TOP_INDEX;
        Map<ChainSearch.Edge, double[]> forward = new IdentityHashMap<>();
        for (ChainSearch.Edge e : edges) {
            double[] sums = new double[top + 1];
            double own = Math.exp(search.earns(e) / temperature);
            if (search.starts(e)) sums[e.step] = own;
            else {
                for (ChainSearch.Edge below : search.into().get(e.from)) {
                    double factor = own * Math.exp(-search.bend(below, e) / temperature);
                    if (factor == 0) continue;
                    double[] from = forward.get(below);
                    for (int level = 1; level + e.step <= top; level++) sums[level + e.step] += from[level] * factor;
                }
            }
            forward.put(e, sums);
        }
        // a chain may end anywhere: 1 for going no further
        Map<ChainSearch.Edge, double[]> backward = new IdentityHashMap<>();
        for (ChainSearch.Edge e : edges) backward.put(e, new double[] {1});
        for (ChainSearch.Edge e : edges.reversed()) {
            if (search.starts(e)) continue;
            double own = backward.get(e)[0] * Math.exp(search.earns(e) / temperature);
            for (ChainSearch.Edge below : search.into().get(e.from))
                backward.get(below)[0] += own * Math.exp(-search.bend(below, e) / temperature);
        }
        double all = 0;
        for (ChainSearch.Edge e : edges) for (double v : forward.get(e)) all += v;
        double[][] shares = new double[best.size()][2 * FURTHEST + 1];
        double[] through = new double[best.size()];
        for (int i = 0; i < best.size(); i++) {
            int at = search.bodies().indexOf(best.body(i));
            if (at < 0) continue;
            int index = best.links().get(i).index();
            double sum = 0;
            for (ChainSearch.Edge e : search.into().get(at)) {
                double rest = backward.get(e)[0];
                for (int level = 1; level <= top; level++) {
                    double weight = forward.get(e)[level] * rest;
                    sum += weight;
                    int shift = level - index;
                    if (Math.abs(shift) <= FURTHEST) shares[i][FURTHEST + shift] += weight;
                }
            }
            through[i] = all > 0 ? Math.min(1, sum / all) : 0;
            for (int k = 0; k < shares[i].length && sum > 0; k++) shares[i][k] /= sum;
        }
        return new ChainOdds(shares, through);
    }
}
