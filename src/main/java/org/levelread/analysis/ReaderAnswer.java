package org.levelread.analysis;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.levelread.spine.Level;

/// What one reader answered on one film.
///
/// @param reader the reader's code, never a name
/// @param seconds time spent, 0 or more
/// @param order the film's place in this reader's own order, from 1; 0 where it is not known
/// @param quality of the film in the reader's eyes, "good", "adequate" or "poor", where it was asked
/// @param confidence how sure the reader is of each name, 1 (a guess) to 5 (certain); empty where it was not asked, and in
///     data that were frozen before it was kept
public record ReaderAnswer(
        String reader,
        LevelAnswer levels,
        double seconds,
        int order,
        Optional<String> quality,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<Level, Integer> confidence) {
    public ReaderAnswer {
        if (reader.isBlank()) throw new IllegalArgumentException("an answer needs the reader's code");
        if (!(seconds >= 0 && Double.isFinite(seconds))) {
            throw new IllegalArgumentException("reader " + reader + " cannot have spent " + seconds + " s");
        }
        confidence = kept(confidence);
    }

    /// in the order of the levels, so that equal answers give equal bytes
    static Map<Level, Integer> kept(@Nullable Map<Level, Integer> confidence) {
        SortedMap<Level, Integer> sorted = new TreeMap<>();
        if (confidence != null) sorted.putAll(confidence);
        sorted.forEach((level, sure) -> {
            if (sure < 1 || sure > 5) throw new IllegalArgumentException("the confidence in " + level + " is 1 to 5, not " + sure);
        });
        return Collections.unmodifiableSortedMap(sorted);
    }

    public ReaderAnswer(String reader, LevelAnswer levels, double seconds, int order, Optional<String> quality) {
        this(reader, levels, seconds, order, quality, Map.of());
    }

    public ReaderAnswer(String reader, LevelAnswer levels, double seconds) {
        this(reader, levels, seconds, 0, Optional.empty());
    }
}
