package org.levelread.cases;

import org.jspecify.annotations.Nullable;
import org.levelread.dicom.CleanImage;
import org.levelread.dicom.DicomFilm;
import org.levelread.imaging.PixelSpacing;
import org.levelread.imaging.Radiograph;

/// A frame of a file as it waits for a person, de-identified.
///
/// @param number in its file, from 1
/// @param window the grey values that its file says are worth showing; null where it does not
/// @param sha256 over size and pixels
/// @param deflated zlib-deflated little-endian uint16, row-major
/// @param header Part 10 without pixel data
record WaitingFrame(
        int number,
        int width,
        int height,
        @Nullable PixelSpacing spacing,
        Film.@Nullable Window window,
        String sha256,
        byte[] deflated,
        byte[] header) {
    static WaitingFrame of(DicomFilm film, CleanImage clean, Film.@Nullable Window window) {
        Radiograph radiograph = film.film();
        byte[] pixels = FilmStore.littleEndian(radiograph);
        return new WaitingFrame(
                film.frame() + 1,
                radiograph.width(),
                radiograph.height(),
                radiograph.spacing().orElse(null),
                window,
                Films.sha256(radiograph, pixels),
                FilmStore.deflated(pixels),
                clean.header());
    }
}
