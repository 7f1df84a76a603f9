package org.levelread.simulation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.Point;
import org.levelread.spine.Level;

/// What is on a rendered film, known because it was put there.
///
/// @param patient each film is of another patient
/// @param view a film from the front names no levels and has no masks but that of the exposed field
/// @param anterior the side of the film that the belly is on, null on a film from the front
/// @param inverted whether bone is dark in the stored pixels; a DICOM file then says MONOCHROME1, so that whoever heeds it
///     sees bone bright
/// @param levels the vertebral bodies in the exposed field, from the lowest up, without S1
/// @param s1Endplate the upper endplate of S1, null where S1 is not on the film
/// @param sacrumVisible whether more than a third of the body of S1 lies in the exposed field
/// @param s1Share how much of the body of S1 lies in the exposed field, in [0, 1]
/// @param instrumentedLevels from the lowest up, S1 included, those with hardware in the exposed field: a screw
///     counts for its level, a cage for both neighbours, a plate for all its levels; a rod's overhang,
///     cross-links, screws in the iliac wings and cement for none
/// @param implants what is fixed in each of the instrumented levels
/// @param ribs pairs of ribs: 13 with one at L1, 11 with none at T12
/// @param base whose vertebrae the spine's shapes are
/// @param part hard where there is a difficulty, else routine
public record FilmTruth(
        long seed,
        String patient,
        int width,
        int height,
        View view,
        @Nullable Side anterior,
        boolean inverted,
        List<LevelTruth> levels,
        @Nullable Endplate s1Endplate,
        boolean sacrumVisible,
        double s1Share,
        List<Level> instrumentedLevels,
        List<LevelImplants> implants,
        boolean hardwarePresent,
        Variant variant,
        int ribs,
        Base base,
        Part part,
        List<Difficulty> difficulties,
        FilmType filmType) {
    public FilmTruth {
        levels = List.copyOf(levels);
        instrumentedLevels = List.copyOf(instrumentedLevels);
        implants = List.copyOf(implants);
        difficulties = List.copyOf(difficulties);
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

    /// What is fixed in one level, each kind once.
    public record LevelImplants(Level level, List<Implant> implants) {
        public LevelImplants {
            implants = List.copyOf(implants);
        }
    }

    /// Where the beam came from.
    public enum View {
        @JsonProperty("lateral")
        LATERAL,
        @JsonProperty("anteroposterior")
        ANTEROPOSTERIOR
    }

    /// How many lumbar vertebrae there are, and which is transitional.
    public enum Variant {
        FIVE_LUMBAR,
        SIX_LUMBAR,
        FOUR_LUMBAR,
        /// L5 is grown together with the sacrum, with a narrow disc
        SACRALISED_L5,
        /// the disc between S1 and S2 is wide
        LUMBARISED_S1
    }

    /// What the film was meant to show.
    public enum FilmType {
        LUMBAR(false),
        LONG(false),
        SACRUM_CUT(true),
        /// one to four vertebrae above the sacrum
        SPOT(true),
        /// neither the sacrum nor the upper lumbar spine
        MIDDLE(true);

        final boolean cut;

        FilmType(boolean cut) {
            this.cut = cut;
        }
    }
}
