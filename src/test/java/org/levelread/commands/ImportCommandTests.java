package org.levelread.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.levelread.LevelRead;
import org.levelread.dicom.PlantedIdentifiers;
import org.levelread.dicom.SampleDicom;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ImportCommandTests {
    @TempDir
    Path folder;

    @Test
    void aDryRunJudgesEveryFileInOneLineAndNeedsNoServer() throws IOException {
        PlantedIdentifiers planted = new PlantedIdentifiers();
        Files.createDirectories(folder.resolve("below"));
        Files.write(folder.resolve("a.dcm"), SampleDicom.written(SampleDicom.film(80, 100, 4095)));
        Files.write(folder.resolve("below/b.dcm"), planted.file("YES", 0));
        Files.writeString(folder.resolve("c.txt"), "no film\n");
        Files.write(
                folder.resolve("d.dcm"),
                SampleDicom.grey(SampleDicom.EXPLICIT, 70, 80, 12)
                        .text(0x00280004, "CS", "RGB")
                        .words(SampleDicom.ramp(70 * 80, 4096))
                        .toBytes());

        List<JsonNode> lines = run("--dry-run", "--json")
                .lines()
                .map(line -> JsonMapper.builder().build().readTree(line))
                .toList();

        assertThat(lines).hasSize(4);
        assertThat(lines.getFirst().propertyNames())
                .containsExactly("file", "status", "reason", "rows", "columns", "frames", "transferSyntax", "sha256");
        assertThat(lines)
                .extracting(line -> line.get("status").asString())
                .containsExactly("accepted", "quarantined", "refused", "refused");
        assertThat(lines.getFirst().get("rows").asInt()).isEqualTo(100);
        assertThat(lines.getFirst().get("columns").asInt()).isEqualTo(80);
        assertThat(lines.getFirst().get("sha256").asString()).hasSize(64);
        assertThat(lines.get(3).get("reason").asString()).contains("colour");
        assertThat(lines.get(3).get("rows").asInt()).isEqualTo(80);
        assertThat(lines.get(2).get("sha256").isNull()).isTrue();
        for (String identifier : planted.all()) assertThat(lines.toString()).doesNotContain(identifier);
    }

    /// on a terminal that `script` makes; the lines go into a file
    @Test
    void aBarIsShownOnTheTerminalAndNotAmongTheLines() throws IOException, InterruptedException {
        Path films = Files.createDirectory(folder.resolve("films"));
        for (int i = 0; i < 3; i++) {
            Files.write(films.resolve(i + ".dcm"), SampleDicom.written(SampleDicom.film(80 + i, 100, 4095)));
        }
        Path lines = folder.resolve("lines.json");
        String command = Path.of(System.getProperty("java.home"), "bin", "java") + " -XX:TieredStopAtLevel=1"
                + " org.levelread.LevelRead import " + films + " --dry-run --json > " + lines;
        ProcessBuilder builder = new ProcessBuilder("script", "--quiet", "--return", "--command", command, "/dev/null")
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        Process process = builder.start();
        String terminal = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(terminal).isZero();
        assertThat(terminal).contains("========================================] 3 of 3", "3 files: 3 accepted");
        assertThat(Files.readAllLines(lines)).hasSize(3).allMatch(line -> line.startsWith("{\"file\""));
    }

    /// a machine without the decoder of others: the syntax and the remedy are named
    @Test
    void withoutGdcmconvJpegLsIsRefusedByNameAndWithTheRemedy() throws IOException, InterruptedException {
        try (InputStream sample = SampleDicom.class.getResourceAsStream("samples/u12-jpeg-ls.dcm")) {
            Files.write(folder.resolve("a.dcm"), sample.readAllBytes());
        }
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "org.levelread.LevelRead",
                        "import",
                        folder.toString(),
                        "--dry-run",
                        "--json")
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().put("PATH", "");
        Process process = builder.start();
        JsonNode line = JsonMapper.builder().build().readTree(process.getInputStream().readAllBytes());

        assertThat(line.get("status").asString()).isEqualTo("refused");
        assertThat(line.get("transferSyntax").asString()).isEqualTo("1.2.840.10008.1.2.4.80");
        assertThat(line.get("reason").asString())
                .isEqualTo("is compressed as JPEG-LS Lossless, which only the program gdcmconv decodes here: install it (on Debian"
                        + " the package libgdcm-tools), or export the film as Explicit VR Little Endian.");
        assertThat(process.waitFor()).isZero();
    }

    private String run(String... options) {
        StringWriter out = new StringWriter();
        String[] all = new String[options.length + 2];
        all[0] = "import";
        all[1] = folder.toString();
        System.arraycopy(options, 0, all, 2, options.length);
        int status =
                new CommandLine(new LevelRead()).setOut(new PrintWriter(out)).execute(all);
        assertThat(status).isZero();
        return out.toString();
    }

    @Test
    void daysOfSurgeryAreReadAndAWrongLineIsNamedWithoutItsValue() throws IOException {
        Path dates = Files.writeString(folder.resolve("dates.csv"), "patient,date\nab12, 2024-02-28\nX,Y,2023-01-01\n");
        assertThat(SurgeryDates.read(dates).of(" AB12")).isEqualTo(LocalDate.of(2024, 2, 28));
        assertThat(SurgeryDates.read(dates).of("x,y")).isEqualTo(LocalDate.of(2023, 1, 1));
        assertThat(SurgeryDates.read(dates).of("other")).isNull();

        Files.writeString(dates, "ab12,2024-02-28\nSECRET,28 Feb 2024\n");

        assertThatThrownBy(() -> SurgeryDates.read(dates))
                .hasMessage("dates.csv, line 2, is not \"patient identifier,YYYY-MM-DD\".");
    }
}
