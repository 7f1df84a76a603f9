package org.levelread.statistics;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.levelread.statistics.TestOutcome.NotTestable;
import org.levelread.statistics.TestOutcome.Tested;

/// McNemar's test that two paired proportions are the same; only the units on which the two differ decide.
public final class McNemar {
    private static final ChiSquaredDistribution CHI_SQUARED = ChiSquaredDistribution.of(1);

    private McNemar() {}

    /// chi-square with 1 degree of freedom: (b - c)² / (b + c), or (|b - c| - 1)² / (b + c) with continuity
    /// correction
    public static TestOutcome chiSquared(AgreementTable table, boolean continuity) {
        Method method = new Method(
                "McNemar's chi-square" + (continuity ? " with continuity correction" : ", no continuity correction"),
                "R: mcnemar.test(" + table.inR() + ", correct = " + (continuity ? "TRUE" : "FALSE") + ")");
        int b = discordant(table, 0, 1);
        int c = discordant(table, 1, 0);
        if (b + c == 0) return none(table, method);
        double apart = Math.max(0, Math.abs(b - c) - (continuity ? 1 : 0));
        double statistic = apart * apart / (b + c);
        return new Tested(statistic, 0, CHI_SQUARED.survivalProbability(statistic), method, Sample.of(table.total()));
    }

    /// exact two-sided binomial test of the discordant units; the statistic is the smaller count
    public static TestOutcome exact(AgreementTable table) {
        int b = discordant(table, 0, 1);
        int c = discordant(table, 1, 0);
        Method method = new Method("McNemar's exact test", "R: binom.test(" + b + ", " + (b + c) + ")$p.value");
        if (b + c == 0) return none(table, method);
        int fewer = Math.min(b, c);
        double p = Math.min(1, 2 * BinomialDistribution.of(b + c, .5).cumulativeProbability(fewer));
        return new Tested(fewer, 0, p, method, Sample.of(table.total()));
    }

    /// The exact test with half the probability of what was seen: less conservative. Fagerland, Lydersen and Laake,
    /// BMC Med Res Methodol 2013;13:91, doi:10.1186/1471-2288-13-91.
    public static TestOutcome midP(AgreementTable table) {
        int b = discordant(table, 0, 1);
        int c = discordant(table, 1, 0);
        int fewer = Math.min(b, c);
        Method method = new Method(
                "McNemar's mid-p test",
                "R: 2 * pbinom(" + fewer + ", " + (b + c) + ", .5) - dbinom(" + fewer + ", " + (b + c) + ", .5)");
        if (b + c == 0) return none(table, method);
        var binomial = BinomialDistribution.of(b + c, .5);
        double p = Math.clamp(2 * binomial.cumulativeProbability(fewer) - binomial.probability(fewer), 0, 1);
        return new Tested(fewer, 0, p, method, Sample.of(table.total()));
    }

    private static NotTestable none(AgreementTable table, Method method) {
        return new NotTestable(
                "the two never differ, so there is no discordant unit", method, Sample.of(table.total()));
    }

    private static int discordant(AgreementTable table, int i, int j) {
        if (table.categories() != 2) {
            throw new IllegalArgumentException("McNemar's test is for 2 categories, was given " + table.categories());
        }
        return table.count(i, j);
    }
}
