package org.levelread.statistics;

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

    private static Estimate share(int right, int wrong, double level, String emptyMargin) {
        return switch (Proportions.wilson(right, Math.addExact(right, wrong), level)) {
            case NotEstimable none -> new NotEstimable(emptyMargin, none.method(), none.sample());
            case Estimate.Estimated e -> e;
        };
    }
}
