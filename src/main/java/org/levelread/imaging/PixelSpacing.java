package org.levelread.imaging;

/// The distance between the centres of neighbouring pixels in millimetres.
///
/// @param rowMm down, between rows
/// @param columnMm across, between columns
/// @param origin what the distance was measured on
public record PixelSpacing(double rowMm, double columnMm, Origin origin) {
    public enum Origin {
        /// calibrated to the patient (DICOM Pixel Spacing)
        CALIBRATED,
        /// at the detector, without correction for magnification (DICOM Imager Pixel Spacing)
        DETECTOR
    }

    public PixelSpacing {
        if (!(rowMm > 0 && columnMm > 0 && rowMm < 100 && columnMm < 100)) {
            throw new IllegalArgumentException(
                    "pixel spacing must lie in (0, 100) mm, was " + rowMm + " x " + columnMm);
        }
    }
}
