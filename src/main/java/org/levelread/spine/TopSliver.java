package org.levelread.spine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;

/// What a border of the film leaves of the body above the highest one found: too little to be a body for the count, which
/// is from below, but enough to hold a screw or to be the upper neighbour of a cage.
///
/// The body is put where it must be, one distance above the highest, with its size; only its pixels on the film are its
/// own.
///
/// @param chain the chain with that body on top, cut above
/// @param labels body k of that chain as k + 1
/// @param x middle of the pixels that are seen, on the grid
record TopSliver(Chain chain, LabelMap labels, double x, double y) {
    /// it is seen over at least this share of the body below
    private static final double LEAST = .015;
    /// and over so many pixels of the usual grid
    private static final double LEAST_PX = 20;
    /// it begins so far above the centre of the body below, in heights of that body
    private static final double FROM = .6;
    /// and lies no farther than this beside its axis, in depths
    private static final double BESIDE = .7;

    /// @return null where nothing of a further body is seen
    static @Nullable TopSliver above(SpineMaps maps, LabelMap bodies, Chain chain, Mask sacrum, NumberingOptions options) {
        int n = chain.size();
        if (n < 2) return null;
        ColumnFrame frame = new ColumnFrame(bodies, chain, sacrum, new Mask(bodies.width(), bodies.height()));
        Body top = chain.body(n - 1);
        double pitch = chain.links().getLast().pitch();
        double[] up = frame.up(n - 1);
        double[] middle = {top.x() + pitch * up[0], top.y() + pitch * up[1]};
        double to = pitch / frame.height(n - 1) + FROM;
        GrayMap map = maps.bodies();
        LabelMap labels = new LabelMap(bodies.width(), bodies.height(), bodies.values().clone());
        double seen = 0;
        double x = 0;
        double y = 0;
        double probability = 0;
        for (int i = 0; i < map.values().length; i++) {
            if (map.values()[i] <= options.threshold() || bodies.values()[i] != 0) continue;
            double px = i % map.width() + .5;
            double py = i / map.width() + .5;
            double above = frame.above(n - 1, px, py);
            if (above < FROM || above > to || Math.abs(frame.beside(n - 1, px, py)) > BESIDE) continue;
            labels.values()[i] = n + 1;
            seen++;
            x += px;
            y += py;
            probability += map.values()[i];
        }
        double scale = (double) map.width() * map.height() / BodySplit.USUAL_GRID_PX;
        if (seen < Math.max(LEAST_PX * scale, LEAST * top.area())) return null;
        Body body = new Body(
                n + 1,
                top.area(),
                middle[0],
                middle[1],
                top.xx(),
                top.xy(),
                top.yy(),
                probability / seen,
                0,
                Body.Cut.TOP);
        List<Chain.Link> links = new ArrayList<>(chain.links());
        links.add(new Chain.Link(body, chain.links().getLast().index() + 1, 1, 0, pitch));
        return new TopSliver(
                new Chain(chain.anchor(), links, chain.score(), chain.margin(), chain.rival()), labels, x / seen, y / seen);
    }
}
