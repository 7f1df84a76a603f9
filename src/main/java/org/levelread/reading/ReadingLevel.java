package org.levelread.reading;

import org.jspecify.annotations.Nullable;
import org.levelread.spine.Level;

/// One level that a reader named on the film.
///
/// @param x film pixels to the right
/// @param y film pixels down, origin top left
/// @param instrumented whether the reader saw hardware fixed in it
/// @param confidence how sure the reader is of the name, 1 (a guess) to 5 (certain); null where it was not asked
public record ReadingLevel(
        Level level, double x, double y, boolean instrumented, @Nullable Integer confidence) {
    public ReadingLevel {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("the position of " + level + " is not a number: " + x + ", " + y);
        }
        if (confidence != null && (confidence < 1 || confidence > 5)) {
            throw new IllegalArgumentException("the confidence in " + level + " is 1 to 5, not " + confidence);
        }
    }

    /// without a confidence
    public ReadingLevel(Level level, double x, double y, boolean instrumented) {
        this(level, x, y, instrumented, null);
    }
}
