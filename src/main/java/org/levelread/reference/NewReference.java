package org.levelread.reference;

import org.jspecify.annotations.Nullable;

/// A film's reference before it is stored.
///
/// @param segmentation a 3D Slicer `.seg.nrrd` file on the film's grid, or null where there are no masks
/// @param rationale why, for this film; may be empty
public record NewReference(FilmReference reference, byte @Nullable [] segmentation, String rationale) {}
