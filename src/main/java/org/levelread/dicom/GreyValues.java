package org.levelread.dicom;

import org.jspecify.annotations.Nullable;

/// The way from stored values to the film's: modality transformation, value of interest, presentation.
///
/// Where the file shows its values through straight lines alone (rescale, linear windows), the film keeps the stored
/// values in their full range and the window is handed on beside it; signed values are moved up by half their range.
/// A table or a sigmoid cannot be shown by a window, so the film has the values after it. Either way values of eight
/// bits are widened to 16 by x 257, a higher value is brighter, and padding is black. Source: DICOM PS3.3, C.11.1,
/// C.11.2, C.11.6 and C.7.5.1.1.2.
final class GreyValues {
    private final boolean signed;
    private final int bitsStored;
    private final double slope;
    private final double intercept;
    private final @Nullable LookUpTable modality;
    private final Voi voi;
    private final boolean inverted;
    private final int @Nullable [] padding;

    private GreyValues(
            PixelFormat format,
            double slope,
            double intercept,
            @Nullable LookUpTable modality,
            Voi voi,
            boolean inverted,
            int @Nullable [] padding) {
        this.signed = format.signed();
        this.bitsStored = format.bitsStored();
        this.slope = slope;
        this.intercept = intercept;
        this.modality = modality;
        this.voi = voi;
        this.inverted = inverted;
        this.padding = padding;
    }

    /// @param frame from 0
    /// @throws DicomRefusedException where a table or a number is unreadable
    static GreyValues of(DataSet dataSet, PixelFormat format, int frame) {
        FrameAttributes attributes = new FrameAttributes(dataSet, frame);
        LookUpTable modality =
                LookUpTable.of(dataSet, Tag.MODALITY_LUT_SEQUENCE, format.signed()).orElse(null);
        DataSet rescale = attributes.group(Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE);
        double slope = number(rescale, Tag.RESCALE_SLOPE, 1);
        if (slope == 0) throw unreadable();
        double intercept = number(rescale, Tag.RESCALE_INTERCEPT, 0);
        boolean signedInput = modality == null && (format.signed() || intercept < 0 || slope < 0);
        Voi voi = Voi.of(attributes.group(Tag.FRAME_VOI_LUT_SEQUENCE), signedInput);
        boolean dark = format.darkIsHigh()
                || dataSet.text(Tag.PRESENTATION_LUT_SHAPE).equals("INVERSE");
        return new GreyValues(format, slope, intercept, modality, voi, dark, padding(dataSet));
    }

    /// `short[pixels]`, unsigned, in the order of the stored values
    short[] film(StoredPixels stored) {
        short[] table = new short[1 << bitsStored];
        for (int bits = 0; bits < table.length; bits++) {
            table[bits] = (short) filmValue(signed ? bits << 32 - bitsStored >> 32 - bitsStored : bits);
        }
        int mask = table.length - 1;
        short[] film = new short[stored.values().length];
        for (int i = 0; i < film.length; i++) film[i] = table[stored.values()[i] & mask];
        return film;
    }

    /// null where the file names no linear window, or one that the film's values already went through
    DicomFilm.@Nullable Shown window() {
        if (!(voi instanceof Voi.Linear(double low, double high)) || modality != null) return null;
        double a = widened(straight((low - intercept) / slope));
        double b = widened(straight((high - intercept) / slope));
        return new DicomFilm.Shown(Math.min(a, b), Math.max(a, b));
    }

    /// 0 to 65535
    private int filmValue(int stored) {
        if (padding != null && stored >= padding[0] && stored <= padding[1]) return 0;
        double seen = modality == null ? slope * stored + intercept : modality.at(stored);
        return switch (voi) {
            case Voi.Table(LookUpTable table) -> shown(table.at(seen), table.bits());
            case Voi.Sigmoid sigmoid -> shown((int) Math.round(65535 * sigmoid.at(seen)), 16);
            case Voi.Linear l when modality != null -> shown(modality.at(stored), modality.bits());
            case Voi.None n when modality != null -> shown(modality.at(stored), modality.bits());
            case Voi.Linear l -> (int) widened(straight(stored));
            case Voi.None n -> (int) widened(straight(stored));
        };
    }

    private int shown(int value, int bits) {
        int highest = (1 << bits) - 1;
        int bright = inverted ? highest - value : value;
        return bits == 8 ? bright * 257 : bright;
    }

    /// moved to begin with 0, and turned over where the way to the screen falls
    private double straight(double stored) {
        double value = signed ? stored + (1 << bitsStored - 1) : stored;
        return inverted != slope < 0 ? (1 << bitsStored) - 1 - value : value;
    }

    private double widened(double value) {
        return bitsStored == 8 ? value * 257 : value;
    }

    /// lowest and highest stored value that is padding
    private static int @Nullable [] padding(DataSet dataSet) {
        if (dataSet.integer(Tag.PIXEL_PADDING_VALUE).isEmpty()) return null;
        boolean signed = dataSet.integer(Tag.PIXEL_REPRESENTATION).orElse(0) == 1;
        int value = word(dataSet, Tag.PIXEL_PADDING_VALUE, signed);
        int limit = dataSet.integer(Tag.PIXEL_PADDING_RANGE_LIMIT).isEmpty()
                ? value
                : word(dataSet, Tag.PIXEL_PADDING_RANGE_LIMIT, signed);
        return new int[] {Math.min(value, limit), Math.max(value, limit)};
    }

    /// written as US by some although the pixels are signed, and the other way round
    private static int word(DataSet dataSet, int tag, boolean signed) {
        int value = dataSet.integer(tag).orElseThrow();
        return signed ? (short) value : value & 0xffff;
    }

    private static double number(DataSet dataSet, int tag, double otherwise) {
        if (!dataSet.has(tag)) return otherwise;
        double value = dataSet.decimal(tag).orElseThrow(GreyValues::unreadable);
        if (!Double.isFinite(value)) throw unreadable();
        return value;
    }

    private static DicomRefusedException unreadable() {
        return new DicomRefusedException("is damaged: its rescale slope or intercept is unreadable. Export it again.");
    }
}
