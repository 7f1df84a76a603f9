package org.levelread.prediction;

/// What a mask shows.
public enum Structure {
    VERTEBRAE,
    SACRUM,
    INSTRUMENTATION
}
