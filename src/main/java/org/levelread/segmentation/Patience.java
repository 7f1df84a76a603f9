package org.levelread.segmentation;

import java.util.Map;

/// The best validation so far, and how many came after it: what early stopping rests on.
///
/// A validation is better where its mean Dice over the outputs, each rounded as in the learning curve, is higher.
final class Patience {
    private static final double DIGITS = 1e6;

    private final int limit;
    private double best;
    private int since;

    /// @param limit validations without a better one that are too many; 0 for no limit
    Patience(int limit) {
        this.limit = limit;
    }

    static double mean(Map<Output, Double> dice) {
        return dice.values().stream()
                .mapToDouble(d -> Math.rint(d * DIGITS) / DIGITS)
                .average()
                .orElse(0);
    }

    /// @return whether it is the best so far
    boolean better(double mean) {
        if (mean > best) {
            best = mean;
            since = 0;
            return true;
        }
        since++;
        return false;
    }

    double best() {
        return best;
    }

    /// validations since the best
    int since() {
        return since;
    }

    boolean atEnd() {
        return limit > 0 && since >= limit;
    }
}
