package org.levelread.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import net.imglib2.img.array.ArrayImgs;
import org.levelread.imaging.DistanceTransform;
import org.levelread.imaging.DistanceTransform.DISTANCE_TYPE;
import org.levelread.imaging.Mask;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;

/// How far the boundaries of two masks lie apart.
///
/// The boundary is the mask minus its erosion by the four neighbours; beyond the border lies no mask, so a pixel of the
/// mask at the border is boundary. Distances are exact, from centre to centre. Terms after Maier-Hein, Reinke et al.,
/// Metrics reloaded, Nat Methods 2024;21:195-212, doi:10.1038/s41592-023-02151-z.
public final class SurfaceDistances {
    private final String empty;
    private final boolean both;
    private final double[] fromReference;
    private final double[] fromPrediction;
    private final String unit;
    private final String python;

    private SurfaceDistances(
            String empty, boolean both, double[] fromReference, double[] fromPrediction, double row, double column) {
        this.empty = empty;
        this.both = both;
        this.fromReference = fromReference;
        this.fromPrediction = fromPrediction;
        boolean pixels = row == 1 && column == 1;
        unit = pixels ? "in pixels" : "at a spacing of " + Formatted.digits(row) + " x " + Formatted.digits(column);
        python =
                "Python, with b = mask & ~scipy.ndimage.binary_erosion(mask) and scipy.ndimage.distance_transform_edt(~b, sampling=["
                        + Formatted.digits(row) + ", " + Formatted.digits(column) + "]): ";
    }

    /// @param rowSpacing distance of the rows, above 0
    /// @param columnSpacing distance of the columns, above 0
    public static SurfaceDistances of(Mask reference, Mask prediction, double rowSpacing, double columnSpacing) {
        if (reference.width() != prediction.width() || reference.height() != prediction.height()) {
            throw new IllegalArgumentException("masks of " + reference.width() + " x " + reference.height() + " and "
                    + prediction.width() + " x " + prediction.height() + " do not lie on the same grid");
        }
        if (!(rowSpacing > 0 && columnSpacing > 0 && Double.isFinite(rowSpacing * columnSpacing))) {
            throw new IllegalArgumentException("a spacing lies above 0, was " + rowSpacing + " x " + columnSpacing);
        }
        boolean noReference = reference.count() == 0;
        boolean noPrediction = prediction.count() == 0;
        String empty = noReference && noPrediction
                ? "both masks are empty"
                : noReference ? "the reference is empty" : noPrediction ? "the prediction is empty" : "";
        if (!empty.isEmpty()) {
            double[] none = {};
            // the other boundary counts for the surface Dice, which is 0
            double[] far = {Double.POSITIVE_INFINITY};
            return new SurfaceDistances(
                    empty,
                    noReference && noPrediction,
                    noReference ? none : far,
                    noPrediction ? none : far,
                    rowSpacing,
                    columnSpacing);
        }
        // all boundaries lie in the box about both masks
        int[] box = box(reference, prediction);
        Mask near = piece(reference, box);
        boolean[] a = boundary(near);
        boolean[] b = boundary(piece(prediction, box));
        return new SurfaceDistances(
                "",
                false,
                distances(a, b, near, rowSpacing, columnSpacing),
                distances(b, a, near, rowSpacing, columnSpacing),
                rowSpacing,
                columnSpacing);
    }

    /// first and last column and row of what either mask covers, and one pixel more on each side where there is one: so
    /// only a pixel at the border of the whole lies at the border of the box
    private static int[] box(Mask a, Mask b) {
        int[] box = {a.width(), a.height(), -1, -1};
        for (int y = 0, i = 0; y < a.height(); y++) {
            for (int x = 0; x < a.width(); x++, i++) {
                if (a.values()[i] == 0 && b.values()[i] == 0) continue;
                box[0] = Math.min(box[0], x);
                box[1] = Math.min(box[1], y);
                box[2] = Math.max(box[2], x);
                box[3] = y;
            }
        }
        return new int[] {
            Math.max(0, box[0] - 1),
            Math.max(0, box[1] - 1),
            Math.min(a.width() - 1, box[2] + 1),
            Math.min(a.height() - 1, box[3] + 1)
        };
    }

    private static Mask piece(Mask mask, int[] box) {
        Mask piece = new Mask(box[2] - box[0] + 1, box[3] - box[1] + 1);
        for (int y = 0; y < piece.height(); y++) {
            System.arraycopy(
                    mask.values(),
                    (box[1] + y) * mask.width() + box[0],
                    piece.values(),
                    y * piece.width(),
                    piece.width());
        }
        return piece;
    }

    /// the largest distance from any point of either boundary to the other
    public Estimate hausdorff() {
        return estimate(
                "Hausdorff distance", "max(a.max(), b.max())", Math.max(last(fromReference), last(fromPrediction)));
    }

    /// the larger of the two directed 95th percentiles, each with linear interpolation; pooling the distances gives
    /// another number
    public Estimate hausdorff95() {
        double value = empty.isEmpty()
                ? Math.max(Quantiles.ofSorted(fromReference, .95), Quantiles.ofSorted(fromPrediction, .95))
                : 0;
        return estimate(
                "HD95, the larger of the two directed 95th percentiles",
                "max(numpy.percentile(a, 95), numpy.percentile(b, 95))",
                value);
    }

    /// average symmetric surface distance: the mean of all distances of both boundaries together
    public Estimate averageSymmetric() {
        double value = (sum(fromReference) + sum(fromPrediction)) / (fromReference.length + fromPrediction.length);
        return estimate(
                "ASSD, the mean of all boundary distances of both masks", "numpy.concatenate([a, b]).mean()", value);
    }

    /// mean average surface distance: the mean of the two directed means
    public Estimate meanAverage() {
        double value = (sum(fromReference) / fromReference.length + sum(fromPrediction) / fromPrediction.length) / 2;
        return estimate("MASD, the mean of the two directed mean distances", "(a.mean() + b.mean()) / 2", value);
    }

    /// The share of both boundaries that lies within the tolerance of the other. Nikolov et al., J Med Internet Res
    /// 2021;23:e26151, doi:10.2196/26151, on pixels. 0 where one mask is empty.
    ///
    /// @param tolerance in the unit of the spacing, 0 or more
    public Estimate surfaceDice(double tolerance) {
        if (!(tolerance >= 0 && Double.isFinite(tolerance))) {
            throw new IllegalArgumentException("a tolerance is 0 or more, was " + tolerance);
        }
        Method method = method(
                "surface Dice at a tolerance of " + Formatted.digits(tolerance),
                "((a <= t).sum() + (b <= t).sum()) / (a.size + b.size)");
        if (both) return new NotEstimable(empty, method, Sample.of(0));
        // what is the tolerance but for rounding is within it
        double within = tolerance * (1 + 1e-12);
        long near = Arrays.stream(fromReference).filter(d -> d <= within).count()
                + Arrays.stream(fromPrediction).filter(d -> d <= within).count();
        return estimated(method, near / (double) (fromReference.length + fromPrediction.length));
    }

    private Estimate estimate(String name, String call, double value) {
        Method method = method(name, call);
        return empty.isEmpty() ? estimated(method, value) : new NotEstimable(empty, method, Sample.of(0));
    }

    private Method method(String name, String call) {
        return new Method(name + ", " + unit, python + call);
    }

    private Estimate estimated(Method method, double value) {
        return new Estimated(
                value,
                OptionalDouble.empty(),
                Optional.empty(),
                method,
                Sample.of(fromReference.length + fromPrediction.length),
                List.of("one pair of masks has no interval"));
    }

    private static double sum(double[] distances) {
        return Arrays.stream(distances).sum();
    }

    private static double last(double[] sorted) {
        return sorted.length == 0 ? 0 : sorted[sorted.length - 1];
    }

    private static boolean[] boundary(Mask mask) {
        int width = mask.width();
        int height = mask.height();
        boolean[] boundary = new boolean[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boundary[y * width + x] = mask.at(x, y)
                        && (x == 0
                                || y == 0
                                || x == width - 1
                                || y == height - 1
                                || !mask.at(x - 1, y)
                                || !mask.at(x + 1, y)
                                || !mask.at(x, y - 1)
                                || !mask.at(x, y + 1));
            }
        }
        return boundary;
    }

    /// ascending distances of the points of one boundary to the other
    private static double[] distances(boolean[] from, boolean[] to, Mask grid, double row, double column) {
        double[] squared = new double[from.length];
        DistanceTransform.binaryTransform(
                ArrayImgs.booleans(to, grid.width(), grid.height()),
                ArrayImgs.doubles(squared, grid.width(), grid.height()),
                DISTANCE_TYPE.EUCLIDIAN,
                column * column,
                row * row);
        double[] distances = new double[from.length];
        int n = 0;
        for (int i = 0; i < from.length; i++) if (from[i]) distances[n++] = Math.sqrt(squared[i]);
        double[] sorted = Arrays.copyOf(distances, n);
        Arrays.sort(sorted);
        return sorted;
    }
}
