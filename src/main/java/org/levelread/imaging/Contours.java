package org.levelread.imaging;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.levelread.imaging.ConnectedComponents.StructuringElement;

/// The outer boundary of a mask as a polygon, clockwise on the screen, without holes.
///
/// It follows the cracks between pixels, so its points are pixel corners: one pixel at (0, 0) is the square from
/// (0, 0) to (1, 1). Then it is simplified: Douglas and Peucker, doi:10.3138/FM57-6770-U75U-7727.
public final class Contours {
    /// how far the outline may leave the pixels' corners
    private static final double TOLERANCE_PX = 0.75;

    /// the least overlap (intersection over union) of the filled outline with the filled mask
    private static final double LEAST_OVERLAP = 0.95;

    private static final int[] DX = {1, 0, -1, 0};
    private static final int[] DY = {0, 1, 0, -1};

    private Contours() {}

    /// the outline of the largest 4-connected part of the mask; empty where the mask is
    public static Polygon trace(Mask mask) {
        return trace(mask.width(), mask.height(), i -> mask.values()[i] != 0);
    }

    /// the outline of the largest 4-connected part of one label; empty where the label has no pixel
    public static Polygon trace(LabelMap labels, int label) {
        return trace(labels.width(), labels.height(), i -> labels.values()[i] == label);
    }

    /// the outlines of all 4-connected parts of at least `leastAreaPx` pixels, in reading order of their first
    /// pixels
    public static List<Polygon> traceAll(Mask mask, int leastAreaPx) {
        LabelMap parts = ConnectedComponents.label(mask, StructuringElement.FOUR_CONNECTED);
        return Region.of(parts).stream()
                .filter(part -> part.areaPx() >= leastAreaPx)
                .map(part -> trace(parts, part.label()))
                .toList();
    }

    private interface Membership {
        boolean has(int index);
    }

    private static Polygon trace(int width, int height, Membership members) {
        int minX = width;
        int minY = height;
        int maxX = -1;
        int maxY = -1;
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++, i++) {
                if (!members.has(i)) continue;
                minX = Math.min(minX, x);
                maxX = Math.max(maxX, x);
                minY = Math.min(minY, y);
                maxY = y;
            }
        }
        if (maxX < 0) return Polygon.EMPTY;
        Mask box = new Mask(maxX - minX + 1, maxY - minY + 1);
        for (int y = minY; y <= maxY; y++) {
            for (int x = minX; x <= maxX; x++) {
                if (members.has(y * width + x)) box.values()[(y - minY) * box.width() + x - minX] = 1;
            }
        }
        Mask shape = Morphology.fillHoles(ConnectedComponents.largest(box, StructuringElement.FOUR_CONNECTED));
        List<Point> corners = corners(shape);
        List<Point> simplified = corners;
        // small shapes take less simplification
        for (double tolerance = TOLERANCE_PX; tolerance > 0.1; tolerance /= 2) {
            List<Point> candidate = simplified(corners, tolerance);
            if (overlap(shape, new Polygon(candidate)) < LEAST_OVERLAP) continue;
            simplified = candidate;
            break;
        }
        List<Point> points = new ArrayList<>(simplified.size());
        for (Point p : simplified) points.add(new Point(p.x() + minX, p.y() + minY));
        return new Polygon(points);
    }

    private static double overlap(Mask shape, Polygon outline) {
        Mask filled = Polygons.fill(outline, shape.width(), shape.height());
        int both = 0;
        int either = 0;
        for (int i = 0; i < filled.values().length; i++) {
            both += shape.values()[i] & filled.values()[i];
            either += shape.values()[i] | filled.values()[i];
        }
        return (double) both / either;
    }

    /// the corners where the boundary of a 4-connected shape turns; the shape stays on the right hand
    private static List<Point> corners(Mask shape) {
        int first = 0;
        while (shape.values()[first] == 0) first++;
        int startX = first % shape.width();
        int startY = first / shape.width();
        List<Point> corners = new ArrayList<>();
        int x = startX;
        int y = startY;
        // as if arriving upwards, so that the first corner turns right
        int direction = 3;
        do {
            int turn = turn(shape, x, y, direction);
            if (turn != 0) corners.add(new Point(x, y));
            direction = (direction + turn) & 3;
            x += DX[direction];
            y += DY[direction];
        } while (x != startX || y != startY || (direction + turn(shape, x, y, direction) & 3) != 0);
        return corners;
    }

    /// at a corner, arriving in a direction: 1 to the right, -1 to the left, 0 straight on; pixels that touch in a
    /// corner only are kept apart
    private static int turn(Mask shape, int x, int y, int direction) {
        if (!ahead(shape, x, y, direction, true)) return 1;
        return ahead(shape, x, y, direction, false) ? -1 : 0;
    }

    /// whether the pixel ahead of a corner, on the right or on the left, belongs to the shape
    private static boolean ahead(Mask shape, int x, int y, int direction, boolean right) {
        int side = (direction + (right ? 1 : 3)) & 3;
        // a corner (x, y) has pixels x - 1 and x, y - 1 and y about it
        int px = x + (DX[direction] + DX[side] - 1) / 2;
        int py = y + (DY[direction] + DY[side] - 1) / 2;
        return px >= 0 && py >= 0 && px < shape.width() && py < shape.height() && shape.at(px, py);
    }

    /// both halves of the loop between its first corner and the corner farthest from that
    private static List<Point> simplified(List<Point> loop, double tolerance) {
        int far = 0;
        for (int i = 1; i < loop.size(); i++) {
            if (loop.getFirst().distanceTo(loop.get(i)) > loop.getFirst().distanceTo(loop.get(far))) far = i;
        }
        boolean[] kept = new boolean[loop.size() + 1];
        kept[0] = kept[far] = true;
        Deque<int[]> spans = new ArrayDeque<>(List.of(new int[] {0, far}, new int[] {far, loop.size()}));
        while (!spans.isEmpty()) {
            int[] span = spans.pop();
            Point from = loop.get(span[0]);
            Point to = loop.get(span[1] % loop.size());
            int farthest = -1;
            double most = tolerance;
            for (int i = span[0] + 1; i < span[1]; i++) {
                double distance = distance(loop.get(i), from, to);
                if (distance <= most) continue;
                most = distance;
                farthest = i;
            }
            if (farthest < 0) continue;
            kept[farthest] = true;
            spans.push(new int[] {span[0], farthest});
            spans.push(new int[] {farthest, span[1]});
        }
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < loop.size(); i++) if (kept[i]) points.add(loop.get(i));
        return points;
    }

    /// from a point to a segment
    private static double distance(Point p, Point from, Point to) {
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        double length = dx * dx + dy * dy;
        double t = length == 0 ? 0 : Math.clamp(((p.x() - from.x()) * dx + (p.y() - from.y()) * dy) / length, 0, 1);
        return Math.hypot(p.x() - from.x() - t * dx, p.y() - from.y() - t * dy);
    }
}
