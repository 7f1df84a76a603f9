package org.levelread.spine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.DistanceTransform;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.LabelMap;

/// What the film's grey values say about how well its bodies can be seen. Metal and what lies beyond the spine's
/// surroundings is left out, and everything is in shares of the range of grey values there (percentiles 1 to 99), so that
/// brightness and contrast of the display do not matter.
///
/// @param contrast mean of the bodies less mean of a rim around them; below 0 where bone is darker than what is beside it
/// @param edge how far a body's outline stands out, see [BodyEdges]: all that is seen of porotic bone
/// @param noise deviation of single pixels from their four neighbours inside the bodies
/// @param saturated share of the pixels of one body, the worst of those that no border cuts, at the lowest or highest value
///     of the whole film
/// @param saturatedBody which one, as number in the chain; -1 where none is whole
/// @param seam row of the grid above which the film steps, -1 for none
/// @param seamStep the step there, in usual differences of neighbouring rows
record FilmSignals(
        double contrast,
        double edge,
        double noise,
        double saturated,
        int saturatedBody,
        int seam,
        double seamStep) {
    private static final double RIM_FROM = .06;
    private static final double RIM_TO = .3;
    private static final float METAL = .2f;
    private static final int LEAST_PIXELS = 30;

    /// of whatever shows the bodies best: their brightness, or their outline alone
    double contrastToNoise() {
        return Math.max(Math.abs(contrast), edge) / Math.max(noise, 1e-3);
    }

    /// @param labels body k of the chain as k + 1
    /// @return null where the film's grey values are not known, all the same, or too few of them lie in bodies
    static @Nullable FilmSignals of(SpineMaps maps, LabelMap labels, Chain chain) {
        GrayMap grey = maps.grey();
        if (grey == null || chain.size() == 0) return null;
        int w = grey.width();
        int h = grey.height();
        GrayMap away = DistanceTransform.distancesTo(labels.foreground());
        double size = Math.sqrt(ChainSearch.typicalArea(
                chain.links().stream().map(Chain.Link::body).toList()));
        float[] near = new float[w * h];
        int count = 0;
        float lowest = Float.POSITIVE_INFINITY;
        float highest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < w * h; i++) {
            float v = grey.values()[i];
            if (!Float.isFinite(v)) continue;
            lowest = Math.min(lowest, v);
            highest = Math.max(highest, v);
            if (away.values()[i] < size && maps.instrumentation().values()[i] < METAL) near[count++] = v;
        }
        if (count < LEAST_PIXELS) return null;
        near = Arrays.copyOf(near, count);
        Arrays.sort(near);
        double range = near[(int) (.99 * (count - 1))] - near[(int) (.01 * (count - 1))];
        if (!(range > 0)) return null;
        double[] sums = new double[4];
        int[] saturated = new int[chain.size()];
        int[] pixels = new int[chain.size()];
        float[] rest = new float[w * h];
        int rests = 0;
        for (int y = 1; y + 1 < h; y++) {
            for (int x = 1; x + 1 < w; x++) {
                int i = y * w + x;
                float v = grey.values()[i];
                if (!Float.isFinite(v) || maps.instrumentation().values()[i] >= METAL) continue;
                int body = labels.values()[i] - 1;
                if (body >= 0) {
                    sums[0] += v;
                    sums[1]++;
                    pixels[body]++;
                    if (v <= lowest + .002 * (highest - lowest) || v >= highest - .002 * (highest - lowest))
                        saturated[body]++;
                    float around = (grey.values()[i - 1] + grey.values()[i + 1] + grey.values()[i - w]
                                    + grey.values()[i + w])
                            / 4;
                    rest[rests++] = Math.abs(v - around);
                } else if (away.values()[i] > RIM_FROM * size
                        && away.values()[i] < RIM_TO * size
                        && maps.sacrum().values()[i] < METAL) {
                    sums[2] += v;
                    sums[3]++;
                }
            }
        }
        if (sums[1] < LEAST_PIXELS || sums[3] < LEAST_PIXELS) return null;
        rest = Arrays.copyOf(rest, rests);
        Arrays.sort(rest);
        double noise = rests == 0 ? 0 : 1.4826 * rest[rests / 2] / Math.sqrt(1.25) / range;
        double[] seam = seam(grey, chain, away, 2 * size, range);
        int worst = -1;
        for (int k = 0; k < pixels.length; k++) {
            if (chain.body(k).cut() != Body.Cut.NONE || pixels[k] < LEAST_PIXELS) continue;
            if (worst < 0 || (double) saturated[k] / pixels[k] > (double) saturated[worst] / pixels[worst]) worst = k;
        }
        return new FilmSignals(
                (sums[0] / sums[1] - sums[2] / sums[3]) / range,
                BodyEdges.of(maps, labels, chain, away, size).strength() / range,
                noise,
                worst < 0 ? 0 : (double) saturated[worst] / pixels[worst],
                worst,
                (int) seam[0],
                seam[1]);
    }

    /// The row under which all columns about the spine change alike: the median change of a row against the usual one.
    private static double[] seam(GrayMap grey, Chain chain, GrayMap away, double reach, double range) {
        int w = grey.width();
        int h = grey.height();
        int top = (int) Math.max(2, chain.body(chain.size() - 1).y());
        int bottom = (int) Math.min(h - 3, chain.body(0).y());
        if (bottom - top < 10) return new double[] {-1, 0};
        double[] steps = new double[bottom - top];
        float[] changes = new float[w];
        for (int y = top; y < bottom; y++) {
            int n = 0;
            for (int x = 0; x < w; x++) {
                int i = y * w + x;
                if (away.values()[i] < reach) changes[n++] = grey.values()[i + w] - grey.values()[i];
            }
            if (n < 8) continue;
            Arrays.sort(changes, 0, n);
            // a seam moves nearly all columns the same way, an endplate only those of one body
            float low = changes[n / 6];
            float high = changes[n - 1 - n / 6];
            steps[y - top] = (low > 0 ? low : high < 0 ? high : 0) / range;
        }
        double[] usual = Arrays.stream(steps).map(Math::abs).sorted().toArray();
        double typical = Math.max(.004, usual[(int) (.9 * (usual.length - 1))]);
        int at = 0;
        for (int k = 1; k < steps.length; k++) if (Math.abs(steps[k]) > Math.abs(steps[at])) at = k;
        return new double[] {top + at + 1, Math.abs(steps[at]) / typical};
    }
}
