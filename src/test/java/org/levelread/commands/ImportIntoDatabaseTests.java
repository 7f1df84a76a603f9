package org.levelread.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.levelread.TestDatabase;
import org.levelread.TestStudy;
import org.levelread.dicom.DicomFile;
import org.levelread.dicom.PlantedIdentifiers;
import org.levelread.dicom.SampleDicom;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `import` as people run it: a process of its own that is killed and started again, on a real database.
class ImportIntoDatabaseTests {
    @TempDir
    Path folder;

    private final TestDatabase database = TestDatabase.fresh();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());
    private Path films;
    private Path data;

    @BeforeEach
    void aStudy() throws IOException {
        new TestStudy(jdbc);
        films = Files.createDirectories(folder.resolve("films"));
        data = folder.resolve("data");
    }

    /// all differ
    private void write(int count, int width, int height) throws IOException {
        for (int i = 0; i < count; i++) {
            var film = SampleDicom.film(width, height, 4095);
            film.values()[i % film.values().length] ^= 0x555;
            film.values()[0] = (short) i;
            Files.write(films.resolve("film-%04d.dcm".formatted(i)), SampleDicom.written(film));
        }
    }

    private Process start(String memory, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + memory,
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "org.levelread.LevelRead",
                "import",
                films.toString(),
                "--json",
                "--study",
                "test",
                "--data",
                data.toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(Redirect.appendTo(folder.resolve("err").toFile()));
        builder.environment()
                .putAll(Map.of(
                        "LEVELREAD_DB_URL", database.url(),
                        "LEVELREAD_DB_USER", "postgres",
                        "LEVELREAD_DB_PASSWORD", "postgres",
                        "LEVELREAD_DEID_KEY", "a key for tests, at least 32 characters"));
        return builder.start();
    }

    private static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private List<JsonNode> imported(String memory, String... options) throws IOException, InterruptedException {
        Process process = start(memory, options);
        List<JsonNode> lines = output(process)
                .lines()
                .map(line -> JsonMapper.builder().build().readTree(line))
                .toList();
        assertThat(process.waitFor()).as(() -> said()).isZero();
        return lines;
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("err"));
        } catch (IOException e) {
            return "nothing";
        }
    }

    private long count(String from) {
        return jdbc.sql("select count(*) from " + from).query(Long.class).single();
    }

    private static final String WAITING = "pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()";

    /// the third file's film is stored, and that it was imported is about to be: the worst moment to be killed
    private void waitWhenThirdIsRemembered() {
        jdbc.sql("""
                create function wait_at_third() returns trigger language plpgsql as $$
                begin
                  if (select count(*) from cases.imported_file) = 2 then perform pg_sleep(600); end if;
                  return new;
                end $$""").update();
        jdbc.sql("""
                create trigger wait_at_third before insert on cases.imported_file
                  for each row execute function wait_at_third()""").update();
    }

    @Test
    void anImportThatIsKilledGoesOnWhereItWas() throws IOException, InterruptedException {
        write(6, 80, 90);
        var dated = DicomFile.read(SampleDicom.written(SampleDicom.film(81, 90, 4095))).dataSet();
        dated.set(org.levelread.dicom.Tag.PATIENT_ID, "AB12").set(org.levelread.dicom.Tag.STUDY_DATE, "20240310");
        Files.write(films.resolve("g-dated.dcm"), DicomFile.write(dated));
        Path dates = Files.writeString(folder.resolve("dates.csv"), "ab12,2024-03-01\n");
        Files.write(
                films.resolve("h-two-frames.dcm"),
                SampleDicom.grey(SampleDicom.EXPLICIT, 70, 80, 12)
                        .text(0x00280008, "IS", "2")
                        .text(0x00280301, "CS", "NO")
                        .words(SampleDicom.ramp(2 * 70 * 80, 4096))
                        .toBytes());
        PlantedIdentifiers planted = new PlantedIdentifiers();
        Files.write(films.resolve("waits.dcm"), planted.file("YES", 0));
        Files.writeString(films.resolve("x-no-film.txt"), "no film\n");
        String[] options = {"--surgery-dates", dates.toString(), "--site", "Town"};
        waitWhenThirdIsRemembered();
        Process first = start("200m", options);
        try (BufferedReader out = output(first)) {
            for (int i = 0; i < 2; i++) assertThat(out.readLine()).as(this::said).isNotNull();
            await().atMost(Duration.ofMinutes(1)).until(() -> count(WAITING) == 1);
            first.destroyForcibly().waitFor();
        }
        jdbc.sql("select pg_terminate_backend(pid) from " + WAITING).query().listOfRows();
        await().until(() -> count(WAITING) == 0);
        jdbc.sql("drop trigger wait_at_third on cases.imported_file").update();
        // of the third nothing is there: neither the film nor its site nor that it was imported
        assertThat(count("cases.film")).isEqualTo(2);
        assertThat(count("cases.imported_file")).isEqualTo(2);

        List<JsonNode> second = imported("200m", options);

        assertThat(second)
                .extracting(line -> line.get("status").asString())
                .containsExactly(
                        "accepted", "accepted", "accepted", "accepted", "accepted", "accepted", "accepted", "accepted",
                        "quarantined", "refused");
        assertThat(count("cases.film")).isEqualTo(8);
        assertThat(second).filteredOn(line -> line.get("reason").asString().contains("same film")).isEmpty();
        assertThat(count("cases.film where site = 'Town'")).isEqualTo(8);
        assertThat(count("cases.quarantined_film")).isEqualTo(1);
        assertThat(count("prediction.run where state = 'QUEUED'")).isEqualTo(8);
        assertThat(jdbc.sql("select days_from_surgery from cases.film_source where days_from_surgery is not null")
                        .query(Integer.class)
                        .list())
                .containsExactly(9);
        for (String identifier : planted.all()) assertThat(second.toString() + said()).doesNotContain(identifier);
        assertThat(said()).contains("10 files: 8 accepted, 1 quarantined, 1 refused");

        // another frame is another film, and what one file has none of is said
        List<JsonNode> third = imported("200m", "--frame", "2");

        assertThat(third.getFirst().get("reason").asString()).isEqualTo("has 1 frame: there is no frame 2.");
        assertThat(third.get(7).get("frames").asInt()).isEqualTo(2);
        // the hash is that of the first frame, whichever is taken
        assertThat(third.get(7)).isEqualTo(second.get(7));
        assertThat(count("cases.film")).isEqualTo(9);
    }

    /// The memory is that of a few films, not of all: 1,000 films of 3 MB with a heap of 120 MB. What the process held at most
    /// after 100 films and after all of them is in `target/import-memory.md`.
    @Test
    @Tag("heavy")
    void aThousandFilmsTakeNoMoreMemoryThanAFew() throws IOException, InterruptedException {
        write(1_000, 1_000, 1_500);
        Process process = start("120m");
        List<String> lines = new ArrayList<>();
        long afterHundred = 0, afterAll = 0;
        try (BufferedReader out = output(process)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
                if (lines.size() == 100) afterHundred = mostResidentMb(process);
                // while it is still there
                if (lines.size() == 990) afterAll = mostResidentMb(process);
            }
        }
        assertThat(process.waitFor()).as(this::said).isZero();
        Files.writeString(
                Path.of("target/import-memory.md"),
                "1,000 films of 1,000 x 1,500 pixels, -Xmx120m: at most %d MB resident after 100 films, %d MB after 990.%n"
                        .formatted(afterHundred, afterAll));
        assertThat(lines).hasSize(1_000).allMatch(line -> line.contains("\"status\":\"accepted\""));
        assertThat(count("cases.film")).isEqualTo(1_000);
        assertThat(afterAll).isLessThan(400).isLessThanOrEqualTo(afterHundred + 50);
    }

    /// the most memory that a living process has held so far, its libraries and the virtual machine with it
    private static long mostResidentMb(Process process) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
