package org.levelread.statistics;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;
import org.levelread.statistics.TestOutcome.NotTestable;
import org.levelread.statistics.TestOutcome.Tested;

/// Cohen's kappa of two raters, plain and weighted.
///
/// With p the table over n, w the weights, po = Σ wᵢⱼ pᵢⱼ and pe = Σ wᵢⱼ pᵢ₊ p₊ⱼ: κ = (po - pe) / (1 - pe).
/// Standard errors after Fleiss, Cohen and Everitt, Psychol Bull 1969;72:323-7, doi:10.1037/h0028106.
public final class Kappa {
    private Kappa() {}

    /// κ with its standard error and z interval.
    ///
    /// Not estimable below two units, or where a rater used a single category: κ is then 0 or 0/0 whatever the
    /// units are.
    public static Estimate cohen(AgreementTable table, Weighting weighting, double level) {
        double quantile = Quantiles.z(level);
        Method method = method(table, weighting);
        Sample sample = Sample.of(table.total());
        Optional<String> degenerate = degenerate(table);
        if (degenerate.isPresent()) return new NotEstimable(degenerate.get(), method, sample);
        Moments m = new Moments(table, weighting);
        double kappa = m.kappa();
        double error = m.standardError(kappa);
        if (m.perfect(table) || error < Estimated.LEAST_ERROR) {
            return new Estimated(
                    kappa,
                    OptionalDouble.empty(),
                    Optional.empty(),
                    method,
                    sample,
                    List.of((m.perfect(table) ? "all units agree, so the" : "the")
                            + " standard error is 0 and gives no interval"));
        }
        return new Estimated(
                kappa,
                OptionalDouble.of(error),
                Optional.of(Interval.around(kappa, error, quantile, level)),
                method,
                sample,
                List.of());
    }

    /// Tests κ = 0 with the standard error under that hypothesis.
    public static TestOutcome test(AgreementTable table, Weighting weighting) {
        Method method = new Method(
                "z test of kappa = 0, standard error under the null (Fleiss, Cohen and Everitt 1969)",
                method(table, weighting).sameNumber());
        Sample sample = Sample.of(table.total());
        Optional<String> degenerate = degenerate(table);
        if (degenerate.isPresent()) return new NotTestable(degenerate.get(), method, sample);
        Moments m = new Moments(table, weighting);
        double error = m.standardErrorUnderNull();
        if (!(error > 0)) return new NotTestable("the standard error under the null is 0", method, sample);
        double z = m.kappa() / error;
        return new Tested(z, error, Quantiles.twoSided(z), method, sample);
    }

    /// κ alone; empty where it is not estimable
    public static OptionalDouble value(AgreementTable table, Weighting weighting) {
        return degenerate(table).isPresent()
                ? OptionalDouble.empty()
                : OptionalDouble.of(new Moments(table, weighting).kappa());
    }

    /// Scott's π with its 95 % interval.
    public static Estimate scott(AgreementTable table) {
        return scott(table, .95);
    }

    /// Scott's π: both raters are taken to share one distribution. Gwet's standard error and t interval, as irrCAC
    /// gives them.
    public static Estimate scott(AgreementTable table, double level) {
        Method method = new Method(
                "Scott's pi; Gwet's standard error, t interval with n - 1 degrees of freedom",
                "R: irrCAC::scott2.table(" + table.inR() + ")");
        return shared(table, method, 0, level);
    }

    /// Krippendorff's nominal α of two raters without missing ratings: Scott's π with the correction for small
    /// samples.
    public static Estimate krippendorff(AgreementTable table) {
        Method method = new Method(
                "Krippendorff's alpha, nominal, two raters; Gwet's standard error, t interval with n - 1 degrees of freedom",
                "R: irrCAC::krippen2.table(" + table.inR() + ")");
        return shared(table, method, 1, .95);
    }

    private static Estimate shared(AgreementTable table, Method method, double small, double level) {
        Sample sample = Sample.of(table.total());
        int n = table.total();
        if (n < 2) return new NotEstimable(tooFew(n), method, sample);
        int k = table.categories();
        double po = 0;
        double pe = 0;
        double[] both = new double[k];
        for (int i = 0; i < k; i++) {
            po += table.count(i, i) / (double) n;
            both[i] = (table.row(i) + table.column(i)) / (2.0 * n);
            pe += both[i] * both[i];
        }
        if (pe > 1 - 1e-12) return new NotEstimable("all ratings fall in a single category", method, sample);
        double plain = (po - pe) / (1 - pe);
        double sum = 0;
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                double d = (i == j ? 1 : 0) - (1 - plain) * (both[i] + both[j]);
                sum += table.count(i, j) / (double) n * d * d;
            }
        }
        double centre = po - 2 * (1 - plain) * pe;
        double error = po > 1 - 1e-12 ? 0 : Math.sqrt(Math.max(0, sum - centre * centre) / n) / (1 - pe);
        double value = 1 - (1 - po) / (1 - pe) * (1 - small / (2.0 * n));
        return Estimated.upToOne(value, error, method, sample, level);
    }

    static Optional<String> degenerate(AgreementTable table) {
        if (table.total() < 2) return Optional.of(tooFew(table.total()));
        boolean first = table.usedByFirst() == 1;
        boolean second = table.usedBySecond() == 1;
        if (first && second) return Optional.of("both raters used a single category");
        if (first) return Optional.of("the first rater used a single category");
        if (second) return Optional.of("the second rater used a single category");
        return Optional.empty();
    }

    private static String tooFew(int n) {
        return n == 0 ? "no unit was rated by both" : "only 1 unit was rated by both";
    }

    private static Method method(AgreementTable table, Weighting weighting) {
        String name = switch (weighting) {
            case NONE -> "Cohen's kappa";
            case LINEAR -> "Cohen's kappa, linear weights";
            case QUADRATIC -> "Cohen's kappa, quadratic weights";
        };
        String wt = switch (weighting) {
            case NONE -> "";
            case LINEAR -> ", wt='linear'";
            case QUADRATIC -> ", wt='quadratic'";
        };
        return new Method(
                name + "; Fleiss-Cohen-Everitt standard error, z interval",
                "Python: statsmodels.stats.inter_rater.cohens_kappa(" + table.inPython() + wt + ")");
    }

    /// the sums that κ and its two standard errors share
    private static final class Moments {
        private final int k;
        private final int n;
        private final double[][] p;
        private final double[][] w;
        private final double[] row;
        private final double[] column;
        private final double[] rowWeight;
        private final double[] columnWeight;
        private double po;
        private double pe;

        Moments(AgreementTable table, Weighting weighting) {
            k = table.categories();
            n = table.total();
            p = new double[k][k];
            w = new double[k][k];
            row = new double[k];
            column = new double[k];
            rowWeight = new double[k];
            columnWeight = new double[k];
            for (int i = 0; i < k; i++) {
                for (int j = 0; j < k; j++) {
                    p[i][j] = table.count(i, j) / (double) n;
                    w[i][j] = weighting.weight(i, j, k);
                    row[i] += p[i][j];
                    column[j] += p[i][j];
                    po += w[i][j] * p[i][j];
                }
            }
            for (int i = 0; i < k; i++) {
                for (int j = 0; j < k; j++) {
                    rowWeight[i] += column[j] * w[i][j];
                    columnWeight[j] += row[i] * w[i][j];
                    pe += row[i] * column[j] * w[i][j];
                }
            }
        }

        double kappa() {
            return (po - pe) / (1 - pe);
        }

        boolean perfect(AgreementTable table) {
            for (int i = 0; i < k; i++) for (int j = 0; j < k; j++) if (i != j && table.count(i, j) > 0) return false;
            return true;
        }

        double standardError(double kappa) {
            double sum = 0;
            for (int i = 0; i < k; i++) {
                for (int j = 0; j < k; j++) {
                    double d = w[i][j] - (rowWeight[i] + columnWeight[j]) * (1 - kappa);
                    sum += p[i][j] * d * d;
                }
            }
            double centre = kappa - pe * (1 - kappa);
            return Math.sqrt(Math.max(0, sum - centre * centre) / n) / (1 - pe);
        }

        double standardErrorUnderNull() {
            double sum = 0;
            for (int i = 0; i < k; i++) {
                for (int j = 0; j < k; j++) {
                    double d = w[i][j] - (rowWeight[i] + columnWeight[j]);
                    sum += row[i] * column[j] * d * d;
                }
            }
            return Math.sqrt(Math.max(0, sum - pe * pe) / n) / (1 - pe);
        }
    }
}
