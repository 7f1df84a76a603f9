package org.levelread.prediction;

import java.util.UUID;

/// A film's latest run reached another state; published in the transaction that stores it.
public record RunChanged(UUID filmId, RunState state) {}
