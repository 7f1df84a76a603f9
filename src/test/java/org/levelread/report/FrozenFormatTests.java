package org.levelread.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.levelread.analysis.MadeStudy;
import org.levelread.analysis.StudyData;
import org.levelread.statistics.ClusterBootstrap;

/// Data that an earlier version froze open as they were and give the numbers that they gave then, to the last byte.
///
/// `frozen-format-1.json` is a made-up study of 24 films, frozen by the version of 2026-11-27 before data had a format;
/// `frozen-format-1.sha256` has what that version computed from it with 200 draws from seed 1.
class FrozenFormatTests {
    private static final ReportHeader HEADER =
            new ReportHeader("Made study", ZonedDateTime.of(2026, 11, 23, 8, 30, 0, 0, ZoneOffset.UTC), "study lead");

    @Test
    void theFirstFormatGivesItsNumbersToTheLastByte() throws IOException {
        StudyData data = opened("frozen-format-1.json");
        assertThat(data.format()).isNull();
        Map<String, String> now = theSameNumbers(data, "frozen-format-1.sha256");
        // nothing that the format could not know of has entered
        assertThat(now).doesNotContainKeys("tables/mrmc-auc.csv", "tables/mrmc-exact.csv", "ratings.csv", "mrmc.py");
    }

    /// `frozen-format-2.json` is of two arms and 12 films, frozen by the version of 2026-11-27 before the reference's bodies were matched
    @Test
    void theSecondFormatGivesItsNumbersToTheLastByte() throws IOException {
        Map<String, String> now = theSameNumbers(opened("frozen-format-2.json"), "frozen-format-2.sha256");
    }

    @Test
    void theNewestFormatSaysSoAndComesBack() {
        StudyData data = MadeStudy.twoArms(5, 6, 2);
        String json = new String(data.bytes(), StandardCharsets.UTF_8);
        assertThat(json).contains("\"format\":3", "\"confidence\":{\"S1\":");
        assertThat(StudyData.parse(data.bytes())).isEqualTo(data);
    }

    @Test
    void aFormatOfTheFutureIsRefusedInOneSentence() {
        String json = new String(MadeStudy.twoArms(5, 2, 2).bytes(), StandardCharsets.UTF_8);
        byte[] future = json.replace("\"format\":3", "\"format\":4").getBytes(StandardCharsets.UTF_8);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StudyData.parse(future))
                .withMessage("These data are of format 4, and this version of LevelRead reads formats 1 to 3: open them with the"
                        + " version that froze them, or a newer one.");
    }

    private static StudyData opened(String name) throws IOException {
        byte[] frozen = resource(name);
        StudyData data = StudyData.parse(frozen);
        assertThat(data.bytes()).isEqualTo(frozen);
        return data;
    }

    /// @return the hashes of all files of the pack, those listed in `name` compared
    private static Map<String, String> theSameNumbers(StudyData data, String name) throws IOException {
        Map<String, String> now = hashes(data);
        List<String> lines = new String(resource(name), StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSizeGreaterThan(20);
        for (String line : lines) {
            String file = line.substring(66);
            assertThat(now.get(file)).as(file).isEqualTo(line.substring(0, 64));
        }
        return now;
    }

    private static Map<String, String> hashes(StudyData data) throws IOException {
        Findings findings = Findings.of(data, new ClusterBootstrap(1, 200), (share, what) -> {});
        Map<String, String> hashes = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(ExportPack.of(findings, HEADER)))) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                hashes.put(e.getName(), StudyData.sha256(in.readAllBytes()));
            }
        }
        return hashes;
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = FrozenFormatTests.class.getResourceAsStream(name)) {
            if (in == null) throw new IOException("no " + name);
            return in.readAllBytes();
        }
    }
}
