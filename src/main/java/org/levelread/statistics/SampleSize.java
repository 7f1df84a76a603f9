package org.levelread.statistics;

import java.util.Locale;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// How many independent cases a study needs, planned before it.
///
/// @param cases the smallest number that is enough; where several films belong to one patient, times [#designEffect]
public record SampleSize(int cases, Method method) {
    private static final int MOST = 100_000_000;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /// Cases for a share whose Wilson interval reaches no further than `halfWidth` to either side of its middle.
    ///
    /// @param expected share, in [0, 1]
    /// @param halfWidth in (0, .5)
    public static SampleSize ofShare(double expected, double halfWidth, double level) {
        if (!(expected >= 0 && expected <= 1)) {
            throw new IllegalArgumentException("an expected share lies in [0, 1], was " + expected);
        }
        if (!(halfWidth > 0 && halfWidth < .5)) {
            throw new IllegalArgumentException("a half width lies in (0, 0.5), was " + halfWidth);
        }
        double z = Quantiles.z(level);
        int low = 0;
        int high = MOST;
        // the half width falls with every case
        while (high - low > 1) {
            int n = low + high >>> 1;
            if (wilsonHalfWidth(expected, n, z) <= halfWidth) high = n;
            else low = n;
        }
        return new SampleSize(
                high,
                new Method(
                        format("share of %s, Wilson interval of half width %s", expected, halfWidth),
                        format(
                                "R: presize::prec_prop(p = %s, conf.width = %s, method = 'wilson')",
                                expected, 2 * halfWidth)));
    }

    private static double wilsonHalfWidth(double p, double n, double z) {
        return z / (1 + z * z / n) * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
    }

    /// Cases for Cohen's kappa of yes and no by two raters who say yes equally often, with a z interval of this half
    /// width; the variance is that of Fleiss, Cohen and Everitt.
    ///
    /// @param expected kappa, below 1
    /// @param prevalence share of yes, in (0, 1)
    public static SampleSize ofKappa(double expected, double prevalence, double halfWidth, double level) {
        if (!(prevalence > 0 && prevalence < 1)) {
            throw new IllegalArgumentException("a prevalence lies in (0, 1), was " + prevalence);
        }
        double rest = 1 - prevalence;
        double least = -Math.min(prevalence / rest, rest / prevalence);
        if (!(expected >= least && expected < 1)) {
            throw new IllegalArgumentException("at a prevalence of " + prevalence + " kappa lies in ["
                    + Formatted.digits(least) + ", 1), was " + expected);
        }
        if (!(halfWidth > 0)) throw new IllegalArgumentException("a half width lies above 0, was " + halfWidth);
        double both = prevalence * prevalence + expected * prevalence * rest;
        double neither = rest * rest + expected * prevalence * rest;
        double one = prevalence * rest * (1 - expected);
        double pe = prevalence * prevalence + rest * rest;
        double left = 1 - expected;
        double sum = both * square(1 - 2 * prevalence * left)
                + neither * square(1 - 2 * rest * left)
                + 2 * one * square(left)
                - square(expected - pe * left);
        double variance = Math.max(0, sum) / square(1 - pe);
        double z = Quantiles.z(level);
        return new SampleSize(
                enough(square(z / halfWidth) * variance),
                new Method(
                        format("kappa of %s at a prevalence of %s, ", expected, prevalence)
                                + format("z interval of half width %s", halfWidth),
                        format("R: (qnorm(%s) / %s)^2 * 100 * ", 1 - (1 - level) / 2, halfWidth)
                                + format("psych::cohen.kappa(100 * matrix(c(%s, %s, ", both, one)
                                + format("%s, %s), 2))$var.kappa", one, neither)));
    }

    /// Cases for showing that a mean difference, for instance of agreement, lies above minus the margin.
    ///
    /// @param expected difference, above minus the margin
    /// @param standardDeviation of the difference of one case, above 0
    /// @param level of the two-sided interval whose lower end is compared with the margin
    /// @param power in (0, 1), for instance .8
    public static SampleSize ofMargin(
            double expected, double standardDeviation, double margin, double level, double power) {
        if (!(margin > 0)) throw new IllegalArgumentException("a margin lies above 0, was " + margin);
        if (!(expected > -margin)) {
            throw new IllegalArgumentException("an expected difference of " + expected
                    + " does not lie above the margin of " + -margin + ": no number of cases is enough");
        }
        if (!(standardDeviation > 0)) {
            throw new IllegalArgumentException("a standard deviation lies above 0, was " + standardDeviation);
        }
        if (!(power > 0 && power < 1)) throw new IllegalArgumentException("a power lies in (0, 1), was " + power);
        double quantiles = Quantiles.z(level) + NORMAL.inverseCumulativeProbability(power);
        return new SampleSize(
                enough(square(quantiles * standardDeviation / (expected + margin))),
                new Method(
                        format("difference of %s with a standard deviation of %s a case, ", expected, standardDeviation)
                                + format("margin %s, power %s", margin, power),
                        format("R: ((qnorm(%s) + qnorm(%s)) * ", 1 - (1 - level) / 2, power)
                                + format("%s / %s)^2", standardDeviation, expected + margin)));
    }

    /// 1 + (films a patient - 1) x their correlation: what the number of cases is multiplied by
    public static double designEffect(double filmsAPatient, double correlation) {
        if (!(filmsAPatient >= 1)) {
            throw new IllegalArgumentException("a patient has at least 1 film, was " + filmsAPatient);
        }
        if (!(correlation >= 0 && correlation <= 1)) {
            throw new IllegalArgumentException("a correlation within patients lies in [0, 1], was " + correlation);
        }
        return 1 + (filmsAPatient - 1) * correlation;
    }

    private static int enough(double cases) {
        if (cases > MOST) throw new IllegalArgumentException("more than " + MOST + " cases would be needed");
        return Math.max(2, (int) Math.ceil(cases - 1e-9));
    }

    private static String format(String text, double a, double b) {
        return String.format(Locale.ROOT, text, Formatted.digits(a), Formatted.digits(b));
    }

    private static String format(String text, double a) {
        return String.format(Locale.ROOT, text, Formatted.digits(a));
    }

    private static double square(double v) {
        return v * v;
    }
}
