package org.levelread.reading;

import java.time.Instant;
import java.util.Optional;

/// Whether a study takes an answer now. Asked before every save, signature and correction.
public interface ReadingGate {
    /// the sentence that tells the reader why not, and when; empty to go on
    Optional<String> refusal(Reading reading, Instant at);
}
