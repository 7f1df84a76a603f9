package org.levelread.reading;

import java.util.UUID;

/// How many films a reader was given and how many answers are submitted.
public record ReaderProgress(UUID readerId, int assigned, int submitted) {
    public boolean finished() {
        return assigned == submitted;
    }
}
