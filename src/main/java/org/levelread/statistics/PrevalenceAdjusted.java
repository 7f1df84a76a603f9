package org.levelread.statistics;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;

/// What stands beside kappa where one category is rare. Byrt, Bishop and Carlin, J Clin Epidemiol 1993;46:423-9,
/// doi:10.1016/0895-4356(93)90018-V.
public final class PrevalenceAdjusted {
    private PrevalenceAdjusted() {}

    /// PABAK, for k categories the coefficient of Brennan and Prediger: (k po - 1) / (k - 1). Its standard
    /// error is the binomial one of po, its interval Wilson's of po, both carried through the same line.
    public static Estimate pabak(AgreementTable table, double level) {
        int n = table.total();
        int k = table.categories();
        int agree = 0;
        for (int i = 0; i < k; i++) agree += table.count(i, i);
        Method method = new Method(
                (k == 2 ? "PABAK" : "Brennan-Prediger coefficient") + "; Wilson interval of the observed agreement",
                "R: (" + k + " * prop.test(" + agree + ", " + n + ", correct = FALSE)$conf.int - 1) / " + (k - 1));
        Sample sample = Sample.of(n);
        if (n < 2) {
            return new NotEstimable(
                    n == 0 ? "no unit was rated by both" : "only 1 unit was rated by both", method, sample);
        }
        for (int i = 0; i < k; i++) {
            if (table.count(i, i) == n)
                return new NotEstimable("all ratings fall in a single category", method, sample);
        }
        return switch (Proportions.wilson(agree, n, level)) {
            case NotEstimable none -> new NotEstimable(none.reason(), method, sample);
            case Estimated po -> {
                Interval wilson = po.interval().orElseThrow();
                yield new Estimated(
                        line(po.value(), k),
                        error(po.value(), n, k),
                        Optional.of(new Interval(line(wilson.lower(), k), line(wilson.upper(), k), level)),
                        method,
                        po.sample(),
                        List.of());
            }
        };
    }

    /// empty where all units agree, or none does
    private static OptionalDouble error(double po, int n, int k) {
        return po > 0 && po < 1
                ? OptionalDouble.of(k / (k - 1.0) * Math.sqrt(po * (1 - po) / n))
                : OptionalDouble.empty();
    }

    /// (both yes - both no) / n, from -1 to 1; category 0 is yes
    public static Estimate prevalenceIndex(AgreementTable table) {
        return index(table, 0, 0, 1, 1, "prevalence index");
    }

    /// (only the first yes - only the second yes) / n, from -1 to 1
    public static Estimate biasIndex(AgreementTable table) {
        return index(table, 0, 1, 1, 0, "bias index");
    }

    private static Estimate index(AgreementTable table, int i, int j, int k, int l, String name) {
        if (table.categories() != 2) {
            throw new IllegalArgumentException("the " + name + " is for 2 categories, was given " + table.categories());
        }
        Method method = new Method(
                "Byrt's " + name,
                "R: with(list(m = " + table.inR() + "), (m[" + (i + 1) + "," + (j + 1) + "] - m[" + (k + 1) + ","
                        + (l + 1) + "]) / sum(m))");
        Sample sample = Sample.of(table.total());
        if (table.total() == 0) return new NotEstimable("no unit was rated by both", method, sample);
        double value = (table.count(i, j) - table.count(k, l)) / (double) table.total();
        return new Estimated(
                value,
                OptionalDouble.empty(),
                Optional.empty(),
                method,
                sample,
                List.of("a description of the table, given without an interval"));
    }

    private static double line(double po, int k) {
        return (k * po - 1) / (k - 1);
    }
}
