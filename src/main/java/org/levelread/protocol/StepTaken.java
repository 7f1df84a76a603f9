package org.levelread.protocol;

import java.time.Instant;
import java.util.UUID;

/// A study went a step further; published in the transaction that writes it down. A listener that throws keeps the step
/// from being taken.
public record StepTaken(UUID studyId, Step step, Instant at) {}
