package org.levelread.statistics;

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
}
