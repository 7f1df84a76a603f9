package org.levelread.reference;

import java.util.UUID;

/// A film got a reference, or another one; published in the transaction that stores it.
public record ReferenceChanged(UUID filmId) {}
