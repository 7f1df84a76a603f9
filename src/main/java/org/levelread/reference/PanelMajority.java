package org.levelread.reference;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.levelread.reading.Answer;
import org.levelread.reading.ReadingLevel;
import org.levelread.spine.Level;

/// The answer that more than half of a panel gave on one film: the same instrumented levels, or that the levels
/// cannot be determined. Levels in view are those that more than half of these readers named.
sealed interface PanelMajority {
    /// @param votes readers who gave it, more than half of `readers`
    record Decided(boolean determinable, Set<Level> levels, Set<Level> instrumented, int votes, int readers)
            implements PanelMajority {}

    /// @param votes for each answer, the most first, as in "2 : 2" or "1 : 1 : 1"
    record Tie(String votes, int readers) implements PanelMajority {}

    /// @param readers fewer than two
    record TooFew(int readers) implements PanelMajority {}

    /// @param answers one a reader
    static PanelMajority of(List<Answer> answers) {
        int readers = answers.size();
        if (readers < 2) return new TooFew(readers);
        Map<Vote, List<Answer>> byVote = answers.stream().collect(Collectors.groupingBy(Vote::of));
        for (Map.Entry<Vote, List<Answer>> entry : byVote.entrySet()) {
            int votes = entry.getValue().size();
            if (2 * votes <= readers) continue;
            Vote vote = entry.getKey();
            Set<Level> levels = seenByMost(entry.getValue());
            levels.addAll(vote.instrumented());
            return new Decided(vote.determinable(), levels, vote.instrumented(), votes, readers);
        }
        String votes = byVote.values().stream()
                .map(List::size)
                .sorted((a, b) -> b - a)
                .map(String::valueOf)
                .collect(Collectors.joining(" : "));
        return new Tie(votes, readers);
    }

    private static Set<Level> seenByMost(List<Answer> answers) {
        Map<Level, Integer> named = new HashMap<>();
        for (Answer answer : answers) {
            if (!answer.determinable()) continue;
            for (ReadingLevel level : answer.levels()) named.merge(level.level(), 1, Integer::sum);
        }
        Set<Level> levels = EnumSet.noneOf(Level.class);
        named.forEach((level, count) -> {
            if (2 * count > answers.size()) levels.add(level);
        });
        return levels;
    }

    /// what has to be the same
    record Vote(boolean determinable, Set<Level> instrumented) {
        static Vote of(Answer answer) {
            return answer.determinable()
                    ? new Vote(true, Set.copyOf(answer.instrumented()))
                    : new Vote(false, Set.of());
        }
    }
}
