package org.levelread.cases;

import java.util.UUID;

/// Which films a reader has been given. The room that assigns films says so; where none does, a reader sees no
/// film.
public interface FilmAccess {
    boolean mayRead(UUID readerId, UUID filmId);
}
