package org.levelread.analysis;

import java.util.Optional;

/// What one reader answered on one film.
///
/// @param reader the reader's code, never a name
/// @param seconds time spent, 0 or more
/// @param order the film's place in this reader's own order, from 1; 0 where it is not known
/// @param quality of the film in the reader's eyes, "good", "adequate" or "poor", where it was asked
public record ReaderAnswer(String reader, LevelAnswer levels, double seconds, int order, Optional<String> quality) {
    public ReaderAnswer {
        if (reader.isBlank()) throw new IllegalArgumentException("an answer needs the reader's code");
        if (!(seconds >= 0 && Double.isFinite(seconds))) {
            throw new IllegalArgumentException("reader " + reader + " cannot have spent " + seconds + " s");
        }
    }

    public ReaderAnswer(String reader, LevelAnswer levels, double seconds) {
        this(reader, levels, seconds, 0, Optional.empty());
    }
}
