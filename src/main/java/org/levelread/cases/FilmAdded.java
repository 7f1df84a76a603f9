package org.levelread.cases;

import java.util.UUID;

/// A film came into a study; published in the transaction that stores it.
public record FilmAdded(UUID filmId, UUID studyId) {}
