package org.levelread.simulation;

import java.util.Arrays;
import org.levelread.imaging.GrayMap;

/// Blurring, noise and resampling of rasters.
final class Rasters {
    private Rasters() {}

    /// Gaussian blur, edges repeated; above a standard deviation of 5 pixels three box means stand in for it
    static GrayMap blurred(GrayMap map, double sigma) {
        if (sigma < .15)
            return new GrayMap(map.width(), map.height(), map.values().clone());
        if (sigma > 5) {
            int radius = Math.max(1, (int) Math.round((Math.sqrt(4 * sigma * sigma + 1) - 1) / 2));
            GrayMap out = map;
            for (int i = 0; i < 3; i++) out = box(out, radius);
            return out;
        }
        int radius = (int) Math.ceil(3 * sigma);
        float[] kernel = new float[2 * radius + 1];
        float sum = 0;
        for (int i = -radius; i <= radius; i++)
            sum += kernel[i + radius] = (float) Math.exp(-i * i / (2 * sigma * sigma));
        for (int i = 0; i < kernel.length; i++) kernel[i] /= sum;
        int w = map.width(), h = map.height();
        float[] across = new float[w * h];
        float[] row = new float[w + 2 * radius];
        for (int y = 0; y < h; y++) {
            for (int x = -radius; x < w + radius; x++) row[x + radius] = map.values()[y * w + Math.clamp(x, 0, w - 1)];
            for (int k = 0; k < kernel.length; k++) {
                float weight = kernel[k];
                for (int x = 0, o = y * w; x < w; x++, o++) across[o] += weight * row[x + k];
            }
        }
        float[] out = new float[w * h];
        for (int y = 0; y < h; y++) {
            for (int k = -radius; k <= radius; k++) {
                float weight = kernel[k + radius];
                int from = Math.clamp(y + k, 0, h - 1) * w;
                for (int x = 0, o = y * w; x < w; x++, o++) out[o] += weight * across[from + x];
            }
        }
        return new GrayMap(w, h, out);
    }

    /// mean over a square of 2 radius + 1 pixels, edges repeated
    static GrayMap box(GrayMap map, int radius) {
        int w = map.width(), h = map.height();
        float scale = 1f / (2 * radius + 1);
        float[] across = new float[w * h];
        for (int y = 0; y < h; y++) {
            double sum = 0;
            int o = y * w;
            for (int x = -radius; x <= radius; x++) sum += map.values()[o + Math.clamp(x, 0, w - 1)];
            for (int x = 0; x < w; x++) {
                across[o + x] = (float) sum * scale;
                sum += map.values()[o + Math.min(w - 1, x + radius + 1)] - map.values()[o + Math.max(0, x - radius)];
            }
        }
        float[] out = new float[w * h];
        double[] sums = new double[w];
        for (int y = -radius; y <= radius; y++) {
            for (int x = 0; x < w; x++) sums[x] += across[Math.clamp(y, 0, h - 1) * w + x];
        }
        for (int y = 0; y < h; y++) {
            int in = Math.min(h - 1, y + radius + 1) * w, gone = Math.max(0, y - radius) * w;
            for (int x = 0; x < w; x++) {
                out[y * w + x] = (float) sums[x] * scale;
                sums[x] += across[in + x] - across[gone + x];
            }
        }
        return new GrayMap(w, h, out);
    }

    /// normal noise on a grid of the given period in pixels, interpolated by Catmull-Rom cubics; variance near
    /// one half
    static GrayMap noise(Chance chance, int w, int h, double period) {
        int gw = (int) (w / period) + 5, gh = (int) (h / period) + 5;
        float[] grid = new float[gw * gh];
        for (int i = 0; i < grid.length; i++) grid[i] = (float) chance.normal(0, 1);
        double shiftX = chance.unit(), shiftY = chance.unit();
        float[] rows = new float[gh * w];
        for (int x = 0; x < w; x++) {
            double g = x / period + 1 + shiftX;
            int i = (int) g;
            float[] c = cubic(g - i);
            for (int y = 0; y < gh; y++) {
                int o = y * gw + i;
                rows[y * w + x] = c[0] * grid[o - 1] + c[1] * grid[o] + c[2] * grid[o + 1] + c[3] * grid[o + 2];
            }
        }
        float[] out = new float[w * h];
        for (int y = 0; y < h; y++) {
            double g = y / period + 1 + shiftY;
            int i = (int) g;
            float[] c = cubic(g - i);
            int o = i * w;
            for (int x = 0; x < w; x++) {
                out[y * w + x] = c[0] * rows[o - w + x]
                        + c[1] * rows[o + x]
                        + c[2] * rows[o + w + x]
                        + c[3] * rows[o + 2 * w + x];
            }
        }
        return new GrayMap(w, h, out);
    }

    private static float[] cubic(double t) {
        return new float[] {
            (float) (t * (-.5 + t * (1 - .5 * t))),
            (float) (1 + t * t * (-2.5 + 1.5 * t)),
            (float) (t * (.5 + t * (2 - 1.5 * t))),
            (float) (t * t * (-.5 + .5 * t))
        };
    }

    /// mean over squares of `factor` pixels
    static GrayMap shrunk(GrayMap map, int factor) {
        int w = map.width() / factor, h = map.height() / factor;
        float[] out = new float[w * h];
        float scale = 1f / (factor * factor);
        for (int y = 0; y < h * factor; y++) {
            int from = y * map.width(), to = y / factor * w;
            for (int x = 0; x < w * factor; x++) out[to + x / factor] += map.values()[from + x] * scale;
        }
        return new GrayMap(w, h, out);
    }

    /// bilinear, pixel centres matched
    static GrayMap resized(GrayMap map, int w, int h) {
        double fx = (double) map.width() / w, fy = (double) map.height() / h;
        int[] left = new int[w], right = new int[w];
        float[] part = new float[w];
        for (int x = 0; x < w; x++) {
            double u = Math.clamp((x + .5) * fx - .5, 0, map.width() - 1);
            left[x] = (int) u;
            right[x] = Math.min(left[x] + 1, map.width() - 1);
            part[x] = (float) (u - left[x]);
        }
        float[] from = map.values(), out = new float[w * h];
        for (int y = 0; y < h; y++) {
            double v = Math.clamp((y + .5) * fy - .5, 0, map.height() - 1);
            int upper = (int) v * map.width(), lower = Math.min((int) v + 1, map.height() - 1) * map.width();
            float down = (float) (v - (int) v);
            for (int x = 0; x < w; x++) {
                float top = from[upper + left[x]] + part[x] * (from[upper + right[x]] - from[upper + left[x]]);
                float bottom = from[lower + left[x]] + part[x] * (from[lower + right[x]] - from[lower + left[x]]);
                out[y * w + x] = top + down * (bottom - top);
            }
        }
        return new GrayMap(w, h, out);
    }

    /// bilinear, edges repeated; whole numbers are pixel centres
    static float sample(GrayMap map, double x, double y) {
        x = Math.clamp(x, 0, map.width() - 1);
        y = Math.clamp(y, 0, map.height() - 1);
        int x0 = (int) x, y0 = (int) y;
        int x1 = Math.min(x0 + 1, map.width() - 1), y1 = Math.min(y0 + 1, map.height() - 1);
        float fx = (float) (x - x0), fy = (float) (y - y0);
        float top = map.at(x0, y0) + fx * (map.at(x1, y0) - map.at(x0, y0));
        float bottom = map.at(x0, y1) + fx * (map.at(x1, y1) - map.at(x0, y1));
        return top + fy * (bottom - top);
    }

    /// of every seventh value
    static double percentile(float[] values, double percent) {
        float[] some = new float[(values.length + 6) / 7];
        for (int i = 0; i < some.length; i++) some[i] = values[7 * i];
        Arrays.sort(some);
        return some[(int) Math.round(percent / 100 * (some.length - 1))];
    }

    /// linear between knots at equal distances, constant outside
    static double lookup(double[] values, double first, double step, double at) {
        double g = Math.clamp((at - first) / step, 0, values.length - 1.000001);
        int i = (int) g;
        return values[i] + (g - i) * (values[i + 1] - values[i]);
    }

    /// linear between rising knots, constant outside
    static double interpolate(double x, double[] xs, double[] ys) {
        if (x <= xs[0]) return ys[0];
        for (int i = 1; i < xs.length; i++) {
            if (x <= xs[i]) return ys[i - 1] + (ys[i] - ys[i - 1]) * (x - xs[i - 1]) / (xs[i] - xs[i - 1]);
        }
        return ys[ys.length - 1];
    }

    /// Gaussian mean of a sequence, ends repeated
    static double[] smoothed(double[] values, double sigma) {
        int radius = (int) Math.ceil(3 * sigma);
        double[] out = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double sum = 0, weights = 0;
            for (int k = -radius; k <= radius; k++) {
                double weight = Math.exp(-k * k / (2 * sigma * sigma));
                weights += weight;
                sum += weight * values[Math.clamp(i + k, 0, values.length - 1)];
            }
            out[i] = sum / weights;
        }
        return out;
    }

    /// from (x, y) to the segment a b
    static double distance(double x, double y, double ax, double ay, double bx, double by) {
        double dx = bx - ax, dy = by - ay;
        double t = Math.clamp(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy + 1e-9), 0, 1);
        double ex = x - ax - t * dx, ey = y - ay - t * dy;
        return Math.sqrt(ex * ex + ey * ey);
    }
}
