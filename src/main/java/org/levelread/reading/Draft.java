package org.levelread.reading;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An answer that is not yet signed.
///
/// @param version raised by every save; a save names the version that it saw
/// @param savedBy which window saved last, as it named itself
public record Draft(int version, @Nullable Instant savedAt, String savedBy, Answer answer, Effort effort) {}
