package org.levelread.reference;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.levelread.audit.Audited;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.SignedIn;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The reference standard of every film that has one, with all its versions. Nothing that a reader can reach may
/// call this.
@Service
public class References {
    private final ReferenceStore store;
    private final CurrentAccount current;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    References(ReferenceStore store, CurrentAccount current, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.current = current;
        this.events = events;
        this.clock = clock;
    }

    /// Stores a version of one film's reference; earlier versions are kept.
    ///
    /// @param segmentation a 3D Slicer `.seg.nrrd` file on the film's grid, or null where there are no masks
    @Transactional
    public void put(FilmReference reference, byte @Nullable [] segmentation) {
        UUID study = store.studyOf(reference.filmId())
                .orElseThrow(() -> new IllegalArgumentException("no film has the id " + reference.filmId()));
        store(study, reference.source(), "", List.of(new NewReference(reference, segmentation, "")));
    }

    /// Stores versions of several films as one change of the study's reference: all or none.
    ///
    /// What the demo study brings, film by film, is one change.
    ///
    /// @param origin one of [ReferenceChange#ORIGINS], the same as that of each reference
    /// @param rationale why it changes; may be blank where every film gets its first reference or says why itself
    /// @param added at least one, at most one a film
    /// @throws IllegalArgumentException where a reference is replaced and nobody says why
    @Transactional
    public ReferenceChange store(UUID studyId, String origin, String rationale, List<NewReference> added) {
        if (added.isEmpty()) throw new IllegalArgumentException("a change of the reference needs at least one film");
        store.lock(studyId);
        unreasoned(rationale, added).ifPresent(objection -> {
            throw new IllegalArgumentException("Say why the reference changes: " + objection + ".");
        });
        Optional<SignedIn> by = current.find();
        Optional<ReferenceChange> last = changes(studyId).stream().reduce((first, second) -> second);
        UUID change = last.filter(c -> c.origin().equals(ReferenceChange.RENDERED) && c.origin().equals(origin))
                .map(ReferenceChange::id)
                .orElseGet(() -> store.addChange(
                        studyId,
                        origin,
                        rationale,
                        by.map(SignedIn::accountId).orElse(null),
                        clock.instant()));
        Map<UUID, FilmReference> before =
                find(added.stream().map(one -> one.reference().filmId()).toList());
        for (NewReference one : added) {
            if (!one.reference().source().equals(origin)) {
                throw new IllegalArgumentException("a reference from " + one.reference().source()
                        + " cannot be stored as one from " + origin);
            }
            store.addVersion(change, one);
            events.publishEvent(new ReferenceChanged(one.reference().filmId()));
        }
        ReferenceChange stored = changes(studyId).stream()
                .filter(c -> c.id().equals(change))
                .findFirst()
                .orElseThrow();
        for (NewReference one : added) {
            UUID film = one.reference().filmId();
            FilmReference old = before.get(film);
            events.publishEvent(Audited.answer(
                    studyId,
                    "reference.changed",
                    "Reference change " + stored.number(),
                    Map.of("film", film.toString(), "origin", origin),
                    old == null ? Map.of() : old.words(),
                    one.reference().words(),
                    one.rationale().isBlank() ? rationale : rationale + " " + one.rationale()));
        }
        return stored;
    }

    /// "2 films have a reference already" where they are given another one without a reason
    Optional<String> unreasoned(String rationale, List<NewReference> added) {
        if (!rationale.isBlank()) return Optional.empty();
        int replaced = find(added.stream()
                        .filter(one -> one.rationale().isBlank())
                        .map(one -> one.reference().filmId())
                        .toList())
                .size();
        if (replaced == 0) return Optional.empty();
        return Optional.of(replaced == 1 ? "1 film has a reference already" : replaced + " films have a reference already");
    }

    public Optional<FilmReference> find(UUID filmId) {
        return store.newest(filmId).map(ReferenceVersion::reference);
    }

    /// the references of those of the films that have one, by film
    public Map<UUID, FilmReference> find(Collection<UUID> filmIds) {
        return byFilm(store.newest(filmIds)).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().reference()));
    }

    /// the newest version of those of the films that have one, by film
    public Map<UUID, ReferenceVersion> newest(Collection<UUID> filmIds) {
        return byFilm(store.newest(filmIds));
    }

    /// Every film's version as it was after a change, by film.
    ///
    /// @param change number of the change in the study
    public Map<UUID, ReferenceVersion> asOf(UUID studyId, int change) {
        return byFilm(store.asOf(studyId, change));
    }

    /// every version of one film, the newest first
    public List<ReferenceVersion> history(UUID filmId) {
        return store.history(filmId);
    }

    /// the study's changes, the oldest first
    public List<ReferenceChange> changes(UUID studyId) {
        return store.changes(studyId);
    }

    /// the `.seg.nrrd` file of the film's masks
    public Optional<byte[]> segmentation(UUID filmId) {
        return store.segmentation(filmId);
    }

    private static Map<UUID, ReferenceVersion> byFilm(List<ReferenceVersion> versions) {
        return versions.stream()
                .collect(Collectors.toMap(version -> version.reference().filmId(), Function.identity()));
    }
}
