package org.levelread.prediction;

/// How far a run is.
public enum RunState {
    QUEUED,
    RUNNING,
    DONE,
    FAILED
}
