package org.levelread.reading;

import java.util.UUID;
import org.levelread.cases.FilmAccess;
import org.springframework.stereotype.Component;

/// A reader may fetch the films that the reader was given, and no other.
@Component
class AssignedFilms implements FilmAccess {
    private final ReadingStore store;

    AssignedFilms(ReadingStore store) {
        this.store = store;
    }

    @Override
    public boolean mayRead(UUID readerId, UUID filmId) {
        return store.isAssigned(filmId, readerId);
    }
}
