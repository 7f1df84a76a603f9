package org.levelread.commands;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.levelread.spine.Level;
import org.levelread.statistics.AgreementCoefficient;
import org.levelread.statistics.ClusterBootstrap;
import org.levelread.statistics.Estimate;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;
import org.levelread.statistics.Method;
import org.levelread.statistics.Ratings;
import org.levelread.statistics.Ratings.Rating;
import org.levelread.statistics.Sample;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "agreement",
        description = "Prints every coefficient of agreement that the ratings of a CSV file allow.",
        mixinStandardHelpOptions = true)
public final class AgreementCommand implements Callable<Integer> {
    private static final double LEVEL = .95;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "one JSON object on standard output")
    private boolean json;

    @Option(
            names = "--order",
            paramLabel = "A,B,…",
            split = ",",
            description =
                    "the categories from one end to the other, for weights and ordinal coefficients. If not given:"
                            + " numbers in their order, levels from the head down (T1 to T13, L1 to L6, S1), and no order for"
                            + " anything else")
    private @Nullable List<String> order;

    @Parameters(paramLabel = "FILE", description = "CSV with the columns case, reader, rating and, if wanted, patient")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            RatingsFile.Read read = RatingsFile.read(file);
            if (order == null) RatingsFile.requireLevels(read);
            List<Rating> rows = levelsInCapitals(read.ratings());
            List<String> categories = order(read, rows);
            Ratings ratings = Ratings.of(rows, categories);
            Map<AgreementCoefficient, Estimate> all =
                    new LinkedHashMap<>(AgreementCoefficient.all(ratings, LEVEL, ClusterBootstrap.STANDARD));
            all.replaceAll((c, e) -> ordered(c) ? inOrder(e, ratings) : e);
            out.println(json ? json(ratings, all) : inWords(ratings, all));
            out.flush();
            return 0;
        } catch (RatingsFile.Refused e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(file + ": " + e.getMessage() + ".");
            err.flush();
            return spec.exitCodeOnInvalidInput();
        }
    }

    /// empty where the order is that of numbers, or where there is none
    private List<String> order(RatingsFile.Read read, List<Rating> rows) throws RatingsFile.Refused {
        if (order != null) {
            List<String> given = order.stream().map(String::strip).toList();
            for (int i = 0; i < rows.size(); i++) {
                Optional<String> value = rows.get(i).value();
                if (value.isPresent() && !given.contains(value.get())) {
                    throw read.refused(
                            i,
                            "is " + value.get() + ", which --order does not name; expected " + String.join(",", given)
                                    + ", or nothing where it is missing");
                }
            }
            return given;
        }
        List<String> used =
                rows.stream().flatMap(r -> r.value().stream()).distinct().toList();
        boolean levels =
                !used.isEmpty() && used.stream().allMatch(v -> Level.parse(v).isPresent());
        if (!levels) return List.of();
        return Arrays.stream(Level.values()).map(Level::name).toList().reversed();
    }

    /// where all ratings are levels, "l5" is L5
    private static List<Rating> levelsInCapitals(List<Rating> rows) {
        boolean levels = rows.stream()
                .flatMap(r -> r.value().stream())
                .allMatch(v -> Level.parse(v).isPresent());
        if (!levels) return rows;
        return rows.stream()
                .map(r -> new Rating(
                        r.unit(), r.rater(), r.value().flatMap(Level::parse).map(Level::name), r.cluster()))
                .toList();
    }

    private static boolean ordered(AgreementCoefficient c) {
        return switch (c) {
            case COHEN_LINEAR, COHEN_QUADRATIC, AC2_LINEAR, AC2_QUADRATIC, KRIPPENDORFF_ORDINAL -> true;
            case COHEN, SCOTT, FLEISS, KRIPPENDORFF_NOMINAL, KRIPPENDORFF_INTERVAL, KRIPPENDORFF_RATIO, AC1, PABAK ->
                false;
            case ICC11, ICC21, ICC31, BLAND_ALTMAN_BIAS, BLAND_ALTMAN_SD -> false;
        };
    }

    private static Estimate inOrder(Estimate estimate, Ratings ratings) {
        Method method = new Method(
                estimate.method().name() + "; categories in the order " + categories(ratings),
                estimate.method().sameNumber());
        return switch (estimate) {
            case Estimated e ->
                new Estimated(e.value(), e.standardError(), e.interval(), method, e.sample(), e.notes());
            case NotEstimable n -> new NotEstimable(n.reason(), method, n.sample());
        };
    }

    private static String categories(Ratings ratings) {
        List<String> names = ratings.categories();
        if (names.size() <= 12) return String.join(" < ", names);
        return String.join(" < ", names.subList(0, 3)) + " < … < " + names.getLast() + " (" + names.size()
                + " categories)";
    }

    private static String json(Ratings ratings, Map<AgreementCoefficient, Estimate> all) {
        JsonMapper mapper = JsonMapper.builder().build();
        ObjectNode root = mapper.createObjectNode();
        Sample sample = ratings.sample();
        root.put("n", sample.used());
        root.put("readers", ratings.raters().size());
        ArrayNode excluded = root.putArray("excluded");
        for (Sample.Exclusion e : sample.excluded()) {
            excluded.addObject().put("reason", e.reason()).put("count", e.count());
        }
        all.forEach((c, estimate) -> EstimateJson.put(root, c.key(), estimate));
        return mapper.writeValueAsString(root);
    }

    private static String inWords(Ratings ratings, Map<AgreementCoefficient, Estimate> all) {
        List<String> lines = new ArrayList<>();
        Sample sample = ratings.sample();
        lines.add(sample.used() + " cases with two ratings or more, "
                + ratings.raters().size() + " readers (" + String.join(", ", ratings.raters()) + ")");
        for (Sample.Exclusion e : sample.excluded()) lines.add("left out: " + e.count() + " cases, " + e.reason());
        lines.add(scale(ratings));
        lines.add("");
        lines.add(String.format("%-22s %10s %10s  %-24s", "coefficient", "estimate", "se", "95 % interval")
                .stripTrailing());
        all.forEach(
                (c, estimate) -> lines.add(EstimateJson.row(c.key(), estimate).stripTrailing()));
        lines.add("");
        all.forEach((c, estimate) -> {
            String method = Optional.of(estimate)
                    .flatMap(Estimate::estimated)
                    .map(EstimateJson::inWords)
                    .orElse(estimate.method().name());
            String same = estimate.method().sameNumber();
            lines.add(c.key() + ": " + method + "." + (same.isEmpty() || same.length() > 300 ? "" : " " + same));
        });
        return String.join(System.lineSeparator(), lines);
    }

    private static String scale(Ratings ratings) {
        return switch (ratings.scale()) {
            case NUMERIC -> "ratings are numbers, in the order " + categories(ratings);
            case ORDINAL -> "ratings are ordered categories: " + categories(ratings);
            case NOMINAL ->
                "ratings are categories without an order, so only nominal coefficients are given; --order names one";
        };
    }
}
