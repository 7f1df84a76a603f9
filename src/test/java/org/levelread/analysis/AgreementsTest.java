package org.levelread.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.levelread.ApplicationTest;
import org.levelread.cases.Film;
import org.levelread.imaging.Mask;
import org.levelread.imaging.Point;
import org.levelread.protocol.Study;
import org.levelread.readers.Account;
import org.levelread.readers.Role;
import org.levelread.reading.Answer;
import org.levelread.reading.Answering;
import org.levelread.reading.Reading;
import org.levelread.reading.ReadingLevel;
import org.levelread.reading.Readings;
import org.levelread.reading.Submissions;
import org.levelread.reference.FilmReference;
import org.levelread.reference.NewReference;
import org.levelread.reference.ReferenceLevel;
import org.levelread.reference.References;
import org.levelread.slicer.SegNrrd;
import org.levelread.slicer.Segment;
import org.levelread.slicer.SlicerSegmentation;
import org.levelread.spine.Cause;
import org.levelread.spine.Level;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

class AgreementsTest extends ApplicationTest {
    private static final String L4_AND_L5 = """
            {"film": "x", "width": 100, "height": 200,
             "levels": [{"level": "L5", "polygon": [], "centroid": [50,150], "confidence": 0.9, "instrumented": true},
                        {"level": "L4", "polygon": [], "centroid": [50,100], "confidence": 0.9, "instrumented": true}],
             "sacrum": {"visible": true, "polygon": [], "endplate": [[40,180],[60,190]], "confidence": 0.8},
             "instrumentation": {"present": true, "polygons": []}, "instrumentedLevels": ["L5", "L4"],
             "determinable": true, "reason": null, "flags": [], "models": {"vertebrae": "v7"}, "millis": {}}""";

    @Autowired
    Agreements agreements;

    @Autowired
    Readings readings;

    @Autowired
    Answering answering;

    @Autowired
    References references;

    @TempDir
    Path folder;

    private Study study;
    private Film film;
    private Account first;
    private Account lead;

    @BeforeEach
    void aFilmReadAndPredicted() throws IOException {
        study = study();
        first = account(Role.READER);
        lead = account(Role.STUDY_LEAD);
        film = film(study, "doe_jane.png");
        jdbc.sql("""
                update prediction.run set state = 'DONE', started_at = now(), finished_at = now(), result = :result::jsonb
                where film_id = :film""").param("film", film.id()).param("result", L4_AND_L5).update();
        read(
                first,
                new Answer(
                        List.of(new ReadingLevel(Level.L4, 50, 150, true), new ReadingLevel(Level.L3, 50, 100, true)),
                        true,
                        ""));
        references.put(
                new FilmReference(
                        film.id(),
                        "import",
                        List.of(
                                new ReferenceLevel(
                                        Level.L5, List.of(new Point(40, 140), new Point(60, 140), new Point(50, 160))),
                                new ReferenceLevel(Level.S1, List.of())),
                        Set.of(Level.L5)),
                masks());
        signIn(lead);
    }

    @Test
    void joinsModelReaderAndReference() {
        FilmComparison comparison = agreements.comparisons(study.id()).getFirst();

        assertThat(comparison.filmLabel()).isEqualTo("Film 1");
        ModelAnswer model = comparison.model().orElseThrow();
        assertThat(model.levels())
                .isEqualTo(LevelAnswer.of(Set.of(Level.S1, Level.L5, Level.L4), Set.of(Level.L5, Level.L4)));
        assertThat(model.versions()).containsEntry("vertebrae", "v7");
        assertThat(comparison.readers())
                .singleElement()
                .satisfies(answer -> assertThat(answer.levels())
                        .isEqualTo(LevelAnswer.of(Set.of(Level.L4, Level.L3), Set.of(Level.L4, Level.L3))));
        assertThat(comparison.reference()).contains(LevelAnswer.of(Set.of(Level.L5, Level.S1), Set.of(Level.L5)));
    }

    @Test
    void countsTheOverlapOfTheMasksOnceAndAnewForAnotherReference() throws IOException {
        mask("VERTEBRAE", 4, 4);
        var overlaps = agreements.comparisons(study.id()).getFirst().overlaps();

        // reference: a square of 4 x 4 for L5, two pixels of S1, one of a screw; the field is no structure
        assertThat(overlaps.get(Structure.VERTEBRAE).dice()).isEqualTo(1);
        assertThat(overlaps).containsOnlyKeys(Structure.VERTEBRAE);

        FilmReference other = new FilmReference(film.id(), "import", List.of(), Set.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> references.put(other, null))
                .withMessage("Say why the reference changes: 1 film has a reference already.");
        references.store(study.id(), "import", "nothing can be told", List.of(new NewReference(other, null, "")));
        assertThat(agreements.comparisons(study.id()).getFirst().overlaps()).isEmpty();
    }

    @Test
    void matchesTheBodiesOfTheMasksOnceAndSaysWhatMovedTheNames() throws IOException {
        // the model takes something below for L5, and the reference's L5 for L4
        byte[] bodies = new byte[100 * 200];
        for (int y = 150; y < 155; y++) for (int x = 20; x < 26; x++) bodies[y * 100 + x] = 1;
        byte[] square = square(4, 4).values();
        for (int i = 0; i < square.length; i++) if (square[i] != 0) bodies[i] = 2;
        jdbc.sql("insert into prediction.level_map (run_id, deflated) values (:run, :deflated)")
                .param("run", run())
                .param("deflated", deflated(bodies))
                .update();
        FilmComparison comparison = agreements.comparisons(study.id()).getFirst();
        BodyMatch match = comparison.bodies().orElseThrow();
        assertThat(match.inWords())
                .isEqualTo("The reference's one body has its match; 1 predicted body lies where the reference has none.");
        SuggestedCause suggested =
                CauseSuggestions.of(comparison, FilmComparison.REFERENCE).orElseThrow();
        // without the masks: one level too many at an end
        assertThat(suggested.cause()).isEqualTo(Cause.C3F);
        assertThat(suggested.evidence())
                .isEqualTo("a body below the lowest of the reference is named and all names lie one off: S1 was taken for it;"
                        + " the lowest body has another name already");

        // kept, and what it was counted from is not read again
        jdbc.sql("delete from prediction.level_map where run_id = :run").param("run", run()).update();
        assertThat(agreements.comparisons(study.id()).getFirst().bodies()).contains(match);

        FilmReference other = new FilmReference(film.id(), "import", List.of(), Set.of());
        references.store(study.id(), "import", "nothing can be told", List.of(new NewReference(other, null, "")));
        assertThat(agreements.comparisons(study.id()).getFirst().bodies()).isEmpty();
    }

    @Test
    void aConfirmedCauseIsKeptTheNewestCountsAndItIsInTheTrail() {
        String reader = agreements
                .comparisons(study.id())
                .getFirst()
                .readers()
                .getFirst()
                .reader();
        agreements.confirm(film.id(), reader, Cause.C4A, Cause.C4A, "");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> agreements.confirm(film.id(), reader, Cause.C4A, Cause.C6A, " "))
                .withMessage("Say why the cause is another one.");
        agreements.confirm(film.id(), reader, Cause.C4A, Cause.C6A, "the film was seen again");
        agreements.confirm(film.id(), FilmComparison.REFERENCE, null, Cause.C3C, "");

        assertThat(agreements.comparisons(study.id()).getFirst().confirmedCauses())
                .containsOnly(
                        java.util.Map.entry(reader, Cause.C6A),
                        java.util.Map.entry(FilmComparison.REFERENCE, Cause.C3C));
        assertThat(jdbc.sql("select count(*) from analysis.confirmed_cause where film_id = :film")
                        .param("film", film.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
        assertThat(jdbc.sql("select count(*) from audit.entry where action = 'study.cause-confirmed' and actor = :lead")
                        .param("lead", lead.username())
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void showsEveryAnswerWithItsPlaces() {
        List<AnswerOnFilm> answers = agreements.answersOn(study.id(), film.id());
        String reader = agreements
                .comparisons(study.id())
                .getFirst()
                .readers()
                .getFirst()
                .reader();

        assertThat(answers).extracting(AnswerOnFilm::by).containsExactly("model", reader, "reference");
        assertThat(answers.get(0).levels())
                .extracting(AnswerOnFilm.NamedPlace::level)
                .containsExactly(Level.S1, Level.L5, Level.L4);
        assertThat(answers.get(1).levels()).contains(new AnswerOnFilm.NamedPlace(Level.L4, 50, 150, true));
        assertThat(answers.get(2).levels()).containsExactly(new AnswerOnFilm.NamedPlace(Level.L5, 50, 440 / 3.0, true));
    }

    @Test
    void exportsNameNoReaderAndNoFile() {
        String csv = new String(agreements.csv(study), StandardCharsets.UTF_8);
        assertThat(csv).contains("Film 1").doesNotContain("doe_jane", first.username(), first.displayName());
    }

    @Test
    void onlyTheLeadCompares() {
        for (Role role : List.of(Role.READER, Role.SURGEON)) {
            signIn(account(role));
            assertDenied(() -> agreements.comparisons(study.id()));
            assertDenied(() -> agreements.answersOn(study.id(), film.id()));
            assertDenied(() -> agreements.progress(study.id()));
            assertDenied(() -> agreements.csv(study));
            assertDenied(() -> agreements.confirm(film.id(), "A", null, Cause.C6A, ""));
        }
    }

    private static void assertDenied(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(call);
    }

    private void read(Account reader, Answer answer) {
        signIn(reader);
        Reading reading = readings.openNext(study.id()).orElseThrow();
        Submissions.submit(answering, reading, answer, 12_000);
    }

    private byte[] masks() throws IOException {
        Mask l5 = square(4, 4);
        Mask s1 = new Mask(100, 200);
        s1.values()[0] = 1;
        Mask field = new Mask(100, 200);
        java.util.Arrays.fill(field.values(), (byte) 1);
        Path file = folder.resolve("reference.seg.nrrd");
        SegNrrd.write(
                file,
                new SlicerSegmentation(
                        100,
                        200,
                        null,
                        List.of(
                                new Segment("L5", l5),
                                new Segment("S1", s1),
                                new Segment("Screw", square(1, 1)),
                                new Segment("Exposed field", field))));
        return Files.readAllBytes(file);
    }

    /// what the run stored for a structure
    private void mask(String structure, int width, int height) throws IOException {
        jdbc.sql("insert into prediction.mask (run_id, structure, deflated) values (:run, :structure, :deflated)")
                .param("run", run())
                .param("structure", structure)
                .param("deflated", deflated(square(width, height).values()))
                .update();
    }

    private UUID run() {
        return jdbc.sql("select id from prediction.run where film_id = :film")
                .param("film", film.id())
                .query(UUID.class)
                .single();
    }

    private static byte[] deflated(byte[] values) throws IOException {
        var packed = new java.io.ByteArrayOutputStream();
        try (var out = new java.util.zip.DeflaterOutputStream(packed)) {
            out.write(values);
        }
        return packed.toByteArray();
    }

    private static Mask square(int width, int height) {
        Mask mask = new Mask(100, 200);
        for (int y = 50; y < 50 + height; y++) for (int x = 20; x < 20 + width; x++) mask.values()[y * 100 + x] = 1;
        return mask;
    }
}
