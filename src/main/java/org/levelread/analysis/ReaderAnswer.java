package org.levelread.analysis;

/// What one reader answered on one film.
///
/// @param reader the reader's code, never a name
/// @param seconds time spent, 0 or more
public record ReaderAnswer(String reader, LevelAnswer levels, double seconds) {
    public ReaderAnswer {
        if (reader.isBlank()) throw new IllegalArgumentException("an answer needs the reader's code");
        if (!(seconds >= 0 && Double.isFinite(seconds))) {
            throw new IllegalArgumentException("reader " + reader + " cannot have spent " + seconds + " s");
        }
    }
}
