package org.levelread.spine;

import org.jspecify.annotations.Nullable;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.PixelSpacing;

/// What the nets saw, on one common grid that covers the whole film, and what can only be told from the film itself.
///
/// @param bodies probability of vertebral body (L6 … T1, without S1)
/// @param cores probability of the eroded inner part of a body: one core a body, for the watershed's markers
/// @param sacrum probability of sacrum
/// @param s1Body probability of the body of S1
/// @param instrumentation probability of spinal hardware
/// @param thoracic probability of the body of a vertebra that bears ribs (T13 … T1); null where the net does not tell
///     them apart, as those of before 2026.12
/// @param grey the film's grey values, dense is bright, in any unit; null where the film is not at hand, and then
///     nothing is said of contrast, saturation, seams or inversion
/// @param filmWidth width of the film in pixels; grid x times filmWidth / bodies.width() is film x
/// @param filmHeight height of the film in pixels
public record SpineMaps(
        GrayMap bodies,
        GrayMap cores,
        GrayMap sacrum,
        GrayMap s1Body,
        GrayMap instrumentation,
        @Nullable GrayMap thoracic,
        @Nullable GrayMap grey,
        int filmWidth,
        int filmHeight,
        @Nullable PixelSpacing spacing) {
    /// of nets that do not tell thoracic bodies, without the film
    public SpineMaps(
            GrayMap bodies,
            GrayMap cores,
            GrayMap sacrum,
            GrayMap s1Body,
            GrayMap instrumentation,
            int filmWidth,
            int filmHeight,
            @Nullable PixelSpacing spacing) {
        this(bodies, cores, sacrum, s1Body, instrumentation, null, null, filmWidth, filmHeight, spacing);
    }

    /// the same with a map of thoracic bodies
    public SpineMaps withThoracic(@Nullable GrayMap map) {
        return new SpineMaps(
                bodies, cores, sacrum, s1Body, instrumentation, map, grey, filmWidth, filmHeight, spacing);
    }

    /// the same with the film's grey values
    public SpineMaps withGrey(@Nullable GrayMap map) {
        return new SpineMaps(
                bodies, cores, sacrum, s1Body, instrumentation, thoracic, map, filmWidth, filmHeight, spacing);
    }
}
