package org.levelread.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a reader sees of the model.
public enum Arm {
    /// the film alone
    @JsonProperty("unaided")
    UNAIDED("unaided"),
    /// the film with the model's released prediction
    @JsonProperty("aided")
    AIDED("aided"),
    /// unaided, locked, then the same film aided
    @JsonProperty("sequential")
    SEQUENTIAL("unaided, then aided");

    private final String words;

    Arm(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /// how many answers a reader gives to one film
    public int steps() {
        return this == SEQUENTIAL ? 2 : 1;
    }

    /// @param step 1 or, in a sequential read, 2
    public boolean showsPrediction(int step) {
        return this == AIDED || this == SEQUENTIAL && step == 2;
    }
}
