package org.levelread.reference;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.levelread.spine.Level;

/// The reference standard of one film.
///
/// @param source where it comes from: "rendered" or "import"
/// @param levels each level at most once
/// @param instrumented levels with hardware, all of them among `levels`
public record FilmReference(UUID filmId, String source, List<ReferenceLevel> levels, Set<Level> instrumented) {
    public FilmReference {
        levels = List.copyOf(levels);
        instrumented = Set.copyOf(instrumented);
        Set<Level> named = levels.stream()
                .map(ReferenceLevel::level)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Level.class)));
        if (named.size() != levels.size()) {
            throw new IllegalArgumentException("a level is named twice in the reference of film " + filmId);
        }
        if (!named.containsAll(instrumented)) {
            throw new IllegalArgumentException("the reference of film " + filmId + " marks " + instrumented
                    + " as instrumented but names only " + named);
        }
    }
}
