package org.levelread.reference;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// The reference standard of every film that has one. Nothing that a reader can reach may call this.
@Service
public class References {
    private final ReferenceStore store;
    private final Clock clock;

    References(ReferenceStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Stores the reference of a film, in place of an earlier one.
    ///
    /// @param segmentation a 3D Slicer `.seg.nrrd` file on the film's grid, or null where there are no masks
    public void put(FilmReference reference, byte @Nullable [] segmentation) {
        store.put(reference, segmentation, clock.instant());
    }

    public Optional<FilmReference> find(UUID filmId) {
        return store.find(filmId);
    }

    /// the `.seg.nrrd` file of the film's masks
    public Optional<byte[]> segmentation(UUID filmId) {
        return store.segmentation(filmId);
    }
}
