package org.levelread.evaluation;

import java.util.Locale;

/// How far two boundaries may lie apart and still count as the same in the surface Dice.
///
/// @param millimetres where the film's scale is known
/// @param pixels where it is not
public record Tolerance(double millimetres, double pixels) {
    /// 2 mm: less than two readers differ by on the outline of a vertebral body; 2 pixels of a film on the nets' grid
    public static final Tolerance USUAL = new Tolerance(2, 2);

    public Tolerance {
        if (!(millimetres >= 0 && pixels >= 0 && Double.isFinite(millimetres + pixels))) {
            throw new IllegalArgumentException(
                    "a tolerance is 0 or more, was " + millimetres + " mm and " + pixels + " pixels");
        }
    }

    /// "2 mm, or 2 pixels on films without a scale"
    public String inWords() {
        return String.format(Locale.ROOT, "%s mm, or %s pixels on films without a scale", digits(millimetres), digits(pixels));
    }

    private static String digits(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }
}
