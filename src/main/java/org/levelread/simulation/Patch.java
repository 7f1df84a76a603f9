package org.levelread.simulation;

/// A rectangle of fine pixels of the film, and what projects into it.
///
/// @param values `float[height * width]`, row-major
record Patch(int left, int top, int width, int height, float[] values) {
    /// the part of the film that the points project into, one pixel wider all round
    static Patch around(Camera camera, double[] projected) {
        double x0 = 1e9, x1 = -1e9, y0 = 1e9, y1 = -1e9;
        for (int i = 0; i < projected.length; i += 3) {
            x0 = Math.min(x0, projected[i]);
            x1 = Math.max(x1, projected[i]);
            y0 = Math.min(y0, projected[i + 1]);
            y1 = Math.max(y1, projected[i + 1]);
        }
        int left = (int) Math.clamp(Math.floor(x0) - 1, 0, camera.width());
        int top = (int) Math.clamp(Math.floor(y0) - 1, 0, camera.height());
        int right = (int) Math.clamp(Math.ceil(x1) + 1, 0, camera.width());
        int bottom = (int) Math.clamp(Math.ceil(y1) + 1, 0, camera.height());
        int width = Math.max(0, right - left), height = Math.max(0, bottom - top);
        return new Patch(left, top, width, height, new float[width * height]);
    }

    Patch blank() {
        return new Patch(left, top, width, height, new float[values.length]);
    }

    /// adds how far each ray runs inside a closed surface, in mm; from a signed sum over its faces, so neither
    /// their order nor their turning matters
    Patch depth(Camera camera, double[] projected, int[] triangles) {
        double total = 0;
        scan(projected, triangles, camera.sourceMm());
        for (float v : values) total += v;
        float sign = total < 0 ? -1 : 1;
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++, i++) {
                float v = sign * values[i];
                values[i] = v <= 1e-3f ? 0 : (float) (v * camera.slant(left + x + .5, top + y + .5));
            }
        }
        return this;
    }

    /// sets to 1 where any triangle projects, and fills the holes
    Patch cover(double[] projected, int[] triangles) {
        scan(projected, triangles, Double.NaN);
        fillHoles();
        return this;
    }

    /// @param sourceMm the distance to sum from, or NaN to mark only
    private void scan(double[] p, int[] triangles, double sourceMm) {
        boolean mark = Double.isNaN(sourceMm);
        for (int t = 0; t < triangles.length; t += 3) {
            int a = 3 * triangles[t], b = 3 * triangles[t + 1], c = 3 * triangles[t + 2];
            double area = (p[b] - p[a]) * (p[c + 1] - p[a + 1]) - (p[c] - p[a]) * (p[b + 1] - p[a + 1]);
            if (area == 0) continue;
            double low = Math.min(p[a + 1], Math.min(p[b + 1], p[c + 1]));
            double high = Math.max(p[a + 1], Math.max(p[b + 1], p[c + 1]));
            int y0 = Math.max(top, (int) Math.ceil(low - .5));
            int y1 = Math.min(top + height - 1, (int) Math.ceil(high - .5) - 1);
            if (y0 > y1) continue;
            double sign = area > 0 ? 1 : -1;
            double stepX =
                    ((p[b + 2] - p[a + 2]) * (p[c + 1] - p[a + 1]) - (p[c + 2] - p[a + 2]) * (p[b + 1] - p[a + 1]))
                            / area;
            double stepY = ((p[b] - p[a]) * (p[c + 2] - p[a + 2]) - (p[c] - p[a]) * (p[b + 2] - p[a + 2])) / area;
            for (int y = y0; y <= y1; y++) {
                double row = y + .5;
                double xl = Double.POSITIVE_INFINITY, xr = Double.NEGATIVE_INFINITY;
                for (int e = 0; e < 3; e++) {
                    int u = e == 0 ? a : e == 1 ? b : c, v = e == 0 ? b : e == 1 ? c : a;
                    // an edge shared by two triangles is walked the same way, so no pixel counts twice
                    if (u > v) {
                        int swap = u;
                        u = v;
                        v = swap;
                    }
                    double yu = p[u + 1], yv = p[v + 1];
                    if ((yu <= row) == (yv <= row)) continue;
                    double x = p[u] + (row - yu) * (p[v] - p[u]) / (yv - yu);
                    xl = Math.min(xl, x);
                    xr = Math.max(xr, x);
                }
                int x0 = Math.max(left, (int) Math.ceil(xl - .5));
                int x1 = Math.min(left + width - 1, (int) Math.ceil(xr - .5) - 1);
                int at = (y - top) * width - left;
                double inverse = p[a + 2] + (x0 + .5 - p[a]) * stepX + (row - p[a + 1]) * stepY;
                for (int x = x0; x <= x1; x++, inverse += stepX) {
                    if (mark) values[at + x] = 1;
                    else values[at + x] += (float) (sign * (1 / inverse - sourceMm));
                }
            }
        }
    }

    private void fillHoles() {
        boolean[] outside = new boolean[values.length];
        int[] stack = new int[values.length + 4];
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            int x = i % width, y = i / width;
            boolean edge = x == 0 || y == 0 || x == width - 1 || y == height - 1;
            if (edge && values[i] == 0) {
                outside[i] = true;
                stack[n++] = i;
            }
        }
        while (n > 0) {
            int i = stack[--n];
            int x = i % width;
            for (int j : new int[] {x > 0 ? i - 1 : -1, x < width - 1 ? i + 1 : -1, i - width, i + width}) {
                if (j < 0 || j >= values.length || outside[j] || values[j] != 0) continue;
                outside[j] = true;
                stack[n++] = j;
            }
        }
        for (int i = 0; i < values.length; i++) values[i] = outside[i] ? 0 : 1;
    }
}
