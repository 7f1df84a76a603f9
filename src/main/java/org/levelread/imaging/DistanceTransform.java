package org.levelread.imaging;

import java.util.Arrays;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessible;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.BooleanType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/// Exact distances to the nearest pixel of a set, in time linear in the number of pixels.
///
/// Called as in imglib2-algorithm. Source: Felzenszwalb and Huttenlocher, Distance transforms of sampled functions,
/// doi:10.4086/toc.2012.v008a019. What lies beyond the border is not counted, as in SciPy's
/// `distance_transform_edt`.
public final class DistanceTransform {
    public enum DISTANCE_TYPE {
        /// the squared Euclidean distance
        EUCLIDIAN,
        /// the sum of the distances along the axes
        L1
    }

    private DistanceTransform() {}

    /// Writes into `target` the distance of every pixel to the nearest `true` pixel of `source`, which itself
    /// gets 0.
    ///
    /// Euclidean distances are squared, and so must their weights be. Without any `true` pixel all distances are
    /// infinite.
    ///
    /// @param source at least as large as `target`
    /// @param weights none, one for both axes, or one each for x and y
    public static <B extends BooleanType<B>, U extends RealType<U>> void binaryTransform(
            RandomAccessible<B> source,
            RandomAccessibleInterval<U> target,
            DISTANCE_TYPE distanceType,
            double... weights) {
        int width = Rasters.width(target);
        int height = Rasters.height(target);
        if (weights.length > 2) {
            throw new IllegalArgumentException("at most 2 weights for the axes (x, y), got " + weights.length);
        }
        double across = weights.length == 0 ? 1 : weights[0];
        double down = weights.length == 2 ? weights[1] : across;
        if (!(across > 0 && down > 0)) {
            throw new IllegalArgumentException("weights must be above 0, were " + Arrays.toString(weights));
        }
        byte[] outside = new byte[Math.multiplyExact(width, height)];
        Cursor<B> cursor = Views.flatIterable(Views.interval(source, target)).cursor();
        for (int i = 0; i < outside.length; i++)
            outside[i] = (byte) (cursor.next().get() ? 0 : 1);
        Rasters.store(
                switch (distanceType) {
                    case EUCLIDIAN -> squared(outside, width, height, across, down);
                    case L1 -> cityBlock(outside, width, height, across, down);
                },
                target);
    }

    /// the distance in pixels of every foreground pixel to the centre of the nearest background pixel, 0 in the
    /// background; infinite where the mask has no background
    public static GrayMap distances(Mask mask) {
        return rooted(mask.width(), mask.height(), squared(mask.values(), mask.width(), mask.height(), 1, 1));
    }

    /// the distance in pixels of every background pixel to the centre of the nearest foreground pixel, 0 in the
    /// foreground; infinite where the mask has none
    public static GrayMap distancesTo(Mask mask) {
        byte[] background = new byte[mask.values().length];
        for (int i = 0; i < background.length; i++) background[i] = (byte) (mask.values()[i] == 0 ? 1 : 0);
        return distances(new Mask(mask.width(), mask.height(), background));
    }

    /// as [#distances(Mask)], in millimetres
    public static GrayMap distances(Mask mask, PixelSpacing spacing) {
        double across = spacing.columnMm() * spacing.columnMm();
        double down = spacing.rowMm() * spacing.rowMm();
        return rooted(mask.width(), mask.height(), squared(mask.values(), mask.width(), mask.height(), across, down));
    }

    private static GrayMap rooted(int width, int height, double[] squared) {
        float[] distances = new float[squared.length];
        for (int i = 0; i < squared.length; i++) distances[i] = (float) Math.sqrt(squared[i]);
        return new GrayMap(width, height, distances);
    }

    /// squared distance to the nearest zero of `foreground`
    static double[] squared(byte[] foreground, int width, int height, double across, double down) {
        double[] distances = alongColumns(foreground, width, height);
        for (int i = 0; i < distances.length; i++) distances[i] *= distances[i] * down;
        double[] row = new double[width];
        int[] vertex = new int[width];
        double[] from = new double[width + 1];
        for (int y = 0; y < height; y++) {
            int offset = y * width;
            for (int x = 0; x < width; x++) {
                if (distances[offset + x] == 0) continue;
                int first = x;
                while (x < width && distances[offset + x] != 0) x++;
                // beyond the nearest zeros of the row nothing is nearer, so each run of foreground stands alone
                int start = Math.max(0, first - 1);
                int end = Math.min(width, x + 1);
                System.arraycopy(distances, offset + start, row, start, end - start);
                alongRun(distances, offset, start, end, across, row, vertex, from);
            }
        }
        return distances;
    }

    /// the lower envelope of the parabolas over `row[start, end)`, into that part of the row at the offset
    private static void alongRun(
            double[] distances, int offset, int start, int end, double across, double[] row, int[] vertex, double[] from) {
        int last = -1;
        for (int x = start; x < end; x++) {
            if (row[x] == Double.POSITIVE_INFINITY) continue;
            double meets = Double.NEGATIVE_INFINITY;
            while (last >= 0) {
                int v = vertex[last];
                meets = 0.5 * ((row[x] - row[v]) / (across * (x - v)) + x + v);
                if (meets > from[last]) break;
                last--;
                meets = Double.NEGATIVE_INFINITY;
            }
            vertex[++last] = x;
            from[last] = meets;
        }
        if (last < 0) return;
        int k = 0;
        for (int x = start; x < end; x++) {
            while (k < last && from[k + 1] < x) k++;
            double step = x - vertex[k];
            distances[offset + x] = step * step * across + row[vertex[k]];
        }
    }

    private static double[] cityBlock(byte[] foreground, int width, int height, double across, double down) {
        double[] distances = alongColumns(foreground, width, height);
        for (int i = 0; i < distances.length; i++) distances[i] *= down;
        for (int y = 0; y < height; y++) {
            int offset = y * width;
            for (int x = 1; x < width; x++) {
                distances[offset + x] = Math.min(distances[offset + x], distances[offset + x - 1] + across);
            }
            for (int x = width - 2; x >= 0; x--) {
                distances[offset + x] = Math.min(distances[offset + x], distances[offset + x + 1] + across);
            }
        }
        return distances;
    }

    /// rows to the nearest zero in the same column, infinite where there is none
    private static double[] alongColumns(byte[] foreground, int width, int height) {
        double[] rows = new double[foreground.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = foreground[i] == 0 ? 0 : i < width ? Double.POSITIVE_INFINITY : rows[i - width] + 1;
        }
        for (int i = rows.length - 1 - width; i >= 0; i--) rows[i] = Math.min(rows[i], rows[i + width] + 1);
        return rows;
    }
}
