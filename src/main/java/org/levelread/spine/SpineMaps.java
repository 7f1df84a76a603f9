package org.levelread.spine;

import org.jspecify.annotations.Nullable;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.PixelSpacing;

/// What the nets saw, on one common grid that covers the whole film.
///
/// @param bodies probability of vertebral body (L6 … T1, without S1)
/// @param cores probability of the eroded inner part of a body: one core a body, for the watershed's markers
/// @param sacrum probability of sacrum
/// @param s1Body probability of the body of S1
/// @param instrumentation probability of spinal hardware
/// @param filmWidth width of the film in pixels; grid x times filmWidth / bodies.width() is film x
/// @param filmHeight height of the film in pixels
public record SpineMaps(
        GrayMap bodies,
        GrayMap cores,
        GrayMap sacrum,
        GrayMap s1Body,
        GrayMap instrumentation,
        int filmWidth,
        int filmHeight,
        @Nullable PixelSpacing spacing) {}
