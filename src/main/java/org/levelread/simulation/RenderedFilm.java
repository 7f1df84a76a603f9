package org.levelread.simulation;

import java.util.List;
import org.levelread.imaging.Radiograph;
import org.levelread.slicer.Segment;

/// A rendered film with its exact masks.
///
/// @param segments bodies by the name of their level, "S1" (its body), "Sacrum" (the whole bone), "Screw",
///     "Rod", "Cage", "Other hardware", "Cement" and "Exposed field"; an absent one is not on the film
public record RenderedFilm(Radiograph film, List<Segment> segments, FilmTruth truth) {
    public RenderedFilm {
        segments = List.copyOf(segments);
    }
}
