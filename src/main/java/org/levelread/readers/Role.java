package org.levelread.readers;

/// What an account may do. The names are the ones that `@RolesAllowed` takes.
public enum Role {
    SURGEON("Surgeon"),
    READER("Reader"),
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
