package org.levelread.analysis;

import org.levelread.spine.Cause;

/// What would have to be better for a cause not to arise.
public enum CauseDomain {
    MODEL("the model"),
    ACQUISITION("the acquisition"),
    REFERENCE("the reference or the readers"),
    CONDUCT("the conduct or the software");

    private final String words;

    CauseDomain(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /// C1 and C2 are the film's, C3 to C5 the model's except for a reader's convention, C6 the reference's, C7 and C8
    /// the study's.
    public static CauseDomain of(Cause cause) {
        return switch (cause) {
            case C1A, C1B, C1C, C1D, C2A, C2B, C2C, C2D, C2E -> ACQUISITION;
            case C3A, C3B, C3C, C3D, C3E, C3F, C3G, C3H, C3I -> MODEL;
            case C4A, C4B, C4C, C4D, C5A, C5B, C5C, C5D -> MODEL;
            case C4E, C6A, C6B, C6C -> REFERENCE;
            case C7A, C7B, C7C, C7D, C8A, C8B -> CONDUCT;
        };
    }
}
