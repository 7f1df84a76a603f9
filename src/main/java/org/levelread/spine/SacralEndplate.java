package org.levelread.spine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.Mask;
import org.levelread.imaging.Point;

/// Fits a line to that edge of the body of S1 that faces the lowest vertebra.
final class SacralEndplate {
    private static final int LEAST_COLUMNS = 4;

    private SacralEndplate() {}

    /// @param s1 pixels of the body of S1
    /// @param toward centre of the vertebra above, or of the part of the spine that is seen
    /// @return the two ends, left first, in grid pixels; null where the edge is too short
    static @Nullable Point[] fit(Mask s1, Body centre, double[] toward) {
        double ux = toward[0] - centre.x();
        double uy = toward[1] - centre.y();
        double d = Math.hypot(ux, uy);
        if (d == 0) return null;
        ux /= d;
        uy /= d;
        Point[] ends = null;
        // the first normal is only the way to the vertebra above; the edge itself tells the next one
        for (int round = 0; round < 3; round++) {
            Point[] next = edge(s1, centre, ux, uy);
            if (next == null) return ends;
            ends = next;
            double ex = ends[1].x() - ends[0].x();
            double ey = ends[1].y() - ends[0].y();
            double length = Math.hypot(ex, ey);
            if (length < 2) return null;
            double side = -ey * ux + ex * uy >= 0 ? 1 : -1;
            ux = side * -ey / length;
            uy = side * ex / length;
        }
        return ends;
    }

    private static @Nullable Point[] edge(Mask s1, Body centre, double ux, double uy) {
        double wx = -uy;
        double wy = ux;
        double half = Math.max(2, centre.extent(wx, wy));
        int columns = (int) Math.ceil(2 * half) + 1;
        double[] highest = new double[columns];
        Arrays.fill(highest, Double.NEGATIVE_INFINITY);
        for (int y = 0, i = 0; y < s1.height(); y++) {
            for (int x = 0; x < s1.width(); x++, i++) {
                if (s1.values()[i] == 0) continue;
                double dx = x + .5 - centre.x();
                double dy = y + .5 - centre.y();
                int column = (int) Math.floor(dx * wx + dy * wy + half);
                if (column >= 0 && column < columns) highest[column] = Math.max(highest[column], dx * ux + dy * uy);
            }
        }
        int[] seen = java.util.stream.IntStream.range(0, columns)
                .filter(c -> highest[c] > Double.NEGATIVE_INFINITY)
                .toArray();
        if (seen.length < LEAST_COLUMNS) return null;
        // rounded corners would tilt the line
        int trim = seen.length / 8;
        int[] inner = Arrays.copyOfRange(seen, trim, seen.length - trim);
        double[] line = theilSen(inner, highest);
        double first = seen[0] + .5 * trim;
        double last = seen[seen.length - 1] - .5 * trim;
        Point a = place(centre, ux, uy, wx, wy, first + .5 - half, line[0] + line[1] * first + .5);
        Point b = place(centre, ux, uy, wx, wy, last + .5 - half, line[0] + line[1] * last + .5);
        return a.x() <= b.x() ? new Point[] {a, b} : new Point[] {b, a};
    }

    private static Point place(Body c, double ux, double uy, double wx, double wy, double across, double up) {
        return new Point(c.x() + across * wx + up * ux, c.y() + across * wy + up * uy);
    }

    /// intercept and slope: the median of the slopes of all pairs, then the median of the rests
    private static double[] theilSen(int[] at, double[] value) {
        double[] slopes = new double[at.length * (at.length - 1) / 2];
        int n = 0;
        for (int i = 0; i < at.length; i++) {
            for (int j = i + 1; j < at.length; j++) slopes[n++] = (value[at[j]] - value[at[i]]) / (at[j] - at[i]);
        }
        Arrays.sort(slopes);
        double slope = slopes[n / 2];
        double[] rests = Arrays.stream(at)
                .mapToDouble(c -> value[c] - slope * c)
                .sorted()
                .toArray();
        return new double[] {rests[rests.length / 2], slope};
    }
}
