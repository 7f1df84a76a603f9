package org.levelread.statistics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;

/// The area under the empirical ROC curve: how often a positive case is rated above a negative one, ties half.
///
/// Its variance is that of DeLong, DeLong and Clarke-Pearson, Biometrics 1988;44:837-45, doi:10.2307/2531595; where cases
/// come in clusters, that of Obuchowski, Biometrics 1997;53:567-78, doi:10.2307/2533958, which is the same for clusters of
/// one case.
public final class RocArea {
    private final double area;
    private final int positives;
    private final int negatives;

    /// what the positive, or the negative, cases of each cluster add to the area's spread
    private final double[] byPositive;

    private final double[] byNegative;

    /// clusters with a positive case, with a negative one, with any
    private final int[] filled;

    /// every case by itself
    RocArea(double[] ratings, boolean[] positive) {
        this(ratings, positive, alone(ratings.length));
    }

    /// @param ratings finite, higher where a case is more likely positive
    /// @param positive of the same length, with at least one of each
    /// @param clusters of the same length
    RocArea(double[] ratings, boolean[] positive, String[] clusters) {
        double[] yes = select(ratings, positive, true);
        double[] no = select(ratings, positive, false);
        positives = yes.length;
        negatives = no.length;
        double[] sortedYes = yes.clone();
        double[] sortedNo = no.clone();
        Arrays.sort(sortedYes);
        Arrays.sort(sortedNo);
        area = Arrays.stream(yes).map(v -> below(sortedNo, v)).average().orElseThrow();
        Map<String, Integer> number = new HashMap<>();
        for (String cluster : clusters) number.putIfAbsent(cluster, number.size());
        byPositive = new double[number.size()];
        byNegative = new double[number.size()];
        boolean[][] any = new boolean[2][number.size()];
        for (int c = 0; c < ratings.length; c++) {
            int cluster = number.get(clusters[c]);
            any[positive[c] ? 0 : 1][cluster] = true;
            if (positive[c]) byPositive[cluster] += below(sortedNo, ratings[c]) - area;
            else byNegative[cluster] += 1 - below(sortedYes, ratings[c]) - area;
        }
        filled = new int[] {count(any[0]), count(any[1]), number.size()};
    }

    private static String[] alone(int cases) {
        return IntStream.range(0, cases).mapToObj(Integer::toString).toArray(String[]::new);
    }

    private static int count(boolean[] any) {
        int n = 0;
        for (boolean one : any) if (one) n++;
        return n;
    }

    /// The area with a z interval, cut to [0, 1].
    public static Estimate of(double[] ratings, boolean[] positive, double level) {
        return of(ratings, positive, alone(ratings.length), level);
    }

    /// @param clusters of each case: cases of one cluster are alike
    public static Estimate of(double[] ratings, boolean[] positive, String[] clusters, double level) {
        if (ratings.length != positive.length) {
            throw new IllegalArgumentException(
                    ratings.length + " ratings do not belong to " + positive.length + " cases");
        }
        Method method = new Method(
                "area under the empirical ROC curve, DeLong standard error (Obuchowski's for clusters), z interval",
                "R: pROC::ci.auc(pROC::roc(positive, ratings, direction = '<'), method = 'delong'), where each case is a"
                        + " cluster of its own");
        Sample sample = Sample.of(ratings.length);
        Optional<String> missing = missing(positive);
        if (missing.isPresent()) return new NotEstimable(missing.get(), method, sample);
        RocArea roc = new RocArea(ratings, positive, clusters);
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

    /// Covariance with the area of other ratings of the same cases; with itself the variance. 0 where a single cluster
    /// holds all positive or all negative cases.
    double covariance(RocArea other) {
        if (filled[0] < 2 || filled[1] < 2) return 0;
        double yes = 0;
        double no = 0;
        double both = 0;
        for (int c = 0; c < byPositive.length; c++) {
            yes += byPositive[c] * other.byPositive[c];
            no += byNegative[c] * other.byNegative[c];
            both += byPositive[c] * other.byNegative[c] + byNegative[c] * other.byPositive[c];
        }
        // a cluster of one case has no product of both kinds
        return unbiased(filled[0]) * yes / positives / positives
                + unbiased(filled[1]) * no / negatives / negatives
                + unbiased(filled[2]) * both / positives / negatives;
    }

    private static double unbiased(int clusters) {
        return clusters / (clusters - 1.0);
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
