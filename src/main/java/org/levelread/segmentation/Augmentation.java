package org.levelread.segmentation;

import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.Blur;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.Resampling;

/// Varies a training film as real films vary: position, size and aspect, sharpness, contrast, exposure, noise,
/// overlays.
///
/// In an experiment this took the share of rightly named levels of real films from .41 to .53. Aspect varies
/// most, because films come stretched by a third.
final class Augmentation {
    private static final int TABLE = 4096;
    /// the share of windows that lie where there is something to learn, on films that have it
    private static final double LEARN_FROM = .75;

    private final RandomGenerator random;

    Augmentation(RandomGenerator random) {
        this.random = random;
    }

    /// Writes a variant of `film` as number `n` of `batch`, whose grid may differ from the film's.
    void write(TrainingFilm film, Batch batch, int n, List<Output> outputs) {
        write(film, batch, n, outputs, false);
    }

    /// Writes a variant of a window of `film`, which is larger than the batch's grid. Its grey values are made those that
    /// this part has when the whole film is shown to the net.
    void writeWindow(TrainingFilm film, Batch batch, int n, List<Output> outputs) {
        write(film, batch, n, outputs, true);
    }

    private void write(TrainingFilm film, Batch batch, int n, List<Output> outputs, boolean window) {
        Grid grid = batch.grid();
        float[] image = new float[grid.pixels()];
        byte[] mask = new byte[grid.pixels()];
        // all of the film, coarsely: what its range is taken from
        float[] whole = window ? coarse(film) : new float[0];
        place(film, grid, window ? centre(film, outputs) : null, image, mask);
        image = sharpness(image, grid);
        tone(image, whole);
        field(image, grid);
        noise(image, grid);
        if (chance(.3)) sharpen(image, grid);
        if (chance(.05)) invert(image, whole);
        if (chance(.25)) erase(image, grid);
        for (int i = 0; i < image.length; i++) image[i] = Math.clamp(image[i], 0f, 1.5f);
        int offset = n * grid.pixels() * FilmNormaliser.CHANNELS;
        FilmNormaliser.normalise(
                image,
                grid,
                FilmNormaliser.range(window ? whole : image),
                window ? film.grid().pixels() : grid.pixels(),
                batch.input(),
                offset);
        batch.label(n, mask, outputs);
    }

    private static float[] coarse(TrainingFilm film) {
        int step = 4, w = film.grid().width() / step, h = film.grid().height() / step;
        float[] coarse = new float[w * h];
        for (int i = 0; i < coarse.length; i++) {
            coarse[i] = (film.image()[i / w * step * film.grid().width() + i % w * step] & 0xffff) * (1 / 65535f);
        }
        return coarse;
    }

    /// the middle of a window, x and y: mostly near a pixel of what is to be learned, if the film has any
    private double[] centre(TrainingFilm film, List<Output> outputs) {
        int wanted = 0;
        for (Output o : outputs) wanted |= o.bit();
        int count = 0;
        if (chance(LEARN_FROM)) for (byte m : film.masks()) if ((m & wanted) != 0) count++;
        if (count > 0) {
            int left = random.nextInt(count), i = -1;
            while (left >= 0) if ((film.masks()[++i] & wanted) != 0) left--;
            double reach = .2 * Math.sqrt(film.grid().pixels());
            return new double[] {i % film.grid().width() + normal(reach), i / film.grid().width() + normal(reach)};
        }
        return new double[] {uniform(0, film.grid().width()), uniform(0, film.grid().height())};
    }

    /// Writes the film as it is.
    static void plain(TrainingFilm film, Batch batch, int n, List<Output> outputs) {
        float[] image = new float[film.grid().pixels()];
        for (int i = 0; i < image.length; i++) image[i] = film.image()[i] & 0xffff;
        FilmNormaliser.normalise(image, film.grid(), batch.input(), n * image.length * FilmNormaliser.CHANNELS);
        batch.label(n, film.masks(), outputs);
    }

    private boolean chance(double share) {
        return random.nextDouble() < share;
    }

    private double normal(double deviation) {
        return random.nextGaussian() * deviation;
    }

    private double uniform(double low, double high) {
        return random.nextDouble(low, high);
    }

    /// samples the film through a random affine map, bilinear for the grey values, nearest for the masks;
    /// beyond its edge the film is black and without anatomy
    ///
    /// @param window the middle of the part to show, in pixels of the film's grid; null for the whole film
    private void place(TrainingFilm film, Grid grid, double @Nullable [] window, float[] image, byte[] mask) {
        boolean moved = chance(.8);
        double angle = moved ? Math.toRadians(normal(5)) : 0;
        double size = moved ? normal(.12) : 0;
        double aspect = moved ? normal(.16) : 0;
        int fw = film.grid().width();
        int fh = film.grid().height();
        double toFilmX = (window == null ? (double) fw / grid.width() : 1) * Math.exp(size + aspect / 2) * (chance(.5) ? -1 : 1);
        double toFilmY = (window == null ? (double) fh / grid.height() : 1) * Math.exp(size - aspect / 2);
        double xx = Math.cos(angle) * toFilmX, xy = -Math.sin(angle) * toFilmX;
        double yx = Math.sin(angle) * toFilmY, yy = Math.cos(angle) * toFilmY;
        double x0 = window != null ? window[0] : fw / 2.0 + (moved ? normal(.05) * fw : 0);
        double y0 = window != null ? window[1] : fh / 2.0 + (moved ? normal(.05) * fh : 0);
        short[] grey = film.image();
        byte[] bits = film.masks();
        for (int y = 0, i = 0; y < grid.height(); y++) {
            double v = y + .5 - grid.height() / 2.0;
            for (int x = 0; x < grid.width(); x++, i++) {
                double u = x + .5 - grid.width() / 2.0;
                double fx = x0 + xx * u + xy * v;
                double fy = y0 + yx * u + yy * v;
                if (fx < 0 || fy < 0 || fx >= fw || fy >= fh) {
                    mask[i] = (byte) TrainingFilm.EXPOSED;
                    continue;
                }
                mask[i] = bits[(int) fy * fw + (int) fx];
                double gx = Math.clamp(fx - .5, 0, fw - 1.001);
                double gy = Math.clamp(fy - .5, 0, fh - 1.001);
                int at = (int) gy * fw + (int) gx;
                float tx = (float) (gx - (int) gx);
                float ty = (float) (gy - (int) gy);
                float top = (grey[at] & 0xffff) * (1 - tx) + (grey[at + 1] & 0xffff) * tx;
                float low = (grey[at + fw] & 0xffff) * (1 - tx) + (grey[at + fw + 1] & 0xffff) * tx;
                image[i] = (top * (1 - ty) + low * ty) * (1 / 65535f);
            }
        }
    }

    private static float[] smooth(float[] values, Grid grid, double sigma) {
        return Blur.gaussian(new GrayMap(grid.width(), grid.height(), values), sigma).values();
    }

    private float[] sharpness(float[] image, Grid grid) {
        return chance(.3) ? smooth(image, grid, uniform(.3, 1.5)) : image;
    }

    /// gamma
    private void tone(float[] image, float[] whole) {
        if (!chance(.6)) return;
        double gamma = Math.exp(normal(.4));
        float[] table = new float[TABLE + 1];
        for (int i = 0; i <= TABLE; i++) table[i] = (float) Math.pow((double) i / TABLE, gamma);
        for (float[] values : List.of(image, whole)) {
            for (int i = 0; i < values.length; i++) values[i] = table[(int) (Math.clamp(values[i], 0f, 1f) * TABLE)];
        }
    }

    /// a gradient of exposure (heel effect, thickness) and smooth uneven scatter
    private void field(float[] image, Grid grid) {
        boolean gradient = chance(.3);
        double across = gradient ? normal(.4) : 0;
        double down = gradient ? normal(.4) : 0;
        double uneven = chance(.3) ? .35 : 0;
        if (!gradient && uneven == 0) return;
        double[][] knots = new double[5][5];
        for (double[] row : knots) for (int k = 0; k < row.length; k++) row[k] = normal(uneven);
        // drawn at an eighth of the resolution: it is smooth, and exp is dear
        int w = (grid.width() + 7) / 8;
        int h = (grid.height() + 7) / 8;
        float[] coarse = new float[w * h];
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                double u = (double) x / w;
                double v = (double) y / h;
                coarse[y * w + x] = (float) Math.exp(across * u + down * v + smooth(knots, u * 4, v * 4));
            }
        }
        float[] factor = Resampling.resize(new GrayMap(w, h, coarse), grid.width(), grid.height())
                .values();
        for (int i = 0; i < image.length; i++) image[i] *= factor[i];
    }

    private static double smooth(double[][] knots, double x, double y) {
        int i = Math.min((int) x, 3);
        int j = Math.min((int) y, 3);
        double s = ease(x - i);
        double t = ease(y - j);
        return (knots[j][i] * (1 - s) + knots[j][i + 1] * s) * (1 - t)
                + (knots[j + 1][i] * (1 - s) + knots[j + 1][i + 1] * s) * t;
    }

    private static double ease(double t) {
        return t * t * (3 - 2 * t);
    }

    private void noise(float[] image, Grid grid) {
        if (chance(.7)) {
            float sd = (float) (uniform(0, .05) * (chance(.5) ? 1 : .5));
            for (int i = 0; i < image.length; i++) image[i] += sd * (float) random.nextGaussian();
        }
        if (chance(.2)) {
            float[] grain = new float[image.length];
            for (int i = 0; i < grain.length; i++) grain[i] = (float) random.nextGaussian();
            double sigma = uniform(.7, 2);
            grain = smooth(grain, grid, sigma);
            // a Gaussian of that width leaves 1 / (2 sigma sqrt(pi)) of white noise's deviation
            float sd = (float) (uniform(0, .05) * 2 * sigma * Math.sqrt(Math.PI));
            for (int i = 0; i < image.length; i++) image[i] += sd * grain[i];
        }
    }

    private void sharpen(float[] image, Grid grid) {
        float amount = (float) uniform(.3, 2);
        float[] smooth = smooth(image, grid, uniform(1, 5));
        for (int i = 0; i < image.length; i++) image[i] += amount * (image[i] - smooth[i]);
    }

    private static void invert(float[] image, float[] whole) {
        float highest = 0;
        for (float[] values : List.of(image, whole)) for (float v : values) highest = Math.max(highest, v);
        for (float[] values : List.of(image, whole)) for (int i = 0; i < values.length; i++) values[i] = highest - values[i];
    }

    /// up to three small boxes of one grey
    private void erase(float[] image, Grid grid) {
        int boxes = random.nextInt(1, 4);
        for (int k = 0; k < boxes; k++) {
            int x0 = random.nextInt(grid.width());
            int y0 = random.nextInt(grid.height());
            int x1 = Math.min(grid.width(), x0 + random.nextInt(4, 30));
            int y1 = Math.min(grid.height(), y0 + random.nextInt(4, 30));
            float grey = random.nextFloat();
            for (int y = y0; y < y1; y++) for (int x = x0; x < x1; x++) image[y * grid.width() + x] = grey;
        }
    }
}
