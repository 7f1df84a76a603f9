package org.levelread.readers;

/// What an account may do. The names are the ones that `@RolesAllowed` takes.
public enum Role {
    SURGEON("Surgeon"),
    READER("Reader"),
    /// decides the reference where the readers differ; sees nothing of the model unless the protocol says so
    ADJUDICATOR("Adjudicator"),
    STUDY_LEAD("Study lead"),
    ADMINISTRATOR("Administrator");

    private final String title;

    Role(String title) {
        this.title = title;
    }

    /// "Study lead"
    public String title() {
        return title;
    }
}
