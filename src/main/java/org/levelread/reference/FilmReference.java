package org.levelread.reference;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.levelread.spine.Level;

/// The reference standard of one film.
///
/// @param source where it comes from: one of [ReferenceChange#ORIGINS]
/// @param determinable false where the reference is that nobody can tell the levels
/// @param levels each level at most once; empty where not determinable
/// @param instrumented levels with hardware, all of them among `levels`
public record FilmReference(
        UUID filmId, String source, boolean determinable, List<ReferenceLevel> levels, Set<Level> instrumented) {
    public FilmReference {
        levels = List.copyOf(levels);
        instrumented = Set.copyOf(instrumented);
        if (!ReferenceChange.ORIGINS.contains(source)) {
            throw new IllegalArgumentException(
                    "a reference comes from one of " + ReferenceChange.ORIGINS + ", not from " + source);
        }
        if (!determinable && !levels.isEmpty()) {
            throw new IllegalArgumentException(
                    "the reference of film " + filmId + " names levels and says that they cannot be determined");
        }
        Set<Level> named = named(levels);
        if (named.size() != levels.size()) {
            throw new IllegalArgumentException("a level is named twice in the reference of film " + filmId);
        }
        if (!named.containsAll(instrumented)) {
            throw new IllegalArgumentException("the reference of film " + filmId + " marks " + instrumented
                    + " as instrumented but names only " + named);
        }
    }

    /// a reference that names its levels
    public FilmReference(UUID filmId, String source, List<ReferenceLevel> levels, Set<Level> instrumented) {
        this(filmId, source, true, levels, instrumented);
    }

    public Set<Level> named() {
        return named(levels);
    }

    /// for the trail: "T12, L1, L2", from the head down
    static Map<String, Object> words(boolean determinable, Set<Level> levels, Set<Level> instrumented) {
        return determinable
                ? Map.of("levels", downwards(levels), "instrumented", downwards(instrumented))
                : Map.of("levels", "not determinable");
    }

    Map<String, Object> words() {
        return words(determinable, named(), instrumented);
    }

    private static String downwards(Set<Level> levels) {
        return levels.stream().sorted(Comparator.reverseOrder()).map(Level::name).collect(Collectors.joining(", "));
    }

    private static Set<Level> named(List<ReferenceLevel> levels) {
        return levels.stream()
                .map(ReferenceLevel::level)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Level.class)));
    }
}
