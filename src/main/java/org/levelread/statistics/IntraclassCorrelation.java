package org.levelread.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.FDistribution;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;

/// Intraclass correlations of measurements by several raters, of one rater and of their mean.
///
/// Shrout and Fleiss, Psychol Bull 1979;86:420-8, doi:10.1037/0033-2909.86.2.420; the interval of ICC(2,1) after McGraw
/// and Wong, Psychol Methods 1996;1:30-46, doi:10.1037/1082-989X.1.1.30. Units that a rater did not measure are left
/// out: the analysis of variance needs every rater on every unit.
///
/// @param icc11 one-way: each unit has raters of its own
/// @param icc21 two-way random: absolute agreement
/// @param icc31 two-way mixed: consistency, the raters are the only ones of interest
/// @param icc1k, icc2k, icc3k the same of the mean of the k raters
public record IntraclassCorrelation(
        Estimate icc11, Estimate icc21, Estimate icc31, Estimate icc1k, Estimate icc2k, Estimate icc3k) {

    /// @param ratings `ratings[unit][rater]`, `NaN` where missing
    public static IntraclassCorrelation of(double[][] ratings, double level) {
        Interval.requireLevel(level);
        double[][] complete = Arrays.stream(ratings)
                .filter(unit -> Arrays.stream(unit).noneMatch(Double::isNaN))
                .toArray(double[][]::new);
        int left = ratings.length - complete.length;
        Sample sample = new Sample(
                complete.length,
                left == 0 ? List.of() : List.of(new Sample.Exclusion("not rated by every rater", left)));
        return new Analysis(complete, sample, level).all();
    }

    private static final class Analysis {
        private final double[][] x;
        private final Sample sample;
        private final double level;
        private final int n;
        private final int k;
        private double between;
        private double within;
        private double raters;
        private double error;

        Analysis(double[][] x, Sample sample, double level) {
            this.x = x;
            this.sample = sample;
            this.level = level;
            n = x.length;
            k = n == 0 ? 0 : x[0].length;
        }

        IntraclassCorrelation all() {
            Optional<String> degenerate = meanSquares();
            List<Estimate> all = new ArrayList<>();
            for (boolean mean : new boolean[] {false, true}) {
                for (int model = 1; model <= 3; model++) {
                    Method method = new Method(
                            "ICC(" + model + "," + (mean ? "k" : "1") + "), F interval",
                            "R: psych::ICC(ratings, lmer = FALSE)$results[" + (model + (mean ? 3 : 0)) + ", ]");
                    all.add(
                            degenerate.isPresent()
                                    ? new NotEstimable(degenerate.get(), method, sample)
                                    : estimate(model, mean, method));
                }
            }
            return new IntraclassCorrelation(all.get(0), all.get(1), all.get(2), all.get(3), all.get(4), all.get(5));
        }

        /// fills the mean squares, or says why there are none
        private Optional<String> meanSquares() {
            if (n == 0) return Optional.of("no unit was rated by every rater");
            if (n == 1) return Optional.of("only 1 unit was rated by every rater");
            if (k < 2) return Optional.of("there is only 1 rater");
            double grand = 0;
            double[] unit = new double[n];
            double[] rater = new double[k];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < k; j++) {
                    unit[i] += x[i][j] / k;
                    rater[j] += x[i][j] / n;
                    grand += x[i][j] / n / k;
                }
            }
            double scale = 0;
            for (int i = 0; i < n; i++) {
                between += k * square(unit[i] - grand) / (n - 1);
                for (int j = 0; j < k; j++) {
                    within += square(x[i][j] - unit[i]) / (n * (k - 1.0));
                    error += square(x[i][j] - unit[i] - rater[j] + grand) / ((n - 1.0) * (k - 1));
                    scale = Math.max(scale, square(x[i][j]));
                }
            }
            for (int j = 0; j < k; j++) raters += n * square(rater[j] - grand) / (k - 1);
            // what is left by rounding is nothing
            double nothing = 1e-24 * scale;
            if (between <= nothing) between = 0;
            if (within <= nothing) within = 0;
            if (error <= nothing) error = 0;
            if (raters <= nothing) raters = 0;
            return between + within == 0 ? Optional.of("all ratings are the same") : Optional.empty();
        }

        private Estimate estimate(int model, boolean mean, Method method) {
            double noise = model == 1 ? within : error;
            double offset = model == 2 ? (raters - error) / n : 0;
            double denominator = mean ? between + offset : between + (k - 1) * noise + k * offset;
            if (!(denominator > 1e-14 * (between + within))) {
                return new NotEstimable("the units differ no more than the noise explains away", method, sample);
            }
            double value = (between - noise) / denominator;
            Optional<Interval> interval = between == 0 || noise == 0 ? Optional.empty() : interval(model, mean);
            return new Estimated(
                    value,
                    OptionalDouble.empty(),
                    interval,
                    method,
                    sample,
                    interval.isPresent() ? List.of() : List.of("a mean square is 0, which gives no interval"));
        }

        private Optional<Interval> interval(int model, boolean mean) {
            double tail = (1 - level) / 2;
            double low;
            double high;
            if (model == 2) {
                double icc = (between - error) / (between + (k - 1) * error + k * (raters - error) / n);
                double f = raters / error;
                double a = n * (1 + (k - 1) * icc) - k * icc;
                double v = (k - 1.0) * (n - 1) * square(k * icc * f + a) / ((n - 1) * square(k * icc * f) + square(a));
                if (!(v > 0) || !Double.isFinite(v)) return Optional.empty();
                double upperF = FDistribution.of(n - 1, v).inverseSurvivalProbability(tail);
                double lowerF = FDistribution.of(v, n - 1).inverseSurvivalProbability(tail);
                double rest = k * raters + ((double) k * n - k - n) * error;
                low = n * (between - upperF * error) / (upperF * rest + n * between);
                high = n * (lowerF * between - error) / (rest + n * lowerF * between);
            } else {
                double df = model == 1 ? n * (k - 1.0) : (n - 1.0) * (k - 1);
                double f = between / (model == 1 ? within : error);
                double fLow = f / FDistribution.of(n - 1, df).inverseSurvivalProbability(tail);
                double fHigh = f * FDistribution.of(df, n - 1).inverseSurvivalProbability(tail);
                low = (fLow - 1) / (fLow + k - 1);
                high = (fHigh - 1) / (fHigh + k - 1);
            }
            if (mean) {
                low = low * k / (1 + low * (k - 1));
                high = high * k / (1 + high * (k - 1));
            }
            return Double.isFinite(low) && Double.isFinite(high) && low <= high
                    ? Optional.of(new Interval(low, high, level))
                    : Optional.empty();
        }

        private static double square(double v) {
            return v * v;
        }
    }
}
