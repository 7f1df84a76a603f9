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

    /// the frame that is shown first; empty where somebody has decided about it since
    public Optional<Radiograph> radiograph(QuarantinedFilm film) {
        return radiograph(film, film.frame());
    }

    /// @param frame in its file, from 1
    /// @return empty where there is none, and where somebody has decided about the film since
    public Optional<Radiograph> radiograph(QuarantinedFilm film, int frame) {
        return store.kept(film.id(), frame).map(kept -> pixels(film, kept));
    }

    /// The numbers, in its file, of the frames that a person chooses from; from the lowest. Frames that show nothing are
    /// left out.
    public List<Integer> frames(QuarantinedFilm film) {
        return store.frames(film.id());
    }

    /// as [#clear(UUID, int, List, UUID, String)], of a film of which one frame waits
    ///
    /// @throws IllegalArgumentException where nobody says why, and where a frame is to be chosen
    public Optional<Film> clear(UUID id, List<BlackedOut> rectangles, UUID by, String why) {
        QuarantinedFilm film = store.find(id).orElse(null);
        if (film == null) return Optional.empty();
        int waiting = store.frames(id).size();
        if (waiting > 1) {
            throw new IllegalArgumentException(
                    "Choose the frame of " + film.title() + " that is the film: " + waiting + " of its frames wait.");
        }
        return clear(id, film.frame(), rectangles, by, why);
    }

    /// takes a frame into the study as it is, or with nothing left in the rectangles
    ///
    /// @param frame in its file, one of [#frames(QuarantinedFilm)]; the others are kept nowhere
    /// @param by account of a surgeon, the lead or an administrator
    /// @param why in that person's words
    /// @return the film that it became, or the one that has exactly these pixels; empty where somebody was faster
    /// @throws IllegalArgumentException where nobody says why, and where no such frame waits
    public Optional<Film> clear(UUID id, int frame, List<BlackedOut> rectangles, UUID by, String why) {
        if (why.isBlank()) throw new IllegalArgumentException("Say why the film may be taken.");
        return transaction.execute(status -> store.lock(id).map(film -> {
            Kept kept = store.kept(id, frame)
                    .orElseThrow(() -> new IllegalArgumentException(film.title() + " has no frame " + frame + "."));
            Radiograph radiograph = pixels(film, kept);
            rectangles.forEach(rectangle -> rectangle.over(radiograph));
            String name = FilmArrivals.name(film.patient(), kept.instanceUid(), frame, film.frames());
            FilmAddition addition = films.add(film.studyId(), radiograph, kept.window(), name, film.broughtBy());
            boolean drawn = !rectangles.isEmpty();
            Film known = switch (addition) {
                case FilmAddition.Added(Film added) -> {
                    sources.add(
                            added.id(),
                            film.patient(),
                            kept.instanceUid(),
                            header(kept, drawn),
                            kept.daysFromSurgery(),
                            frame,
                            film.frames());
                    yield added;
                }
                case FilmAddition.Duplicate(Film existing) -> existing;
            };
            String areas = drawn ? json(rectangles) : null;
            decide(film, drawn ? "BLACKED_OUT" : "CLEARED", frame, areas, by, known.id(), why);
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
                    decide(film, "DISCARDED", film.frame(), null, by, null, why);
                    return true;
                })
                .orElse(false));
    }

    private void decide(
            QuarantinedFilm film,
            String decision,
            int frame,
            @Nullable String areas,
            UUID by,
            @Nullable UUID filmId,
            String why) {
        store.decide(film.id(), decision, frame, areas, by, clock.instant(), filmId);
        Map<String, Object> decided = new HashMap<>(Map.of("decision", decision));
        if (filmId != null) decided.put("film", filmId.toString());
        if (filmId != null && film.frames() > 1) decided.put("frame", frame + " of " + film.frames());
        if (areas != null) decided.put("blackedOut", areas);
        events.publishEvent(new Audited(
                null,
                "film.quarantine.decided",
                film.title(),
                Map.of("setAsideBecauseIt", film.reason()),
                Map.of("decision", "WAITING"),
                decided,
                why));
        events.publishEvent(new QuarantineDecided(film.id(), film.studyId(), filmId, frame));
    }

    private static Radiograph pixels(QuarantinedFilm film, Kept kept) {
        return FilmStore.inflated(film.title(), film.width(), film.height(), kept.spacing(), kept.deflated());
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
