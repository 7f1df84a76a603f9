package org.levelread.imaging;

import java.util.Arrays;

/// Smoothing; beyond the border the outermost pixel goes on.
public final class Blur {
    private Blur() {}

    /// `scipy.ndimage.gaussian_filter(map, sigma, mode="nearest")`, cut off at 4 sigma as there
    public static GrayMap gaussian(GrayMap map, double sigmaPx) {
        if (!(sigmaPx >= 0)) throw new IllegalArgumentException("sigma must be 0 px or more, was " + sigmaPx);
        int radius = (int) (4 * sigmaPx + 0.5);
        if (radius == 0)
            return new GrayMap(map.width(), map.height(), map.values().clone());
        double[] kernel = new double[2 * radius + 1];
        double sum = 0;
        for (int i = -radius; i <= radius; i++)
            sum += kernel[i + radius] = Math.exp(-0.5 * i * i / (sigmaPx * sigmaPx));
        for (int i = 0; i < kernel.length; i++) kernel[i] /= sum;
        return alongColumns(alongRows(map, kernel), kernel);
    }

    /// the mean of a square of 2 x radius + 1 pixels a side
    public static GrayMap box(GrayMap map, int radiusPx) {
        if (radiusPx < 0) throw new IllegalArgumentException("the radius must be 0 px or more, was " + radiusPx);
        int width = map.width();
        int height = map.height();
        float[] values = map.values().clone();
        for (int y = 0; y < height; y++) runningMean(values, y * width, 1, width, radiusPx);
        for (int x = 0; x < width; x++) runningMean(values, x, width, height, radiusPx);
        return new GrayMap(width, height, values);
    }

    private static GrayMap alongRows(GrayMap map, double[] kernel) {
        int width = map.width();
        int radius = kernel.length / 2;
        double[] line = new double[width + 2 * radius];
        float[] values = new float[map.values().length];
        for (int row = 0; row < values.length; row += width) {
            for (int i = 0; i < line.length; i++) line[i] = map.values()[row + Math.clamp(i - radius, 0, width - 1)];
            for (int x = 0; x < width; x++) {
                double sum = 0;
                for (int k = 0; k < kernel.length; k++) sum += kernel[k] * line[x + k];
                values[row + x] = (float) sum;
            }
        }
        return new GrayMap(width, map.height(), values);
    }

    private static GrayMap alongColumns(GrayMap map, double[] kernel) {
        int width = map.width();
        int radius = kernel.length / 2;
        float[] values = new float[map.values().length];
        double[] sums = new double[width];
        for (int y = 0; y < map.height(); y++) {
            Arrays.fill(sums, 0);
            for (int k = 0; k < kernel.length; k++) {
                int row = Math.clamp(y + k - radius, 0, map.height() - 1) * width;
                for (int x = 0; x < width; x++) sums[x] += kernel[k] * map.values()[row + x];
            }
            for (int x = 0; x < width; x++) values[y * width + x] = (float) sums[x];
        }
        return new GrayMap(width, map.height(), values);
    }

    private static void runningMean(float[] values, int start, int step, int length, int radius) {
        float[] line = new float[length];
        for (int i = 0; i < length; i++) line[i] = values[start + i * step];
        double sum = 0;
        for (int i = -radius; i <= radius; i++) sum += line[Math.clamp(i, 0, length - 1)];
        for (int i = 0; i < length; i++) {
            values[start + i * step] = (float) (sum / (2 * radius + 1));
            sum += line[Math.min(i + radius + 1, length - 1)] - line[Math.max(i - radius, 0)];
        }
    }
}
