package org.levelread.spine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What surgeons read off the same outlines; each number only where it can be told.
///
/// Degrees and millimetres need a calibrated pixel spacing: on a film whose pixels are not square every angle that is
/// not measured along a row or column is wrong, and without a spacing nobody knows whether they are. Ratios along one
/// line do not change when a film is stretched, so slip and disc heights relative to the body are given without.
///
/// @param lumbarLordosisDegrees from the upper endplate of L1 to that of S1, positive where hollow behind
/// @param sacralSlopeDegrees of the upper endplate of S1 against the film's rows, positive where its front is lower
/// @param segments from the lowest up
/// @param missing why angles and lengths are not given, one sentence; null where they are
public record SpineGeometry(
        @Nullable Double lumbarLordosisDegrees,
        @Nullable Double sacralSlopeDegrees,
        List<Segment> segments,
        @Nullable String missing) {
    public static final SpineGeometry NONE =
            new SpineGeometry(null, null, List.of(), "The levels have no names, so nothing is measured.");

    /// Two neighbouring vertebrae and the disc between.
    ///
    /// @param lower S1 for the lowest segment
    /// @param lordosisDegrees from the upper endplate of the upper vertebra to the lower endplate of the lower one (the
    ///     upper endplate of S1), positive where hollow behind
    /// @param discHeightMm mean of front and back
    /// @param discHeightShare the same over the height of the upper body, [0, ...)
    /// @param slipPercent how far the upper vertebra stands in front of the lower one, in per cent of the lower one's
    ///     endplate; negative behind
    public record Segment(
            Level lower,
            Level upper,
            @Nullable Double lordosisDegrees,
            @Nullable Double discHeightMm,
            double discHeightShare,
            @Nullable Double slipPercent) {}

    public SpineGeometry {
        segments = List.copyOf(segments);
    }
}
