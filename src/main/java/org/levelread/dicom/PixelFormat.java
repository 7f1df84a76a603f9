package org.levelread.dicom;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import org.levelread.imaging.FilmSize;

/// What the image pixel module says of the pixels: one sample each, grey. Source: DICOM PS3.3, C.7.6.3.
///
/// @param bitsAllocated 8 or 16
/// @param bitsStored 1 to bitsAllocated, the lowest bits
/// @param frames at least 1
/// @param darkIsHigh MONOCHROME1
/// @param overlayInPixels whether an overlay is said to lie in bits above those stored; PS3.3, C.9.2, retired in 2004
record PixelFormat(
        int columns,
        int rows,
        int bitsAllocated,
        int bitsStored,
        boolean signed,
        int frames,
        boolean darkIsHigh,
        boolean overlayInPixels) {
    private static final Set<String> KNOWN = Set.of(
            "MONOCHROME1",
            "MONOCHROME2",
            "PALETTE COLOR",
            "RGB",
            "HSV",
            "ARGB",
            "CMYK",
            "YBR_FULL",
            "YBR_FULL_422",
            "YBR_PARTIAL_422",
            "YBR_PARTIAL_420",
            "YBR_ICT",
            "YBR_RCT",
            "XYB");
    private static final int MOST_FRAMES = 100_000;
    private static final int FIRST_OVERLAY = 0x6000;
    private static final int LAST_OVERLAY = 0x601E;
    private static final int OVERLAY_BIT_POSITION = 0x0102;
    private static final int OVERLAY_DATA = 0x3000;

    /// @throws DicomRefusedException where the data set is no grey image that is read
    static PixelFormat of(DataSet dataSet) {
        if (!dataSet.contains(Tag.PIXEL_DATA)) throw new DicomRefusedException(withoutPixels(dataSet));
        String photometric = requireGrey(dataSet);
        int columns = required(dataSet, Tag.COLUMNS);
        int rows = required(dataSet, Tag.ROWS);
        // the least size is the film's affair
        String objection =
                FilmSize.objection(Math.max(columns, FilmSize.LEAST_SIDE_PX), Math.max(rows, FilmSize.LEAST_SIDE_PX));
        if (objection != null || columns == 0 || rows == 0) throw new DicomRefusedException(tooLarge(columns, rows));
        int allocated = dataSet.integer(Tag.BITS_ALLOCATED).orElse(-1);
        if (allocated == 1) {
            throw new DicomRefusedException(
                    "holds masks of one bit a pixel, not a film: choose the DICOM file of the film itself.");
        }
        if (allocated != 8 && allocated != 16) {
            throw new DicomRefusedException(
                    "has " + (allocated < 0 ? "an unknown number of" : allocated) + " bits a pixel: 8 or 16 are read.");
        }
        int stored = optional(dataSet, Tag.BITS_STORED, allocated);
        int high = optional(dataSet, Tag.HIGH_BIT, stored - 1);
        if (stored < 1 || stored > allocated || high >= allocated || high < stored - 1) {
            throw new DicomRefusedException("is damaged: %d bits stored up to bit %d do not fit into %d bits."
                    .formatted(stored, high, allocated));
        }
        // retired in 2012, and read differently by different programs
        if (high != stored - 1) {
            throw new DicomRefusedException(
                    "keeps its %d bits up to bit %d, not in the lowest ones, which is no longer".formatted(stored, high)
                            + " allowed: export it again.");
        }
        return new PixelFormat(
                columns,
                rows,
                allocated,
                stored,
                signed(dataSet),
                frames(dataSet),
                photometric.equals("MONOCHROME1"),
                overlayInPixels(dataSet, stored));
    }

    private static boolean overlayInPixels(DataSet dataSet, int stored) {
        for (int group = FIRST_OVERLAY; group <= LAST_OVERLAY; group += 2) {
            int position = dataSet.integer(group << 16 | OVERLAY_BIT_POSITION).orElse(0);
            if (position >= stored && !dataSet.has(group << 16 | OVERLAY_DATA)) return true;
        }
        return false;
    }

    private static String tooLarge(int columns, int rows) {
        return Objects.requireNonNullElse(FilmSize.objection(columns, rows), "has no pixels.");
    }

    /// the same with one frame
    PixelFormat still() {
        return new PixelFormat(columns, rows, bitsAllocated, bitsStored, signed, 1, darkIsHigh, overlayInPixels);
    }

    /// the same with what the pixels were found to have
    PixelFormat with(int bitsFound) {
        return new PixelFormat(columns, rows, bitsAllocated, bitsFound, signed, frames, darkIsHigh, overlayInPixels);
    }

    int bytesPerPixel() {
        return bitsAllocated / 8;
    }

    int pixels() {
        return Math.multiplyExact(columns, rows);
    }

    long frameBytes() {
        return (long) pixels() * bytesPerPixel();
    }

    /// the word as it stands in the file, whatever its bits above those stored hold
    ///
    /// @param word of the bits allocated, what lies above them filled with anything
    short storedWord(int word) {
        int above = 32 - bitsAllocated;
        return (short) (signed ? word << above >> above : word << above >>> above);
    }

    private static String withoutPixels(DataSet dataSet) {
        if (dataSet.contains(Tag.FLOAT_PIXEL_DATA) || dataSet.contains(Tag.DOUBLE_FLOAT_PIXEL_DATA)) {
            return "holds a map of decimal numbers, not a film: choose the DICOM file of the film itself.";
        }
        if (dataSet.contains(Tag.PIXEL_DATA_PROVIDER_URL)) {
            return "only points to where its image is (JPIP): export it again with its pixel data.";
        }
        return "holds no image (no pixel data): choose the DICOM file of the film itself.";
    }

    private static String requireGrey(DataSet dataSet) {
        String photometric = dataSet.text(Tag.PHOTOMETRIC_INTERPRETATION);
        int samples = optional(dataSet, Tag.SAMPLES_PER_PIXEL, 1);
        if (!photometric.equals("MONOCHROME1") && !photometric.equals("MONOCHROME2") || samples != 1) {
            String shown = KNOWN.contains(photometric) ? photometric : "unknown";
            throw new DicomRefusedException(
                    "is a colour picture (photometric interpretation " + shown + "): a film in grey is needed.");
        }
        return photometric;
    }

    private static boolean signed(DataSet dataSet) {
        int representation = dataSet.integer(Tag.PIXEL_REPRESENTATION).orElse(-1);
        if (representation == 0 || representation == 1) return representation == 1;
        throw new DicomRefusedException(
                "does not say whether its pixels are signed (Pixel Representation): export it again.");
    }

    private static int frames(DataSet dataSet) {
        if (!dataSet.has(Tag.NUMBER_OF_FRAMES)) return 1;
        int frames = dataSet.integer(Tag.NUMBER_OF_FRAMES).orElse(-1);
        // written by some for a still
        if (frames == 0) return 1;
        if (frames < 1 || frames > MOST_FRAMES) {
            throw new DicomRefusedException("is damaged: its number of frames is unreadable. Export it again.");
        }
        return frames;
    }

    private static int required(DataSet dataSet, int tag) {
        OptionalInt value = dataSet.integer(tag);
        if (value.isEmpty() || value.getAsInt() < 0) {
            throw new DicomRefusedException("is damaged: it does not say how many rows and columns it has.");
        }
        return value.getAsInt();
    }

    private static int optional(DataSet dataSet, int tag, int otherwise) {
        return dataSet.has(tag) ? dataSet.integer(tag).orElse(-1) : otherwise;
    }
}
