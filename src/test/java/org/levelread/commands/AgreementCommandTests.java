package org.levelread.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AgreementCommandTests {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int run(byte[] csv, String... options) throws IOException {
        Path file = Files.write(folder.resolve("ratings.csv"), csv);
        String[] args = new String[options.length + 1];
        args[0] = file.toString();
        System.arraycopy(options, 0, args, 1, options.length);
        return new CommandLine(new AgreementCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    private JsonNode json(String csv, String... options) throws IOException {
        String[] all = new String[options.length + 1];
        all[0] = "--json";
        System.arraycopy(options, 0, all, 1, options.length);
        assertThat(run(csv.getBytes(StandardCharsets.UTF_8), all))
                .as(err.toString())
                .isZero();
        assertThat(out.toString().lines()).hasSize(1);
        return JsonMapper.builder().build().readTree(out.toString());
    }

    private String refused(String csv) throws IOException {
        return refused(csv.getBytes(StandardCharsets.UTF_8));
    }

    private String refused(byte[] csv) throws IOException {
        assertThat(run(csv, "--json")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        return err.toString();
    }

    /// counts[first][second] as cases that A and B rated
    private static String cases(int[][] counts, String... names) {
        StringBuilder csv = new StringBuilder("case,reader,rating\n");
        int n = 0;
        for (int i = 0; i < counts.length; i++) {
            for (int j = 0; j < counts.length; j++) {
                for (int k = 0; k < counts[i][j]; k++) {
                    n++;
                    csv.append("c%d,A,%s\nc%d,B,%s\n".formatted(n, names[i], n, names[j]));
                }
            }
        }
        return csv.toString();
    }

    @Test
    void cohensExampleFromAFile() throws IOException {
        JsonNode json = json(cases(new int[][] {{88, 14, 18}, {10, 40, 10}, {2, 6, 12}}, "1", "2", "3"));
        assertThat(json.get("n").asInt()).isEqualTo(200);
        assertThat(json.get("readers").asInt()).isEqualTo(2);
        assertThat(json.get("excluded").isEmpty()).isTrue();
        assertThat(json.propertyNames())
                .containsExactly(
                        "n",
                        "readers",
                        "excluded",
                        "cohen",
                        "cohenLinear",
                        "cohenQuadratic",
                        "scott",
                        "fleiss",
                        "krippendorffNominal",
                        "krippendorffOrdinal",
                        "krippendorffInterval",
                        "krippendorffRatio",
                        "ac1",
                        "ac2Linear",
                        "ac2Quadratic",
                        "pabak",
                        "icc11",
                        "icc21",
                        "icc31",
                        "blandAltmanBias",
                        "blandAltmanSd");
        JsonNode cohen = json.get("cohen");
        assertThat(cohen.propertyNames()).containsExactly("estimate", "se", "low", "high", "method", "notEstimable");
        assertThat(cohen.get("estimate").asDouble()).isCloseTo(.491525, within(5e-7));
        assertThat(cohen.get("se").asDouble()).isCloseTo(.051002, within(5e-7));
        assertThat(cohen.get("low").asDouble()).isCloseTo(.391564, within(5e-7));
        assertThat(cohen.get("high").asDouble()).isCloseTo(.591487, within(5e-7));
        assertThat(cohen.get("notEstimable").isNull()).isTrue();
        assertThat(json.get("ac1").get("estimate").asDouble()).isCloseTo(.57597, within(5e-6));
        assertThat(json.get("ac2Quadratic").get("estimate").asDouble()).isCloseTo(.63855, within(5e-6));
        assertThat(json.get("cohenLinear").get("method").asString()).endsWith("categories in the order 1 < 2 < 3");
    }

    @Test
    void manyReadersWithMissingRatings() throws IOException {
        StringBuilder csv = new StringBuilder("reader,case,rating\r\n");
        String[] units = "11.1 2232 3333 3333 2222 1234 4444 1121 2222 .555 ..11 ..3.".split(" ");
        for (int u = 0; u < units.length; u++) {
            for (int r = 0; r < 4; r++) {
                csv.append("R%d,\"u,%d\",%s\r\n"
                        .formatted(r, u, units[u].substring(r, r + 1).replace(".", "")));
            }
        }
        JsonNode json = json(csv.toString());
        assertThat(json.get("n").asInt()).isEqualTo(11);
        assertThat(json.get("readers").asInt()).isEqualTo(4);
        assertThat(json.get("excluded").get(0).get("reason").asString()).isEqualTo("only one rating");
        assertThat(json.get("excluded").get(0).get("count").asInt()).isEqualTo(1);
        assertThat(json.has("cohen") || json.has("pabak") || json.has("blandAltmanBias") || json.has("scott"))
                .isFalse();
        assertThat(json.get("fleiss").get("estimate").asDouble()).isCloseTo(.761169, within(5e-7));
        assertThat(json.get("krippendorffOrdinal").get("estimate").asDouble()).isCloseTo(.815388, within(5e-7));
        assertThat(json.get("ac1").get("se").asDouble()).isCloseTo(.14295, within(5e-6));
        assertThat(json.get("ac2Linear").get("estimate").asDouble()).isCloseTo(.858739, within(5e-7));
        assertThat(json.get("icc11").get("se").isNull()).isTrue();
    }

    @Test
    void wordsHaveNoOrderUnlessItIsGiven() throws IOException {
        String csv = cases(new int[][] {{9, 2, 0}, {1, 8, 2}, {0, 1, 7}}, "low", "medium", "high");
        JsonNode nominal = json(csv);
        assertThat(nominal.propertyNames())
                .containsExactly(
                        "n", "readers", "excluded", "cohen", "scott", "fleiss", "krippendorffNominal", "ac1", "pabak");
        out.getBuffer().setLength(0);
        JsonNode ordinal = json(csv, "--order", "low,medium,high");
        assertThat(ordinal.has("icc11")).isFalse();
        assertThat(ordinal.get("cohenQuadratic").get("method").asString()).endsWith("low < medium < high");
        assertThat(ordinal.get("cohen").get("estimate").asDouble())
                .isCloseTo(nominal.get("cohen").get("estimate").asDouble(), within(1e-12));
        assertThat(run(csv.getBytes(StandardCharsets.UTF_8), "--order", "low,high"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("is medium, which --order does not name");
    }

    @Test
    void levelsGoFromTheHeadDown() throws IOException {
        JsonNode json = json(cases(new int[][] {{3, 1, 0}, {0, 4, 1}, {0, 1, 5}}, "T12", "l1", "S1"));
        assertThat(json.get("cohenLinear").get("method").asString()).endsWith("T12 < L1 < S1");
        assertThat(json.has("krippendorffInterval")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1;1;1, both raters used a single category, all ratings fall in a single category",
        "1/2, only 1 unit was rated by both, only 1 unit was rated by both"
    })
    void degenerateRatingsHaveAReason(String ratings, String cohen, String ac1) throws IOException {
        StringBuilder csv = new StringBuilder("case,reader,rating\n");
        String[] units = ratings.split(";");
        for (int u = 0; u < units.length; u++) {
            String[] both = units[u].split("/");
            csv.append("%d,A,%s\n%d,B,%s\n".formatted(u, both[0], u, both[both.length - 1]));
        }
        JsonNode json = json(csv.toString());
        assertThat(json.get("cohen").get("notEstimable").asString()).isEqualTo(cohen);
        assertThat(json.get("ac1").get("notEstimable").asString()).isEqualTo(ac1);
        for (String key : new String[] {"cohen", "scott", "fleiss", "krippendorffRatio", "ac1", "pabak", "icc21"}) {
            assertThat(json.get(key).get("estimate").isNull()).as(key).isTrue();
            assertThat(json.get(key).get("se").isNull()).as(key).isTrue();
        }
        assertThat(out.toString()).doesNotContain("NaN");
    }

    @Test
    void severalCasesOfAPatientWidenTheInterval() throws IOException {
        StringBuilder csv = new StringBuilder("case,reader,rating,patient\n");
        for (int p = 0; p < 20; p++) {
            for (int copy = 0; copy < 3; copy++) {
                String name = p + "-" + copy;
                csv.append("%s,A,%d,p%d\n%s,B,%d,p%d\n".formatted(name, p % 2, p, name, p % 5 == 0 ? 0 : p % 2, p));
            }
        }
        JsonNode clustered = json(csv.toString());
        out.getBuffer().setLength(0);
        JsonNode plain = json(csv.toString().replaceAll(",(patient|p\\d+)\n", "\n"));
        JsonNode a = clustered.get("cohen");
        JsonNode b = plain.get("cohen");
        assertThat(a.get("estimate")).isEqualTo(b.get("estimate"));
        assertThat(a.get("method").asString()).contains("bootstrap by cluster, 2000 replicates, seed");
        assertThat(a.get("high").asDouble() - a.get("low").asDouble())
                .isGreaterThan(1.2 * (b.get("high").asDouble() - b.get("low").asDouble()));
        assertThat(a.get("se").asDouble()).isGreaterThan(b.get("se").asDouble());
    }

    @Test
    void theTableNamesEveryMethod() throws IOException {
        assertThat(run(cases(new int[][] {{5, 2}, {1, 8}}, "no", "yes").getBytes(StandardCharsets.UTF_8)))
                .isZero();
        assertThat(out.toString())
                .contains("16 cases with two ratings or more, 2 readers (A, B)")
                .contains("only nominal coefficients are given")
                .contains("cohen: Cohen's kappa; Fleiss-Cohen-Everitt standard error, z interval.");
    }

    @Test
    void badFilesAreRefusedWithTheirPlace() throws IOException {
        assertThat(refused("case;reader;rating\n1;A;2\n"))
                .contains("line 1: has no comma; expected the header case,reader");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "case,reader,score#1,A,2| line 1, column 3 (score): is not known; expected the header case,reader,rating",
                "case,reader#1,A| line 1: lacks the column rating",
                "case,reader,rating,rating#1,A,2,2| line 1, column 4 (rating): stands there twice",
                "case,reader,rating#1,A,2#1,B| line 3: has 2 columns, expected 3 as in the header",
                "case,reader,rating#1,A,2#1,B,1#1,A,1| line 4, column 2 (reader): A rates case 1 a second time, the first is in line 2",
                "case,reader,rating#,A,2| line 2, column 1 (case): is empty; expected the name of the case",
                "case,reader,rating#1, ,2| line 2, column 2 (reader): is empty",
                "case,reader,rating,patient#1,A,2,p#1,B,1,q| line 3, column 4 (patient): case 1 has the patient q, but p in line 2",
                "case,reader,rating| line 2: is missing; expected a rating",
                "case,reader,rating#1,A,\"2| line 2, column 3: a quotation mark is opened and not closed",
                "case,reader,rating#1,A,2\"| line 2, column 3: holds a quotation mark inside a value",
                "case,reader,rating#1,A,\"2\"x| line 2, column 3: goes on after the closing quotation mark",
                "case,reader,rating#1,A,L4#1,B,L9| line 3, column 3 (rating): L9 is no level; expected T1 to T13, L1 to L6 or S1",
                "reader,rating,case#A,l4,1#B,c7,1| line 3, column 2 (rating): c7 is no level",
                "case,reader,rating#1,A,1#1,B,NA| line 3, column 3 (rating): is NA; expected a rating, or nothing where it is missing",
                "case,reader,rating#1,A,L5#1,B,n/a| line 3, column 3 (rating): is n/a; expected a rating, or nothing where",
                "case,reader,rating#1,A,1#1,B,1e999| line 3, column 3 (rating): is 1e999; expected a number of at most 1e100",
                "case,reader,rating#1,A,1#1,B,-2e-200| line 3, column 3 (rating): is -2e-200; expected a number of at most 1e100"
            },
            quoteCharacter = '\'')
    void placesOfMistakes(String csv, String message) throws IOException {
        assertThat(refused(csv.replace('#', '\n'))).contains(message);
    }

    /// "not determinable" is an answer beside levels, and an order makes any word a category
    @Test
    void wordsThatAreCategories() throws IOException {
        assertThat(json("case,reader,rating\n1,A,L5\n1,B,not determinable\n2,A,L4\n2,B,L4\n").get("n").intValue())
                .isEqualTo(2);
        out.getBuffer().setLength(0);
        assertThat(json("case,reader,rating\n1,A,T1\n1,B,T0\n2,A,T1\n2,B,T1\n", "--order", "T0,T1").get("n").intValue())
                .isEqualTo(2);
    }

    /// every pair of a million different values would take days
    @Test
    void moreDifferentMeasurementsThanCanBePaired() throws IOException {
        StringBuilder csv = new StringBuilder("case,reader,rating\n");
        for (int i = 0; i < 10_001; i++) csv.append("c%d,A,%d\nc%d,B,%d\n".formatted(i, i, i, i - i % 3 + 1));
        JsonNode all = json(csv.toString());
        assertThat(all.get("icc31").get("estimate").doubleValue()).isGreaterThan(.99);
        assertThat(all.get("krippendorffInterval").get("notEstimable").stringValue())
                .startsWith("there are 10001 different ratings, and alpha goes through every pair of them");
        assertThat(all.get("cohen").get("notEstimable").stringValue()).contains("measurements, not categories");
    }

    @Test
    void bytesThatAreNoText() throws IOException {
        assertThat(refused("case,reader,rating\n1,A,gr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1)))
                .contains("line 2, column 3: holds a byte that is not UTF-8");
        err.getBuffer().setLength(0);
        assertThat(refused("case,reader,rating\n1,A,\0\n")).contains("line 2: holds a zero byte");
        err.getBuffer().setLength(0);
        assertThat(refused(new byte[0])).contains("line 1: is empty; expected the header");
        assertThat(new CommandLine(new AgreementCommand())
                        .setErr(new PrintWriter(err, true))
                        .execute(folder.resolve("none.csv").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("none.csv: does not exist");
    }

    /// Files with bytes changed, dropped and doubled: an answer or a sentence, never a stack trace.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyBytes(long seed) throws IOException {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        byte[] good = cases(new int[][] {{3, 1}, {2, 4}}, "1", "2.5").getBytes(StandardCharsets.UTF_8);
        byte[] alphabet = ",,\"\n\r;0123-.eE aA\t\u00fc\u2028".getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 40; round++) {
            byte[] csv = good.clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                csv[random.nextInt(csv.length)] =
                        random.nextInt(4) == 0 ? (byte) random.nextInt(256) : alphabet[random.nextInt(alphabet.length)];
            }
            csv = Arrays.copyOf(csv, 1 + random.nextInt(csv.length));
            int status = run(csv, "--json");
            assertThat(status).as(() -> err.toString()).isIn(0, 2);
            assertThat(out.toString().isEmpty()).isEqualTo(status == 2);
            assertThat(out.toString()).doesNotContain("NaN");
            assertThat(err.toString()).doesNotContain("Exception");
            out.getBuffer().setLength(0);
            err.getBuffer().setLength(0);
        }
    }
}
