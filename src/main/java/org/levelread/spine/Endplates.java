package org.levelread.spine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;
import org.levelread.imaging.PixelSpacing;
import org.levelread.imaging.Point;

/// Fits endplates to the bodies of a chain and measures angles, discs and slips between them.
final class Endplates {
    /// An endplate from back to front, in grid pixels.
    private record Plate(Point back, Point front) {
        double length() {
            return back.distanceTo(front);
        }
    }

    private final Chain chain;
    private final ColumnFrame frame;
    private final @Nullable Plate[] upper;
    private final @Nullable Plate[] lower;
    private final @Nullable Plate s1;
    /// millimetres a grid pixel, 1 where unknown
    private final double mmX;
    private final double mmY;
    private final boolean calibrated;

    private Endplates(LabelMap bodies, Chain chain, ColumnFrame frame, SpineMaps maps) {
        this.chain = chain;
        this.frame = frame;
        PixelSpacing spacing = maps.spacing();
        calibrated = spacing != null && spacing.origin() == PixelSpacing.Origin.CALIBRATED;
        mmX = calibrated ? spacing.columnMm() * maps.filmWidth() / maps.bodies().width() : 1;
        mmY = calibrated ? spacing.rowMm() * maps.filmHeight() / maps.bodies().height() : 1;
        upper = new Plate[chain.size()];
        lower = new Plate[chain.size()];
        int[][] boxes = boxes(bodies, chain.size());
        for (int i = 0; i < chain.size(); i++) {
            Body b = chain.body(i);
            if (b.cut() != Body.Cut.NONE || frame.front() == 0) continue;
            double[] up = frame.up(i);
            upper[i] = plate(bodies, boxes[i], i, b.x() + up[0], b.y() + up[1]);
            lower[i] = plate(bodies, boxes[i], i, b.x() - up[0], b.y() - up[1]);
        }
        Anchor anchor = chain.anchor();
        Plate sacral = null;
        if (anchor != null
                && anchor.kind() == Anchor.Kind.S1_BODY
                && anchor.body().cut() == Body.Cut.NONE
                && frame.front() != 0) {
            @Nullable Point[] ends = SacralEndplate.fit(
                    anchor.region(), anchor.body(), new double[] {chain.body(0).x(), chain.body(0).y()});
            if (ends != null) sacral = ordered(ends, 0);
        }
        s1 = sacral;
    }

    /// @param names of the chain's bodies; measured is only between named neighbours
    static SpineGeometry measure(LabelMap bodies, Chain chain, ColumnFrame frame, SpineMaps maps, @Nullable Level[] names) {
        if (names.length == 0 || names[0] == null) return SpineGeometry.NONE;
        return new Endplates(bodies, chain, frame, maps).geometry(names);
    }

    private SpineGeometry geometry(@Nullable Level[] names) {
        List<SpineGeometry.Segment> segments = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) {
            if (chain.links().get(i).step() > 1) continue;
            Plate below = i == 0 ? s1 : upper[i - 1];
            Plate disc = lower[i];
            Plate top = upper[i];
            Level lowerName = i == 0 ? Level.S1 : names[i - 1];
            Level name = names[i];
            if (below == null || disc == null || top == null || lowerName == null || name == null) continue;
            Plate bottom = i == 0 ? s1 : lower[i - 1];
            double height = (gap(below.back(), disc.back()) + gap(below.front(), disc.front())) / 2;
            double body = (gap(disc.back(), top.back()) + gap(disc.front(), top.front())) / 2;
            segments.add(new SpineGeometry.Segment(
                    lowerName,
                    name,
                    calibrated && bottom != null ? (Double) (degrees(top) - degrees(bottom)) : null,
                    calibrated ? (Double) height : null,
                    height / body,
                    slip(below, disc)));
        }
        Double lordosis = null;
        for (int i = 0; i < names.length; i++) {
            Plate top = upper[i];
            if (names[i] == Level.L1 && top != null && s1 != null && calibrated) lordosis = degrees(top) - degrees(s1);
        }
        String missing = frame.front() == 0
                ? "It cannot be told which way the belly lies, so nothing is measured."
                : calibrated
                        ? null
                        : "The film has no calibrated pixel spacing, so neither angles nor lengths are given: its pixels"
                                + " may not be square.";
        return new SpineGeometry(lordosis, calibrated && s1 != null ? (Double) (-degrees(s1)) : null, segments, missing);
    }

    /// In per cent of the lower endplate: how far the back edge above stands in front of the one below, along the lower
    /// endplate.
    private @Nullable Double slip(Plate below, Plate above) {
        double dx = (below.front().x() - below.back().x()) * mmX;
        double dy = (below.front().y() - below.back().y()) * mmY;
        double squared = dx * dx + dy * dy;
        if (below.length() < 4) return null;
        double ex = (above.back().x() - below.back().x()) * mmX;
        double ey = (above.back().y() - below.back().y()) * mmY;
        return 100 * (ex * dx + ey * dy) / squared;
    }

    private double gap(Point a, Point b) {
        return Math.hypot((a.x() - b.x()) * mmX, (a.y() - b.y()) * mmY);
    }

    /// upwards from back to front against the film's rows
    private double degrees(Plate p) {
        double forward = frame.front() * (p.front().x() - p.back().x()) * mmX;
        return Math.toDegrees(Math.atan2((p.back().y() - p.front().y()) * mmY, forward));
    }

    private @Nullable Plate plate(LabelMap bodies, int[] box, int i, double towardX, double towardY) {
        if (box[2] < box[0]) return null;
        int w = box[2] - box[0] + 1;
        int h = box[3] - box[1] + 1;
        Mask mask = new Mask(w, h);
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++)
                mask.values()[y * w + x] = (byte) (bodies.at(x + box[0], y + box[1]) == i + 1 ? 1 : 0);
        }
        Body b = chain.body(i);
        Body moved = new Body(
                b.label(),
                b.area(),
                b.x() - box[0],
                b.y() - box[1],
                b.xx(),
                b.xy(),
                b.yy(),
                b.probability(),
                b.s1(),
                b.cut());
        @Nullable Point[] ends = SacralEndplate.fit(mask, moved, new double[] {towardX - box[0], towardY - box[1]});
        if (ends == null) return null;
        return ordered(
                new Point[] {
                    new Point(ends[0].x() + box[0], ends[0].y() + box[1]),
                    new Point(ends[1].x() + box[0], ends[1].y() + box[1])
                },
                i);
    }

    private Plate ordered(Point[] ends, int body) {
        boolean firstInFront = frame.forward(body, ends[0].x(), ends[0].y())
                > frame.forward(body, ends[1].x(), ends[1].y());
        return firstInFront ? new Plate(ends[1], ends[0]) : new Plate(ends[0], ends[1]);
    }

    private static int[][] boxes(LabelMap bodies, int count) {
        int[][] boxes = new int[count][];
        for (int k = 0; k < count; k++) boxes[k] = new int[] {bodies.width(), bodies.height(), -1, -1};
        for (int y = 0, i = 0; y < bodies.height(); y++) {
            for (int x = 0; x < bodies.width(); x++, i++) {
                int k = bodies.values()[i] - 1;
                if (k < 0) continue;
                boxes[k][0] = Math.min(boxes[k][0], x);
                boxes[k][1] = Math.min(boxes[k][1], y);
                boxes[k][2] = Math.max(boxes[k][2], x);
                boxes[k][3] = y;
            }
        }
        return boxes;
    }
}
