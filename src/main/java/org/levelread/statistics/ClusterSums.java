package org.levelread.statistics;

import java.util.Collection;

/// What each cluster adds to the sums that a [Figure] is made of: a number for each cluster and column.
///
/// Counts are also held as bits, a plane for each power of two, so that the sum of a draw is a few counts of bits
/// and not an addition a cluster.
public final class ClusterSums {
    private static final int MOST_PLANES = 10;

    private final int clusters;
    private final double[][] columns;
    private long[][][] planes = {};

    /// @param clusters at least 1
    /// @param columns at least 1; all sums begin at 0
    public ClusterSums(int clusters, int columns) {
        if (clusters < 1 || columns < 1) {
            throw new IllegalArgumentException("sums need a cluster and a column, were " + clusters + " x " + columns);
        }
        this.clusters = clusters;
        this.columns = new double[columns][clusters];
    }

    /// One table a cluster, its cells row after row as columns.
    ///
    /// @param tables of the same number of categories, at least one
    public static ClusterSums of(Collection<AgreementTable> tables) {
        int k = tables.iterator().next().categories();
        ClusterSums sums = new ClusterSums(tables.size(), k * k);
        int cluster = 0;
        for (AgreementTable table : tables) {
            if (table.categories() != k) {
                throw new IllegalArgumentException(
                        "tables of " + k + " and " + table.categories() + " categories cannot be added");
            }
            sums.add(cluster++, table);
        }
        return sums;
    }

    /// @param amount finite
    public void add(int cluster, int column, double amount) {
        if (!Double.isFinite(amount)) {
            throw new IllegalArgumentException("cluster " + cluster + " cannot add " + amount);
        }
        columns[column][cluster] += amount;
        planes = new long[][][] {};
    }

    /// adds the cells of a table, row after row
    public void add(int cluster, AgreementTable table) {
        int k = table.categories();
        if (k * k != columns.length) {
            throw new IllegalArgumentException(
                    "a table of " + k + " categories does not fit " + columns.length + " columns");
        }
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) add(cluster, i * k + j, table.count(i, j));
        }
    }

    public int clusters() {
        return clusters;
    }

    public int columns() {
        return columns.length;
    }

    /// what one cluster adds to one column
    public double at(int cluster, int column) {
        return columns[column][cluster];
    }

    /// the sums over all clusters
    public double[] totals() {
        double[] totals = new double[columns.length];
        for (int j = 0; j < totals.length; j++) for (double v : columns[j]) totals[j] += v;
        return totals;
    }

    /// clusters that add anything
    int filled() {
        int filled = 0;
        for (int i = 0; i < clusters; i++) {
            for (double[] column : columns) {
                if (column[i] != 0) {
                    filled++;
                    break;
                }
            }
        }
        return filled;
    }

    /// clusters that add to one column
    int filled(int column) {
        int filled = 0;
        for (double v : columns[column]) if (v != 0) filled++;
        return filled;
    }

    double[] column(int j) {
        return columns[j];
    }

    /// the bits of column j, lowest first; empty where the column holds no small counts
    long[][] planes(int j) {
        long[][][] made = planes;
        if (made.length == 0) {
            made = new long[columns.length][][];
            for (int c = 0; c < made.length; c++) made[c] = planes(columns[c]);
            planes = made;
        }
        return made[j];
    }

    /// whether column j holds counts that were turned into bits
    boolean counts(int j) {
        return planes(j).length > 0;
    }

    private static long[][] planes(double[] column) {
        int most = 1;
        for (double v : column) {
            if (v < 0 || v >= 1 << MOST_PLANES || v != Math.rint(v)) return new long[0][];
            most = Math.max(most, (int) v);
        }
        long[][] bits = new long[32 - Integer.numberOfLeadingZeros(most)][column.length + 63 >> 6];
        for (int i = 0; i < column.length; i++) {
            int v = (int) column[i];
            for (int p = 0; v >> p > 0; p++) if ((v >> p & 1) == 1) bits[p][i >> 6] |= 1L << i;
        }
        return bits;
    }
}
