package org.levelread.spine;

import org.jspecify.annotations.Nullable;
import org.levelread.imaging.Polygon;

/// Something about a film that may make its levels wrong, with what was seen.
///
/// @param evidence one sentence that a person can check on the film
/// @param confidence in [0, 1]
/// @param where the region that shows it, in film pixels; empty for the whole film
/// @param measured how much against what, null where nothing was measured
public record Flag(Cause cause, String evidence, double confidence, Polygon where, @Nullable Measured measured) {
    /// @param value what was measured
    /// @param limit what it was held against
    /// @param what the quantity with its unit: "distance below, in median distances"
    public record Measured(String what, double value, double limit) {}

    public Flag(Cause cause, String evidence, double confidence) {
        this(cause, evidence, confidence, Polygon.EMPTY, null);
    }
}
