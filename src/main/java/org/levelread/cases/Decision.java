package org.levelread.cases;

/// What was decided on a film.
public enum Decision {
    ENROLLED("Enrolled"),
    /// read first, with the reference shown after the answer; no data of the study
    TRAINING("Training"),
    EXCLUDED("Excluded");

    private final String title;

    Decision(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
