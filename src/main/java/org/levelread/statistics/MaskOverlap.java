package org.levelread.statistics;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.levelread.statistics.Estimate.Estimated;

/// How far two masks cover each other, in pixels.
///
/// @param both pixels set in both
/// @param first pixels set in the first
/// @param second pixels set in the second
public record MaskOverlap(long both, long first, long second) {
    public MaskOverlap {
        if (both < 0 || both > Math.min(first, second)) {
            throw new IllegalArgumentException(
                    both + " pixels cannot be common to masks of " + first + " and " + second);
        }
    }

    /// @param first, second same length, 0 outside and anything else inside
    public static MaskOverlap of(byte[] first, byte[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException("masks of " + first.length + " and " + second.length
                    + " pixels do not lie on the same grid: resample one of them first");
        }
        long both = 0;
        long a = 0;
        long b = 0;
        for (int i = 0; i < first.length; i++) {
            a += first[i] != 0 ? 1 : 0;
            b += second[i] != 0 ? 1 : 0;
            both += first[i] != 0 && second[i] != 0 ? 1 : 0;
        }
        return new MaskOverlap(both, a, b);
    }

    /// True where neither mask has a pixel: Dice and IoU are 1 by definition, and a mean leaves them out.
    public boolean bothEmpty() {
        return first + second == 0;
    }

    /// 2 |A ∩ B| / (|A| + |B|), in [0, 1]
    public double dice() {
        return bothEmpty() ? 1 : 2.0 * both / (first + second);
    }

    /// |A ∩ B| / |A ∪ B|, in [0, 1]
    public double iou() {
        return bothEmpty() ? 1 : both / (double) (first + second - both);
    }

    /// [#dice] with its method; where both are empty a note says that it is a definition
    public Estimate diceEstimate() {
        return estimate("Dice", dice(), "2 * (a & b).sum() / (a.sum() + b.sum())");
    }

    /// [#iou] likewise
    public Estimate iouEstimate() {
        return estimate("IoU, the Jaccard index of the pixels", iou(), "(a & b).sum() / (a | b).sum()");
    }

    private Estimate estimate(String name, double value, String call) {
        return new Estimated(
                value,
                OptionalDouble.empty(),
                Optional.empty(),
                new Method(name, "Python: " + call),
                Sample.of((int) Math.min(Integer.MAX_VALUE, first + second - both)),
                List.of(
                        bothEmpty()
                                ? "both masks are empty: 1 by definition, to be left out of a mean"
                                : "one pair of masks has no interval"));
    }
}
