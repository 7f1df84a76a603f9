package org.levelread.reading.ui;

import java.util.Arrays;
import java.util.Optional;

/// The reasons that a reader can pick with one click; any other is typed.
enum NotDeterminableReason {
    SACRUM("Sacrum not in view"),
    QUALITY("Image quality"),
    VIEW("Wrong view"),
    OTHER("Other");

    private final String words;

    NotDeterminableReason(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /// the one that says these words; [#OTHER] for words that a reader typed, empty for none
    static Optional<NotDeterminableReason> of(String reason) {
        if (reason.isBlank()) return Optional.empty();
        return Optional.of(Arrays.stream(values())
                .filter(r -> r != OTHER && r.words.equals(reason))
                .findFirst()
                .orElse(OTHER));
    }
}
