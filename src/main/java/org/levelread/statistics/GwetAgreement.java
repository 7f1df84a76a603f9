package org.levelread.statistics;

import java.util.OptionalDouble;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;

/// Gwet's AC1 of two raters, and AC2 with weights: steady where nearly all units fall in one category.
///
/// pe = Σw / (k(k - 1)) Σ πₖ(1 - πₖ), πₖ the mean share of category k. Gwet, Br J Math Stat Psychol 2008;61:29-48,
/// doi:10.1348/000711006X126600.
public final class GwetAgreement {
    private GwetAgreement() {}

    /// The interval uses Student's t with n - 1 degrees of freedom and ends at 1, as irrCAC does.
    public static Estimate of(AgreementTable table, Weighting weighting, double level) {
        int n = table.total();
        int k = table.categories();
        Sample sample = Sample.of(n);
        String weights = switch (weighting) {
            case NONE -> "";
            case LINEAR -> ", weights = linear.weights(1:" + k + ")";
            case QUADRATIC -> ", weights = quadratic.weights(1:" + k + ")";
        };
        Method method = new Method(
                weighting.gwetsName() + "; t interval with n - 1 degrees of freedom",
                "R: irrCAC::gwet.ac1.table(" + table.inR() + weights + ")");
        if (n < 2) {
            return new NotEstimable(
                    n == 0 ? "no unit was rated by both" : "only 1 unit was rated by both", method, sample);
        }
        Moments m = new Moments(table, weighting);
        if (m.used == 1) return new NotEstimable("all ratings fall in a single category", method, sample);
        double[] share = m.share;
        double chance = m.chance;
        double pa = m.pa;
        double pe = m.pe;
        double value = m.value();
        double sum = 0;
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                double d = weighting.weight(i, j, k) - 2 * (1 - value) * chance * (1 - (share[i] + share[j]) / 2);
                sum += table.count(i, j) / (double) n * d * d;
            }
        }
        double centre = pa - 2 * (1 - value) * pe;
        double variance = Math.max(0, sum - centre * centre) / n / ((1 - pe) * (1 - pe));
        // where all agree the variance is 0 up to rounding
        double error = pa > 1 - 1e-12 ? 0 : Math.sqrt(variance);
        return Estimated.upToOne(value, error, method, sample, level);
    }

    /// AC1 or AC2 alone; empty where it is not estimable
    public static OptionalDouble value(AgreementTable table, Weighting weighting) {
        if (table.total() < 2) return OptionalDouble.empty();
        Moments m = new Moments(table, weighting);
        return m.used == 1 ? OptionalDouble.empty() : OptionalDouble.of(m.value());
    }

    /// observed and chance agreement, and what they are made of
    private static final class Moments {
        final double[] share;
        final double chance;
        int used;
        double pa;
        double pe;

        Moments(AgreementTable table, Weighting weighting) {
            int n = table.total();
            int k = table.categories();
            share = new double[k];
            double totalWeight = 0;
            for (int i = 0; i < k; i++) {
                share[i] = (table.row(i) + table.column(i)) / (2.0 * n);
                used += share[i] > 0 ? 1 : 0;
                for (int j = 0; j < k; j++) {
                    totalWeight += weighting.weight(i, j, k);
                    pa += weighting.weight(i, j, k) * table.count(i, j) / n;
                }
            }
            chance = totalWeight / (k * (k - 1.0));
            for (double s : share) pe += chance * s * (1 - s);
        }

        double value() {
            return (pa - pe) / (1 - pe);
        }
    }
}
