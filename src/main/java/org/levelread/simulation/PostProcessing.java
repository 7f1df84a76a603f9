package org.levelread.simulation;

import org.levelread.imaging.GrayMap;

/// What consoles, archives and screenshots do to a finished picture; grey values in [0, 1].
final class PostProcessing {
    /// quantisation of luminance in Annex K of the JPEG standard (ITU-T T.81), quality 50
    private static final int[] LUMINANCE = {
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29,
        51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121,
        120, 101, 72, 92, 95, 98, 112, 100, 103, 99
    };
    private static final double[][] COSINES = new double[8][8];

    static {
        for (int u = 0; u < 8; u++) {
            for (int x = 0; x < 8; x++)
                COSINES[u][x] = StrictMath.cos((2 * x + 1) * u * Math.PI / 16) * (u == 0 ? Math.sqrt(.125) : .5);
        }
    }

    private PostProcessing() {}

    /// local contrast, edges, or hardly any contrast at all
    static void enhance(GrayMap film, double unit, Chance chance) {
        if (chance.happens(.3)) equalise(film, chance.between(9, 45) * unit, chance.between(.25, .9), chance);
        if (chance.happens(.4)) {
            double sigma = chance.happens(.5) ? chance.between(2, 12) : chance.between(.8, 2.5);
            sharpen(film, sigma * unit, chance.between(.3, 1.8));
        }
        if (chance.happens(.15)) {
            float range = (float) chance.between(.2, .6), from = (float) chance.between(0, 1 - range);
            for (int i = 0; i < film.values().length; i++) film.values()[i] = from + range * film.values()[i];
        }
        if (chance.happens(.15)) {
            double factor = chance.between(1.3, 2.1);
            int w = film.width(), h = film.height();
            GrayMap blurred = Rasters.blurred(film, .4 * factor);
            GrayMap small = Rasters.resized(blurred, (int) (w / factor), (int) (h / factor));
            System.arraycopy(Rasters.resized(small, w, h).values(), 0, film.values(), 0, w * h);
        }
    }

    private static void sharpen(GrayMap film, double sigma, double strength) {
        GrayMap smooth = Rasters.blurred(film, sigma);
        for (int i = 0; i < film.values().length; i++) {
            float v = film.values()[i];
            film.values()[i] = Math.clamp(v + (float) strength * (v - smooth.values()[i]), 0, 1);
        }
    }

    /// towards the same mean and deviation everywhere
    private static void equalise(GrayMap film, double sigma, double weight, Chance chance) {
        int w = film.width(), h = film.height();
        GrayMap square = new GrayMap(w, h, new float[w * h]);
        for (int i = 0; i < w * h; i++) square.values()[i] = film.values()[i] * film.values()[i];
        GrayMap mean = Rasters.blurred(film, sigma), power = Rasters.blurred(square, sigma);
        double floor = chance.between(.02, .08), spread = chance.between(.12, .26), middle = chance.between(.35, .6);
        for (int i = 0; i < w * h; i++) {
            double m = mean.values()[i], deviation = Math.sqrt(Math.max(0, power.values()[i] - m * m));
            double even = middle + spread * (film.values()[i] - m) / (deviation + floor);
            film.values()[i] = (float) Math.clamp((1 - weight) * film.values()[i] + weight * even, 0, 1);
        }
    }

    /// bone dark
    static void invert(GrayMap film) {
        for (int i = 0; i < film.values().length; i++) film.values()[i] = 1 - film.values()[i];
    }

    /// eight bits, and blocks as of JPEG
    static void store(GrayMap film, Chance chance) {
        if (chance.happens(.2)) jpeg(film, chance.between(.15, 1.6));
        if (!chance.happens(.4)) return;
        for (int i = 0; i < film.values().length; i++) film.values()[i] = Math.round(film.values()[i] * 255) / 255f;
    }

    /// @param coarseness of the quantisation, 1 for JPEG's quality 50
    private static void jpeg(GrayMap film, double coarseness) {
        double[] block = new double[64], turned = new double[64];
        for (int y0 = 0; y0 + 8 <= film.height(); y0 += 8) {
            for (int x0 = 0; x0 + 8 <= film.width(); x0 += 8) {
                for (int i = 0; i < 64; i++)
                    block[i] = 255 * film.values()[(y0 + i / 8) * film.width() + x0 + i % 8] - 128;
                transform(block, turned, true);
                for (int i = 0; i < 64; i++) {
                    double step = Math.max(1, LUMINANCE[i] * coarseness);
                    block[i] = Math.rint(turned[i] / step) * step;
                }
                transform(block, turned, false);
                for (int i = 0; i < 64; i++) {
                    film.values()[(y0 + i / 8) * film.width() + x0 + i % 8] =
                            (float) Math.clamp((turned[i] + 128) / 255, 0, 1);
                }
            }
        }
    }

    /// the cosine transform of a block, or back
    private static void transform(double[] from, double[] to, boolean forwards) {
        double[] rows = new double[64];
        for (int y = 0; y < 8; y++) {
            for (int u = 0; u < 8; u++) {
                double sum = 0;
                for (int x = 0; x < 8; x++) sum += from[8 * y + x] * (forwards ? COSINES[u][x] : COSINES[x][u]);
                rows[8 * y + u] = sum;
            }
        }
        for (int u = 0; u < 8; u++) {
            for (int v = 0; v < 8; v++) {
                double sum = 0;
                for (int y = 0; y < 8; y++) sum += rows[8 * y + u] * (forwards ? COSINES[v][y] : COSINES[y][v]);
                to[8 * v + u] = sum;
            }
        }
    }
}
