package org.levelread.simulation;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Which films to render, and which a film belongs to.
public enum Part {
    /// without any [Difficulty]
    @JsonProperty("routine")
    ROUTINE,
    /// with at least one
    @JsonProperty("hard")
    HARD,
    /// each difficulty in its usual share; a film itself is never mixed
    @JsonProperty("mixed")
    MIXED
}
