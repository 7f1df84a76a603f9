package org.levelread.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.levelread.imaging.Mask;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Ratings.Rating;

/// All figures of one golden example, by name.
final class GoldenFigures {
    private static final double LEVEL = .95;

    private final Map<String, OptionalDouble> figures = new LinkedHashMap<>();

    private GoldenFigures() {}

    /// @param data the kind of the data, a blank and the data, as in `golden-examples.txt`
    static Map<String, OptionalDouble> of(String data) {
        GoldenFigures f = new GoldenFigures();
        String[] parts = data.split(" ", 2);
        switch (parts[0]) {
            case "table" -> f.table(table(parts[1]));
            case "counts" -> f.counts(parts[1].split(" "));
            case "units" -> f.units(parts[1].split(" "));
            case "ratings" -> f.ratings(numbers(parts[1]));
            case "pairs" -> f.pairs(numbers(parts[1]));
            case "share" -> f.share(numbers(parts[1])[0]);
            case "masks" -> f.masks(parts[1].split(" "));
            case "sets" -> f.sets(parts[1]);
            default -> throw new IllegalArgumentException("there is no kind of data " + parts[0]);
        }
        return f.figures;
    }

    private void put(String name, double value) {
        figures.put(name, OptionalDouble.of(value));
    }

    private void put(String name, Estimate estimate) {
        Optional<Estimated> e = estimate.estimated();
        figures.put(
                name,
                e.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(e.get().value()));
        figures.put(name + ".se", e.isEmpty() ? OptionalDouble.empty() : e.get().standardError());
        Optional<Interval> i = e.flatMap(Estimated::interval);
        figures.put(
                name + ".low",
                i.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(i.get().lower()));
        figures.put(
                name + ".high",
                i.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(i.get().upper()));
    }

    private void put(String name, TestOutcome outcome) {
        outcome.tested().ifPresent(t -> {
            put(name, t.statistic());
            put(name + ".p", t.p());
        });
    }

    private void put(Map<AgreementCoefficient, Estimate> coefficients) {
        coefficients.forEach((c, estimate) -> put(c.key(), estimate));
    }

    private static AgreementTable table(String text) {
        String[] rows = text.replaceAll("[\\[ ]", "").split("],?");
        return AgreementTable.of(Arrays.stream(rows)
                .map(r ->
                        Arrays.stream(r.split(",")).mapToInt(Integer::parseInt).toArray())
                .toArray(int[][]::new));
    }

    private void table(AgreementTable t) {
        double po = 0;
        double pe = 0;
        List<List<String>> given = new ArrayList<>();
        double n = t.total();
        for (int i = 0; i < t.categories(); i++) {
            po += t.count(i, i) / n;
            pe += t.row(i) / n * t.column(i) / n;
            for (int j = 0; j < t.categories(); j++) {
                for (int c = 0; c < t.count(i, j); c++) given.add(List.of(String.valueOf(i), String.valueOf(j)));
            }
        }
        put(ratingsOf(given));
        put("po", po);
        put("pe", pe);
        // over the table's own categories, of which the ratings may leave one out
        put("cohen", Kappa.cohen(t, Weighting.NONE, LEVEL));
        put("cohenLinear", Kappa.cohen(t, Weighting.LINEAR, LEVEL));
        put("cohenQuadratic", Kappa.cohen(t, Weighting.QUADRATIC, LEVEL));
        Kappa.test(t, Weighting.NONE).tested().ifPresent(test -> {
            put("cohen.se0", test.standardErrorUnderNull());
            put("cohen.z", test.statistic());
        });
        if (t.categories() == 2) {
            put("mcnemar", McNemar.chiSquared(t, false));
            put("mcnemarContinuity", McNemar.chiSquared(t, true));
            put("mcnemarExact", McNemar.exact(t));
            put("mcnemarMidP", McNemar.midP(t));
        }
        put("stuartMaxwell", MarginTests.stuartMaxwell(t));
        put("bowker", MarginTests.bowker(t));
    }

    private static Map<AgreementCoefficient, Estimate> ratingsOf(List<List<String>> units) {
        List<Rating> ratings = new ArrayList<>();
        for (int u = 0; u < units.size(); u++) {
            for (int r = 0; r < units.get(u).size(); r++) {
                Optional<String> value = Optional.of(units.get(u).get(r)).filter(v -> !v.equals("."));
                ratings.add(new Rating(String.valueOf(u), String.valueOf(r), value, Optional.empty()));
            }
        }
        return AgreementCoefficient.all(Ratings.of(ratings, List.of()), LEVEL, ClusterBootstrap.STANDARD);
    }

    private void counts(String[] units) {
        int[][] counts = Arrays.stream(units)
                .map(u -> u.chars().map(c -> c - '0').toArray())
                .toArray(int[][]::new);
        put("fleiss", ManyRaters.fleiss(counts, LEVEL));
        put("ac1", ManyRaters.gwet(counts, LEVEL));
        ManyRaters.fleissTest(counts).tested().ifPresent(test -> {
            put("fleiss.se0", test.standardErrorUnderNull());
            put("fleiss.z", test.statistic());
        });
        int q = counts[0].length;
        double raters = Arrays.stream(counts[0]).sum();
        double po = 0;
        double[] share = new double[q];
        for (int[] unit : counts) {
            for (int k = 0; k < q; k++) {
                po += unit[k] * (unit[k] - 1.0) / (raters * (raters - 1)) / counts.length;
                share[k] += unit[k] / raters / counts.length;
            }
        }
        put("po", po);
        put("pe", Arrays.stream(share).map(s -> s * s).sum());
        for (int k = 0; k < q; k++) put("fleiss.category" + (k + 1), ManyRaters.fleissOf(counts, k));
    }

    private void units(String[] units) {
        put(ratingsOf(Arrays.stream(units).map(u -> List.of(u.split(""))).toList()));
    }

    private static double[][] numbers(String rows) {
        return Arrays.stream(rows.split(" / "))
                .map(r -> Arrays.stream(r.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
    }

    private void ratings(double[][] ratings) {
        IntraclassCorrelation icc = IntraclassCorrelation.of(ratings, LEVEL);
        put("icc11", icc.icc11());
        put("icc21", icc.icc21());
        put("icc31", icc.icc31());
        put("icc1k", icc.icc1k());
        put("icc2k", icc.icc2k());
        put("icc3k", icc.icc3k());
    }

    private void pairs(double[][] pairs) {
        BlandAltman limits = BlandAltman.of(pairs[0], pairs[1], LEVEL);
        put("blandAltmanBias", limits.bias());
        put("blandAltmanSd", limits.spread());
        limits.lower().estimated().ifPresent(e -> put("limits.low", e.value()));
        limits.upper().estimated().ifPresent(e -> put("limits.high", e.value()));
    }

    private void share(double[] yesOfN) {
        put("wilson", Proportions.wilson((int) yesOfN[0], (int) yesOfN[1], LEVEL));
        put("clopperPearson", Proportions.clopperPearson((int) yesOfN[0], (int) yesOfN[1], LEVEL));
    }

    private void masks(String[] rows) {
        Mask reference = mask(rows[0]);
        Mask prediction = mask(rows[1]);
        MaskOverlap overlap = MaskOverlap.of(reference.values(), prediction.values());
        SurfaceDistances distances = SurfaceDistances.of(reference, prediction, 1, 1);
        put("dice", overlap.diceEstimate());
        put("iou", overlap.iouEstimate());
        put("hd", distances.hausdorff());
        put("hd95", distances.hausdorff95());
        put("assd", distances.averageSymmetric());
        put("masd", distances.meanAverage());
        put("surfaceDice1", distances.surfaceDice(1));
        put("surfaceDice2", distances.surfaceDice(2));
    }

    private static Mask mask(String text) {
        String[] rows = text.split("/");
        Mask mask = new Mask(rows[0].length(), rows.length);
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < rows[y].length(); x++) {
                mask.values()[y * mask.width() + x] = (byte) (rows[y].charAt(x) - '0');
            }
        }
        return mask;
    }

    /// "universe : reference = other ; reference = other"
    private void sets(String text) {
        String[] halves = text.split(":", 2);
        Set<String> universe = set(halves[0]);
        int exact = 0;
        int n = 0;
        double jaccard = 0;
        double masi = 0;
        int[][] pooled = new int[2][2];
        for (String film : halves[1].split(";")) {
            String[] sides = film.split("=", -1);
            Set<String> reference = set(sides[0]);
            Set<String> other = set(sides[1]);
            n++;
            exact += reference.equals(other) ? 1 : 0;
            jaccard += SetAgreement.jaccard(reference, other);
            masi += SetAgreement.Distance.MASI.between(reference, other);
            for (String element : universe) {
                pooled[reference.contains(element) ? 0 : 1][other.contains(element) ? 0 : 1]++;
            }
        }
        put("exact", Proportions.wilson(exact, n, LEVEL));
        put("jaccard", jaccard / n);
        put("masi", masi / n);
        put("truePositive", pooled[0][0]);
        put("falsePositive", pooled[1][0]);
        put("falseNegative", pooled[0][1]);
        put("trueNegative", pooled[1][1]);
        DiagnosticAccuracy accuracy =
                DiagnosticAccuracy.of(pooled[0][0], pooled[1][0], pooled[0][1], pooled[1][1], LEVEL);
        put("sensitivity", accuracy.sensitivity());
        put("specificity", accuracy.specificity());
        put("ppv", accuracy.positivePredictiveValue());
        put("npv", accuracy.negativePredictiveValue());
        put("cohen", Kappa.cohen(AgreementTable.of(pooled), Weighting.NONE, LEVEL));
    }

    private static Set<String> set(String text) {
        return new LinkedHashSet<>(
                text.isBlank() ? List.of() : List.of(text.strip().split(" ")));
    }
}
