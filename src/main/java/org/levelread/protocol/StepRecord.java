package org.levelread.protocol;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A step as it was written down.
///
/// @param takenBy account; null: the server, with the demo study
/// @param meaning what was signed with the password; null where unsigned
public record StepRecord(
        Step step, Instant at, @Nullable UUID takenBy, String reason, @Nullable String meaning) {}
