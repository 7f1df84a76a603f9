package org.levelread.simulation;

/// Arithmetic of points `{x, y, z}` in millimetres.
final class Points {
    private Points() {}

    /// the direction from one to the other, of length 1
    static double[] unit(double[] from, double[] to) {
        double[] d = {to[0] - from[0], to[1] - from[1], to[2] - from[2]};
        double length = Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]) + 1e-9;
        return new double[] {d[0] / length, d[1] / length, d[2] / length};
    }

    static double[] along(double[] p, double[] direction, double distance) {
        return new double[] {
            p[0] + direction[0] * distance, p[1] + direction[1] * distance, p[2] + direction[2] * distance
        };
    }

    static double[] mix(double[] a, double[] b, double t) {
        return new double[] {a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), a[2] + t * (b[2] - a[2])};
    }

    static double[] middle(double[] a, double[] b) {
        return mix(a, b, .5);
    }

    static double[] between(double[] a, double[] b, double t, double y) {
        return new double[] {a[0] + t * (b[0] - a[0]), y, a[1] + t * (b[1] - a[1])};
    }

    static double distance(double[] a, double[] b) {
        return Math.sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]) + (a[2] - b[2]) * (a[2] - b[2]));
    }
}
