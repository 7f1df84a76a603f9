package org.levelread.reading;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An answer as it was given; never changed.
///
/// @param revision 1 as submitted, each correction one more
/// @param changeReason why it was corrected; null in revision 1
/// @param first the answer as it stood when the reader first asked to submit it; null where that was not kept
/// @param signerName null where the answer was given elsewhere and recorded here without a signature
/// @param meaning what the signature stands for, as it was shown; null with `signerName`
public record SignedAnswer(
        UUID readingId,
        int revision,
        @Nullable String changeReason,
        Answer answer,
        @Nullable Answer first,
        Effort effort,
        Instant givenAt,
        @Nullable String signerName,
        @Nullable String meaning) {}
