package org.levelread.prediction;

import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.levelread.audit.Audited;
import org.levelread.cases.Film;
import org.levelread.cases.Films;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;
import org.levelread.readers.SignedIn;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What surgeons think of the predictions. A reader is refused here, whatever page or request asked.
@Service
public class Reviews {
    private static final Set<Role> REVIEWERS = EnumSet.of(Role.SURGEON, Role.STUDY_LEAD, Role.ADMINISTRATOR);

    private final ReviewStore store;
    private final Predictions predictions;
    private final Films films;
    private final CurrentAccount current;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Reviews(
            ReviewStore store,
            Predictions predictions,
            Films films,
            CurrentAccount current,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.predictions = predictions;
        this.films = films;
        this.current = current;
        this.events = events;
        this.clock = clock;
    }

    /// Adds the signed-in surgeon's review of a run; earlier ones stay.
    ///
    /// @param note needed where the surgeon has reviewed this run before: it says why again
    /// @throws IllegalStateException where the run has no answer to review
    /// @throws IllegalArgumentException where an earlier review is replaced and the note does not say why
    @Transactional
    public Review add(UUID runId, Verdict verdict, List<ReviewedLevel> levels, String note) {
        SignedIn surgeon = reviewer();
        PredictionRun run =
                predictions.find(runId).orElseThrow(() -> new IllegalArgumentException("no run has the id " + runId));
        if (run.state() != RunState.DONE) {
            throw new IllegalStateException("the run is " + run.state() + ": there is no answer to review");
        }
        Film film = films.find(run.filmId()).orElseThrow();
        Review review =
                new Review(UUID.randomUUID(), runId, surgeon.accountId(), verdict, levels, note, clock.instant());
        Map<String, Object> before = store.ofFilm(run.filmId()).stream()
                .filter(earlier -> earlier.runId().equals(runId) && earlier.surgeonId().equals(surgeon.accountId()))
                .findFirst()
                .map(Reviews::values)
                .orElse(Map.of());
        if (!before.isEmpty() && note.isBlank()) {
            throw new IllegalArgumentException("You have reviewed this film before: say in the note why you review it again.");
        }
        store.add(review);
        events.publishEvent(Audited.answer(
                film.studyId(),
                "prediction.reviewed",
                "Run " + runId,
                Map.of("film", run.filmId().toString()),
                before,
                values(review),
                review.note()));
        return review;
    }

    private static Map<String, Object> values(Review review) {
        return Map.of(
                "verdict", review.verdict().name(),
                "levels", review.levels().stream()
                        .map(level -> level.level() + (level.instrumented() ? " instrumented" : ""))
                        .collect(Collectors.joining(", ")));
    }

    /// of all runs over the film, the newest first
    public List<Review> ofFilm(UUID filmId) {
        reviewer();
        return store.ofFilm(filmId);
    }

    private SignedIn reviewer() {
        SignedIn account = current.require();
        if (!REVIEWERS.contains(account.role())) {
            throw new AccessDeniedException("predictions and their reviews are hidden from readers");
        }
        return account;
    }
}
