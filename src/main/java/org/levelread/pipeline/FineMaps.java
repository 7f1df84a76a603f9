package org.levelread.pipeline;

import org.levelread.imaging.GrayMap;
import org.levelread.spine.SpineMaps;

/// Probabilities in [0, 1], each on the grid of its own net, which may be finer than the one that levels are counted on:
/// what the outlines of masks are taken from.
public record FineMaps(GrayMap bodies, GrayMap sacrum, GrayMap instrumentation) {
    /// no finer than what levels are counted on
    public static FineMaps of(SpineMaps maps) {
        return new FineMaps(maps.bodies(), maps.sacrum(), maps.instrumentation());
    }
}
