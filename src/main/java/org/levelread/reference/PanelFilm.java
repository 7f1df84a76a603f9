package org.levelread.reference;

import java.util.Optional;
import java.util.Set;
import org.levelread.cases.Film;
import org.levelread.spine.Level;

/// What a panel came to on one film.
///
/// @param decided empty where it came to nothing
/// @param sentence "3 of 4 readers", "not decided: 2 : 2" or why not
public record PanelFilm(Film film, Optional<PanelAnswer> decided, String sentence) {
    /// @param levels in view; empty where not determinable
    public record PanelAnswer(boolean determinable, Set<Level> levels, Set<Level> instrumented) {}
}
