package org.levelread.imaging;

import java.util.Arrays;
import java.util.List;

/// Plane geometry of closed outlines.
public final class Polygons {
    private Polygons() {}

    /// the pixels whose centres lie inside, by the even-odd rule; what lies beyond the raster is cut off
    public static Mask fill(Polygon polygon, int width, int height) {
        List<Point> points = polygon.points();
        byte[] values = new byte[Math.multiplyExact(width, height)];
        double[] crossings = new double[points.size()];
        for (int row = 0; row < height; row++) {
            double y = row + 0.5;
            int count = 0;
            for (int i = 0; i < points.size(); i++) {
                Point a = points.get(i);
                Point b = points.get((i + 1) % points.size());
                if (a.y() <= y == b.y() <= y) continue;
                crossings[count++] = a.x() + (y - a.y()) / (b.y() - a.y()) * (b.x() - a.x());
            }
            Arrays.sort(crossings, 0, count);
            for (int i = 0; i + 1 < count; i += 2) {
                // the first and the last + 1 column with its centre between the crossings
                int from = Math.clamp((long) Math.ceil(crossings[i] - 0.5), 0, width);
                int to = Math.clamp((long) Math.ceil(crossings[i + 1] - 0.5), 0, width);
                if (to > from) Arrays.fill(values, row * width + from, row * width + to, (byte) 1);
            }
        }
        return new Mask(width, height, values);
    }

    /// in square pixels, above 0 for either direction of travel
    public static double area(Polygon polygon) {
        return Math.abs(signedArea(polygon.points()));
    }

    /// the centre of gravity of the enclosed area; of an outline without area the mean of its points
    public static Point centroid(Polygon polygon) {
        List<Point> points = polygon.points();
        if (points.isEmpty()) throw new IllegalArgumentException("an empty outline has no centroid");
        // about the first point, so that a small outline far from the origin keeps its digits
        Point origin = points.getFirst();
        double area = signedArea(points);
        double sumX = 0;
        double sumY = 0;
        if (Math.abs(area) < 1e-12) {
            for (Point point : points) {
                sumX += point.x();
                sumY += point.y();
            }
            return new Point(sumX / points.size(), sumY / points.size());
        }
        for (int i = 0; i < points.size(); i++) {
            Point a = points.get(i);
            Point b = points.get((i + 1) % points.size());
            double ax = a.x() - origin.x();
            double ay = a.y() - origin.y();
            double bx = b.x() - origin.x();
            double by = b.y() - origin.y();
            double cross = ax * by - bx * ay;
            sumX += (ax + bx) * cross;
            sumY += (ay + by) * cross;
        }
        return new Point(origin.x() + sumX / (6 * area), origin.y() + sumY / (6 * area));
    }

    /// by the even-odd rule
    public static boolean contains(Polygon polygon, Point point) {
        List<Point> points = polygon.points();
        boolean inside = false;
        for (int i = 0; i < points.size(); i++) {
            Point a = points.get(i);
            Point b = points.get((i + 1) % points.size());
            if (a.y() <= point.y() == b.y() <= point.y()) continue;
            inside ^= point.x() < a.x() + (point.y() - a.y()) / (b.y() - a.y()) * (b.x() - a.x());
        }
        return inside;
    }

    /// from the pixels of one raster to those of another: x times `scaleX`, y times `scaleY`
    public static Polygon scaled(Polygon polygon, double scaleX, double scaleY) {
        return new Polygon(polygon.points().stream()
                .map(p -> new Point(p.x() * scaleX, p.y() * scaleY))
                .toList());
    }

    private static double signedArea(List<Point> points) {
        double twice = 0;
        for (int i = 1; i + 1 < points.size(); i++) {
            Point o = points.getFirst();
            Point a = points.get(i);
            Point b = points.get(i + 1);
            twice += (a.x() - o.x()) * (b.y() - o.y()) - (b.x() - o.x()) * (a.y() - o.y());
        }
        return twice / 2;
    }
}
