package org.levelread.reading;

import java.time.Instant;
import java.util.UUID;

/// A reader signed a correction; published in the transaction that wrote it.
///
/// @param revision of the correction, from 2
public record AnswerCorrected(UUID readingId, UUID studyId, UUID filmId, UUID readerId, int revision, Instant at) {}
