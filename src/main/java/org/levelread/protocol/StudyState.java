package org.levelread.protocol;

/// How far a study is.
public enum StudyState {
    /// no protocol is frozen: nobody reads
    PLANNED("Planned"),
    FROZEN("Protocol frozen"),
    READING("Reading"),
    PAUSED("Paused"),
    CLOSED("Closed"),
    /// no row of the study can change any more
    LOCKED("Database locked");

    private final String title;

    StudyState(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
