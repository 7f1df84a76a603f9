package org.levelread.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.levelread.statistics.TestOutcome.NotTestable;
import org.levelread.statistics.TestOutcome.Tested;

/// Tests that raters use categories equally often, beyond [McNemar]'s two raters and two categories.
public final class MarginTests {
    private MarginTests() {}

    /// Cochran's Q: several raters say yes equally often. Cochran, Biometrika 1950;37:256-66, doi:10.2307/2332378.
    ///
    /// @param yes `yes[unit][rater]`, no rating missing
    public static TestOutcome cochranQ(boolean[][] yes) {
        int n = yes.length;
        int k = n == 0 ? 0 : yes[0].length;
        Method method = new Method(
                "Cochran's Q, chi-square with " + Math.max(0, k - 1) + " degrees of freedom",
                "Python: statsmodels.stats.contingency_tables.cochrans_q(yes)");
        Sample sample = Sample.of(n);
        if (n == 0) return new NotTestable("no unit was rated by every rater", method, sample);
        if (k < 2) return new NotTestable("there is only 1 rater", method, sample);
        long[] byRater = new long[k];
        long all = 0;
        long squaresOfUnits = 0;
        for (boolean[] unit : yes) {
            if (unit.length != k) {
                throw new IllegalArgumentException("units have " + k + " and " + unit.length + " ratings");
            }
            long own = 0;
            for (int j = 0; j < k; j++) {
                if (!unit[j]) continue;
                own++;
                byRater[j]++;
            }
            all += own;
            squaresOfUnits += own * own;
        }
        long rest = k * all - squaresOfUnits;
        if (rest == 0) return new NotTestable("every unit was rated alike by all raters", method, sample);
        long squaresOfRaters = Arrays.stream(byRater).map(r -> r * r).sum();
        double q = (k - 1.0) * (k * squaresOfRaters - all * all) / rest;
        return tested(q, k - 1, method, sample);
    }

    /// Stuart and Maxwell: two raters use the categories equally often. Maxwell, Br J Psychiatry 1970;116:651-5,
    /// doi:10.1192/bjp.116.535.651. Categories that the two never exchange are left out, a degree of freedom each.
    public static TestOutcome stuartMaxwell(AgreementTable table) {
        int k = table.categories();
        int[] group = groups(table);
        // of each group of categories that were exchanged, all but the last are free
        int[] free = new int[k];
        int df = 0;
        for (int i = 0; i < k; i++) {
            boolean last = true;
            for (int j = i + 1; j < k; j++) if (group[j] == group[i]) last = false;
            if (!last) free[df++] = i;
        }
        Method method = new Method(
                "Stuart-Maxwell test, chi-square with " + df + " degrees of freedom",
                "Python: statsmodels.stats.contingency_tables.SquareTable(" + table.inPython()
                        + ", shift_zeros=False).homogeneity()");
        Sample sample = Sample.of(table.total());
        if (df == 0) return new NotTestable("the two never differ", method, sample);
        double[][] s = new double[df][df];
        double[] d = new double[df];
        for (int a = 0; a < df; a++) {
            int i = free[a];
            d[a] = table.row(i) - table.column(i);
            for (int b = 0; b < df; b++) {
                int j = free[b];
                s[a][b] = i == j
                        ? table.row(i) + table.column(i) - 2 * table.count(i, i)
                        : -(table.count(i, j) + table.count(j, i));
            }
        }
        double[] solved = solve(s, d);
        double chi = 0;
        for (int a = 0; a < df; a++) chi += d[a] * solved[a];
        return tested(Math.max(0, chi), df, method, sample);
    }

    /// Bowker's test of symmetry: i then j is as frequent as j then i. Bowker, J Am Stat Assoc 1948;43:572-4,
    /// doi:10.1080/01621459.1948.10483284. Pairs of categories that were never exchanged cost no degree of freedom.
    public static TestOutcome bowker(AgreementTable table) {
        double chi = 0;
        int df = 0;
        for (int i = 0; i < table.categories(); i++) {
            for (int j = i + 1; j < table.categories(); j++) {
                int there = table.count(i, j);
                int back = table.count(j, i);
                if (there + back == 0) continue;
                chi += (there - back) * (double) (there - back) / (there + back);
                df++;
            }
        }
        Method method = new Method(
                "Bowker's test of symmetry, chi-square with " + df + " degrees of freedom",
                "R: mcnemar.test(" + table.inR() + ", correct = FALSE), which counts empty pairs as well");
        Sample sample = Sample.of(table.total());
        return df == 0 ? new NotTestable("the two never differ", method, sample) : tested(chi, df, method, sample);
    }

    private static TestOutcome tested(double chi, int df, Method method, Sample sample) {
        return new Tested(chi, 0, ChiSquaredDistribution.of(df).survivalProbability(chi), method, sample);
    }

    /// categories that were exchanged, directly or through others, get the same number
    private static int[] groups(AgreementTable table) {
        int k = table.categories();
        int[] group = new int[k];
        for (int i = 0; i < k; i++) group[i] = i;
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                if (i == j || table.count(i, j) + table.count(j, i) == 0) continue;
                int from = Math.max(group[i], group[j]);
                int to = Math.min(group[i], group[j]);
                for (int l = 0; l < k; l++) if (group[l] == from) group[l] = to;
            }
        }
        return group;
    }

    /// Gaussian elimination with pivots; the matrix is positive definite
    private static double[] solve(double[][] matrix, double[] right) {
        int n = right.length;
        double[][] a = new double[n][];
        for (int i = 0; i < n; i++) {
            a[i] = Arrays.copyOf(matrix[i], n + 1);
            a[i][n] = right[i];
        }
        for (int c = 0; c < n; c++) {
            int pivot = c;
            for (int r = c + 1; r < n; r++) if (Math.abs(a[r][c]) > Math.abs(a[pivot][c])) pivot = r;
            double[] row = a[c];
            a[c] = a[pivot];
            a[pivot] = row;
            for (int r = 0; r < n; r++) {
                if (r == c) continue;
                double factor = a[r][c] / a[c][c];
                for (int j = c; j <= n; j++) a[r][j] -= factor * a[c][j];
            }
        }
        double[] x = new double[n];
        for (int i = 0; i < n; i++) x[i] = a[i][n] / a[i][i];
        return x;
    }
}
