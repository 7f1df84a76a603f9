package org.levelread.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.levelread.TestDatabase;
import org.levelread.TestStudy;
import org.levelread.spine.Level;
import org.springframework.jdbc.core.simple.JdbcClient;

class ReadingStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Answer ANSWER = new Answer(
            List.of(new ReadingLevel(Level.L5, 10.5, 20.25, true), new ReadingLevel(Level.L4, 11, 5, false)), true, "");

    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh().dataSource());
    private final ReadingStore store = new ReadingStore(jdbc);
    private final TestStudy study = new TestStudy(jdbc);
    private final UUID ann = study.account("ann", "READER");
    private final UUID ben = study.account("ben", "READER");
    private final List<UUID> films =
            IntStream.range(0, 5).mapToObj(i -> study.film()).toList();

    @BeforeEach
    void dealToAnn() {
        Dealing.deal(jdbc, study.id(), ann, films);
    }

    @Test
    void opensOnce() {
        UUID id = Dealing.reading(jdbc, ann, 1);
        assertThat(store.find(id).orElseThrow().answer()).isEqualTo(Answer.EMPTY);
        store.open(id, NOW);
        store.open(id, NOW.plusSeconds(60));
        Reading opened = store.find(id).orElseThrow();
        assertThat(opened.state()).isEqualTo(ReadingState.OPEN);
        assertThat(opened.openedAt()).isEqualTo(NOW);
        assertThat(store.ofFilm(study.id(), films.getFirst(), ann)).contains(opened);
    }

    @Test
    void countsAndFilmsAreEachReadersOwn() {
        Dealing.deal(jdbc, study.id(), ben, films.subList(0, 2));
        UUID id = Dealing.reading(jdbc, ann, 1);
        assertThat(store.filmOf(id, ann)).as("not opened").isEmpty();
        store.open(id, NOW);
        DraftStore drafts = new DraftStore(jdbc);
        drafts.save(id, 0, ANSWER, Effort.NONE, "", NOW);
        drafts.sign(id, Terms.PLAIN, null, NOW);

        assertThat(store.progress(study.id()))
                .containsExactlyInAnyOrder(new ReaderProgress(ann, 5, 1), new ReaderProgress(ben, 2, 0));
        assertThat(store.filmOf(id, ann)).contains(films.getFirst());
        assertThat(store.filmOf(id, ben)).isEmpty();
    }

    @Test
    void anOpenedReadingStaysInItsArm() {
        UUID id = Dealing.reading(jdbc, ann, 1);
        jdbc.sql("update reading.reading set arm = 'AIDED' where id = :id").param("id", id).update();
        store.open(id, NOW);
        for (String change : List.of("arm = 'UNAIDED'", "order_index = 99", "protocol_version = 7", "period = 2")) {
            assertThatThrownBy(() -> jdbc.sql("update reading.reading set " + change + " where id = :id")
                            .param("id", id)
                            .update())
                    .hasMessageContaining("an opened reading stays in the arm, order and version it was opened in");
        }
    }
}
