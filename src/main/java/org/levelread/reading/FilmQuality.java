package org.levelread.reading;

/// How good a film is for naming its levels, in the reader's eyes.
public enum FilmQuality {
    GOOD,
    /// readable with effort
    ADEQUATE,
    /// hardly readable
    POOR
}
