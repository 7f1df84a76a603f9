package org.levelread.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.levelread.analysis.FilmComparison;
import org.levelread.analysis.LevelAnswer;
import org.levelread.analysis.MadeStudy;
import org.levelread.analysis.ReaderAnswer;
import org.levelread.analysis.StudyData;
import org.levelread.analysis.StudyData.ArmAnswer;
import org.levelread.report.LevelRatings.Rater;
import org.levelread.spine.Level;
import org.levelread.statistics.ClusterBootstrap;

/// The arms compared for readers and patients like these.
class ReaderCaseChaptersTests {
    private static final StudyData DATA = MadeStudy.twoArms(7, 40, 4);

    @TempDir
    Path folder;

    /// A level that the reader does not name, or on a film that the reader cannot tell, is neither yes nor no.
    @Test
    void aRatingIsTheConfidenceWithTheSignOfTheHardware() {
        LevelAnswer truth = LevelAnswer.of(MadeStudy.levels("L3 L4 L5"), MadeStudy.levels("L4 L5"));
        LevelAnswer said = LevelAnswer.of(MadeStudy.levels("L4 L5"), MadeStudy.levels("L5"));
        Map<Level, Integer> sure = Map.of(Level.L5, 5, Level.L4, 2);
        FilmComparison film = MadeStudy.film(
                "f",
                truth,
                List.of(
                        new ReaderAnswer("A", said, 1, 1, Optional.empty(), sure),
                        new ReaderAnswer("B", LevelAnswer.notDeterminable(), 1),
                        new ReaderAnswer("C", said, 1, 1, Optional.empty(), Map.of(Level.L5, 1))),
                Optional.of(truth));
        FilmComparison unread = MadeStudy.film("g", truth, List.of(), Optional.of(truth));
        LevelRatings ratings = LevelRatings.of(StudyData.ofFilms("s", "t", .1, List.of(film, unread)));
        assertThat(ratings.units()).extracting(LevelRatings.Unit::level)
                .containsExactly(Level.L3, Level.L4, Level.L5, Level.L3, Level.L4, Level.L5);
        assertThat(ratings.truth()).containsExactly(false, true, true, false, true, true);
        double no = Double.NaN;
        assertThat(ratings.scores().get(new Rater("reader", "A"))).containsExactly(0, -2, 5, no, no, no);
        assertThat(ratings.scores().get(new Rater("reader", "B"))).containsExactly(0, 0, 0, no, no, no);
        assertThat(ratings.scores().get(new Rater("reader", "C"))).containsExactly(0, no, 1, no, no, no);
        assertThat(ratings.scores()).doesNotContainKey(new Rater("model", "model"));
    }

    @Test
    void bothArmsStandSideBySideForReadersAndPatientsLikeThese() {
        List<Chapter> chapters = ReaderCaseChapters.of(DATA);
        assertThat(chapters).extracting(Chapter::id).containsExactly("mrmc-exact", "mrmc-auc");
        Chapter exact = chapters.getFirst();
        // every reader read every film in both arms: the mean over readers is the mean of all answers
        for (boolean aided : new boolean[] {false, true}) {
            double share = DATA.arms().stream()
                    .filter(a -> a.aided() == aided)
                    .mapToDouble(a -> a.levels().sameAs(DATA.byId().get(a.filmId()).reference().orElseThrow()) ? 1 : 0)
                    .average()
                    .orElseThrow();
            assertThat(value(exact, (aided ? "aided" : "unaided") + ", mean over the readers")).isCloseTo(share, within(1e-12));
        }
        assertThat(exact.sentence()).startsWith("Over 4 readers the share of films").contains("p = 0.0", "Hillis", "is on average 0.");
        Chapter auc = chapters.getLast();
        double mean = 0;
        for (String r : List.of("R1", "R2", "R3", "R4")) mean += value(auc, "reader " + r + ", aided") / 4;
        assertThat(value(auc, "aided, mean over the readers")).isCloseTo(mean, within(1e-12)).isBetween(.8, .999);
        assertThat(value(auc, "aided minus unaided, for readers and patients like these"))
                .isEqualTo(value(auc, "aided minus unaided, for these readers"))
                .isPositive();
        assertThat(value(auc, "the model alone")).isBetween(.5, 1.0);
        assertThat(value(auc, "p that the arms are equal")).isBetween(0.0, 1.0);
        assertThat(auc.plot()).isPresent();
    }

    /// A reader who left after two films would take the other 38 along.
    @Test
    void whoLeftEarlyIsLeftOutAndNamed() {
        List<ArmAnswer> arms = new ArrayList<>(DATA.arms());
        for (FilmComparison film : DATA.films().subList(0, 2)) {
            LevelAnswer truth = film.reference().orElseThrow();
            for (boolean aided : new boolean[] {false, true}) arms.add(new ArmAnswer(film.filmId(), "R9", aided, 1, truth, 9));
        }
        StudyData with = new StudyData("s", "t", .1, DATA.films(), List.of(), List.of(), List.of(), List.of(), arms);
        Chapter exact = ReaderCaseChapters.of(with).getFirst();
        assertThat(exact.sentence())
                .startsWith("Over 4 readers")
                .endsWith("Reader R9 is left out, having read 2 of 40 films in both arms.");
        assertThat(exact.table().rows()).isEqualTo(ReaderCaseChapters.of(DATA).getFirst().table().rows());
    }

    @Test
    void whatIsNotEstimableSaysWhy() {
        StudyData unsure = StudyData.ofFilms("s", "t", .1, MadeStudy.demo(3, 12, 3));
        List<Chapter> chapters = ReaderCaseChapters.of(unsure);
        assertThat(chapters.getLast().sentence())
                .isEqualTo("Not estimable: the readers were not asked how sure they are of each level.");
        assertThat(chapters.getFirst().sentence())
                .contains("A difference between arms is not estimable: the study has one way of reading.");
        StudyData empty = StudyData.ofFilms("s", "t", .1, List.of());
        assertThat(ReaderCaseChapters.of(empty)).extracting(Chapter::sentence)
                .containsExactly("Not estimable: there are fewer than 2 readers.", "Not estimable: no reader has answered.");
        // each film in one of the arms, drawn by lot
        List<ArmAnswer> parallel = DATA.arms().stream()
                .filter(a -> a.aided() == (a.filmId().hashCode() % 2 == 0))
                .toList();
        StudyData lots = new StudyData("s", "t", .1, DATA.films(), List.of(), List.of(), List.of(), List.of(), parallel);
        assertThat(ReaderCaseChapters.of(lots)).extracting(Chapter::sentence)
                .containsOnly("Not estimable: no reader read a film in both arms.");
    }

    @Test
    void imrmcHasTheSameScoresInBothArms() throws Exception {
        List<String> lines = new String(ImrmcText.of(DATA), StandardCharsets.UTF_8).lines().toList();
        LevelRatings ratings = LevelRatings.of(DATA);
        assertThat(lines.subList(1, 6)).contains("NR: 5", "NM: 3", "BEGIN DATA:");
        long scores = ratings.scores().values().stream()
                .flatMapToDouble(java.util.Arrays::stream)
                .filter(s -> !Double.isNaN(s))
                .count();
        assertThat(lines).hasSize(6 + ratings.units().size() + (int) scores);
        double first = ratings.scores().get(new Rater("aided", "R2"))[0];
        assertThat(lines).contains("R2,LR-001_" + ratings.units().getFirst().level() + ",aided," + (int) first);
    }

    @Test
    void pythonRecomputesTheAreasFromTheRatings() throws Exception {
        for (StudyData data : List.of(DATA, oneArm())) {
            unpack(data);
            String said = python(0);
            assertThat(said.lines().filter(line -> line.endsWith("  same"))).hasSizeGreaterThan(6);
            Path ratings = folder.resolve("ratings.csv");
            Files.writeString(ratings, Files.readString(ratings).replace(",R1,", ",R2,").replaceFirst(",1,R2,", ",0,R2,"));
            assertThat(python(1)).contains("DIFFERS");
        }
    }

    private static StudyData oneArm() {
        return StudyData.ofFilms("one", "One arm", .1, DATA.films());
    }

    private void unpack(StudyData data) throws Exception {
        byte[] pack = ExportPack.of(
                Findings.of(data, new ClusterBootstrap(1, 100), (share, what) -> {}),
                new ReportHeader("Arms", ZonedDateTime.of(2026, 11, 27, 8, 0, 0, 0, ZoneOffset.UTC), "lead"));
        Files.createDirectories(Path.of("target"));
        // kept for looking at
        if (data == DATA) Files.write(Path.of("target/report-pack-arms.zip"), pack);
        try (ZipInputStream in = new ZipInputStream(new java.io.ByteArrayInputStream(pack))) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                Path file = folder.resolve(e.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, in.readAllBytes());
            }
        }
    }

    private String python(int status) throws Exception {
        Process process = new ProcessBuilder("/usr/bin/python3", "mrmc.py")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isEqualTo(status);
        return said;
    }

    private static double value(Chapter chapter, String label) {
        return chapter.table().rows().stream()
                .filter(row -> row.getFirst().equals(label))
                .mapToDouble(row -> (Double) row.get(1))
                .findFirst()
                .orElseThrow();
    }
}
