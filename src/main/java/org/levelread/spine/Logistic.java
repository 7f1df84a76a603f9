package org.levelread.spine;

import java.util.Arrays;
import java.util.List;

/// Logistic regression for [Calibration].
final class Logistic {
    private static final double RIDGE = 6;
    private static final int STEPS = 60;

    private Logistic() {}

    /// Fits again without the features whose weight has the wrong sign until there is none.
    static double[] fit(List<Calibration.Example> examples, List<Integer> signs) {
        boolean[] used = new boolean[signs.size()];
        Arrays.fill(used, true);
        while (true) {
            double[] weights = fit(examples, used);
            boolean all = true;
            for (int k = 0; k < used.length; k++) {
                if (!used[k] || weights[k + 1] * signs.get(k) >= 0) continue;
                used[k] = all = false;
            }
            if (all) return weights;
        }
    }

    /// Penalised logistic regression by Newton's method; the penalty is that of standardised features, so it does
    /// not depend on their units.
    ///
    /// @return the intercept, then a weight a feature
    static double[] fit(List<Calibration.Example> examples, boolean[] used) {
        int features = used.length;
        double[] mean = new double[features];
        double[] deviation = new double[features];
        for (int k = 0; k < features; k++) {
            int at = k;
            mean[k] = examples.stream().mapToDouble(e -> e.features()[at]).average().orElse(0);
            deviation[k] = Math.sqrt(examples.stream()
                    .mapToDouble(e -> (e.features()[at] - mean[at]) * (e.features()[at] - mean[at]))
                    .average()
                    .orElse(0));
            if (!used[k]) deviation[k] = 0;
        }
        int n = features + 1;
        double[] w = new double[n];
        for (int step = 0; step < STEPS; step++) {
            double[][] hessian = new double[n][n + 1];
            for (int k = 0; k < n; k++) {
                hessian[k][k] = k == 0 ? 1e-6 : RIDGE;
                hessian[k][n] = k == 0 ? 0 : -RIDGE * w[k];
            }
            double[] x = new double[n];
            for (Calibration.Example e : examples) {
                x[0] = 1;
                double sum = w[0];
                for (int k = 1; k < n; k++) {
                    x[k] = deviation[k - 1] < 1e-9 ? 0 : (e.features()[k - 1] - mean[k - 1]) / deviation[k - 1];
                    sum += w[k] * x[k];
                }
                double p = 1 / (1 + Math.exp(-sum));
                double weight = Math.max(1e-6, p * (1 - p));
                for (int a = 0; a < n; a++) {
                    hessian[a][n] += x[a] * ((e.right() ? 1 : 0) - p);
                    for (int b = 0; b < n; b++) hessian[a][b] += weight * x[a] * x[b];
                }
            }
            double[] by = solve(hessian);
            double most = 0;
            for (int k = 0; k < n; k++) {
                double change = Math.clamp(by[k], -2, 2);
                w[k] += change;
                most = Math.max(most, Math.abs(change));
            }
            if (most < 1e-8) break;
        }
        double[] out = new double[n];
        out[0] = w[0];
        for (int k = 1; k < n; k++) {
            if (deviation[k - 1] < 1e-9) continue;
            out[k] = w[k] / deviation[k - 1];
            out[0] -= out[k] * mean[k - 1];
        }
        return out;
    }

    /// Gaussian elimination; the last column is the right side
    private static double[] solve(double[][] a) {
        int n = a.length;
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int i = k + 1; i < n; i++) if (Math.abs(a[i][k]) > Math.abs(a[pivot][k])) pivot = i;
            double[] row = a[pivot];
            a[pivot] = a[k];
            a[k] = row;
            for (int i = k + 1; i < n; i++) {
                double f = a[i][k] / a[k][k];
                for (int j = k; j <= n; j++) a[i][j] -= f * a[k][j];
            }
        }
        double[] x = new double[n];
        for (int k = n - 1; k >= 0; k--) {
            double sum = a[k][n];
            for (int j = k + 1; j < n; j++) sum -= a[k][j] * x[j];
            x[k] = sum / a[k][k];
        }
        return x;
    }
}
