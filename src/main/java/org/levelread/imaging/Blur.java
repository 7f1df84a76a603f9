package org.levelread.imaging;

/// Gaussian smoothing; beyond the border the outermost pixel goes on.
public final class Blur {
    private static final double EXACT_UP_TO = 2;

    private Blur() {}

    /// Below a standard deviation of 2 px by the Gaussian's values up to three deviations, above by three box means a
    /// row and column, which come within a hundredth of the range of grey values.
    ///
    /// @param sigmaPx at least 0
    /// @return a new raster
    public static GrayMap gaussian(GrayMap map, double sigmaPx) {
        if (!(sigmaPx >= 0)) throw new IllegalArgumentException("sigma must be 0 px or more, was " + sigmaPx);
        int width = map.width();
        int height = map.height();
        float[] a = map.values().clone();
        if (sigmaPx == 0) return new GrayMap(width, height, a);
        float[] b = new float[a.length];
        smoothRows(a, b, width, height, sigmaPx);
        transpose(a, b, width, height);
        smoothRows(b, a, height, width, sigmaPx);
        transpose(b, a, height, width);
        return new GrayMap(width, height, a);
    }

    /// in place; `spare` is overwritten
    private static void smoothRows(float[] image, float[] spare, int width, int height, double sigma) {
        if (sigma < EXACT_UP_TO) {
            convolveRows(image, spare, width, height, kernel(sigma));
            System.arraycopy(spare, 0, image, 0, image.length);
        } else {
            boxRows(image, spare, width, height, boxRadii(sigma));
        }
    }

    private static float[] kernel(double sigma) {
        float[] half = new float[Math.max(1, (int) Math.ceil(3 * sigma)) + 1];
        double sum = 0;
        for (int i = 0; i < half.length; i++) {
            half[i] = (float) Math.exp(-.5 * i * i / (sigma * sigma));
            sum += i == 0 ? half[i] : 2 * half[i];
        }
        for (int i = 0; i < half.length; i++) half[i] /= (float) sum;
        return half;
    }

    private static void convolveRows(float[] in, float[] out, int width, int height, float[] half) {
        int r = half.length - 1;
        for (int y = 0; y < height; y++) {
            int row = y * width;
            for (int x = 0; x < width; x++) {
                float sum = half[0] * in[row + x];
                if (x >= r && x + r < width) {
                    for (int k = 1; k <= r; k++) sum += half[k] * (in[row + x - k] + in[row + x + k]);
                } else {
                    for (int k = 1; k <= r; k++) {
                        sum += half[k] * (in[row + Math.max(0, x - k)] + in[row + Math.min(width - 1, x + k)]);
                    }
                }
                out[row + x] = sum;
            }
        }
    }

    /// three radii whose boxes together have nearly the Gaussian's variance
    private static int[] boxRadii(double sigma) {
        double ideal = Math.sqrt(12 * sigma * sigma / 3 + 1);
        int small = (int) ideal;
        if (small % 2 == 0) small--;
        long smaller = Math.round((12 * sigma * sigma - 3.0 * small * small - 12.0 * small - 9) / (-4.0 * small - 4));
        int[] radii = new int[3];
        for (int i = 0; i < 3; i++) radii[i] = ((i < smaller ? small : small + 2) - 1) / 2;
        return radii;
    }

    /// three means a row, in place; `spare` is overwritten
    private static void boxRows(float[] image, float[] spare, int width, int height, int[] radii) {
        for (int y = 0; y < height; y++) {
            int row = y * width;
            box(image, spare, row, width, radii[0]);
            box(spare, image, row, width, radii[1]);
            box(image, spare, row, width, radii[2]);
            System.arraycopy(spare, row, image, row, width);
        }
    }

    private static void box(float[] in, float[] out, int row, int width, int radius) {
        double sum = 0;
        for (int k = -radius; k <= radius; k++) sum += in[row + Math.clamp(k, 0, width - 1)];
        double scale = 1.0 / (2 * radius + 1);
        int last = width - 1;
        for (int x = 0; x < width; x++) {
            out[row + x] = (float) (sum * scale);
            sum += in[row + Math.min(last, x + radius + 1)] - in[row + Math.max(0, x - radius)];
        }
    }

    private static void transpose(float[] in, float[] out, int width, int height) {
        for (int y0 = 0; y0 < height; y0 += 16) {
            for (int x0 = 0; x0 < width; x0 += 16) {
                for (int y = y0; y < Math.min(height, y0 + 16); y++) {
                    for (int x = x0; x < Math.min(width, x0 + 16); x++) out[x * height + y] = in[y * width + x];
                }
            }
        }
    }
}
