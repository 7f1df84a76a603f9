package org.levelread.simulation;

/// The own frame of a vertebra or of S1, found from the outline of its body in the midplane.
///
/// @param origin of the frame, in the frame of the meshes
/// @param ex unit vector forwards along the endplates, x and z
/// @param lengthMm of the upper endplate
/// @param corners superior anterior, superior posterior, and for a body inferior posterior, inferior anterior
record Frame(double[] origin, double[] ex, double lengthMm, double[][] corners) implements Mesh.Placement {
    /// how far from the midplane a vertex may lie to count, mm
    private static final double SLICE_MM = 9;

    /// origin in the middle of the body
    static Frame ofBody(Mesh body, double upX, double upZ) {
        double middle = body.centre()[1];
        double[] ez = unit(upX, upZ);
        double[] ex = {ez[1], -ez[0]};
        double[][] corners = new double[4][];
        for (int round = 0; round < 3; round++) {
            Slice slice = new Slice(body, ex, middle);
            corners = new double[][] {
                slice.extreme(1, 1), slice.extreme(-1, 1), slice.extreme(-1, -1), slice.extreme(1, -1)
            };
            ex = unit(
                    corners[0][0] - corners[1][0] + corners[3][0] - corners[2][0],
                    corners[0][2] - corners[1][2] + corners[3][2] - corners[2][2]);
        }
        double[] origin = {0, middle, 0};
        for (double[] c : corners) {
            origin[0] += c[0] / 4;
            origin[2] += c[2] / 4;
        }
        return new Frame(origin, ex, distance(corners[0], corners[1]), corners);
    }

    /// origin in the middle of the upper endplate
    static Frame ofEndplate(Mesh body, double upX, double upZ) {
        double middle = body.centre()[1];
        double[] ez = unit(upX, upZ);
        double[] ex = {ez[1], -ez[0]};
        double[][] corners = new double[2][];
        for (int round = 0; round < 4; round++) {
            Slice slice = new Slice(body, ex, middle);
            corners = new double[][] {slice.extreme(1, 1.2), slice.extreme(-1, 1.2)};
            ex = unit(corners[0][0] - corners[1][0], corners[0][2] - corners[1][2]);
        }
        double[] origin = {(corners[0][0] + corners[1][0]) / 2, middle, (corners[0][2] + corners[1][2]) / 2};
        return new Frame(origin, ex, distance(corners[0], corners[1]), corners);
    }

    @Override
    public void move(double[] p) {
        double x = p[0] - origin[0], z = p[2] - origin[2];
        p[0] = x * ex[0] + z * ex[1];
        p[1] -= origin[1];
        p[2] = -x * ex[1] + z * ex[0];
    }

    private static double[] unit(double x, double z) {
        double length = Math.hypot(x, z);
        return new double[] {x / length, z / length};
    }

    private static double distance(double[] a, double[] b) {
        return Math.hypot(a[0] - b[0], a[2] - b[2]);
    }

    /// the vertices near the midplane, in coordinates that run from -1 to 1 along ex and across it
    private static final class Slice {
        private final Mesh body;
        private final double[] ex;
        private final double middle;
        private double lowS = Double.POSITIVE_INFINITY, highS = Double.NEGATIVE_INFINITY;
        private double lowT = Double.POSITIVE_INFINITY, highT = Double.NEGATIVE_INFINITY;

        Slice(Mesh body, double[] ex, double middle) {
            this.body = body;
            this.ex = ex;
            this.middle = middle;
            for (int i = 0; i < body.vertices(); i++) {
                double[] v = body.vertex(i);
                if (Math.abs(v[1] - middle) >= SLICE_MM) continue;
                lowS = Math.min(lowS, s(v));
                highS = Math.max(highS, s(v));
                lowT = Math.min(lowT, t(v));
                highT = Math.max(highT, t(v));
            }
        }

        private double s(double[] v) {
            return v[0] * ex[0] + v[2] * ex[1];
        }

        private double t(double[] v) {
            return -v[0] * ex[1] + v[2] * ex[0];
        }

        double[] extreme(double a, double b) {
            double best = Double.NEGATIVE_INFINITY;
            double[] found = new double[3];
            for (int i = 0; i < body.vertices(); i++) {
                double[] v = body.vertex(i);
                if (Math.abs(v[1] - middle) >= SLICE_MM) continue;
                double score =
                        a * (2 * (s(v) - lowS) / (highS - lowS) - 1) + b * (2 * (t(v) - lowT) / (highT - lowT) - 1);
                if (score > best) {
                    best = score;
                    found = v;
                }
            }
            return found;
        }
    }
}
