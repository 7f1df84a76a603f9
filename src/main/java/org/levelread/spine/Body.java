package org.levelread.spine;

import org.levelread.imaging.GrayMap;
import org.levelread.imaging.LabelMap;

/// One connected region that may be a vertebral body, by its moments, in grid pixels.
///
/// @param area in pixels
/// @param x centre, at the pixel centres' mean plus one half
/// @param xx variance along x; with xy and yy the covariance of the region
/// @param probability mean body probability inside
/// @param s1 mean probability of the body of S1 inside
/// @param cut whether the region comes within two pixels of the film's border
record Body(
        int label,
        double area,
        double x,
        double y,
        double xx,
        double xy,
        double yy,
        double probability,
        double s1,
        Cut cut) {

    /// which border of the film a region touches
    enum Cut {
        NONE,
        TOP,
        SIDE,
        BOTTOM
    }

    static final int BORDER_PX = 2;

    /// Length of the rectangle of the same variance along a unit vector: robust against ragged outlines, and
    /// right on stretched films.
    double extent(double ux, double uy) {
        return Math.sqrt(12 * Math.max(0, xx * ux * ux + 2 * xy * ux * uy + yy * uy * uy));
    }

    /// Length of the chord through the centre along a unit vector. Unlike [#extent(double, double)] its ratio
    /// to a distance in the same direction does not change when the film is stretched.
    double chord(double ux, double uy) {
        double det = xx * yy - xy * xy;
        double across = yy * ux * ux - 2 * xy * ux * uy + xx * uy * uy;
        return det > 0 && across > 0 ? Math.sqrt(12 * det / across) : extent(ux, uy);
    }

    double distanceTo(Body other) {
        return Math.hypot(other.x - x, other.y - y);
    }

    /// Measures every label of a map; entry k - 1 is label k, null where that label has no pixel.
    static @org.jspecify.annotations.Nullable Body[] measure(LabelMap labels, GrayMap bodies, GrayMap s1) {
        int w = labels.width();
        int h = labels.height();
        int n = 0;
        for (int v : labels.values()) n = Math.max(n, v);
        double[][] sums = new double[n][8];
        int[][] box = new int[n][];
        for (int y = 0, i = 0; y < h; y++) {
            for (int x = 0; x < w; x++, i++) {
                int k = labels.values()[i] - 1;
                if (k < 0) continue;
                double[] s = sums[k];
                s[0]++;
                s[1] += x;
                s[2] += y;
                s[3] += (double) x * x;
                s[4] += (double) x * y;
                s[5] += (double) y * y;
                s[6] += bodies.values()[i];
                s[7] += s1.values()[i];
                int[] b = box[k];
                if (b == null) box[k] = new int[] {x, y, x, y};
                else {
                    b[0] = Math.min(b[0], x);
                    b[2] = Math.max(b[2], x);
                    b[3] = y;
                }
            }
        }
        Body[] out = new Body[n];
        for (int k = 0; k < n; k++) {
            double[] s = sums[k];
            if (s[0] == 0) continue;
            double mx = s[1] / s[0];
            double my = s[2] / s[0];
            int[] b = box[k];
            Cut cut = b[3] >= h - BORDER_PX
                    ? Cut.BOTTOM
                    : b[1] < BORDER_PX ? Cut.TOP : b[0] < BORDER_PX || b[2] >= w - BORDER_PX ? Cut.SIDE : Cut.NONE;
            // a pixel is a unit square: 1/12 is its own variance
            out[k] = new Body(
                    k + 1,
                    s[0],
                    mx + .5,
                    my + .5,
                    s[3] / s[0] - mx * mx + 1 / 12.,
                    s[4] / s[0] - mx * my,
                    s[5] / s[0] - my * my + 1 / 12.,
                    s[6] / s[0],
                    s[7] / s[0],
                    cut);
        }
        return out;
    }
}
