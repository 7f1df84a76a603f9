package org.levelread.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;

/// The area under the empirical ROC curve: how often a positive case is rated above a negative one, ties half.
///
/// Its variance is that of DeLong, DeLong and Clarke-Pearson, Biometrics 1988;44:837-45, doi:10.2307/2531595.
public final class RocArea {
    private final double area;
    private final double[] byPositive;
    private final double[] byNegative;

    /// @param ratings finite, higher where a case is more likely positive
    /// @param positive of the same length, with at least one of each
    RocArea(double[] ratings, boolean[] positive) {
        double[] yes = select(ratings, positive, true);
        double[] no = select(ratings, positive, false);
        byPositive = new double[yes.length];
        byNegative = new double[no.length];
        double[] sortedYes = yes.clone();
        double[] sortedNo = no.clone();
        Arrays.sort(sortedYes);
        Arrays.sort(sortedNo);
        for (int i = 0; i < yes.length; i++) byPositive[i] = below(sortedNo, yes[i]);
        for (int j = 0; j < no.length; j++) byNegative[j] = 1 - below(sortedYes, no[j]);
        area = Arrays.stream(byPositive).average().orElseThrow();
    }

    /// The area with a z interval, cut to [0, 1].
    public static Estimate of(double[] ratings, boolean[] positive, double level) {
        if (ratings.length != positive.length) {
            throw new IllegalArgumentException(
                    ratings.length + " ratings do not belong to " + positive.length + " cases");
        }
        Method method = new Method(
                "area under the empirical ROC curve, DeLong standard error, z interval",
                "R: pROC::ci.auc(pROC::roc(positive, ratings, direction = '<'), method = 'delong')");
        Sample sample = Sample.of(ratings.length);
        Optional<String> missing = missing(positive);
        if (missing.isPresent()) return new NotEstimable(missing.get(), method, sample);
        RocArea roc = new RocArea(ratings, positive);
        double error = Math.sqrt(Math.max(0, roc.covariance(roc)));
        if (!(error > Estimated.LEAST_ERROR)) {
            return new Estimated(
                    roc.area,
                    OptionalDouble.empty(),
                    Optional.empty(),
                    method,
                    sample,
                    List.of("the standard error is 0 and gives no interval"));
        }
        return new Estimated(
                roc.area,
                OptionalDouble.of(error),
                Optional.of(Interval.around(roc.area, error, Quantiles.z(level), level)
                        .within(0, 1)),
                method,
                sample,
                List.of());
    }

    /// why there is no area with a variance, if there is none
    static Optional<String> missing(boolean[] positive) {
        int yes = 0;
        for (boolean p : positive) yes += p ? 1 : 0;
        if (yes == 0) return Optional.of("there is no positive case");
        if (yes == positive.length) return Optional.of("there is no negative case");
        if (yes == 1) return Optional.of("there is only 1 positive case");
        if (yes == positive.length - 1) return Optional.of("there is only 1 negative case");
        return Optional.empty();
    }

    double area() {
        return area;
    }

    /// covariance with the area of other ratings of the same cases; with itself the variance
    double covariance(RocArea other) {
        return covariance(byPositive, area, other.byPositive, other.area)
                + covariance(byNegative, area, other.byNegative, other.area);
    }

    private static double covariance(double[] a, double meanA, double[] b, double meanB) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += (a[i] - meanA) * (b[i] - meanB);
        return sum / (a.length - 1) / a.length;
    }

    private static double[] select(double[] ratings, boolean[] positive, boolean wanted) {
        double[] selected = new double[ratings.length];
        int n = 0;
        for (int i = 0; i < ratings.length; i++) if (positive[i] == wanted) selected[n++] = ratings[i];
        return Arrays.copyOf(selected, n);
    }

    /// share of the sorted values below v, ties half
    private static double below(double[] sorted, double v) {
        int lower = lowerBound(sorted, v);
        int upper = lower;
        while (upper < sorted.length && sorted[upper] == v) upper++;
        return (lower + (upper - lower) / 2.0) / sorted.length;
    }

    private static int lowerBound(double[] sorted, double v) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (sorted[middle] < v) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
