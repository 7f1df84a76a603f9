package org.levelread.reference;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.levelread.cases.Film;
import org.levelread.spine.Level;

/// What a file of references said, and what was wrong with it.
final class ParsedReferences {
    static final String LEVELS = "levels S1, L6, L5 to L1, T13, T12 to T1, separated by spaces";

    final List<NewReference> references = new ArrayList<>();
    final List<ImportProblem> problems = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    private final Map<UUID, String> seen = new HashMap<>();
    private final String file;

    ParsedReferences(String file) {
        this.file = file;
    }

    void wrong(String where, String found, String expected) {
        problems.add(ImportProblem.at(file, where, found, expected));
    }

    /// @return whether this is the film's first row
    boolean first(Film film, String where) {
        String earlier = seen.putIfAbsent(film.id(), where);
        if (earlier == null) return true;
        wrong(where, "a second reference of " + film.title(), "one a film; the first stands in " + earlier);
        return false;
    }

    /// the named levels, each once; what is none is a problem
    Set<Level> levels(List<String> names, String where) {
        Set<Level> levels = EnumSet.noneOf(Level.class);
        for (String name : names) {
            Level.parse(name)
                    .ifPresentOrElse(
                            level -> {
                                if (!levels.add(level)) wrong(where, level + " twice", "each level once");
                            },
                            () -> wrong(where, quoted(name), LEVELS));
        }
        return levels;
    }

    void add(
            Film film,
            String where,
            boolean determinable,
            List<ReferenceLevel> levels,
            Set<Level> instrumented,
            String rationale) {
        Set<Level> named = EnumSet.noneOf(Level.class);
        levels.forEach(level -> named.add(level.level()));
        if (!determinable && !named.isEmpty()) {
            wrong(where, "levels " + named, "none where the levels cannot be determined");
        } else if (determinable && named.isEmpty()) {
            wrong(where, "no level", "at least one level, or that they cannot be determined");
        } else if (!named.containsAll(instrumented)) {
            Set<Level> missing = EnumSet.copyOf(instrumented);
            missing.removeAll(named);
            wrong(where, "instrumented " + missing, "only levels that are also named as levels: " + named);
        } else if (rationale.length() > 4000) {
            wrong(where, "a rationale of " + rationale.length() + " characters", "at most 4000");
        } else {
            references.add(new NewReference(
                    new FilmReference(film.id(), ReferenceChange.IMPORT, determinable, levels, instrumented),
                    null,
                    rationale));
        }
    }

    static String quoted(String text) {
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return '"' + shown.replaceAll("\\p{Cntrl}", " ") + '"';
    }
}
