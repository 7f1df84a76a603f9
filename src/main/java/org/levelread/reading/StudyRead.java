package org.levelread.reading;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.levelread.protocol.Arm;

/// One submitted read with all that is kept about how it came about; training left out.
///
/// @param step 2 for the aided look of a sequential read, else 1
/// @param duplicate whether it is a film that its reader met again without knowing
/// @param effort up to the first signature
/// @param first the answer as it stood when the reader first wished to submit it; null where that was not kept
/// @param signed the answer that was signed first
/// @param latest the answer that counts; equals `signed` where nothing was corrected
/// @param corrections how often it was corrected
/// @param models whose prediction was shown with it; null where none was
public record StudyRead(
        UUID readingId,
        UUID filmId,
        UUID readerId,
        int period,
        Arm arm,
        int step,
        boolean duplicate,
        int orderIndex,
        Instant openedAt,
        Instant signedAt,
        Effort effort,
        @Nullable Answer first,
        Answer signed,
        Answer latest,
        int corrections,
        @Nullable String models) {
    /// whether the reader thought again between wishing to submit and signing
    public boolean rethought() {
        return first != null && !first.equals(signed);
    }
}
