package org.levelread.analysis;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.levelread.spine.Level;

/// Which levels somebody, or the model, named on one film.
///
/// @param seen named on the film; an instrumented level is always seen; empty where not determinable
/// @param instrumented hardware is fixed in them; empty where there is none or where not determinable
public record LevelAnswer(boolean determinable, Set<Level> seen, Set<Level> instrumented) {
    public LevelAnswer {
        EnumSet<Level> all = EnumSet.noneOf(Level.class);
        EnumSet<Level> fixed = EnumSet.noneOf(Level.class);
        if (determinable) {
            fixed.addAll(instrumented);
            all.addAll(seen);
            all.addAll(fixed);
        }
        seen = Collections.unmodifiableSet(all);
        instrumented = Collections.unmodifiableSet(fixed);
    }

    public static LevelAnswer of(Collection<Level> seen, Collection<Level> instrumented) {
        return new LevelAnswer(true, Set.copyOf(seen), Set.copyOf(instrumented));
    }

    public static LevelAnswer notDeterminable() {
        return new LevelAnswer(false, Set.of(), Set.of());
    }

    /// True where both say the same: the same instrumented levels, or both not determinable.
    public boolean sameAs(LevelAnswer other) {
        return determinable == other.determinable && instrumented.equals(other.instrumented);
    }
}
