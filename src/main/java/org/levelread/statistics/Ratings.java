package org.levelread.statistics;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What raters said of units, in one category each; a rating may be missing.
public final class Ratings {
    /// what may be done with the categories
    public enum Scale {
        /// the same or not
        NOMINAL,
        /// before or after; two neighbours are one step apart
        ORDINAL,
        /// numbers with differences and ratios
        NUMERIC
    }

    /// @param value empty where the rating is missing
    /// @param cluster what the unit belongs to, where several may belong to one
    public record Rating(String unit, String rater, Optional<String> value, Optional<String> cluster) {}

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");
    static final int MISSING = -1;

    private final List<String> raters;
    private final List<String> categories;
    private final Scale scale;
    private final double[] numbers;
    private final int[][] codes;
    private final int[] clusters;

    private Ratings(
            List<String> raters,
            List<String> categories,
            Scale scale,
            double[] numbers,
            int[][] codes,
            int[] clusters) {
        this.raters = raters;
        this.categories = categories;
        this.scale = scale;
        this.numbers = numbers;
        this.codes = codes;
        this.clusters = clusters;
    }

    /// Units and raters stand in the order in which they first appear.
    ///
    /// @param ratings at most one a unit and rater
    /// @param order all categories from one end to the other; where empty, numbers are a numeric scale and anything
    ///     else a nominal one
    public static Ratings of(List<Rating> ratings, List<String> order) {
        Map<String, Integer> units = new LinkedHashMap<>();
        Map<String, Integer> raters = new LinkedHashMap<>();
        Map<String, Integer> clusterNumbers = new TreeMap<>();
        Set<String> values = new LinkedHashSet<>();
        for (Rating r : ratings) {
            units.putIfAbsent(r.unit, units.size());
            raters.putIfAbsent(r.rater, raters.size());
            r.value.ifPresent(values::add);
            clusterNumbers.put(r.cluster.map(c -> "1" + c).orElse("0" + r.unit), 0);
        }
        int number = 0;
        for (var entry : clusterNumbers.entrySet()) entry.setValue(number++);
        boolean numeric = order.isEmpty()
                && values.stream().allMatch(Ratings::isNumber);
        Map<String, Integer> codeOf = new HashMap<>();
        List<String> categories = new ArrayList<>();
        double[] numbers = {};
        Scale scale;
        if (numeric) {
            scale = Scale.NUMERIC;
            // 1 and 1.0 are one category
            TreeSet<Double> distinct = new TreeSet<>();
            for (String v : values) distinct.add(number(v));
            List<Double> sorted = List.copyOf(distinct);
            numbers = sorted.stream().mapToDouble(Double::doubleValue).toArray();
            for (double n : numbers) categories.add(inWords(n));
            for (String v : values) codeOf.put(v, Collections.binarySearch(sorted, number(v)));
        } else {
            scale = order.isEmpty() ? Scale.NOMINAL : Scale.ORDINAL;
            for (String v : order.isEmpty() ? new TreeSet<>(values) : order) {
                if (!values.contains(v)) continue;
                codeOf.put(v, categories.size());
                categories.add(v);
            }
        }
        int[][] codes = new int[units.size()][raters.size()];
        boolean[][] seen = new boolean[units.size()][raters.size()];
        int[] clusters = new int[units.size()];
        for (int[] unit : codes) Arrays.fill(unit, MISSING);
        for (Rating r : ratings) {
            int u = units.get(r.unit);
            int rater = raters.get(r.rater);
            if (seen[u][rater]) {
                throw new IllegalArgumentException(
                        r.rater + " rated " + r.unit + " twice: give the rating that counts");
            }
            seen[u][rater] = true;
            clusters[u] = clusterNumbers.get(r.cluster.map(c -> "1" + c).orElse("0" + r.unit));
            if (r.value.isEmpty()) continue;
            Integer code = codeOf.get(r.value.get());
            if (code == null) {
                throw new IllegalArgumentException(r.value.get() + " is none of the ordered categories " + order);
            }
            codes[u][rater] = code;
        }
        return new Ratings(List.copyOf(raters.keySet()), List.copyOf(categories), scale, numbers, codes, clusters);
    }

    /// whether a rating is a decimal number, such as "-1.5" or "2e3"
    public static boolean isNumber(String rating) {
        return NUMBER.matcher(rating).matches();
    }

    private static double number(String text) {
        // -0 is 0
        return Double.parseDouble(text) + 0.0;
    }

    private static String inWords(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    public List<String> raters() {
        return raters;
    }

    public int units() {
        return codes.length;
    }

    /// those that were used, in their order
    public List<String> categories() {
        return categories;
    }

    public Scale scale() {
        return scale;
    }

    /// whether several units belong to one cluster
    public boolean clustered() {
        return clusterCount() < codes.length;
    }

    int clusterCount() {
        int most = -1;
        for (int c : clusters) most = Math.max(most, c);
        return most + 1;
    }

    /// ratings of each unit
    int[] ratingsByUnit() {
        int[] n = new int[codes.length];
        for (int u = 0; u < n.length; u++) for (int c : codes[u]) n[u] += c == MISSING ? 0 : 1;
        return n;
    }

    /// the units with two ratings or more, and why the others are left out
    public Sample sample() {
        int none = 0;
        int one = 0;
        for (int n : ratingsByUnit()) {
            if (n == 0) none++;
            if (n == 1) one++;
        }
        List<Sample.Exclusion> excluded = new ArrayList<>();
        if (one > 0) excluded.add(new Sample.Exclusion("only one rating", one));
        if (none > 0) excluded.add(new Sample.Exclusion("no rating", none));
        return new Sample(codes.length - none - one, excluded);
    }

    boolean complete() {
        for (int[] unit : codes) for (int c : unit) if (c == MISSING) return false;
        return true;
    }

    /// how two raters sorted the units that both rated, over the categories that occur there; at least two
    AgreementTable table(int first, int second) {
        boolean[] used = new boolean[categories.size()];
        for (int[] unit : codes) {
            if (unit[first] == MISSING || unit[second] == MISSING) continue;
            used[unit[first]] = used[unit[second]] = true;
        }
        int[] place = new int[used.length];
        int k = 0;
        for (int c = 0; c < used.length; c++) if (used[c]) place[c] = k++;
        int[][] counts = new int[Math.max(2, k)][Math.max(2, k)];
        for (int[] unit : codes) {
            if (unit[first] != MISSING && unit[second] != MISSING) counts[place[unit[first]]][place[unit[second]]]++;
        }
        return AgreementTable.of(counts);
    }

    /// how many raters put each unit in each category
    int[][] counts() {
        int[][] counts = new int[codes.length][Math.max(1, categories.size())];
        for (int u = 0; u < codes.length; u++) for (int c : codes[u]) if (c != MISSING) counts[u][c]++;
        return counts;
    }

    /// the values given to each unit, missing ones left out: numbers on a numeric scale, places in the order otherwise
    double[][] given() {
        double[][] given = new double[codes.length][];
        for (int u = 0; u < codes.length; u++) {
            given[u] = Arrays.stream(codes[u])
                    .filter(c -> c != MISSING)
                    .mapToDouble(c -> scale == Scale.NUMERIC ? numbers[c] : c)
                    .toArray();
        }
        return given;
    }

    /// `measurements[unit][rater]` on a numeric scale, `NaN` where missing
    double[][] measurements() {
        double[][] measured = new double[codes.length][raters.size()];
        for (int u = 0; u < codes.length; u++) {
            for (int r = 0; r < measured[u].length; r++) {
                measured[u][r] = codes[u][r] == MISSING ? Double.NaN : numbers[codes[u][r]];
            }
        }
        return measured;
    }

    /// each unit as often as its cluster was drawn
    Ratings drawn(byte[] times) {
        List<int[]> drawn = new ArrayList<>();
        List<Integer> owner = new ArrayList<>();
        for (int u = 0; u < codes.length; u++) {
            for (int t = 0; t < times[clusters[u]]; t++) {
                drawn.add(codes[u]);
                owner.add(clusters[u]);
            }
        }
        return new Ratings(
                raters,
                categories,
                scale,
                numbers,
                drawn.toArray(int[][]::new),
                owner.stream().mapToInt(Integer::intValue).toArray());
    }
}
