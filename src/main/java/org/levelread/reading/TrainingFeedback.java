package org.levelread.reading;

import java.util.Optional;
import java.util.UUID;

/// Knows the reference of training cases; the room that may see references says so.
public interface TrainingFeedback {
    /// asked once the answer is signed, in its transaction; empty unless the reading is a training case
    Optional<Feedback> after(UUID readingId);
}
