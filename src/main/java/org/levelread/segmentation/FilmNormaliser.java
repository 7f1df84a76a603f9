package org.levelread.segmentation;

import java.util.Arrays;
import org.levelread.imaging.Blur;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.Radiograph;
import org.levelread.imaging.Resampling;

/// Turns a film into what the nets see, the same way in training and in use.
///
/// Two values a pixel, `float[height][width][2]`: the grey value with percentiles 1 and 99 at -1 and 1, clipped
/// at ±1.4; and the local contrast, (g - local mean) / (local deviation + .03), clipped at ±3, over 1.5, where
/// "local" is a Gaussian of sqrt(width height) / 16 pixels. Without the second channel the levels of real films
/// are named far worse.
final class FilmNormaliser {
    static final int CHANNELS = 2;
    /// recorded with every model: a model trained on another normalisation is refused
    static final String NAME = "percentiles 1-99 and local contrast sqrt(area)/16, 1";
    private static final int BINS = 1 << 16;

    private FilmNormaliser() {}

    static float[] normalise(Radiograph film, Grid grid) {
        float[] result = new float[grid.pixels() * CHANNELS];
        normalise(onGrid(film, grid), grid, result, 0);
        return result;
    }

    /// the film's grey values on the grid, in the film's units
    static float[] onGrid(Radiograph film, Grid grid) {
        return Resampling.resize(film, grid.width(), grid.height()).values();
    }

    /// Writes the two channels of `image` (any unit, not kept) into `result` from `offset` on.
    static void normalise(float[] image, Grid grid, float[] result, int offset) {
        normalise(image, grid, range(image), grid.pixels(), result, offset);
    }

    /// The same for a part of a film.
    ///
    /// @param range of the whole film, from [#range]
    /// @param filmPixels of the whole film on its grid: "local" is measured on it
    static void normalise(float[] image, Grid grid, Range range, int filmPixels, float[] result, int offset) {
        range.stretch(image);
        int w = grid.width();
        int h = grid.height();
        // local statistics vary slowly: half the resolution is enough
        int halfWidth = w / 2;
        int halfHeight = h / 2;
        float[] means = new float[halfWidth * halfHeight];
        float[] squares = new float[means.length];
        for (int y = 0, i = 0; y < halfHeight; y++) {
            for (int x = 0; x < halfWidth; x++, i++) {
                int at = 2 * y * w + 2 * x;
                float a = image[at], b = image[at + 1], c = image[at + w], d = image[at + w + 1];
                means[i] = (a + b + c + d) / 4;
                squares[i] = (a * a + b * b + c * c + d * d) / 4;
            }
        }
        double sigma = Math.sqrt(filmPixels) / 16 / 2;
        float[] mean = smooth(means, halfWidth, halfHeight, sigma);
        float[] square = smooth(squares, halfWidth, halfHeight, sigma);
        float[] scale = square;
        for (int i = 0; i < scale.length; i++) {
            scale[i] = 1 / ((float) Math.sqrt(Math.max(0, square[i] - mean[i] * mean[i])) + .03f);
        }
        for (int y = 0, i = 0; y < h; y++) {
            for (int x = 0; x < w; x++, i++) {
                int half = (y >> 1) * halfWidth + (x >> 1);
                float g = image[i];
                result[offset + 2 * i] = 2 * g - 1;
                result[offset + 2 * i + 1] = Math.clamp((g - mean[half]) * scale[half], -3f, 3f) / 1.5f;
            }
        }
    }

    private static float[] smooth(float[] values, int width, int height, double sigma) {
        return Blur.gaussian(new GrayMap(width, height, values), sigma).values();
    }

    /// Grey values that become 0 and 1.
    ///
    /// @param scale 1 over their distance; 0 where all values are the same, which become .5
    record Range(float low, float scale) {
        /// clipped to [-.2, 1.2], in place
        private void stretch(float[] image) {
            if (scale == 0) Arrays.fill(image, .5f);
            else for (int i = 0; i < image.length; i++) image[i] = Math.clamp((image[i] - low) * scale, -.2f, 1.2f);
        }
    }

    /// percentiles 1 and 99
    static Range range(float[] image) {
        float lowest = Float.POSITIVE_INFINITY;
        float highest = Float.NEGATIVE_INFINITY;
        for (float v : image) {
            lowest = Math.min(lowest, v);
            highest = Math.max(highest, v);
        }
        float range = highest - lowest;
        if (!(range > 0)) return new Range(lowest, 0);
        int[] histogram = new int[BINS];
        float toBin = (BINS - 1) / range;
        for (float v : image) histogram[(int) ((v - lowest) * toBin)]++;
        float a = lowest + percentile(histogram, .01 * image.length) / toBin;
        float b = lowest + percentile(histogram, .99 * image.length) / toBin;
        return new Range(a, 1 / (b - a + 1e-6f * range));
    }

    private static int percentile(int[] histogram, double rank) {
        long seen = 0;
        for (int bin = 0; bin < histogram.length; bin++) {
            seen += histogram[bin];
            if (seen > rank) return bin;
        }
        return histogram.length - 1;
    }
}
