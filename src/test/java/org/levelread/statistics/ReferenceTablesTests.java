package org.levelread.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.levelread.statistics.KappaTests.estimated;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.levelread.imaging.Mask;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Ratings.Rating;

/// Against what other programs give; how each table was made stands in its first lines.
class ReferenceTablesTests {
    private static final double EXACT = 2e-11;

    record Line(String set, String key, String estimate, String se, String low, String high) {}

    static List<String[]> table(String name) {
        try (var in = ReferenceTablesTests.class.getResourceAsStream("/statistics/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Ratings> ratings() {
        Map<String, List<Rating>> sets = new HashMap<>();
        for (String[] line : table("ratings.csv")) {
            for (int r = 0; r < line[2].length(); r++) {
                String value = line[2].substring(r, r + 1);
                sets.computeIfAbsent(line[0], _ -> new ArrayList<>())
                        .add(new Rating(
                                line[1], "R" + r, Optional.of(value).filter(v -> !v.equals(".")), Optional.empty()));
            }
        }
        Map<String, Ratings> made = new HashMap<>();
        sets.forEach((name, rows) -> made.put(name, Ratings.of(rows, List.of())));
        return made;
    }

    static List<Line> coefficients() {
        return table("coefficients.csv").stream()
                .map(l -> new Line(l[0], l[1], l[2], l[3], l[4], l[5]))
                .toList();
    }

    @Test
    void coefficientsOfRatings() {
        Map<String, Ratings> sets = ratings();
        Map<String, Map<AgreementCoefficient, Estimate>> made = new HashMap<>();
        int checked = 0;
        for (Line line : coefficients()) {
            Estimate estimate = made.computeIfAbsent(
                            line.set, s -> AgreementCoefficient.all(sets.get(s), .95, ClusterBootstrap.STANDARD))
                    .get(Arrays.stream(AgreementCoefficient.values())
                            .filter(c -> c.key().equals(line.key))
                            .findFirst()
                            .orElseThrow());
            Estimated e = estimated(estimate);
            assertThat(e.value()).as("%s", line).isCloseTo(Double.parseDouble(line.estimate), within(EXACT));
            if (!line.se.isEmpty()) {
                assertThat(e.standardError().orElseThrow())
                        .as("%s", line)
                        .isCloseTo(Double.parseDouble(line.se), within(EXACT));
            }
            if (!line.low.isEmpty()) {
                Interval i = e.interval().orElseThrow();
                assertThat(i.lower()).as("%s", line).isCloseTo(Double.parseDouble(line.low), within(1e-8));
                assertThat(i.upper()).as("%s", line).isCloseTo(Double.parseDouble(line.high), within(1e-8));
            }
            checked++;
        }
        assertThat(checked).isGreaterThan(60);
    }

    @Test
    void overlapOfMasks() {
        List<String[]> lines = table("masks.csv");
        assertThat(lines).hasSize(4);
        lines.forEach(ReferenceTablesTests::check);
    }

    private static void check(String[] line) {
        Mask a = mask(line[0]);
        Mask b = mask(line[1]);
        SurfaceDistances d = SurfaceDistances.of(a, b, Double.parseDouble(line[2]), Double.parseDouble(line[3]));
        MaskOverlap o = MaskOverlap.of(a.values(), b.values());
        double[] made = {
            o.dice(),
            o.iou(),
            estimated(d.hausdorff()).value(),
            estimated(d.hausdorff95()).value(),
            estimated(d.averageSymmetric()).value(),
            estimated(d.meanAverage()).value(),
            estimated(d.surfaceDice(Double.parseDouble(line[4]))).value()
        };
        for (int i = 0; i < made.length; i++) {
            assertThat(made[i]).as("figure %d", i).isCloseTo(Double.parseDouble(line[5 + i]), within(EXACT));
        }
    }

    private static Mask mask(String rows) {
        String[] row = rows.split("/");
        Mask mask = new Mask(row[0].length(), row.length);
        for (int y = 0; y < row.length; y++) {
            for (int x = 0; x < row[y].length(); x++) {
                mask.values()[y * mask.width() + x] = (byte) (row[y].charAt(x) - '0');
            }
        }
        return mask;
    }
}
