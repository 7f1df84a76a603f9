package org.levelread.reading;

import java.time.Instant;
import java.util.UUID;

/// A submitted answer in its reader's own list.
///
/// @param orderIndex the film's place in this reader's own order, from 1
/// @param revision of the latest answer: above 1 it was corrected
public record GivenAnswer(UUID readingId, int orderIndex, int revision, String summary, Instant givenAt) {}
