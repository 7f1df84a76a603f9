package org.levelread.segmentation;

/// Separable resampling of a raster: each axis by area averaging where it shrinks, linearly where it grows.
final class Resampling {
    interface Source {
        float at(int index);
    }

    /// for each of `to` pixels the first source pixel and the weights from there on
    private record Axis(int[] first, float[][] weights) {
        static Axis of(int from, int to) {
            var axis = new Axis(new int[to], new float[to][]);
            double step = (double) from / to;
            for (int i = 0; i < to; i++) {
                if (step > 1) axis.area(i, i * step, Math.min(from, (i + 1) * step));
                else axis.linear(i, (i + .5) * step - .5, from);
            }
            return axis;
        }

        private void area(int i, double begin, double end) {
            int a = (int) begin;
            int b = Math.max(a + 1, (int) Math.ceil(end - 1e-9));
            float[] w = new float[b - a];
            for (int k = a; k < b; k++) {
                w[k - a] = (float) ((Math.min(end, k + 1) - Math.max(begin, k)) / (end - begin));
            }
            first[i] = a;
            weights[i] = w;
        }

        private void linear(int i, double centre, int from) {
            double c = Math.clamp(centre, 0, from - 1);
            int a = Math.min((int) c, Math.max(0, from - 2));
            float t = (float) (c - a);
            first[i] = a;
            weights[i] = from == 1 || t == 0 ? new float[] {1} : new float[] {1 - t, t};
        }
    }

    private Resampling() {}

    /// `float[toHeight * toWidth]`, row-major
    static float[] resample(Source source, int width, int height, int toWidth, int toHeight) {
        Axis across = Axis.of(width, toWidth);
        Axis down = Axis.of(height, toHeight);
        float[] result = new float[toWidth * toHeight];
        // the last few source rows, each already at the new width: consecutive rows of the result share them
        float[][] rows = new float[height][];
        for (int y = 0; y < toHeight; y++) {
            int first = down.first[y];
            float[] w = down.weights[y];
            for (int k = 0; k < w.length; k++) {
                float[] row = rows[first + k];
                if (row == null) rows[first + k] = row = row(source, (first + k) * width, across);
                for (int x = 0, at = y * toWidth; x < toWidth; x++, at++) result[at] += w[k] * row[x];
            }
            if (y > 0) for (int k = down.first[y - 1]; k < first; k++) rows[k] = null;
        }
        return result;
    }

    private static float[] row(Source source, int start, Axis across) {
        float[] row = new float[across.first.length];
        for (int x = 0; x < row.length; x++) {
            float[] w = across.weights[x];
            int at = start + across.first[x];
            float sum = 0;
            for (int k = 0; k < w.length; k++) sum += w[k] * source.at(at + k);
            row[x] = sum;
        }
        return row;
    }
}
