package org.levelread.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Simple closed meshes, and an anatomy built of them, for tests that need no real bones.
final class Solids {
    private Solids() {}

    /// @param roundness 1 for an ellipsoid, towards 0 for a box
    static Mesh solid(double[] centre, double[] half, double roundness, int rings) {
        int around = 2 * rings;
        double[] xyz = new double[3 * (around * (rings - 1) + 2)];
        int n = 0;
        for (int i = 1; i < rings; i++) {
            double t = Math.PI * i / rings;
            for (int j = 0; j < around; j++, n++) {
                double p = 2 * Math.PI * j / around;
                double[] d = {Math.sin(t) * Math.cos(p), Math.sin(t) * Math.sin(p), Math.cos(t)};
                for (int k = 0; k < 3; k++)
                    xyz[3 * n + k] = centre[k] + half[k] * Math.signum(d[k]) * Math.pow(Math.abs(d[k]), roundness);
            }
        }
        for (int end = 0; end < 2; end++, n++) {
            xyz[3 * n] = centre[0];
            xyz[3 * n + 1] = centre[1];
            xyz[3 * n + 2] = centre[2] + (end == 0 ? half[2] : -half[2]);
        }
        List<Integer> faces = new ArrayList<>();
        for (int j = 0; j < around; j++) {
            int next = (j + 1) % around, last = around * (rings - 2);
            faces.addAll(List.of(n - 2, j, next, n - 1, last + next, last + j));
            for (int i = 0; i + 2 < rings; i++) {
                int a = i * around + j, b = i * around + next, c = a + around, d = b + around;
                faces.addAll(List.of(a, c, b, b, c, d));
            }
        }
        return new Mesh(xyz, faces.stream().mapToInt(Integer::intValue).toArray());
    }

    static Mesh joined(Mesh... meshes) {
        double[] xyz = new double[0];
        int[] triangles = new int[0];
        for (Mesh mesh : meshes) {
            int shift = xyz.length / 3, points = xyz.length, corners = triangles.length;
            xyz = Arrays.copyOf(xyz, points + mesh.xyz().length);
            System.arraycopy(mesh.xyz(), 0, xyz, points, mesh.xyz().length);
            triangles = Arrays.copyOf(triangles, corners + mesh.triangles().length);
            for (int i = 0; i < mesh.triangles().length; i++) triangles[corners + i] = mesh.triangles()[i] + shift;
        }
        return new Mesh(xyz, triangles);
    }

    static Anatomy anatomy() {
        Map<String, Mesh> whole = new LinkedHashMap<>(), bodies = new LinkedHashMap<>();
        Mesh s1 = solid(new double[] {0, 0, -20}, new double[] {16, 25, 15}, .3, 14);
        bodies.put("S1", s1);
        whole.put("S1", joined(s1, solid(new double[] {-15, 0, -60}, new double[] {14, 40, 45}, .6, 14)));
        for (int i = 0; i < 5; i++) {
            double z = 20 + 37 * i;
            Mesh body = solid(new double[] {0, 0, z}, new double[] {17, 22, 14}, .3, 14);
            bodies.put(Anatomy.LUMBAR.get(i), body);
            whole.put(
                    Anatomy.LUMBAR.get(i),
                    joined(body, solid(new double[] {-45, 0, z - 5}, new double[] {22, 5, 9}, .7, 10)));
        }
        Mesh pelvis = solid(new double[] {20, 0, -60}, new double[] {60, 110, 70}, .8, 16);
        Mesh[] ribs = new Mesh[24];
        for (int i = 0; i < 24; i++) {
            // y up and z across
            ribs[i] = solid(new double[] {20, 25 * (i / 2), (i % 2 * 2 - 1) * 80}, new double[] {50, 5, 55}, .9, 8);
        }
        float[] water = new float[40 * 40];
        Arrays.fill(water, 25);
        return Anatomy.of(
                whole, bodies, Map.of(), pelvis, joined(ribs), new TissueProjection(40, 40, water, 8, 15, 25));
    }

    /// the real anatomy beside the repository, if it is there
    static Optional<Path> realAnatomy() throws IOException {
        Path folder = Path.of("../shared/anatomy");
        if (Files.isDirectory(folder)) return Optional.of(folder);
        if ("true".equals(System.getenv("CI")))
            throw new IOException("CI needs the anatomy in " + folder.toAbsolutePath());
        System.out.println("Skipped: no anatomy in " + folder.toAbsolutePath().normalize() + ".");
        return Optional.empty();
    }
}
