package org.levelread.analysis;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a film is counted under in subgroups, as far as it is known.
final class Subgroups {
    private static final String CONSTRUCT = "construct length";

    private Subgroups() {}

    /// Construct length and hardware from the reference, else from most readers; quality as most readers rate it.
    static FilmComparison marked(FilmComparison film) {
        Map<String, String> groups = new HashMap<>(film.groups());
        film.reference().or(() -> majority(film)).filter(LevelAnswer::determinable).ifPresent(answer -> {
            int levels = answer.instrumented().size();
            groups.put("hardware", levels == 0 ? "none" : "instrumented");
            if (levels > 0) groups.put(CONSTRUCT, length(levels));
        });
        mostFrequent(film, ReaderAnswer::quality).ifPresent(quality -> groups.put("quality", quality));
        return film.under(groups);
    }

    private static String length(int levels) {
        if (levels <= 2) return "1 to 2 levels";
        if (levels <= 4) return "3 to 4 levels";
        return levels <= 7 ? "5 to 7 levels" : "8 or more levels";
    }

    private static Optional<LevelAnswer> majority(FilmComparison film) {
        return mostFrequent(film, answer -> Optional.of(answer.levels()));
    }

    /// what more than half of the readers say
    private static <T> Optional<T> mostFrequent(FilmComparison film, Function<ReaderAnswer, Optional<T>> said) {
        return film.readers().stream()
                .map(said)
                .flatMap(Optional::stream)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Comparator.comparingLong(Map.Entry::getValue))
                .filter(most -> 2 * most.getValue() > film.readers().size())
                .map(Map.Entry::getKey);
    }
}
