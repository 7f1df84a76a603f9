package org.levelread.cases;

import java.util.UUID;

/// It was decided whether a film is in the study; published in the transaction that stores it. A listener that throws keeps
/// the decision from being made.
public record EnrolmentDecided(UUID filmId, UUID studyId, Decision decision, String reason) {}
