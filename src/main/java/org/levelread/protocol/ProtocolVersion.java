package org.levelread.protocol;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A frozen protocol. Nothing in it changes; an amendment is another version.
///
/// @param number from 1 within the study
/// @param sha256 of the file's bytes
/// @param frozenBy account; null where the server froze it with the demo study
/// @param reason why it was amended; null for the first version
public record ProtocolVersion(
        UUID id,
        UUID studyId,
        int number,
        String yaml,
        String sha256,
        Instant frozenAt,
        @Nullable UUID frozenBy,
        @Nullable String reason,
        Touches touches,
        Protocol protocol) {
    /// Which reads an amendment touches.
    public enum Touches {
        NO_READ("no read"),
        UNOPENED_READS("the reads that were not opened yet");

        private final String words;

        Touches(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
