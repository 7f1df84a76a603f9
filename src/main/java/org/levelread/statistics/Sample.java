package org.levelread.statistics;

import java.util.List;

/// What a number rests on.
///
/// @param used observations used
/// @param excluded observations left out, by reason
public record Sample(int used, List<Exclusion> excluded) {
    /// @param count above 0
    public record Exclusion(String reason, int count) {
        public Exclusion {
            if (count < 1) throw new IllegalArgumentException("an exclusion counts at least 1, was " + count);
        }
    }

    public Sample {
        if (used < 0) throw new IllegalArgumentException("a sample cannot have " + used + " observations");
        excluded = List.copyOf(excluded);
    }

    public static Sample of(int used) {
        return new Sample(used, List.of());
    }

    public int excludedCount() {
        return excluded.stream().mapToInt(Exclusion::count).sum();
    }
}
