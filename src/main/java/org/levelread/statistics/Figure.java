package org.levelread.statistics;

import java.util.OptionalDouble;

/// A statistic that needs only sums over the units, so that it can be made again for every draw of clusters without
/// looking at a unit.
@FunctionalInterface
public interface Figure {
    /// @param sums one sum a column of the [ClusterSums], which it must not keep
    /// @return empty where the figure is not estimable from them
    OptionalDouble of(double[] sums);

    /// of the columns sum and count: sum / count
    Figure MEAN = s -> s[1] > 0 ? OptionalDouble.of(s[0] / s[1]) : OptionalDouble.empty();

    /// Cohen's κ of the columns both yes, only the first yes, only the second yes, both no
    Figure KAPPA = s -> {
        double n = s[0] + s[1] + s[2] + s[3];
        double first = s[0] + s[1];
        double second = s[0] + s[2];
        if (n < 2 || first <= 0 || second <= 0 || first >= n || second >= n) return OptionalDouble.empty();
        double po = (s[0] + s[3]) / n;
        double pe = (first * second + (n - first) * (n - second)) / (n * n);
        return OptionalDouble.of((po - pe) / (1 - pe));
    };

    /// Gwet's AC1 of the same columns
    Figure AC1 = s -> {
        double n = s[0] + s[1] + s[2] + s[3];
        double yes = (2 * s[0] + s[1] + s[2]) / (2 * n);
        if (n < 2 || yes <= 0 || yes >= 1) return OptionalDouble.empty();
        double po = (s[0] + s[3]) / n;
        double pe = 2 * yes * (1 - yes);
        return OptionalDouble.of((po - pe) / (1 - pe));
    };

    /// Cohen's κ of a table of `categories` x `categories`, its cells row after row; weights do not matter for two
    static Figure kappa(int categories, Weighting weighting) {
        if (categories == 2) return KAPPA;
        return s -> Kappa.value(table(s, categories), weighting);
    }

    /// AC1 or AC2 of such a table
    static Figure gwet(int categories, Weighting weighting) {
        if (categories == 2) return AC1;
        return s -> GwetAgreement.value(table(s, categories), weighting);
    }

    private static AgreementTable table(double[] sums, int categories) {
        int[][] counts = new int[categories][categories];
        for (int i = 0; i < categories; i++) {
            for (int j = 0; j < categories; j++) counts[i][j] = (int) Math.round(sums[i * categories + j]);
        }
        return AgreementTable.of(counts);
    }
}
