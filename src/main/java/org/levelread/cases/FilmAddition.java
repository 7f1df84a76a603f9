package org.levelread.cases;

/// What came of adding a film to a study.
public sealed interface FilmAddition {
    record Added(Film film) implements FilmAddition {}

    /// @param existing the film of the study that has exactly these pixels
    record Duplicate(Film existing) implements FilmAddition {}
}
