package org.levelread.reference;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.levelread.spine.Level;

/// What one adjudicator decided on one film. Never changed: a later decision stands beside it and counts.
///
/// @param levels in view; empty where not determinable
/// @param instrumented among `levels`
/// @param rationale why, never empty
/// @param modelShown version of the nets whose answer stood beside the readers'; null where nothing of the model was shown
public record Adjudication(
        UUID filmId,
        UUID adjudicatorId,
        boolean determinable,
        Set<Level> levels,
        Set<Level> instrumented,
        String rationale,
        @Nullable String modelShown,
        Instant decidedAt) {
    public Adjudication {
        levels = Set.copyOf(levels);
        instrumented = Set.copyOf(instrumented);
        rationale = rationale.strip();
        if (rationale.isEmpty() || rationale.length() > 4000) {
            throw new IllegalArgumentException("Give the reason for your decision, in at most 4000 characters.");
        }
        if (determinable && levels.isEmpty()) {
            throw new IllegalArgumentException("Name at least one level, or say that they cannot be determined.");
        }
        if (!determinable && !levels.isEmpty()) {
            throw new IllegalArgumentException("Name no level where they cannot be determined.");
        }
        if (!levels.containsAll(instrumented)) {
            throw new IllegalArgumentException("An instrumented level has to be among the levels in view.");
        }
    }

    boolean sameAs(Adjudication other) {
        return determinable == other.determinable && instrumented.equals(other.instrumented);
    }
}
