package org.levelread.reading;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that did not go as planned. Written down, never changed.
///
/// @param recordedBy account; null: the server itself
public record Deviation(
        Kind kind,
        Instant at,
        @Nullable UUID readerId,
        @Nullable UUID readingId,
        @Nullable UUID recordedBy,
        String description) {
    public enum Kind {
        OPENED_EARLY("Read on before the washout or window allowed it"),
        SIGNED_LATE("Signed after the last day of reading"),
        READER_LEFT("Reader dropped out"),
        READER_REPLACED("Reader replaced"),
        FILM_WITHDRAWN("Film withdrawn after it was dealt"),
        REOPENED("Reading reopened after it was closed"),
        BREAK_SKIPPED("Read on without the planned break"),
        NOTE("Note");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }
}
