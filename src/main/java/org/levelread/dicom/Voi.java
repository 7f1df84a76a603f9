package org.levelread.dicom;

/// Which values are worth seeing, in units after the modality transformation. Source: DICOM PS3.3, C.11.2.
sealed interface Voi {
    /// the file does not say
    record None() implements Voi {}

    /// A straight line from black to white.
    ///
    /// @param low what is black
    /// @param high what is white
    record Linear(double low, double high) implements Voi {}

    record Sigmoid(double centre, double width) implements Voi {
        /// 0 to 1
        double at(double value) {
            return 1 / (1 + Math.exp(-4 * (value - centre) / width));
        }
    }

    record Table(LookUpTable table) implements Voi {}

    /// the first window, else the first table, else none; a window that is senseless counts as none
    static Voi of(DataSet dataSet, boolean signedInput) {
        double[] centres = dataSet.numbers(Tag.WINDOW_CENTER);
        double[] widths = dataSet.numbers(Tag.WINDOW_WIDTH);
        if (centres.length > 0 && widths.length > 0 && Double.isFinite(centres[0]) && Double.isFinite(widths[0])) {
            double centre = centres[0];
            double width = widths[0];
            switch (dataSet.text(Tag.VOI_LUT_FUNCTION)) {
                case "SIGMOID" -> {
                    if (width > 0) return new Sigmoid(centre, width);
                }
                case "LINEAR_EXACT" -> {
                    if (width > 0) return new Linear(centre - width / 2, centre + width / 2);
                }
                default -> {
                    if (width >= 1) return new Linear(centre - 0.5 - (width - 1) / 2, centre - 0.5 + (width - 1) / 2);
                }
            }
        }
        return LookUpTable.of(dataSet, Tag.VOI_LUT_SEQUENCE, signedInput)
                .<Voi>map(Table::new)
                .orElseGet(None::new);
    }
}
