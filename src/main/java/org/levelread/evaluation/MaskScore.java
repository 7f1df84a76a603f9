package org.levelread.evaluation;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.Mask;
import org.levelread.imaging.PixelSpacing;
import org.levelread.statistics.Estimate;
import org.levelread.statistics.MaskOverlap;
import org.levelread.statistics.SurfaceDistances;

/// How one mask compares with its reference.
///
/// @param hd95 in millimetres where the film's scale is known, else in pixels; empty where a mask is empty or distances
///     were not asked for
/// @param surfaceDice 0 where one mask is empty; empty where both are or distances were not asked for
public record MaskScore(MaskOverlap overlap, OptionalDouble hd95, OptionalDouble surfaceDice) {
    static final MaskScore NONE =
            new MaskScore(new MaskOverlap(0, 0, 0), OptionalDouble.empty(), OptionalDouble.empty());

    /// @param tolerance null where no distances are wanted
    static MaskScore of(
            Mask prediction, Mask reference, @Nullable PixelSpacing spacing, @Nullable Tolerance tolerance) {
        MaskOverlap overlap = MaskOverlap.of(prediction.values(), reference.values());
        if (tolerance == null || overlap.bothEmpty()) {
            return new MaskScore(overlap, OptionalDouble.empty(), OptionalDouble.empty());
        }
        SurfaceDistances distances = spacing == null
                ? SurfaceDistances.of(reference, prediction, 1, 1)
                : SurfaceDistances.of(reference, prediction, spacing.rowMm(), spacing.columnMm());
        return new MaskScore(
                overlap,
                value(distances.hausdorff95()),
                value(distances.surfaceDice(spacing == null ? tolerance.pixels() : tolerance.millimetres())));
    }

    private static OptionalDouble value(Estimate estimate) {
        return estimate.estimated().map(e -> OptionalDouble.of(e.value())).orElse(OptionalDouble.empty());
    }

    public double dice() {
        return overlap.dice();
    }

    public double iou() {
        return overlap.iou();
    }

    /// whether neither the reference nor the prediction has a pixel: such a film says nothing about the class
    public boolean bothEmpty() {
        return overlap.bothEmpty();
    }
}
