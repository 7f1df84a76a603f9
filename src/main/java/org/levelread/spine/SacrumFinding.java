package org.levelread.spine;

import org.jspecify.annotations.Nullable;
import org.levelread.imaging.Point;
import org.levelread.imaging.Polygon;

/// The sacrum on the film.
///
/// @param endplate upper endplate of S1, or null where it could not be told
/// @param confidence in [0, 1]
public record SacrumFinding(
        boolean visible, Polygon polygon, @Nullable Endplate endplate, double confidence) {
    /// its two ends, left on the film first
    public record Endplate(Point left, Point right) {}
}
