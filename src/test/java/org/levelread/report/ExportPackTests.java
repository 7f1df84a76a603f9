package org.levelread.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.levelread.analysis.CauseCoding;
import org.levelread.analysis.FilmComparison;
import org.levelread.analysis.LevelAnswer;
import org.levelread.analysis.MadeStudy;
import org.levelread.analysis.ReaderAnswer;
import org.levelread.analysis.StudyData;
import org.levelread.analysis.StudyData.Adjudicated;
import org.levelread.analysis.StudyData.ReferenceStep;
import org.levelread.analysis.StudyData.Repeat;
import org.levelread.spine.Cause;
import org.levelread.statistics.ClusterBootstrap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExportPackTests {
    private static final ReportHeader HEADER =
            new ReportHeader("Made study", ZonedDateTime.of(2026, 11, 23, 8, 30, 0, 0, ZoneOffset.UTC), "study lead");
    private static final Path RSCRIPT = Path.of("/usr/bin/Rscript");
    private static final StudyData DATA = data();
    private static final Findings FINDINGS = findings(DATA);
    private static final byte[] PACK = ExportPack.of(FINDINGS, HEADER);

    @TempDir
    Path folder;

    @Test
    void theSameDataGiveTheSameBytes() throws IOException {
        // kept for looking at
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target/report-pack.zip"), PACK);
        byte[] again = ExportPack.of(findings(StudyData.parse(DATA.bytes())), HEADER);
        Map<String, byte[]> first = unpacked(PACK);
        Map<String, byte[]> second = unpacked(again);
        assertThat(second.keySet()).isEqualTo(first.keySet());
        first.forEach((name, bytes) -> assertThat(second.get(name)).as(name).isEqualTo(bytes));
        assertThat(again).isEqualTo(PACK);
    }

    @Test
    void frozenDataComeBackAsTheyWere() {
        StudyData back = StudyData.parse(DATA.bytes());
        assertThat(back).isEqualTo(DATA);
        assertThat(back.hash()).isEqualTo(DATA.hash()).hasSize(64);
        List<FilmComparison> reversed = DATA.films().reversed();
        assertThat(StudyData.ofFilms("s", "t", .1, reversed).hash())
                .isEqualTo(StudyData.ofFilms("s", "t", .1, DATA.films()).hash());
        assertThat(StudyData.ofFilms("s", "t", .1, DATA.films().subList(1, 24)).hash())
                .isNotEqualTo(StudyData.ofFilms("s", "t", .1, DATA.films()).hash());
    }

    @Test
    void pythonRecomputesTheHeadlineFromTheCsv() throws Exception {
        unpack(PACK);
        String said = script("/usr/bin/python3", "recompute.py", 0);
        assertThat(said.lines()).hasSize(8).allMatch(line -> line.endsWith("  same"));
        // a script that could not fail would prove nothing
        String answers = Files.readString(folder.resolve("answers.csv"));
        Files.writeString(folder.resolve("answers.csv"), answers.replaceFirst(",model,1,", ",model,0,"));
        assertThat(script("/usr/bin/python3", "recompute.py", 1)).contains("DIFFERS");
    }

    /// Runs wherever R is installed.
    @Test
    void rRecomputesTheHeadlineFromTheCsv() throws Exception {
        assumeThat(RSCRIPT).exists();
        unpack(PACK);
        String said = script(RSCRIPT.toString(), "recompute.R", 0);
        assertThat(said.lines().filter(line -> line.endsWith("  same"))).hasSize(8);
        assertThat(said.lines().filter(line -> line.contains("drawn again"))).hasSize(3);
        String answers = Files.readString(folder.resolve("answers.csv"));
        Files.writeString(folder.resolve("answers.csv"), answers.replaceFirst(",model,1,", ",model,0,"));
        assertThat(script(RSCRIPT.toString(), "recompute.R", 1)).contains("DIFFERS");
    }

    /// No film, one film, and films that only one reader read.
    @Test
    void scriptsRunOnSmallStudiesToo() throws Exception {
        List<FilmComparison> films = MadeStudy.demo(11, 6, 1);
        for (List<FilmComparison> few : List.of(List.<FilmComparison>of(), films.subList(0, 1), films)) {
            unpack(ExportPack.of(findings(StudyData.ofFilms("small", "Small", .1, few)), HEADER));
            assertThat(script("/usr/bin/python3", "recompute.py", 0)).doesNotContain("DIFFERS");
            if (Files.exists(RSCRIPT)) assertThat(script(RSCRIPT.toString(), "recompute.R", 0)).doesNotContain("DIFFERS");
        }
    }

    @Test
    void theWorkbookHasEveryChapter() throws IOException {
        try (XSSFWorkbook book =
                new XSSFWorkbook(new ByteArrayInputStream(unpacked(PACK).get("report.xlsx")))) {
            for (Chapter chapter : FINDINGS.chapters()) {
                assertThat(book.getSheet(chapter.id()).getRow(0).getCell(0).getStringCellValue())
                        .isEqualTo(chapter.title());
            }
            assertThat(book.getSheet("headline").getRow(4).getCell(1).getNumericCellValue())
                    .isEqualTo((Double) FINDINGS.chapter("headline")
                            .table()
                            .rows()
                            .getFirst()
                            .get(1));
        }
    }

    @Test
    void everyPlotIsSvgWithItsOwnIds() throws IOException {
        Map<String, byte[]> files = unpacked(PACK);
        assertThat(files.keySet())
                .contains(
                        "plots/headline.svg",
                        "plots/agreement.svg",
                        "plots/confusion.svg",
                        "plots/shift.svg",
                        "plots/bland-altman.svg",
                        "plots/reliability.svg",
                        "plots/risk-coverage.svg",
                        "plots/pareto.svg",
                        "plots/time.svg",
                        "flow.svg");
        files.forEach((name, bytes) -> {
            if (name.endsWith(".svg"))
                assertThat(text(bytes)).startsWith("<svg").contains("</svg");
        });
        assertThat(text(files.get("plots/shift.svg")))
                .doesNotContain("id=\"clipPath")
                .contains("Liberation Sans, Arial");
    }

    @Test
    void imrmcCountsItsCasesAndRaters() throws IOException {
        List<String> lines = text(unpacked(PACK).get("imrmc.txt")).lines().toList();
        long truths = lines.stream().filter(l -> l.startsWith("-1,")).count();
        long positive = lines.stream()
                .filter(l -> l.startsWith("-1,") && l.endsWith(",1"))
                .count();
        assertThat(lines.subList(1, 6))
                .containsExactly("NR: 3", "N0: " + (truths - positive), "N1: " + positive, "NM: 2", "BEGIN DATA:");
        assertThat(lines).anyMatch(l -> l.startsWith("model,LR-001_") && l.contains(",model,"));
        assertThat(lines).anyMatch(l -> l.startsWith("R1,LR-001_") && l.contains(",reader,"));
    }

    @Test
    void itemSheetsMarkWhatOnlyAnAuthorCanAdd() throws IOException {
        Map<String, byte[]> files = unpacked(PACK);
        List<String> claim = text(files.get("claim-2024.csv")).lines().toList();
        assertThat(claim).hasSize(45);
        assertThat(claim.get(44)).contains("Funding", ItemSheet.OPEN);
        assertThat(claim.get(35)).contains("Of 24 films in the study, 24 have a prediction");
        List<String> stard = text(files.get("stard-ai.csv")).lines().toList();
        // 40 items, five of them in parts; numbered as Nat Med 2025;31:3283-3289, table 2
        assertThat(stard).hasSize(49);
        assertThat(stard.stream().skip(1).map(l -> l.substring(0, l.indexOf(','))).toList())
                .startsWith("1", "2", "3")
                .containsSubsequence("14", "15a", "15b", "15c", "15d", "16a", "16b", "16c", "17a", "17b", "18")
                .containsSubsequence("25", "26a", "26b", "27")
                .endsWith("39", "40a", "40b");
        assertThat(stard.stream().filter(l -> l.contains(ItemSheet.OPEN)).count()).isBetween(25L, 33L);
        assertThat(stard).anyMatch(l -> l.startsWith("17b,") && l.contains("nothing of the model"));
        assertThat(stard).anyMatch(l -> l.startsWith("24,") && l.contains("Of 24 films in the study"));
    }

    @Test
    void jsonHasEveryNumberOfTheHeadline() throws IOException {
        JsonNode json = JsonMapper.builder().build().readTree(unpacked(PACK).get("report.json"));
        assertThat(json.get("dataSha256").asString()).isEqualTo(DATA.hash());
        assertThat(json.get("headline")).hasSize(8);
        assertThat(json.get("chapters")).hasSize(FINDINGS.chapters().size());
    }

    /// STARD: what was offered and not taken stands above what is analysed, with its reason and count.
    @Test
    void theFlowBeginsWithWhatWasOffered() throws IOException {
        StudyData plain = StudyData.ofFilms("s", "t", .1, DATA.films());
        StudyData data = new StudyData(
                "s", "t", .1, DATA.films(), List.of(), List.of(), List.of(), List.of(), List.of(),
                new StudyData.Screened(31, 2, 0, new TreeMap<>(Map.of("E1: view < lateral", 3)), 2));
        assertThat(StudyData.parse(data.bytes())).isEqualTo(data);
        assertThat(new String(plain.bytes(), StandardCharsets.UTF_8)).doesNotContain("screened");
        Findings findings = findings(data);
        assertThat(findings.chapter("flow").sentence())
                .startsWith("31 films were offered, 2 were there already, 3 were excluded and 2 kept for training. Of 24 films");
        assertThat(findings.chapter("flow").table().rows()).contains(List.of("excluded by E1: view < lateral", 3));
        assertThat(FlowChapter.svg(data)).contains("3 excluded by E1: view &lt; lateral", "n = 31", "n = 24");
        assertThat(ReportPage.of(findings).getLast().svg()).startsWith("<svg").contains("n = 31");
    }

    @Test
    void anEmptyStudySaysWhyNothingIsEstimable() throws IOException {
        Findings none = findings(StudyData.ofFilms("empty", "Empty", .1, List.of()));
        assertThat(none.chapter("headline").sentence()).startsWith("Not estimable");
        assertThat(none.chapters()).allSatisfy(c -> assertThat(c.plot()).isEmpty());
        assertThat(unpacked(ExportPack.of(none, HEADER))).containsKey("report.pdf");
    }

    @Test
    void armsStandApartWhereAStudyHasTwo() throws IOException {
        assertThat(FINDINGS.chapters()).extracting(Chapter::id).doesNotContain("arms");
        assertThat(new String(DATA.bytes(), StandardCharsets.UTF_8)).doesNotContain("\"arms\"");
        LevelAnswer right = LevelAnswer.of(MadeStudy.levels("L4 L5"), MadeStudy.levels("L5"));
        LevelAnswer wrong = LevelAnswer.of(MadeStudy.levels("L4 L5"), MadeStudy.levels("L4"));
        List<FilmComparison> films = new ArrayList<>();
        List<StudyData.ArmAnswer> arms = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String film = "f" + i;
            films.add(MadeStudy.film(film, right, List.of(new ReaderAnswer("A", i < 6 ? right : wrong, 30)), Optional.of(right)));
            arms.add(new StudyData.ArmAnswer(film, "A", false, 1, i < 6 ? right : wrong, 30));
            arms.add(new StudyData.ArmAnswer(film, "A", true, 2, i < 9 ? right : wrong, 20));
        }
        StudyData data = new StudyData(
                "arms", "Arms", .1, films, List.of(), List.of(), List.of(), List.of(), arms);
        assertThat(StudyData.parse(data.bytes())).isEqualTo(data);
        Findings findings = findings(data);
        DataTable table = findings.chapter("arms").table();
        assertThat(value(table, "all readers, unaided, same instrumented levels as the reference")).isEqualTo(.6);
        assertThat(value(table, "reader A, aided, same instrumented levels as the reference")).isEqualTo(.9);
        assertThat(value(table, "reader A, aided, median seconds a film")).isEqualTo(20.0);
        assertThat(value(table, "change with the prediction, same reader and film, all readers")).isEqualTo(.3, within(1e-12));
        assertThat(text(unpacked(ExportPack.of(findings, HEADER)).get("arms.csv")).lines()).hasSize(21);
    }

    private static double value(DataTable table, String label) {
        return table.rows().stream()
                .filter(row -> row.getFirst().equals(label))
                .mapToDouble(row -> (Double) row.get(1))
                .findFirst()
                .orElseThrow();
    }

    private void unpack(byte[] pack) throws IOException {
        Map<String, byte[]> files = unpacked(pack);
        for (String name : List.of("answers.csv", "headline.csv", "recompute.py", "recompute.R")) {
            Files.write(folder.resolve(name), files.get(name));
        }
    }

    private String script(String program, String script, int status) throws Exception {
        Process process = new ProcessBuilder(program, script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = text(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(status);
        return said;
    }

    private static Findings findings(StudyData data) {
        return Findings.of(data, new ClusterBootstrap(1, 200), (share, what) -> {});
    }

    private static StudyData data() {
        List<FilmComparison> films = MadeStudy.demo(11, 24).stream()
                .map(ExportPackTests::withConfidence)
                .toList();
        TreeMap<String, LevelAnswer> before = new TreeMap<>();
        films.forEach(f -> before.put(f.filmId(), f.reference().orElseThrow()));
        TreeMap<String, LevelAnswer> changed = new TreeMap<>(Map.of("001", LevelAnswer.notDeterminable()));
        return new StudyData(
                "made",
                "Made study",
                .1,
                films,
                List.of(
                        new ReferenceStep(1, "import", "", "2026-01-01T00:00:00Z", before),
                        new ReferenceStep(2, "adjudication", "second look", "2026-02-01T00:00:00Z", changed)),
                List.of(
                        new Adjudicated("001", "adjudicator 1", LevelAnswer.notDeterminable()),
                        new Adjudicated("001", "adjudicator 2", LevelAnswer.notDeterminable())),
                List.of(
                        new CauseCoding("001", "R1", "coder 1", Cause.C4A),
                        new CauseCoding("001", "R1", "coder 2", Cause.C4A),
                        new CauseCoding("002", "R1", "coder 1", Cause.C6A),
                        new CauseCoding("002", "R1", "coder 2", Cause.C4A)),
                List.of(new Repeat("003", "R1", LevelAnswer.notDeterminable(), LevelAnswer.notDeterminable())),
                List.of());
    }

    private static FilmComparison withConfidence(FilmComparison f) {
        return MadeStudy.withConfidence(f, .5 + .4 * (Math.abs(f.filmId().hashCode()) % 10) / 10.0);
    }

    private static Map<String, byte[]> unpacked(byte[] zip) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry())
                files.put(e.getName(), in.readAllBytes());
        }
        return files;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
