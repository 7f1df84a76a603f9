package org.levelread.analysis;

import java.util.List;
import java.util.Optional;
import org.levelread.spine.Level;

/// One answer on a film with its places, for showing it beside the others.
///
/// @param by "model", a reader's code or "reference"
/// @param levels from the lowest up
/// @param reason why not determinable, where the answer says so
public record AnswerOnFilm(String by, boolean determinable, List<NamedPlace> levels, Optional<String> reason) {
    /// in film pixels
    public record NamedPlace(Level level, double x, double y, boolean instrumented) {}

    public AnswerOnFilm {
        levels = List.copyOf(levels);
    }
}
