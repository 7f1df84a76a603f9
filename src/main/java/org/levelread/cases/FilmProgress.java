package org.levelread.cases;

/// How far the pipeline is with a film.
///
/// @param summary one line: what was found, or why nothing could be
public record FilmProgress(State state, String summary) {
    public enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED
    }
}
