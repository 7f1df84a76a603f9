package org.levelread.statistics;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// How two raters sorted the same units: `counts[first rater's category][second rater's category]`.
public final class AgreementTable {
    private final int[][] counts;
    private final int total;

    private AgreementTable(int[][] counts) {
        this.counts = counts;
        this.total = Arrays.stream(counts).flatMapToInt(Arrays::stream).reduce(0, Math::addExact);
    }

    /// @param counts square, at least 2 x 2, none negative
    public static AgreementTable of(int[][] counts) {
        if (counts.length < 2) {
            throw new IllegalArgumentException("an agreement table has at least 2 categories, was " + counts.length);
        }
        int[][] copy = new int[counts.length][];
        for (int i = 0; i < counts.length; i++) {
            copy[i] = counts[i].clone();
            if (copy[i].length != counts.length || Arrays.stream(copy[i]).anyMatch(c -> c < 0)) {
                throw new IllegalArgumentException("row " + i + " of an agreement table of " + counts.length
                        + " categories must hold as many counts of 0 or more, was " + Arrays.toString(copy[i]));
            }
        }
        return new AgreementTable(copy);
    }

    /// Both yes, only the first yes, only the second yes, both no; category 0 is yes.
    public static AgreementTable ofYesNo(int both, int first, int second, int neither) {
        return of(new int[][] {{both, first}, {second, neither}});
    }

    /// All tables added up.
    ///
    /// @param tables of the same number of categories, at least one
    public static AgreementTable sum(Collection<AgreementTable> tables) {
        int[] once = new int[tables.size()];
        Arrays.fill(once, 1);
        return sum(List.copyOf(tables), once);
    }

    /// Table i added `times[i]` times.
    static AgreementTable sum(List<AgreementTable> tables, int[] times) {
        int k = tables.getFirst().categories();
        int[][] counts = new int[k][k];
        for (int t = 0; t < times.length; t++) {
            AgreementTable table = tables.get(t);
            if (table.categories() != k) {
                throw new IllegalArgumentException(
                        "tables of " + k + " and " + table.categories() + " categories cannot be added");
            }
            if (times[t] == 0) continue;
            for (int i = 0; i < k; i++) for (int j = 0; j < k; j++) counts[i][j] += times[t] * table.counts[i][j];
        }
        return new AgreementTable(counts);
    }

    public int categories() {
        return counts.length;
    }

    public int total() {
        return total;
    }

    public int count(int first, int second) {
        return counts[first][second];
    }

    int row(int i) {
        return Arrays.stream(counts[i]).sum();
    }

    int column(int j) {
        return Arrays.stream(counts).mapToInt(row -> row[j]).sum();
    }

    int usedByFirst() {
        int used = 0;
        for (int i = 0; i < counts.length; i++) used += row(i) > 0 ? 1 : 0;
        return used;
    }

    int usedBySecond() {
        int used = 0;
        for (int j = 0; j < counts.length; j++) used += column(j) > 0 ? 1 : 0;
        return used;
    }

    /// `matrix(c(88,14,18,10,40,10,2,6,12), 3, byrow = TRUE)`
    String inR() {
        return "matrix(c("
                + Arrays.stream(counts)
                        .flatMapToInt(Arrays::stream)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(","))
                + "), " + counts.length + ", byrow = TRUE)";
    }

    /// `[[88,14,18],[10,40,10],[2,6,12]]`
    String inPython() {
        return Arrays.deepToString(counts).replace(" ", "");
    }
}
