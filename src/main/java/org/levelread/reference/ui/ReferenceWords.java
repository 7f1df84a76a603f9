package org.levelread.reference.ui;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.levelread.reading.Answer;
import org.levelread.reading.ReadingLevel;
import org.levelread.spine.Level;

/// Levels as the pages write them, from the head down.
final class ReferenceWords {
    private ReferenceWords() {}

    /// "T12–S1, instrumented: L4, L5", or "not determinable"
    static String answer(boolean determinable, Collection<Level> levels, Collection<Level> instrumented) {
        if (!determinable) return "not determinable";
        return span(levels) + ", instrumented: " + (instrumented.isEmpty() ? "none" : list(instrumented));
    }

    static String answer(Answer answer) {
        if (!answer.determinable()) return "not determinable: " + answer.reason();
        return answer(
                true, answer.levels().stream().map(ReadingLevel::level).toList(), answer.instrumented());
    }

    private static String span(Collection<Level> levels) {
        List<Level> sorted = downwards(levels);
        if (sorted.isEmpty()) return "no level";
        return sorted.size() == 1 ? sorted.getFirst().name() : sorted.getFirst() + "–" + sorted.getLast();
    }

    private static String list(Collection<Level> levels) {
        return downwards(levels).stream().map(Level::name).collect(Collectors.joining(", "));
    }

    static List<Level> downwards(Collection<Level> levels) {
        return levels.stream().sorted(Comparator.reverseOrder()).toList();
    }
}
