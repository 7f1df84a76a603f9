package org.levelread.simulation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A triangle mesh in millimetres.
///
/// @param xyz x (anterior), y (across), z (up) of each vertex in turn
/// @param triangles three vertex numbers from 0 each
record Mesh(double[] xyz, int[] triangles) {
    /// moves one point `{x, y, z}` in place
    @FunctionalInterface
    interface Placement {
        void move(double[] point);
    }

    int vertices() {
        return xyz.length / 3;
    }

    double[] vertex(int i) {
        return new double[] {xyz[3 * i], xyz[3 * i + 1], xyz[3 * i + 2]};
    }

    Mesh placed(Placement placement) {
        return new Mesh(placed(xyz, placement), triangles);
    }

    static double[] placed(double[] points, Placement placement) {
        double[] out = new double[points.length];
        double[] p = new double[3];
        for (int i = 0; i < points.length; i += 3) {
            System.arraycopy(points, i, p, 0, 3);
            placement.move(p);
            System.arraycopy(p, 0, out, i, 3);
        }
        return out;
    }

    /// the vertices pushed inwards along their normals, each by its own distance in millimetres
    double[] inset(double[] normals, double[] distances) {
        double[] out = new double[xyz.length];
        for (int i = 0; i < xyz.length; i++) out[i] = xyz[i] - normals[i] * distances[i / 3];
        return out;
    }

    double[] inset(double[] normals, double distance) {
        double[] distances = new double[vertices()];
        Arrays.fill(distances, distance);
        return inset(normals, distances);
    }

    /// outward unit normals at the vertices, whichever way the triangles turn
    double[] normals() {
        double[] n = new double[xyz.length];
        double volume = 0;
        for (int t = 0; t < triangles.length; t += 3) {
            int a = 3 * triangles[t], b = 3 * triangles[t + 1], c = 3 * triangles[t + 2];
            double ux = xyz[b] - xyz[a], uy = xyz[b + 1] - xyz[a + 1], uz = xyz[b + 2] - xyz[a + 2];
            double vx = xyz[c] - xyz[a], vy = xyz[c + 1] - xyz[a + 1], vz = xyz[c + 2] - xyz[a + 2];
            double nx = uy * vz - uz * vy, ny = uz * vx - ux * vz, nz = ux * vy - uy * vx;
            volume += nx * xyz[a] + ny * xyz[a + 1] + nz * xyz[a + 2];
            for (int v : new int[] {a, b, c}) {
                n[v] += nx;
                n[v + 1] += ny;
                n[v + 2] += nz;
            }
        }
        double sign = volume < 0 ? -1 : 1;
        for (int i = 0; i < n.length; i += 3) {
            double length = Math.max(1e-9, Math.sqrt(n[i] * n[i] + n[i + 1] * n[i + 1] + n[i + 2] * n[i + 2]));
            for (int j = 0; j < 3; j++) n[i + j] *= sign / length;
        }
        return n;
    }

    /// one vertex for each occupied cube of the given edge, at the mean of the vertices in it; a closed mesh
    /// stays closed
    Mesh decimated(double edgeMm) {
        Map<Long, Integer> cells = new HashMap<>();
        int[] cell = new int[vertices()];
        for (int i = 0; i < cell.length; i++) {
            long key = 0;
            for (int j = 0; j < 3; j++) key = key << 21 | Math.round(xyz[3 * i + j] / edgeMm) & 0x1fffff;
            Integer known = cells.putIfAbsent(key, cells.size());
            cell[i] = known == null ? cells.size() - 1 : known;
        }
        double[] mean = new double[3 * cells.size()];
        int[] count = new int[cells.size()];
        for (int i = 0; i < cell.length; i++) {
            count[cell[i]]++;
            for (int j = 0; j < 3; j++) mean[3 * cell[i] + j] += xyz[3 * i + j];
        }
        for (int i = 0; i < mean.length; i++) mean[i] /= count[i / 3];
        int[] kept = new int[triangles.length];
        int n = 0;
        for (int t = 0; t < triangles.length; t += 3) {
            int a = cell[triangles[t]], b = cell[triangles[t + 1]], c = cell[triangles[t + 2]];
            if (a == b || b == c || a == c) continue;
            kept[n++] = a;
            kept[n++] = b;
            kept[n++] = c;
        }
        return new Mesh(mean, Arrays.copyOf(kept, n));
    }

    /// the same surface without the vertices that no triangle uses
    Mesh withoutLoose() {
        int[] number = new int[vertices()];
        Arrays.fill(number, -1);
        double[] points = new double[xyz.length];
        int[] own = new int[triangles.length];
        int n = 0;
        for (int t = 0; t < own.length; t++) {
            int v = triangles[t];
            if (number[v] < 0) {
                System.arraycopy(xyz, 3 * v, points, 3 * n, 3);
                number[v] = n++;
            }
            own[t] = number[v];
        }
        return new Mesh(Arrays.copyOf(points, 3 * n), own);
    }

    /// its connected parts, in the order of their first vertices
    List<Mesh> parts() {
        int[] parent = IntStream.range(0, vertices()).toArray();
        for (int t = 0; t < triangles.length; t += 3) {
            parent[root(parent, triangles[t])] = root(parent, triangles[t + 1]);
            parent[root(parent, triangles[t + 1])] = root(parent, triangles[t + 2]);
        }
        return IntStream.range(0, vertices())
                .map(i -> root(parent, i))
                .distinct()
                .mapToObj(r -> part(parent, r))
                .toList();
    }

    private Mesh part(int[] parent, int root) {
        int[] number = new int[vertices()];
        int[] members = IntStream.range(0, vertices())
                .filter(i -> root(parent, i) == root)
                .toArray();
        double[] points = new double[3 * members.length];
        for (int i = 0; i < members.length; i++) {
            number[members[i]] = i;
            System.arraycopy(xyz, 3 * members[i], points, 3 * i, 3);
        }
        int[] own = IntStream.range(0, triangles.length / 3)
                .filter(t -> root(parent, triangles[3 * t]) == root)
                .flatMap(t -> IntStream.range(0, 3).map(j -> number[triangles[3 * t + j]]))
                .toArray();
        return new Mesh(points, own);
    }

    private static int root(int[] parent, int i) {
        while (parent[i] != i) {
            parent[i] = parent[parent[i]];
            i = parent[i];
        }
        return i;
    }

    double low(int axis) {
        double low = Double.POSITIVE_INFINITY;
        for (int i = axis; i < xyz.length; i += 3) low = Math.min(low, xyz[i]);
        return low;
    }

    double high(int axis) {
        double high = Double.NEGATIVE_INFINITY;
        for (int i = axis; i < xyz.length; i += 3) high = Math.max(high, xyz[i]);
        return high;
    }

    /// the middle of its bounding box
    double[] centre() {
        return new double[] {(low(0) + high(0)) / 2, (low(1) + high(1)) / 2, (low(2) + high(2)) / 2};
    }
}
