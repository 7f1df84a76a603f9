package org.levelread.statistics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/// Examples with known answers, computed anew at every call: the self-test of this room. The examples stand in the
/// resource `golden-examples.txt`, which the tests read as well.
public final class GoldenExamples {
    private static final String NOT_ESTIMABLE = "n.e.";

    /// @param source where the answers come from
    /// @param data as the resource has them
    public record Example(String title, String source, String data, List<Check> checks) {
        public Example {
            checks = List.copyOf(checks);
        }

        public boolean passed() {
            return checks.stream().allMatch(Check::passed);
        }
    }

    /// @param figure for instance "cohen.se"
    /// @param expected as it was published, or "n.e."
    /// @param computed empty where the figure is not estimable
    public record Check(String figure, String expected, OptionalDouble computed) {
        /// whether the computed number is the expected one to the last digit given
        public boolean passed() {
            if (expected.equals(NOT_ESTIMABLE)) return computed.isEmpty();
            if (computed.isEmpty()) return false;
            BigDecimal published = new BigDecimal(expected);
            double half = published.ulp().doubleValue() / 2;
            return Math.abs(computed.getAsDouble() - published.doubleValue()) <= half * (1 + 1e-6);
        }

        /// the computed number with two digits more than expected, or "n.e."
        public String computedInWords() {
            if (computed.isEmpty()) return NOT_ESTIMABLE;
            if (expected.equals(NOT_ESTIMABLE)) return Formatted.digits(computed.getAsDouble());
            BigDecimal published = new BigDecimal(expected);
            BigDecimal rounded = new BigDecimal(computed.getAsDouble())
                    .setScale(published.scale() + 2, RoundingMode.HALF_EVEN);
            return published.scale() > 7 ? rounded.toEngineeringString() : rounded.toPlainString();
        }
    }

    private GoldenExamples() {}

    /// Computes all examples.
    public static List<Example> run() {
        return read(text());
    }

    private static String text() {
        try (InputStream in = Objects.requireNonNull(
                GoldenExamples.class.getResourceAsStream("golden-examples.txt"), "golden-examples.txt is not packed")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Example> read(String text) {
        List<Example> examples = new ArrayList<>();
        for (String block : text.split("\n(?=# )")) {
            String title = "";
            String source = "";
            String data = "";
            List<Check> checks = new ArrayList<>();
            Map<String, OptionalDouble> figures = Map.of();
            for (String line : block.lines().toList()) {
                if (line.startsWith("# ")) {
                    title = line.substring(2);
                } else if (line.startsWith("~ ")) {
                    source = line.substring(2);
                } else if (line.startsWith("= ")) {
                    String[] parts = line.split(" ");
                    OptionalDouble computed = figures.get(parts[1]);
                    if (computed == null) {
                        throw new IllegalArgumentException(
                                title + ": there is no figure " + parts[1] + " among " + figures.keySet());
                    }
                    checks.add(new Check(parts[1], parts[2], computed));
                } else if (!line.isBlank() && !line.startsWith(";")) {
                    data = line;
                    figures = GoldenFigures.of(line);
                }
            }
            if (!checks.isEmpty()) examples.add(new Example(title, source, data, checks));
        }
        return List.copyOf(examples);
    }
}
