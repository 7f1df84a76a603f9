package org.levelread.viewer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A level's name at a place on a film.
///
/// @param level        "S1", "L6", "L5" … "T1"
/// @param x            film pixels from the left
/// @param y            film pixels from the top
/// @param instrumented whether the level carries hardware
/// @param confidence   0 to 1 where a model gave the label; null where a person did
public record FilmLabel(
        String level,
        double x,
        double y,
        boolean instrumented,
        @Nullable Double confidence) {
    /// the names the viewer knows, from the sacrum upwards
    public static final List<String> LEVELS = List.of(
            "S1", "L6", "L5", "L4", "L3", "L2", "L1", "T13", "T12", "T11", "T10", "T9", "T8", "T7", "T6", "T5", "T4",
            "T3", "T2", "T1");

    public FilmLabel {
        if (!LEVELS.contains(level)) {
            throw new IllegalArgumentException("Level \"" + level + "\" is none of S1, L6 to L1 and T13 to T1");
        }
        if (!(x >= 0 && y >= 0 && Double.isFinite(x) && Double.isFinite(y))) {
            throw new IllegalArgumentException(level + " lies at (" + x + ", " + y + "), which is beside the film");
        }
        if (confidence != null && !(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException(level + " has the confidence " + confidence + ", which is not 0 to 1");
        }
    }

    /// set by a person
    public FilmLabel(String level, double x, double y, boolean instrumented) {
        this(level, x, y, instrumented, null);
    }
}
