package org.levelread.reading;

import static org.assertj.core.api.Assertions.assertThat;

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
        store.deal(study.id(), ann, films);
    }

    @Test
    void nextIsTheFirstInOrderThenTheOneBegun() {
        Reading first = next();
        assertThat(first.filmId()).isEqualTo(films.get(0));
        assertThat(first.orderIndex()).isEqualTo(1);
        assertThat(first.state()).isEqualTo(ReadingState.ASSIGNED);
        assertThat(first.answer()).isEqualTo(Answer.EMPTY);

        UUID third = store.ofFilm(study.id(), films.get(2), ann).orElseThrow().id();
        store.open(third, NOW);
        assertThat(next().id()).isEqualTo(third);
        assertThat(next().openedAt()).isEqualTo(NOW);
    }

    @Test
    void dealingAnewKeepsWhatWasSeen() {
        store.open(next().id(), NOW);
        UUID late = study.film();

        store.deal(study.id(), ann, List.of(late, films.get(4), films.get(3), films.get(2), films.get(1)));

        assertThat(store.filmsSeen(study.id(), ann)).containsExactly(films.getFirst());
        assertThat(store.filmsNotSeen(study.id(), ann))
                .containsExactly(late, films.get(4), films.get(3), films.get(2), films.get(1));
        assertThat(store.ofFilm(study.id(), late, ann).orElseThrow().orderIndex())
                .isEqualTo(2);
    }

    @Test
    void countsAndAccessAreEachReadersOwn() {
        store.deal(study.id(), ben, films.subList(0, 2));
        UUID id = next().id();
        store.open(id, NOW);
        DraftStore drafts = new DraftStore(jdbc);
        drafts.save(id, 0, ANSWER, Effort.NONE, "", NOW);
        drafts.sign(id, Terms.PLAIN, null, NOW);

        assertThat(store.progress(study.id()))
                .containsExactlyInAnyOrder(new ReaderProgress(ann, 5, 1), new ReaderProgress(ben, 2, 0));
        assertThat(store.isAssigned(films.get(1), ben)).isTrue();
        assertThat(store.isAssigned(films.get(2), ben)).isFalse();
    }

    private Reading next() {
        return store.next(study.id(), ann).orElseThrow();
    }
}
