package org.levelread.analysis;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.levelread.spine.Flag;
import org.levelread.spine.Level;

/// What the model found on one film.
///
/// @param versions version or checksum by the name of each model
/// @param reason why not determinable
/// @param confidence the lowest of its levels' and the sacrum's, in [0, 1]; empty where it names none
/// @param certainty of each of its names, in [0, 1]; empty in data that were frozen before it was kept
public record ModelAnswer(
        LevelAnswer levels,
        Map<String, String> versions,
        Optional<String> reason,
        List<Flag> flags,
        Optional<Double> confidence,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<Level, Double> certainty) {
    public ModelAnswer {
        SortedMap<String, String> sorted = new TreeMap<>(versions);
        versions = Collections.unmodifiableSortedMap(sorted);
        flags = List.copyOf(flags);
        SortedMap<Level, Double> known = new TreeMap<>();
        if (certainty != null) known.putAll(certainty);
        certainty = Collections.unmodifiableSortedMap(known);
    }

    public ModelAnswer(
            LevelAnswer levels,
            Map<String, String> versions,
            Optional<String> reason,
            List<Flag> flags,
            Optional<Double> confidence) {
        this(levels, versions, reason, flags, confidence, Map.of());
    }

    public ModelAnswer(LevelAnswer levels, Map<String, String> versions, Optional<String> reason, List<Flag> flags) {
        this(levels, versions, reason, flags, Optional.empty());
    }
}
