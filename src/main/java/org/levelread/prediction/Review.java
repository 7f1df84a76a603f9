package org.levelread.prediction;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A surgeon's review of a run. It is never changed: a later thought is another review.
///
/// @param levels as the surgeon left them; as predicted where agreed, empty where not determinable
/// @param note the surgeon's words, may be empty
public record Review(
        UUID id, UUID runId, UUID surgeonId, Verdict verdict, List<ReviewedLevel> levels, String note, Instant at) {
    static final int LONGEST_NOTE = 4000;

    public Review {
        levels = List.copyOf(levels);
        note = note.strip();
        if (note.length() > LONGEST_NOTE) {
            throw new IllegalArgumentException(
                    "a note of " + note.length() + " characters is longer than " + LONGEST_NOTE);
        }
        if (verdict == Verdict.CORRECTED && levels.isEmpty()) {
            throw new IllegalArgumentException("a correction names at least one level");
        }
        if (levels.stream().map(ReviewedLevel::level).distinct().count() != levels.size()) {
            throw new IllegalArgumentException("a review names a level twice");
        }
    }
}
