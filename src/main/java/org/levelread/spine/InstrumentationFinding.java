package org.levelread.spine;

import java.util.List;
import org.levelread.imaging.Polygon;

/// Spinal hardware on the film, one polygon for each connected piece.
public record InstrumentationFinding(boolean present, List<Polygon> polygons) {
    public InstrumentationFinding {
        polygons = List.copyOf(polygons);
    }
}
