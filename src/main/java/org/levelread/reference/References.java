package org.levelread.reference;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The reference standard of every film that has one. Nothing that a reader can reach may call this.
@Service
public class References {
    private final ReferenceStore store;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    References(ReferenceStore store, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.events = events;
        this.clock = clock;
    }

    /// Stores the reference of a film, in place of an earlier one.
    ///
    /// @param segmentation a 3D Slicer `.seg.nrrd` file on the film's grid, or null where there are no masks
    @Transactional
    public void put(FilmReference reference, byte @Nullable [] segmentation) {
        store.put(reference, segmentation, clock.instant());
        events.publishEvent(new ReferenceChanged(reference.filmId()));
    }

    public Optional<FilmReference> find(UUID filmId) {
        return store.find(filmId);
    }

    /// the references of those of the films that have one, by film
    public Map<UUID, FilmReference> find(Collection<UUID> filmIds) {
        return store.find(filmIds).stream().collect(Collectors.toMap(FilmReference::filmId, Function.identity()));
    }

    /// the `.seg.nrrd` file of the film's masks
    public Optional<byte[]> segmentation(UUID filmId) {
        return store.segmentation(filmId);
    }
}
