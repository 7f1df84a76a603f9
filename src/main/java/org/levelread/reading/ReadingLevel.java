package org.levelread.reading;

import org.levelread.spine.Level;

/// One level that a reader named on the film.
///
/// @param x film pixels to the right
/// @param y film pixels down, origin top left
/// @param instrumented whether the reader saw hardware fixed in it
public record ReadingLevel(Level level, double x, double y, boolean instrumented) {
    public ReadingLevel {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("the position of " + level + " is not a number: " + x + ", " + y);
        }
    }
}
