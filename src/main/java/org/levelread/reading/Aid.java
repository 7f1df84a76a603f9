package org.levelread.reading;

import java.util.Optional;
import java.util.UUID;

/// Gives the prediction that an aided arm shows; implemented by the room that has predictions, which this room does not know.
/// Asked only where the protocol lets the reader see it.
public interface Aid {
    /// empty as long as the film's prediction is not there
    Optional<Shown> of(UUID filmId);
}
