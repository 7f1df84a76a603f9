package org.levelread.cases;

import java.util.Optional;
import java.util.UUID;

/// Which films a reader may fetch now, and under which names. The room that assigns films says so; where none does, a reader
/// sees no film.
public interface FilmAccess {
    /// @param name by which the reader knows the film; not the film's id, by which it could be recognised
    /// @return the film's id; empty where this is no film for the reader
    Optional<UUID> film(UUID readerId, UUID name);
}
