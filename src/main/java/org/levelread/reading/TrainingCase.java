package org.levelread.reading;

import java.util.Set;
import java.util.UUID;
import org.levelread.spine.Level;

/// A training film that a reader has just signed.
///
/// @param instrumented the levels that the reader called instrumented; empty too where the levels were not determinable
public record TrainingCase(UUID readingId, UUID filmId, boolean determinable, Set<Level> instrumented) {}
