package org.levelread.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.levelread.analysis.MadeStudy.T10_TO_S1;
import static org.levelread.analysis.MadeStudy.levels;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.spine.Cause;
import org.levelread.statistics.MaskOverlap;

class ReportCsvTests {

    @Test
    void oneRowAFilmAndReader() {
        String[] rows = csv(MadeStudy.tenFilms()).split("\r\n");
        assertThat(rows).hasSize(1 + 20);
        assertThat(rows[0]).startsWith("film_id,film,patient_cluster,reader,");
        assertThat(rows[5])
                .startsWith(
                        "fc,Film fc,,R1,1,1,T10 T11 T12 L1 L2 L3 L4 L5 S1,T10 T11 T12 L1 L2 L3 L4 L5 S1,L3 L4,L4 L5,0,0.333333,,,,,30.0,C4a,0.75,");
        assertThat(rows[5]).contains("\"the model names L3, L4, 1 level higher than reader R1 (L4, L5)\"");
        assertThat(rows[6]).startsWith("fc,Film fc,,reference,");
    }

    @Test
    void causesDiceAndEmptyMasks() {
        LevelAnswer some = LevelAnswer.of(T10_TO_S1, levels("L4"));
        FilmComparison film = new FilmComparison(
                "a",
                "",
                Optional.of("P1"),
                Optional.of(new ModelAnswer(some, Map.of("b", "2", "a", "1"), Optional.empty(), List.of())),
                List.of(new ReaderAnswer("R1", LevelAnswer.notDeterminable(), 3.25)),
                Optional.empty(),
                Map.of(
                        Structure.VERTEBRAE,
                        new MaskOverlap(9, 10, 10),
                        Structure.INSTRUMENTATION,
                        new MaskOverlap(0, 0, 0)),
                Map.of("R1", Cause.C6C));
        assertThat(csv(List.of(film)).split("\r\n")[1])
                .isEqualTo(
                        "a,,P1,R1,1,0,T10 T11 T12 L1 L2 L3 L4 L5 S1,,L4,,,,0.900000,,1.000000,"
                                + "instrumentation,3.3,C6c,0.40,reader R1 could not determine the levels; the model names L4,C6c,a 1; b 2");
    }

    @Test
    void aFilmThatNobodyReadHasARow() {
        FilmComparison film = new FilmComparison(
                "a", "b", Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Map.of(), Map.of());
        assertThat(csv(List.of(film)).split("\r\n")[1]).isEqualTo("a,b" + ",".repeat(20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"http://x\";\"y\")",
                "+1+1",
                "-2+3+cmd|' /C calc'!A0",
                "@SUM(1)",
                "\t=1",
                "  =1+1",
                "\uFF1D1+1"
            })
    void formulasAreDisarmed(String name) {
        FilmComparison film = new FilmComparison(
                name,
                name,
                Optional.of(name),
                Optional.empty(),
                List.of(new ReaderAnswer(name, LevelAnswer.notDeterminable(), 1)),
                Optional.empty(),
                Map.of(),
                Map.of());
        String row = csv(List.of(film)).split("\r\n")[1];
        String disarmed = "'" + name;
        String cell = disarmed.contains("\"") || disarmed.contains(",")
                ? '"' + disarmed.replace("\"", "\"\"") + '"'
                : disarmed;
        assertThat(row).startsWith(cell + "," + cell + "," + cell + "," + cell + ",");
    }

    @Test
    void quotesAndUnicode() {
        FilmComparison film = new FilmComparison(
                "a",
                "R\u00F6ntgen, \"\u8130\u690E\"\nneu",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Map.of(),
                Map.of());
        byte[] bytes = ReportCsv.of(AgreementReport.of(List.of(film)));
        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .contains("a,\"R\u00F6ntgen, \"\"\u8130\u690E\"\"\nneu\",");
        assertThat(bytes[0]).isEqualTo((byte) 'f');
    }

    private static String csv(List<FilmComparison> films) {
        return new String(ReportCsv.of(AgreementReport.of(films)), StandardCharsets.UTF_8);
    }
}
