package org.levelread.reading;

import java.time.Instant;
import java.util.UUID;

/// A reader submitted an answer; published in the transaction that locked it.
public record ReadingSubmitted(UUID readingId, UUID studyId, UUID filmId, UUID readerId, Instant at) {}
