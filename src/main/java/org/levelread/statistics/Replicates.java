package org.levelread.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// The values of a statistic over the draws of a bootstrap.
///
/// @param sorted those that could be estimated, ascending
/// @param lost how many could not
record Replicates(double[] sorted, int lost) {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /// @param values `NaN` where the statistic was not estimable
    static Replicates of(double[] values) {
        double[] kept = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
        Arrays.sort(kept);
        return new Replicates(kept, values.length - kept.length);
    }

    /// whether fewer than half are left
    boolean tooFew() {
        return sorted.length < (sorted.length + lost) / 2 || sorted.length < 2;
    }

    boolean constant() {
        return sorted[sorted.length - 1] - sorted[0] <= 1e-12 * Math.max(1, Math.abs(sorted[0]));
    }

    double standardDeviation() {
        double mean = Arrays.stream(sorted).average().orElseThrow();
        double squares = 0;
        for (double v : sorted) squares += (v - mean) * (v - mean);
        return Math.sqrt(squares / (sorted.length - 1));
    }

    Interval percentile(double level) {
        double tail = (1 - level) / 2;
        return new Interval(Quantiles.ofSorted(sorted, tail), Quantiles.ofSorted(sorted, 1 - tail), level);
    }

    /// Bias-corrected and accelerated. Efron, J Am Stat Assoc 1987;82:171-85, doi:10.1080/01621459.1987.10478410;
    /// ties count half below the value, as in SciPy's `bootstrap(method='BCa')`.
    ///
    /// @param jackknives one array for each thing that is drawn, the value without each of its units in turn, `NaN`
    ///     where it is not estimable
    /// @return empty where the correction is not finite
    Optional<Interval> bca(double value, List<double[]> jackknives, double level) {
        double below = 0;
        for (double v : sorted) {
            // a replicate that repeats the value may differ from it in the last bits
            double apart = v - value;
            below += Math.abs(apart) <= 1e-12 * Math.max(1, Math.abs(value)) ? .5 : apart < 0 ? 1 : 0;
        }
        double bias = NORMAL.inverseCumulativeProbability(below / sorted.length);
        double acceleration = acceleration(jackknives);
        if (!Double.isFinite(bias) || !Double.isFinite(acceleration)) return Optional.empty();
        double z = NORMAL.inverseSurvivalProbability((1 - level) / 2);
        return Optional.of(new Interval(
                Quantiles.ofSorted(sorted, corrected(bias, acceleration, -z)),
                Quantiles.ofSorted(sorted, corrected(bias, acceleration, z)),
                level));
    }

    /// Of several independent samples: Davison and Hinkley, Bootstrap Methods and their Application, 1997, equation
    /// 5.26, the influence of each unit taken from its jackknife value.
    private static double acceleration(List<double[]> jackknives) {
        double squares = 0;
        double cubes = 0;
        for (double[] values : jackknives) {
            double mean = Arrays.stream(values).average().orElse(Double.NaN);
            double share = (values.length - 1.0) / values.length;
            for (double v : values) {
                double influence = share * (mean - v);
                squares += influence * influence;
                cubes += influence * influence * influence;
            }
        }
        return cubes / (6 * Math.pow(squares, 1.5));
    }

    private static double corrected(double bias, double acceleration, double z) {
        return NORMAL.cumulativeProbability(bias + (bias + z) / (1 - acceleration * (bias + z)));
    }
}
