package org.levelread.statistics;

import java.util.Collection;
import java.util.List;
import org.levelread.statistics.Estimate.NotEstimable;

/// Sensitivity, specificity and predictive values with Wilson intervals.
public record DiagnosticAccuracy(
        Estimate sensitivity,
        Estimate specificity,
        Estimate positivePredictiveValue,
        Estimate negativePredictiveValue) {

    public static DiagnosticAccuracy of(
            int truePositive, int falsePositive, int falseNegative, int trueNegative, double level) {
        return new DiagnosticAccuracy(
                share(truePositive, falseNegative, level, "the reference has no positive unit"),
                share(trueNegative, falsePositive, level, "the reference has no negative unit"),
                share(truePositive, falsePositive, level, "no unit was called positive"),
                share(trueNegative, falseNegative, level, "no unit was called negative"));
    }

    /// The same where several units come from one cluster; Wilson intervals with the design effect of Rao and Scott.
    ///
    /// @param byCluster of two categories, the reference first, yes before no; at least one table
    public static DiagnosticAccuracy clustered(Collection<AgreementTable> byCluster, double level) {
        return new DiagnosticAccuracy(
                share(byCluster, 0, 0, 0, 1, level, "the reference has no positive unit"),
                share(byCluster, 1, 1, 1, 0, level, "the reference has no negative unit"),
                share(byCluster, 0, 0, 1, 0, level, "no unit was called positive"),
                share(byCluster, 1, 1, 0, 1, level, "no unit was called negative"));
    }

    private static Estimate share(
            Collection<AgreementTable> byCluster, int i, int j, int k, int l, double level, String emptyMargin) {
        List<Proportions.Count> counts = byCluster.stream()
                .filter(t -> t.count(i, j) + t.count(k, l) > 0)
                .map(t -> new Proportions.Count(t.count(i, j), t.count(i, j) + t.count(k, l)))
                .toList();
        return counts.isEmpty() ? share(0, 0, level, emptyMargin) : Proportions.wilsonClustered(counts, level);
    }

    private static Estimate share(int right, int wrong, double level, String emptyMargin) {
        return switch (Proportions.wilson(right, Math.addExact(right, wrong), level)) {
            case NotEstimable none -> new NotEstimable(emptyMargin, none.method(), none.sample());
            case Estimate.Estimated e -> e;
        };
    }
}
