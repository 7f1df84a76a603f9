package org.levelread.prediction;

/// What a surgeon thinks of a prediction.
public enum Verdict {
    AGREED("agreed"),
    CORRECTED("corrected"),
    NOT_DETERMINABLE("not determinable");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /// as it stands in a sentence
    public String words() {
        return words;
    }
}
