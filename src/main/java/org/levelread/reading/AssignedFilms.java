package org.levelread.reading;

import java.util.Optional;
import java.util.UUID;
import org.levelread.cases.FilmAccess;
import org.springframework.stereotype.Component;

/// A reader may fetch the films of the readings that the reader has opened, and no other. The address names the reading:
/// two readings of one film look like two films.
@Component
class AssignedFilms implements FilmAccess {
    private final ReadingStore store;

    AssignedFilms(ReadingStore store) {
        this.store = store;
    }

    @Override
    public Optional<UUID> film(UUID readerId, UUID readingId) {
        return store.filmOf(readingId, readerId);
    }
}
