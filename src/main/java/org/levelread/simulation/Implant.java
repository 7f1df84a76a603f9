package org.levelread.simulation;

import com.fasterxml.jackson.annotation.JsonProperty;

/// A piece of spinal hardware that is fixed in a level.
public enum Implant {
    @JsonProperty("screw")
    SCREW,
    @JsonProperty("hook")
    HOOK,
    @JsonProperty("cage")
    CAGE,
    /// an artificial disc
    @JsonProperty("disc")
    DISC,
    @JsonProperty("plate")
    PLATE,
    /// between spinous processes
    @JsonProperty("spacer")
    SPACER
}
