package org.levelread.cases;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.levelread.audit.Audited;
import org.levelread.cases.QuarantineStore.Kept;
import org.levelread.dicom.Deidentification;
import org.levelread.dicom.DicomFile;
import org.levelread.imaging.Radiograph;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/// The films that a person must look at before they are in the study: cleared as they are, blacked out in places, or
/// discarded. Who decided what, and when, is kept; the pixels that were looked at are not.
@Service
public class Quarantine {
    private final QuarantineStore store;
    private final Films films;
    private final FilmSourceStore sources;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;
    private final Clock clock;

    Quarantine(
            QuarantineStore store,
            Films films,
            FilmSourceStore sources,
            ApplicationEventPublisher events,
            TransactionOperations transaction,
            Clock clock) {
        this.store = store;
        this.films = films;
        this.sources = sources;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// by number
    public List<QuarantinedFilm> waiting(UUID studyId) {
        return store.waiting(studyId);
    }

    /// empty where somebody has decided about it since
    public Optional<Radiograph> radiograph(QuarantinedFilm film) {
        return store.find(film.id()).map(there -> pixels(there, store.kept(there.id())));
    }

    /// takes the film into the study as it is, or with nothing left in the rectangles
    ///
    /// @param by account of a surgeon, the lead or an administrator
    /// @param why in that person's words
    /// @return the film that it became, or the one that has exactly these pixels; empty where somebody was faster
    /// @throws IllegalArgumentException where nobody says why
    public Optional<Film> clear(UUID id, List<BlackedOut> rectangles, UUID by, String why) {
        if (why.isBlank()) throw new IllegalArgumentException("Say why the film may be taken.");
        return transaction.execute(status -> store.lock(id).map(film -> {
            Kept kept = store.kept(id);
            Radiograph radiograph = pixels(film, kept);
            rectangles.forEach(rectangle -> rectangle.over(radiograph));
            String name = film.patient() + " "
                    + kept.instanceUid().substring(kept.instanceUid().length() - 6);
            FilmAddition addition = films.add(film.studyId(), radiograph, film.window(), name, film.broughtBy());
            Film known = switch (addition) {
                case FilmAddition.Added(Film added) -> {
                    sources.add(
                            added.id(),
                            film.patient(),
                            kept.instanceUid(),
                            header(kept, !rectangles.isEmpty()),
                            kept.daysFromSurgery());
                    yield added;
                }
                case FilmAddition.Duplicate(Film existing) -> existing;
            };
            boolean drawn = !rectangles.isEmpty();
            String areas = drawn ? json(rectangles) : null;
            decide(film, drawn ? "BLACKED_OUT" : "CLEARED", areas, by, known.id(), why);
            return known;
        }));
    }

    /// keeps the film out of the study and its pixels nowhere
    ///
    /// @param why in the words of who decides
    /// @return whether it was still there
    /// @throws IllegalArgumentException where nobody says why
    public boolean discard(UUID id, UUID by, String why) {
        if (why.isBlank()) throw new IllegalArgumentException("Say why the film is discarded.");
        return transaction.execute(status -> store.lock(id)
                .map(film -> {
                    decide(film, "DISCARDED", null, by, null, why);
                    return true;
                })
                .orElse(false));
    }

    private void decide(
            QuarantinedFilm film, String decision, @Nullable String areas, UUID by, @Nullable UUID filmId, String why) {
        store.decide(film.id(), decision, areas, by, clock.instant(), filmId);
        Map<String, Object> decided = new HashMap<>(Map.of("decision", decision));
        if (filmId != null) decided.put("film", filmId.toString());
        if (areas != null) decided.put("blackedOut", areas);
        events.publishEvent(new Audited(
                null,
                "film.quarantine.decided",
                film.title(),
                Map.of("setAsideBecauseIt", film.reason()),
                Map.of("decision", "WAITING"),
                decided,
                why));
        events.publishEvent(new QuarantineDecided(film.id(), film.studyId(), filmId));
    }

    private static Radiograph pixels(QuarantinedFilm film, Kept kept) {
        return FilmStore.inflated(film.title(), film.width(), film.height(), film.spacing(), kept.deflated());
    }

    private static byte[] header(Kept kept, boolean blackedOut) {
        return DicomFile.write(
                Deidentification.cleared(DicomFile.read(kept.header()).dataSet(), blackedOut));
    }

    private static String json(List<BlackedOut> rectangles) {
        return rectangles.stream()
                .map(r -> "[%d, %d, %d, %d]".formatted(r.x(), r.y(), r.width(), r.height()))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
