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
public record ModelAnswer(LevelAnswer levels, Map<String, String> versions, Optional<String> reason, List<Flag> flags) {
    public ModelAnswer {
        SortedMap<String, String> sorted = new TreeMap<>(versions);
        versions = Collections.unmodifiableSortedMap(sorted);
        flags = List.copyOf(flags);
    }
}
