package org.levelread.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.levelread.TestDatabase;
import org.levelread.TestStudy;
import org.levelread.imaging.Point;
import org.levelread.spine.Level;
import org.springframework.jdbc.core.simple.JdbcClient;

class ReferenceStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh().dataSource());
    private final ReferenceStore store = new ReferenceStore(jdbc);
    private final TestStudy study = new TestStudy(jdbc);
    private final UUID film = study.film();

    @Test
    void comesBackAsItWasPut() {
        FilmReference reference = reference(Set.of(Level.L5, Level.S1));
        byte[] masks = {1, 2, 3, -4};

        put(reference, masks);

        ReferenceVersion version = store.newest(film).orElseThrow();
        assertThat(version.reference()).isEqualTo(reference);
        assertThat(version.masks()).isTrue();
        assertThat(store.segmentation(film))
                .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(masks));
        assertThat(jdbc.sql("select levels -> 0 -> 'corners' -> 1 ->> 0 from reference.version")
                        .query(String.class)
                        .single())
                .isEqualTo("3.5");
    }

    @Test
    void aLaterOneCountsAndTheEarlierOneIsKept() {
        put(reference(Set.of(Level.L5)), new byte[] {1});
        put(reference(Set.of()), null);

        assertThat(store.newest(film).orElseThrow().reference()).isEqualTo(reference(Set.of()));
        assertThat(store.segmentation(film)).isEmpty();
        assertThat(store.newest(UUID.randomUUID())).isEmpty();
        assertThat(store.history(film)).extracting(ReferenceVersion::number).containsExactly(2, 1);
        assertThat(store.asOf(study.id(), 1))
                .singleElement()
                .satisfies(version ->
                        assertThat(version.reference().instrumented()).containsExactly(Level.L5));
        assertThat(store.changes(study.id()))
                .extracting(ReferenceChange::number, ReferenceChange::films)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(1, 1), org.assertj.core.groups.Tuple.tuple(2, 1));
    }

    @Test
    void noVersionIsChangedOrDeletedUnlessItsFilmIs() {
        put(reference(Set.of(Level.L5)), null);
        for (String sql : List.of(
                "update reference.version set instrumented = '{}'",
                "delete from reference.version",
                "update reference.change set rationale = 'another'",
                "delete from reference.change")) {
            assertThatThrownBy(() -> jdbc.sql(sql).update())
                    .as(sql)
                    .hasMessageContaining("a version of the reference is kept");
        }
        jdbc.sql("delete from cases.film where id = :film").param("film", film).update();
        assertThat(store.history(film)).isEmpty();
    }

    @Test
    void whatCannotBeDeterminedNamesNoLevel() {
        FilmReference none = new FilmReference(film, "adjudication", false, List.of(), Set.of());
        put(none, null);
        assertThat(store.newest(film).orElseThrow().reference()).isEqualTo(none);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FilmReference(
                        film, "adjudication", false, List.of(new ReferenceLevel(Level.L5, List.of())), Set.of()))
                .withMessageContaining("names levels and says that they cannot be determined");
    }

    @Test
    void refusesHardwareInALevelThatIsNotNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reference(Set.of(Level.L1)))
                .withMessageContaining("marks [L1] as instrumented but names only [S1, L5]");
    }

    private void put(FilmReference reference, byte[] masks) {
        UUID change = store.addChange(study.id(), reference.source(), "", null, NOW);
        store.addVersion(change, new NewReference(reference, masks, ""));
    }

    private FilmReference reference(Set<Level> instrumented) {
        List<Point> corners = List.of(new Point(1, 2), new Point(3.5, 4), new Point(5, 6), new Point(0, 8));
        return new FilmReference(
                film,
                "rendered",
                List.of(new ReferenceLevel(Level.L5, corners), new ReferenceLevel(Level.S1, List.of())),
                instrumented);
    }
}
