package org.levelread.statistics;

import java.util.Locale;

/// How much credit two ratings get that are not the same; categories are ordered for all but `NONE`.
public enum Weighting {
    /// only the same category counts
    NONE,
    /// 1 - |i - j| / (k - 1), Cicchetti and Allison
    LINEAR,
    /// 1 - (i - j)² / (k - 1)², Fleiss and Cohen
    QUADRATIC;

    double weight(int i, int j, int categories) {
        double apart = Math.abs(i - j) / (double) (categories - 1);
        return switch (this) {
            case NONE -> i == j ? 1 : 0;
            case LINEAR -> 1 - apart;
            case QUADRATIC -> 1 - apart * apart;
        };
    }

    /// "Gwet's AC1" or "Gwet's AC2, linear weights"
    String gwetsName() {
        return this == NONE ? "Gwet's AC1" : "Gwet's AC2, " + name().toLowerCase(Locale.ROOT) + " weights";
    }
}
