package org.levelread.spine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Counts from one body whose name is fixed, upwards and downwards, over the places of missing bodies.
public sealed interface Renumbering {
    /// @param levels a name for each body, from the lowest up
    record Names(List<Level> levels) implements Renumbering {
        public Names {
            levels = List.copyOf(levels);
        }
    }

    /// @param reason one sentence for the person who fixed the name
    record Impossible(String reason) implements Renumbering {}

    /// @param steps how many levels each body lies above the one below it, 1 where none is missing; the first
    ///     counts from the sacrum and is not used
    /// @param fixed which body, from the lowest up
    static Renumbering count(List<Integer> steps, int fixed, Level level) {
        if (fixed < 0 || fixed >= steps.size()) {
            return new Impossible("There is no body " + (fixed + 1) + ": " + steps.size() + " were found.");
        }
        Level[] names = new Level[steps.size()];
        names[fixed] = level;
        for (int i = fixed + 1; i < names.length; i++) {
            Optional<Level> next = Optional.of(names[i - 1]);
            for (int k = 0; k < steps.get(i) && next.isPresent(); k++) next = next.get().above();
            if (next.isEmpty()) return new Impossible("With " + level + " there, a body would lie above T1.");
            names[i] = next.get();
        }
        for (int i = fixed - 1; i >= 0; i--) {
            Optional<Level> next = Optional.of(names[i + 1]);
            for (int k = 0; k < steps.get(i + 1) && next.isPresent(); k++) next = below(next.get());
            if (next.isEmpty()) return new Impossible("With " + level + " there, a body would lie below L6.");
            names[i] = next.get();
        }
        Set<Level> distinct = EnumSet.noneOf(Level.class);
        distinct.addAll(Arrays.asList(names));
        if (distinct.size() < names.length) return new Impossible("Two bodies would both get one name.");
        return new Names(new ArrayList<>(Arrays.asList(names)));
    }

    /// L6 lies below L5; nothing that has a name of its own lies below L6
    private static Optional<Level> below(Level level) {
        if (level == Level.L5) return Optional.of(Level.L6);
        if (level == Level.T13) return Optional.of(Level.L1);
        int i = Level.USUAL.indexOf(level);
        return i > 1 ? Optional.of(Level.USUAL.get(i - 1)) : Optional.empty();
    }
}
