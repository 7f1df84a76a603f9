package org.levelread.simulation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.Point;
import org.levelread.spine.Level;

/// What is on a rendered film, known because it was put there.
///
/// @param anterior the side of the film that the belly is on
/// @param levels the vertebral bodies in the exposed field, from the lowest up, without S1
/// @param s1Endplate the upper endplate of S1, null where S1 is not on the film
/// @param sacrumVisible whether more than a third of the body of S1 lies in the exposed field
/// @param instrumentedLevels from the lowest up, S1 included, those with hardware in the exposed field: a screw
///     counts for its level, a cage for both neighbours, a plate for all its levels; a rod's overhang,
///     cross-links and cement for none
/// @param base whose vertebrae the spine's shapes are
public record FilmTruth(
        long seed,
        int width,
        int height,
        Side anterior,
        List<LevelTruth> levels,
        @Nullable Endplate s1Endplate,
        boolean sacrumVisible,
        List<Level> instrumentedLevels,
        boolean hardwarePresent,
        Variant variant,
        Base base,
        FilmType filmType) {
    public FilmTruth {
        levels = List.copyOf(levels);
        instrumentedLevels = List.copyOf(instrumentedLevels);
    }

    /// One vertebral body.
    ///
    /// @param corners in film pixels: superior anterior, superior posterior, inferior posterior, inferior
    ///     anterior; may lie outside the film
    /// @param cut whether a corner lies outside the exposed field
    public record LevelTruth(Level level, List<Point> corners, boolean cut) {
        public LevelTruth {
            corners = List.copyOf(corners);
        }
    }

    /// Its two ends in film pixels.
    public record Endplate(Point anterior, Point posterior) {}

    /// A side of the film.
    public enum Side {
        @JsonProperty("left")
        LEFT,
        @JsonProperty("right")
        RIGHT
    }

    /// How many lumbar vertebrae there are.
    public enum Variant {
        FIVE_LUMBAR,
        SIX_LUMBAR,
        FOUR_LUMBAR
    }

    /// What the film was meant to show.
    public enum FilmType {
        LUMBAR,
        LONG,
        SACRUM_CUT,
        SPOT
    }
}
