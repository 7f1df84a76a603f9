package org.levelread.statistics;

import java.util.HashMap;
import java.util.Map;

/// The mean of one reader's scores, with the covariances that the jackknife over clusters gives: every cluster is left out
/// once.
///
/// Efron and Stein, Ann Stat 1981;9:586-96, doi:10.1214/aos/1176345462, for clusters of unequal size as for equal ones.
final class ClusteredMean {
    private final double mean;

    /// the mean without each cluster, minus the mean of these
    private final double[] without;

    /// @param scores finite, at least one
    /// @param clusters of the same length
    ClusteredMean(double[] scores, String[] clusters) {
        Map<String, Integer> number = new HashMap<>();
        for (String cluster : clusters) number.putIfAbsent(cluster, number.size());
        double[] sums = new double[number.size()];
        int[] counts = new int[number.size()];
        double all = 0;
        for (int c = 0; c < scores.length; c++) {
            int cluster = number.get(clusters[c]);
            sums[cluster] += scores[c];
            counts[cluster]++;
            all += scores[c];
        }
        mean = all / scores.length;
        without = new double[sums.length];
        if (sums.length < 2) return;
        double average = 0;
        for (int g = 0; g < sums.length; g++) {
            without[g] = (all - sums[g]) / (scores.length - counts[g]);
            average += without[g] / sums.length;
        }
        for (int g = 0; g < sums.length; g++) without[g] -= average;
    }

    double mean() {
        return mean;
    }

    /// Covariance with the mean of other scores of the same cases; with itself the variance. 0 where there is one cluster.
    double covariance(ClusteredMean other) {
        double sum = 0;
        for (int g = 0; g < without.length; g++) sum += without[g] * other.without[g];
        return without.length < 2 ? 0 : sum * (without.length - 1) / without.length;
    }
}
