package org.levelread.analysis;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.levelread.spine.Flag;

/// What the model found on one film.
///
/// @param versions version or checksum by the name of each model
/// @param reason why not determinable
/// @param confidence the lowest of its levels' and the sacrum's, in [0, 1]; empty where it names none
public record ModelAnswer(
        LevelAnswer levels,
        Map<String, String> versions,
        Optional<String> reason,
        List<Flag> flags,
        Optional<Double> confidence) {
    public ModelAnswer {
        SortedMap<String, String> sorted = new TreeMap<>(versions);
        versions = Collections.unmodifiableSortedMap(sorted);
        flags = List.copyOf(flags);
    }

    public ModelAnswer(LevelAnswer levels, Map<String, String> versions, Optional<String> reason, List<Flag> flags) {
        this(levels, versions, reason, flags, Optional.empty());
    }
}
