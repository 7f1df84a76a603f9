package org.levelread.cases;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.PixelSpacing;

/// A film that waits until a person has looked at it, without its pixels.
///
/// @param number shown as "Arrival 7"; counts from 1 within the study
/// @param reason the rest of a sentence that begins with the film
/// @param spacing of the frame, as the window
/// @param window the grey values that its file says are worth showing; null where it does not
/// @param frame of its file that is shown first; from 1
/// @param frames that its file has: where there are several, a person chooses one
/// @param patient pseudonym
/// @param broughtBy account, or null where it was imported or came from an archive
public record QuarantinedFilm(
        UUID id,
        UUID studyId,
        int number,
        String reason,
        int width,
        int height,
        @Nullable PixelSpacing spacing,
        Film.@Nullable Window window,
        int frame,
        int frames,
        String patient,
        @Nullable UUID broughtBy,
        Instant arrivedAt) {
    /// "Arrival 7"
    public String title() {
        return "Arrival " + number;
    }
}
