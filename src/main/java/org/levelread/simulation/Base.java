package org.levelread.simulation;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whose vertebrae a spine takes its shapes from.
public enum Base {
    /// one adult
    @JsonProperty("remus")
    REMUS,
    /// the mean of 87 patients, L5 to L2
    @JsonProperty("clouthier")
    CLOUTHIER,
    /// a coarse column from L5 to T1
    @JsonProperty("artisynth")
    ARTISYNTH
}
