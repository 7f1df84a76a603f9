package org.levelread.spine;

import org.jspecify.annotations.Nullable;
import org.levelread.imaging.Point;
import org.levelread.imaging.Polygon;

/// One vertebral body on the film.
///
/// @param level its name, null where it could not be told
/// @param polygon outline in film pixels
/// @param confidence that the name is right (that the body is one, where it has no name), in [0, 1]
/// @param instrumented whether hardware is fixed in it
/// @param step levels above the body below it, 1 where none is missing between; of the lowest, above S1
public record LevelFinding(
        @Nullable Level level, Polygon polygon, Point centroid, double confidence, boolean instrumented, int step) {
    public LevelFinding(
            @Nullable Level level, Polygon polygon, Point centroid, double confidence, boolean instrumented) {
        this(level, polygon, centroid, confidence, instrumented, 1);
    }
}
