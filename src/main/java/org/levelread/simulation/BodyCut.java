package org.levelread.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Cuts the body off a whole vertebra along its posterior wall.
final class BodyCut {
    /// half the width that a body may have, mm
    private static final double HALF_WIDTH = 32;

    private BodyCut() {}

    /// the body, an open surface in the frame of the mesh
    ///
    /// @param upX direction up the spine
    /// @param upZ direction up the spine
    static Mesh of(Mesh whole, double upX, double upZ) {
        double length = Math.hypot(upX, upZ);
        double[] ex = {upZ / length, -upX / length};
        Mesh body = whole;
        for (int round = 0; round < 2; round++) {
            body = cut(whole, ex);
            ex = Frame.ofBody(body, -ex[1], ex[0]).ex();
        }
        return cut(whole, ex);
    }

    private static Mesh cut(Mesh whole, double[] ex) {
        double middle = whole.centre()[1], wall = wall(whole, ex, middle);
        double[] xyz = whole.xyz().clone();
        boolean[] front = new boolean[whole.vertices()];
        for (int i = 0; i < front.length; i++) {
            double s = xyz[3 * i] * ex[0] + xyz[3 * i + 2] * ex[1];
            front[i] = s > wall && Math.abs(xyz[3 * i + 1] - middle) < HALF_WIDTH;
            if (s >= wall) continue;
            xyz[3 * i] += (wall - s) * ex[0];
            xyz[3 * i + 2] += (wall - s) * ex[1];
        }
        int[] kept = new int[whole.triangles().length];
        int n = 0;
        for (int t = 0; t < whole.triangles().length; t += 3) {
            int a = whole.triangles()[t], b = whole.triangles()[t + 1], c = whole.triangles()[t + 2];
            if (!front[a] && !front[b] && !front[c]) continue;
            kept[n++] = a;
            kept[n++] = b;
            kept[n++] = c;
        }
        return new Mesh(xyz, Arrays.copyOf(kept, n)).withoutLoose();
    }

    /// how far forwards the posterior wall of the body lies: the front of the widest gap in the midplane, which
    /// is the canal
    private static double wall(Mesh whole, double[] ex, double middle) {
        List<double[]> spans = new ArrayList<>();
        double[] xyz = whole.xyz();
        for (int t = 0; t < whole.triangles().length; t += 3) {
            double low = Double.POSITIVE_INFINITY, high = Double.NEGATIVE_INFINITY;
            for (int e = 0; e < 3; e++) {
                int a = 3 * whole.triangles()[t + e], b = 3 * whole.triangles()[t + (e + 1) % 3];
                double ya = xyz[a + 1] - middle, yb = xyz[b + 1] - middle;
                if (ya < 0 == yb < 0) continue;
                double f = ya / (ya - yb);
                double s =
                        (xyz[a] + f * (xyz[b] - xyz[a])) * ex[0] + (xyz[a + 2] + f * (xyz[b + 2] - xyz[a + 2])) * ex[1];
                low = Math.min(low, s);
                high = Math.max(high, s);
            }
            if (low <= high) spans.add(new double[] {low, high});
        }
        if (spans.isEmpty()) throw new IllegalArgumentException("a vertebra has nothing in its midplane");
        spans.sort(Comparator.comparingDouble(s -> s[0]));
        double reached = spans.getFirst()[1], widest = 0, wall = spans.getFirst()[0];
        for (double[] s : spans) {
            if (s[0] - reached > widest) {
                widest = s[0] - reached;
                wall = s[0];
            }
            reached = Math.max(reached, s[1]);
        }
        return wall;
    }
}
