package org.levelread.cases;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A person has decided about a film that waited; published in the transaction that stores the decision.
///
/// @param filmId what it became, the film that has exactly these pixels included; null where it was discarded
/// @param frame of the file, from 1, that was chosen; 1 where it was discarded
public record QuarantineDecided(UUID quarantineId, UUID studyId, @Nullable UUID filmId, int frame) {}
