package org.levelread.intake;

/// A file is no film that can be read. The message is a sentence for the person who sent it: it begins with the
/// file's name, says what is wrong and what to do, and holds nothing about the patient.
public final class FilmRefusedException extends RuntimeException {
    private final String reason;

    /// @param reason the rest of the sentence after the file's name
    public FilmRefusedException(String name, String reason) {
        super(name + " " + reason);
        this.reason = reason;
    }

    /// the sentence without the name of the file
    public String reason() {
        return reason;
    }
}
