package org.levelread.imaging;

import java.util.Arrays;

/// Changes of size. The corners of the film stay its corners: of n pixels, the i-th has its centre at
/// `(i + 0.5) / n` of the side.
public final class Resampling {
    private Resampling() {}

    /// the film's grey values, 0 to 65535
    public static GrayMap toGray(Radiograph film) {
        float[] values = new float[film.values().length];
        for (int i = 0; i < values.length; i++) values[i] = film.values()[i] & 0xffff;
        return new GrayMap(film.width(), film.height(), values);
    }

    /// 1 where the mask is, 0 elsewhere
    public static GrayMap toGray(Mask mask) {
        float[] values = new float[mask.values().length];
        for (int i = 0; i < values.length; i++) values[i] = mask.values()[i] != 0 ? 1 : 0;
        return new GrayMap(mask.width(), mask.height(), values);
    }

    /// the mean over what each new pixel covers, counting parts of pixels; for a smaller raster
    public static GrayMap areaAverage(GrayMap map, int width, int height) {
        float[] across = alongRows(map.values(), map.width(), map.height(), width);
        return new GrayMap(width, height, alongColumns(across, width, map.height(), height));
    }

    public static GrayMap areaAverage(Radiograph film, int width, int height) {
        return areaAverage(toGray(film), width, height);
    }

    /// The largest value whose pixel has its centre in the new pixel, or the value at the new pixel's own centre where there is
    /// none: what is small stays, which an average would wash out.
    public static GrayMap maximum(GrayMap map, int width, int height) {
        requireSize(width, height);
        int[] right = starts(map.width(), width);
        int[] down = starts(map.height(), height);
        float[] values = new float[Math.multiplyExact(width, height)];
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++, i++) {
                float most = map.values()[centre(y, map.height(), height) * map.width() + centre(x, map.width(), width)];
                for (int v = down[y]; v < down[y + 1]; v++) {
                    for (int u = right[x]; u < right[x + 1]; u++) {
                        most = Math.max(most, map.values()[v * map.width() + u]);
                    }
                }
                values[i] = most;
            }
        }
        return new GrayMap(width, height, values);
    }

    /// of each new pixel the first old one whose centre lies in it or after it
    private static int[] starts(int from, int to) {
        int[] starts = new int[to + 1];
        for (int n = 0; n <= to; n++) starts[n] = (int) Math.min(from, Math.ceilDiv(2L * n * from - to, 2L * to));
        return starts;
    }

    private static int centre(int n, int from, int to) {
        return (int) ((2L * n + 1) * from / (2L * to));
    }

    /// linear between the four nearest pixel centres, constant beyond the outermost; for a larger raster
    ///
    /// `torch.nn.functional.interpolate(map, (height, width), mode="bilinear", align_corners=False)`
    public static GrayMap bilinear(GrayMap map, int width, int height) {
        requireSize(width, height);
        int[] leftOf = new int[width];
        float[] rightShare = new float[width];
        for (int x = 0; x < width; x++) {
            double at = Math.clamp((x + 0.5) * map.width() / width - 0.5, 0, map.width() - 1);
            leftOf[x] = Math.min((int) at, Math.max(0, map.width() - 2));
            rightShare[x] = (float) (at - leftOf[x]);
        }
        int rightStep = map.width() > 1 ? 1 : 0;
        float[] source = map.values();
        float[] values = new float[Math.multiplyExact(width, height)];
        for (int y = 0, i = 0; y < height; y++) {
            double at = Math.clamp((y + 0.5) * map.height() / height - 0.5, 0, map.height() - 1);
            int above = Math.min((int) at, Math.max(0, map.height() - 2));
            float lowerShare = (float) (at - above);
            int upper = above * map.width();
            int lower = map.height() > 1 ? upper + map.width() : upper;
            for (int x = 0; x < width; x++, i++) {
                int l = leftOf[x];
                float share = rightShare[x];
                float top = source[upper + l] + share * (source[upper + l + rightStep] - source[upper + l]);
                float bottom = source[lower + l] + share * (source[lower + l + rightStep] - source[lower + l]);
                values[i] = top + lowerShare * (bottom - top);
            }
        }
        return new GrayMap(width, height, values);
    }

    /// by area where the raster becomes smaller along an axis, else linear
    public static GrayMap resize(GrayMap map, int width, int height) {
        requireSize(width, height);
        GrayMap smaller = areaAverage(map, Math.min(width, map.width()), Math.min(height, map.height()));
        return smaller.width() == width && smaller.height() == height ? smaller : bilinear(smaller, width, height);
    }

    public static GrayMap resize(Radiograph film, int width, int height) {
        return resize(toGray(film), width, height);
    }

    /// the label at each new pixel's centre
    public static LabelMap nearest(LabelMap labels, int width, int height) {
        int[] from = nearest(labels.width(), labels.height(), width, height);
        int[] values = new int[from.length];
        for (int i = 0; i < values.length; i++) values[i] = labels.values()[from[i]];
        return new LabelMap(width, height, values);
    }

    public static Mask nearest(Mask mask, int width, int height) {
        int[] from = nearest(mask.width(), mask.height(), width, height);
        byte[] values = new byte[from.length];
        for (int i = 0; i < values.length; i++) values[i] = mask.values()[from[i]];
        return new Mask(width, height, values);
    }

    /// 1 where the map is at least `threshold`
    public static Mask threshold(GrayMap map, float threshold) {
        byte[] values = new byte[map.values().length];
        for (int i = 0; i < values.length; i++) values[i] = (byte) (map.values()[i] >= threshold ? 1 : 0);
        return new Mask(map.width(), map.height(), values);
    }

    private static int[] nearest(int fromWidth, int fromHeight, int width, int height) {
        requireSize(width, height);
        int[] from = new int[Math.multiplyExact(width, height)];
        for (int y = 0, i = 0; y < height; y++) {
            int row = (int) ((2L * y + 1) * fromHeight / (2L * height));
            for (int x = 0; x < width; x++, i++) {
                from[i] = row * fromWidth + (int) ((2L * x + 1) * fromWidth / (2L * width));
            }
        }
        return from;
    }

    private static float[] alongRows(float[] source, int width, int height, int newWidth) {
        requireSize(newWidth, height);
        double scale = (double) width / newWidth;
        float[] target = new float[Math.multiplyExact(newWidth, height)];
        for (int row = 0; row < height; row++) {
            for (int n = 0; n < newWidth; n++) {
                double from = n * scale;
                double to = Math.min(width, (n + 1) * scale);
                double sum = 0;
                for (int x = (int) from; x <= Math.min(width - 1, (int) Math.ceil(to) - 1); x++) {
                    sum += (Math.min(x + 1, to) - Math.max(x, from)) * source[row * width + x];
                }
                target[row * newWidth + n] = (float) (sum / (to - from));
            }
        }
        return target;
    }

    /// row by row, so that memory is read in order
    private static float[] alongColumns(float[] source, int width, int height, int newHeight) {
        requireSize(width, newHeight);
        double scale = (double) height / newHeight;
        float[] target = new float[Math.multiplyExact(width, newHeight)];
        double[] sum = new double[width];
        for (int n = 0; n < newHeight; n++) {
            double from = n * scale;
            double to = Math.min(height, (n + 1) * scale);
            Arrays.fill(sum, 0);
            for (int row = (int) from; row <= Math.min(height - 1, (int) Math.ceil(to) - 1); row++) {
                double share = Math.min(row + 1, to) - Math.max(row, from);
                for (int x = 0; x < width; x++) sum[x] += share * source[row * width + x];
            }
            for (int x = 0; x < width; x++) target[n * width + x] = (float) (sum[x] / (to - from));
        }
        return target;
    }

    private static void requireSize(int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a raster needs at least 1 x 1 px, asked for " + width + " x " + height);
        }
    }
}
