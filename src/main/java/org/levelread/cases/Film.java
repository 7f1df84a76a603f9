package org.levelread.cases;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.PixelSpacing;

/// A de-identified film of a study, without its pixels.
///
/// @param number shown as "Film 7"; counts from 1 within the study and says nothing of the patient
/// @param width in pixels
/// @param height in pixels
/// @param window the grey values that are worth showing
/// @param originalName what the film is called beside its number: a pseudonym, or the file's name in the demo study; for
///     surgeons and the lead, never for a reader
/// @param uploadedBy account, or null where it came with the demo study
public record Film(
        UUID id,
        UUID studyId,
        int number,
        int width,
        int height,
        @Nullable PixelSpacing spacing,
        Window window,
        String originalName,
        @Nullable UUID uploadedBy,
        Instant uploadedAt) {

    /// The 1st and the 99th percentile of the pixels, 0 to 65535.
    public record Window(int low, int high) {
        public double center() {
            return (low + high) / 2.0;
        }

        /// at least 1
        public int width() {
            return Math.max(1, high - low);
        }
    }

    public Optional<PixelSpacing> pixelSpacing() {
        return Optional.ofNullable(spacing);
    }

    /// "Film 7"
    public String title() {
        return "Film " + number;
    }
}
