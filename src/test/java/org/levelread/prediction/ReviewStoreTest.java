package org.levelread.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.levelread.TestDatabase;
import org.levelread.TestStudy;
import org.levelread.spine.Level;
import org.springframework.jdbc.core.simple.JdbcClient;

class ReviewStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh().dataSource());
    private final ReviewStore store = new ReviewStore(jdbc);
    private final TestStudy study = new TestStudy(jdbc);
    private final UUID surgeon = study.account("sue", "SURGEON");
    private final UUID film = study.film();

    @Test
    void keepsEveryReviewOfEveryRunOfTheFilm() {
        Review first = review(study.run(film, "{}"), Verdict.AGREED, List.of(), NOW);
        Review second = review(
                study.run(film, "{}"),
                Verdict.CORRECTED,
                List.of(new ReviewedLevel(Level.L4, 1.5, 2, true)),
                NOW.plusSeconds(9));
        Review otherFilm = review(study.run(study.film(), "{}"), Verdict.NOT_DETERMINABLE, List.of(), NOW);
        List.of(first, second, otherFilm).forEach(store::add);

        assertThat(store.ofFilm(film)).containsExactly(second, first);
    }

    @Test
    void refusesACorrectionToNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> review(UUID.randomUUID(), Verdict.CORRECTED, List.of(), NOW))
                .withMessage("a correction names at least one level");
    }

    private Review review(UUID run, Verdict verdict, List<ReviewedLevel> levels, Instant at) {
        return new Review(UUID.randomUUID(), run, surgeon, verdict, levels, "a note", at);
    }
}
