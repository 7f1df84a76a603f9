package org.levelread.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
    private final UUID film = new TestStudy(jdbc).film();

    @Test
    void comesBackAsItWasPut() {
        FilmReference reference = reference(Set.of(Level.L5, Level.S1));
        byte[] masks = {1, 2, 3, -4};

        store.put(reference, masks, NOW);

        assertThat(store.find(film)).contains(reference);
        assertThat(store.segmentation(film))
                .hasValueSatisfying(bytes -> assertThat(bytes).containsExactly(masks));
        assertThat(jdbc.sql("select levels -> 0 -> 'corners' -> 1 ->> 0 from reference.film_reference")
                        .query(String.class)
                        .single())
                .isEqualTo("3.5");
    }

    @Test
    void aLaterOneTakesItsPlace() {
        store.put(reference(Set.of(Level.L5)), new byte[] {1}, NOW);
        store.put(reference(Set.of()), null, NOW);

        assertThat(store.find(film)).contains(reference(Set.of()));
        assertThat(store.segmentation(film)).isEmpty();
        assertThat(store.find(UUID.randomUUID())).isEmpty();
    }

    @Test
    void refusesHardwareInALevelThatIsNotNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reference(Set.of(Level.L1)))
                .withMessageContaining("marks [L1] as instrumented but names only [S1, L5]");
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
