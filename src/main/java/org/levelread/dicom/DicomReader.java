package org.levelread.dicom;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.levelread.dicom.DicomElements.Value;
import org.levelread.imaging.FilmSize;
import org.levelread.imaging.PixelSpacing;
import org.levelread.imaging.Radiograph;

/// Reads one uncompressed grey image out of a DICOM Part 10 file.
///
/// Stored values are kept as they are (signed ones moved up by half their range, eight-bit ones widened to 16 by x
/// 257) and turned over where the file shows high values dark: MONOCHROME1, or a negative rescale slope. Source:
/// DICOM PS3.3, C.7.6.3 and C.11.1.
public final class DicomReader {
    private static final int MODALITY = 0x00080060;
    private static final int IMAGER_PIXEL_SPACING = 0x00181164;
    private static final int VIEW_POSITION = 0x00185101;
    private static final int PATIENT_ORIENTATION = 0x00200020;
    private static final int SAMPLES_PER_PIXEL = 0x00280002;
    private static final int PHOTOMETRIC_INTERPRETATION = 0x00280004;
    private static final int NUMBER_OF_FRAMES = 0x00280008;
    private static final int ROWS = 0x00280010;
    private static final int COLUMNS = 0x00280011;
    private static final int PIXEL_SPACING = 0x00280030;
    private static final int BITS_ALLOCATED = 0x00280100;
    private static final int BITS_STORED = 0x00280101;
    private static final int HIGH_BIT = 0x00280102;
    private static final int PIXEL_REPRESENTATION = 0x00280103;
    private static final int BURNED_IN_ANNOTATION = 0x00280301;
    private static final int CALIBRATION_TYPE = 0x00280A02;
    private static final int RESCALE_SLOPE = 0x00281053;
    private static final int MODALITY_LUT = 0x00283000;

    private static final Set<Integer> WANTED = Set.of(
            MODALITY,
            IMAGER_PIXEL_SPACING,
            VIEW_POSITION,
            PATIENT_ORIENTATION,
            SAMPLES_PER_PIXEL,
            PHOTOMETRIC_INTERPRETATION,
            NUMBER_OF_FRAMES,
            ROWS,
            COLUMNS,
            PIXEL_SPACING,
            BITS_ALLOCATED,
            BITS_STORED,
            HIGH_BIT,
            PIXEL_REPRESENTATION,
            BURNED_IN_ANNOTATION,
            CALIBRATION_TYPE,
            RESCALE_SLOPE,
            MODALITY_LUT,
            DicomElements.PIXEL_DATA);

    private DicomReader() {}

    /// whether the bytes begin as a DICOM Part 10 file does
    public static boolean recognizes(byte[] bytes) {
        return DicomElements.areIn(bytes);
    }

    /// @throws DicomRefusedException where the file is no single uncompressed grey image, or is damaged
    public static DicomFilm read(byte[] bytes) {
        DicomElements elements = DicomElements.read(bytes, WANTED);
        Value pixels = elements.value(DicomElements.PIXEL_DATA);
        if (pixels == null) {
            throw new DicomRefusedException(
                    "holds no image (no pixel data): choose the DICOM file of the film itself.");
        }
        requireOneGreyFrame(elements);
        long columns = elements.number(COLUMNS);
        long rows = elements.number(ROWS);
        if (columns < 0 || rows < 0) {
            throw new DicomRefusedException("is damaged: it does not say how many rows and columns it has.");
        }
        String objection = FilmSize.objection(columns, rows);
        if (objection != null) throw new DicomRefusedException(objection);
        Layout layout = layout(elements);
        long needed = rows * columns * layout.bytes;
        if (pixels.length() < needed) {
            throw new DicomRefusedException(
                    "is cut off: %d x %d pixels need %d bytes, it has %d. Copy or export it again."
                            .formatted(columns, rows, needed, pixels.length()));
        }
        if (pixels.length() >= 2 * needed) {
            throw new DicomRefusedException("is damaged: %d x %d pixels need %d bytes, it has %d. Export it again."
                    .formatted(columns, rows, needed, pixels.length()));
        }
        boolean swapped =
                elements.bigEndian() && (layout.bytes == 2 || pixels.vr().equals("OW"));
        short[] values = new short[Math.toIntExact(rows * columns)];
        for (int i = 0; i < values.length; i++) values[i] = layout.decode(bytes, pixels.offset(), i, swapped);
        return new DicomFilm(
                new Radiograph((int) columns, (int) rows, values, spacing(elements)),
                code(elements, MODALITY),
                code(elements, VIEW_POSITION),
                code(elements, PATIENT_ORIENTATION),
                code(elements, BURNED_IN_ANNOTATION));
    }

    private static void requireOneGreyFrame(DicomElements elements) {
        String photometric = elements.text(PHOTOMETRIC_INTERPRETATION);
        long samples = elements.number(SAMPLES_PER_PIXEL);
        if (!photometric.equals("MONOCHROME1") && !photometric.equals("MONOCHROME2") || samples > 1) {
            String shown = photometric.matches("[A-Z0-9_ ]{1,16}") ? photometric : "unknown";
            throw new DicomRefusedException(
                    "is a colour picture (photometric interpretation " + shown + "): a film in grey is needed.");
        }
        String frames = elements.text(NUMBER_OF_FRAMES);
        if (!frames.isEmpty() && !frames.equals("1")) {
            String shown = frames.matches("[0-9]{1,12}") ? frames : "unknown";
            throw new DicomRefusedException(
                    "holds more than one image (number of frames: " + shown + "): send each film as one image.");
        }
        if (elements.has(MODALITY_LUT)) {
            throw new DicomRefusedException("shows its grey values through a table (Modality LUT Sequence):"
                    + " export it with rescale slope and intercept.");
        }
    }

    /// Where the bits of a value lie in its one or two bytes.
    ///
    /// @param shift unused bits below the value
    /// @param sign the highest bit of a signed value, else 0
    private record Layout(int bytes, int shift, int mask, int sign, boolean inverted) {
        short decode(byte[] data, int offset, int index, boolean swapped) {
            int raw;
            if (bytes == 1) {
                raw = data[offset + (swapped ? index ^ 1 : index)] & 0xff;
            } else {
                int first = data[offset + 2 * index] & 0xff;
                int second = data[offset + 2 * index + 1] & 0xff;
                raw = swapped ? first << 8 | second : second << 8 | first;
            }
            int value = raw >> shift & mask ^ sign;
            if (inverted) value = mask - value;
            return (short) (mask == 0xff ? value * 257 : value);
        }
    }

    private static Layout layout(DicomElements elements) {
        long allocated = elements.number(BITS_ALLOCATED);
        if (allocated != 8 && allocated != 16) {
            throw new DicomRefusedException(
                    "has " + (allocated < 0 ? "an unknown number of" : allocated) + " bits a pixel: 8 or 16 are read.");
        }
        long stored = elements.has(BITS_STORED) ? elements.number(BITS_STORED) : allocated;
        long high = elements.has(HIGH_BIT) ? elements.number(HIGH_BIT) : stored - 1;
        if (stored < 1 || stored > allocated || high < stored - 1 || high >= allocated) {
            throw new DicomRefusedException("is damaged: %d bits stored up to bit %d do not fit into %d bits."
                    .formatted(stored, high, allocated));
        }
        boolean signed = elements.number(PIXEL_REPRESENTATION) == 1;
        boolean dark = elements.text(PHOTOMETRIC_INTERPRETATION).equals("MONOCHROME1");
        boolean falling = elements.text(RESCALE_SLOPE).startsWith("-");
        return new Layout(
                (int) allocated / 8,
                (int) (high + 1 - stored),
                (1 << stored) - 1,
                signed ? 1 << stored - 1 : 0,
                dark != falling);
    }

    /// Pixel Spacing is a distance in the patient only where it differs from that at the detector or where the file
    /// says how it was calibrated; PS3.3, 10.7.1.
    private static @Nullable PixelSpacing spacing(DicomElements elements) {
        double[] patient = millimetres(elements.text(PIXEL_SPACING));
        double[] detector = millimetres(elements.text(IMAGER_PIXEL_SPACING));
        boolean same = patient != null && detector != null && patient[0] == detector[0] && patient[1] == detector[1];
        if (patient != null && (!same || elements.has(CALIBRATION_TYPE))) {
            return new PixelSpacing(patient[0], patient[1], PixelSpacing.Origin.CALIBRATED);
        }
        return detector == null ? null : new PixelSpacing(detector[0], detector[1], PixelSpacing.Origin.DETECTOR);
    }

    /// two decimal numbers, row then column, or null where they are none or senseless
    private static double @Nullable [] millimetres(String text) {
        if (!text.matches(
                "\\s*\\+?[0-9.]{1,16}([eE][+-]?[0-9]{1,2})?\\s*\\\\\\s*\\+?[0-9.]{1,16}([eE][+-]?[0-9]{1,2})?"))
            return null;
        String[] parts = text.split("\\\\");
        try {
            double row = Double.parseDouble(parts[0].strip());
            double column = Double.parseDouble(parts[1].strip());
            return row > 0 && column > 0 && row < 100 && column < 100 ? new double[] {row, column} : null;
        } catch (NumberFormatException twoDots) {
            return null;
        }
    }

    /// a coded value; free text in its place is dropped
    private static @Nullable String code(DicomElements elements, int tag) {
        String text = elements.text(tag);
        return text.matches("[A-Z0-9_ \\\\]{1,16}") ? text : null;
    }
}
