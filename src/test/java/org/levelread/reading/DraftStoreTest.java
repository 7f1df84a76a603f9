package org.levelread.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.TestDatabase;
import org.levelread.TestStudy;
import org.levelread.spine.Level;
import org.springframework.jdbc.core.simple.JdbcClient;

class DraftStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Answer ANSWER = new Answer(
            List.of(new ReadingLevel(Level.L5, 10.5, 20.25, true, 5), new ReadingLevel(Level.L4, 11, 5, false, 2)),
            true,
            "",
            FilmQuality.ADEQUATE,
            "rod broken at L4");
    private static final Answer SHORTER = new Answer(List.of(new ReadingLevel(Level.L5, 10, 20, true)), true, "");

    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh().dataSource());
    private final ReadingStore readings = new ReadingStore(jdbc);
    private final DraftStore drafts = new DraftStore(jdbc);
    private final TestStudy study = new TestStudy(jdbc);
    private final UUID ann = study.account("ann", "READER");
    private UUID id = UUID.randomUUID();

    @BeforeEach
    void anOpenFilm() {
        Dealing.deal(jdbc, study.id(), ann, List.of(study.film(), study.film()));
        id = Dealing.reading(jdbc, ann, 1);
        readings.open(id, NOW);
    }

    @Test
    void keepsEveryPartOfADraft() {
        Effort effort = new Effort(4000, 500, 7);
        assertThat(drafts.save(id, 0, ANSWER, effort, "window 1", NOW)).contains(1);
        assertThat(drafts.draft(id)).isEqualTo(new Draft(1, NOW, "window 1", ANSWER, effort));
        assertThat(drafts.save(id, 1, new Answer(List.of(), false, "wrong view"), Effort.NONE, "", NOW))
                .contains(2);
        Draft later = drafts.draft(id);
        assertThat(later.answer()).isEqualTo(new Answer(List.of(), false, "wrong view"));
        assertThat(later.effort()).as("time and changes never shrink").isEqualTo(effort);
    }

    @Test
    void aSaveOfAnOlderVersionChangesNothing() {
        assertThat(drafts.save(id, 0, ANSWER, new Effort(4000, 0, 1), "a", NOW)).contains(1);
        assertThat(drafts.save(id, 0, Answer.EMPTY, new Effort(9000, 0, 2), "b", NOW.plusSeconds(1)))
                .isEmpty();
        assertThat(drafts.draft(id)).isEqualTo(new Draft(1, NOW, "a", ANSWER, new Effort(4000, 0, 1)));
    }

    @Test
    void theFirstWishToSubmitIsKeptBesideTheFinalAnswer() {
        drafts.keepFirst(id, SHORTER, NOW);
        drafts.keepFirst(id, ANSWER, NOW.plusSeconds(5));
        drafts.save(id, 0, ANSWER, Effort.NONE, "", NOW);
        drafts.sign(id, Terms.PLAIN, new DraftStore.Signature("Ann Reader", "I mean it."), NOW);

        SignedAnswer signed = drafts.history(id).getFirst();
        assertThat(signed.first()).isEqualTo(SHORTER);
        assertThat(signed.answer()).isEqualTo(ANSWER);
        assertThat(signed.signerName()).isEqualTo("Ann Reader");
        assertThat(signed.meaning()).isEqualTo("I mean it.");
        assertThat(jdbc.sql("select visible::text from reading.answer").query(String.class).single())
                .contains("\"arm\": \"unaided\"", "\"order\": 1", "\"overlays\": \"none\"");
    }

    @Test
    void aCorrectionStandsBesideWhatItCorrects() {
        signed();
        Reading reading = readings.find(id).orElseThrow();
        var signature = new DraftStore.Signature("Ann Reader", "I correct.");
        drafts.correct(reading, 2, SHORTER, Effort.NONE, "L4 has no screw", Terms.PLAIN, signature, NOW);

        assertThat(drafts.history(id)).extracting(SignedAnswer::answer).containsExactly(ANSWER, SHORTER);
        assertThat(readings.submitted(study.id())).singleElement().satisfies(r -> assertThat(r.answer())
                .isEqualTo(SHORTER));
        assertThat(drafts.given(study.id(), ann)).singleElement().satisfies(given -> {
            assertThat(given.revision()).isEqualTo(2);
            assertThat(given.summary()).isEqualTo("level L5; instrumented L5");
        });
        assertThatThrownBy(() -> drafts.correct(
                        reading, 2, ANSWER, Effort.NONE, "again", Terms.PLAIN, signature, NOW))
                .as("two second revisions")
                .hasMessageContaining("answer_reading_id_revision_key");
    }

    @Test
    void submittedIsLockedInTheDatabaseItself() {
        signed();
        assertThat(drafts.save(id, 1, Answer.EMPTY, Effort.NONE, "", NOW)).isEmpty();
        for (String change : List.of("update reading.reading set reason = 'x'", "delete from reading.reading where state = 'SUBMITTED'")) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).hasMessageContaining("a submitted reading is locked");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update reading.answer set comment = 'x'",
                "delete from reading.answer",
                "truncate reading.answer cascade"
            })
    void aSignedAnswerCannotBeChangedByAnyStatement(String change) {
        signed();
        assertThatThrownBy(() -> jdbc.sql(change).update()).hasMessageContaining("a signed answer is kept as it is");
    }

    @Test
    void keysAreEachReadersOwn() {
        UUID ben = study.account("ben", "READER");
        drafts.saveKeys(ann, Map.of("instrument", List.of("m")));
        drafts.saveKeys(ann, Map.of("instrument", List.of("y")));
        assertThat(drafts.keys(ann)).isEqualTo("{\"instrument\": [\"y\"]}");
        assertThat(drafts.keys(ben)).isEqualTo("{}");
    }

    private void signed() {
        drafts.save(id, 0, ANSWER, Effort.NONE, "", NOW);
        drafts.sign(id, Terms.PLAIN, new DraftStore.Signature("Ann Reader", "I mean it."), NOW);
    }
}
