package org.levelread.analysis;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.levelread.spine.Level;
import org.levelread.statistics.SetAgreement;

/// The move of all names that makes two answers agree best.
///
/// @param by levels that the first names further down than the second; negative is towards the head
/// @param jaccard of the instrumented levels after the move, in [0, 1]
record LevelShift(int by, double jaccard) {
    private static final int FURTHEST = 4;

    /// Moves the second answer and compares it with the first; of equal moves the shortest, and 0 before any other.
    static LevelShift best(LevelAnswer first, LevelAnswer second) {
        List<Level> column = LevelSets.column(first, second);
        LevelShift best = new LevelShift(0, SetAgreement.jaccard(first.instrumented(), second.instrumented()));
        for (int distance = 1; distance <= FURTHEST; distance++) {
            for (int by : new int[] {-distance, distance}) {
                Optional<Set<Level>> moved = moved(second.instrumented(), by, column);
                if (moved.isEmpty()) continue;
                double jaccard = SetAgreement.jaccard(first.instrumented(), moved.get());
                if (jaccard > best.jaccard) best = new LevelShift(by, jaccard);
            }
        }
        return best;
    }

    /// empty where a level would leave the column
    private static Optional<Set<Level>> moved(Set<Level> levels, int by, List<Level> column) {
        Set<Level> moved = EnumSet.noneOf(Level.class);
        for (Level level : levels) {
            int to = column.indexOf(level) + by;
            if (to < 0 || to >= column.size()) return Optional.empty();
            moved.add(column.get(to));
        }
        return Optional.of(moved);
    }
}
