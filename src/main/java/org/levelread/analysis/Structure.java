package org.levelread.analysis;

/// What a mask outlines.
public enum Structure {
    VERTEBRAE("vertebrae"),
    SACRUM("sacrum"),
    INSTRUMENTATION("instrumentation");

    private final String word;

    Structure(String word) {
        this.word = word;
    }

    /// "vertebrae"
    public String word() {
        return word;
    }
}
