package org.levelread.reference;

import java.util.List;
import org.levelread.imaging.Point;
import org.levelread.spine.Level;

/// One level of the reference standard.
///
/// @param corners the outline of its body in film pixels, at least three points; empty where only the name is known
public record ReferenceLevel(Level level, List<Point> corners) {
    public ReferenceLevel {
        corners = List.copyOf(corners);
        if (!corners.isEmpty() && corners.size() < 3) {
            throw new IllegalArgumentException("the outline of " + level + " has only " + corners.size() + " corners");
        }
    }
}
