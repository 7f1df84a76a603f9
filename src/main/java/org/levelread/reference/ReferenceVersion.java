package org.levelread.reference;

import java.util.UUID;

/// What the reference of one film was from one change until the next.
///
/// @param number of the film, from 1
/// @param change the study's change that made it
/// @param masks whether it has a `.seg.nrrd` file
public record ReferenceVersion(
        UUID id, int number, ReferenceChange change, FilmReference reference, boolean masks, String rationale) {}
