package org.levelread.dicom;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.FilmSize;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.PixelSpacing;
import org.levelread.imaging.Radiograph;
import org.levelread.imaging.Resampling;

/// Reads a grey film out of a DICOM file: one frame of it, with its grey values as they are to be seen and its pixel
/// spacing. Source: DICOM PS3.3, C.7.6.3 and 10.7.1.
public final class DicomReader {
    /// how much longer than wide a pixel may be, or the other way round
    private static final double MOST_ASPECT = 4;

    private DicomReader() {}

    /// whether the bytes begin as a DICOM file does, with or without a preamble
    public static boolean recognizes(byte[] bytes) {
        return DicomFile.recognizes(bytes);
    }

    /// the first frame
    ///
    /// @throws DicomRefusedException where the file is no grey image that can be decoded, or is damaged
    public static DicomFilm read(byte[] bytes) {
        return read(DicomFile.read(bytes), 0);
    }

    /// @param frame from 0
    /// @throws DicomRefusedException where the file is no grey image that can be decoded, or has no such frame
    public static DicomFilm read(DicomFile file, int frame) {
        DataSet dataSet = file.dataSet();
        PixelFormat format = PixelFormat.of(dataSet);
        String objection = FilmSize.objection(format.columns(), format.rows());
        if (objection != null) throw new DicomRefusedException(objection);
        StoredPixels stored = PixelDecoder.decode(file, format, frame);
        GreyValues grey = GreyValues.of(dataSet, format.with(stored.bitsStored()), frame);
        PixelSpacing spacing = spacing(dataSet, frame);
        Radiograph film = new Radiograph(format.columns(), format.rows(), grey.film(stored), spacing);
        return new DicomFilm(
                spacing == null ? squared(film, aspect(dataSet)) : film,
                stored,
                grey.window(),
                file.transferSyntax(),
                format.frames(),
                frame,
                code(dataSet, Tag.MODALITY),
                code(dataSet, Tag.VIEW_POSITION),
                code(dataSet, Tag.PATIENT_ORIENTATION),
                code(dataSet, Tag.BURNED_IN_ANNOTATION));
    }

    /// the values as they are stored, of a picture of any size
    ///
    /// @param frame from 0
    static StoredPixels stored(DicomFile file, int frame) {
        return PixelDecoder.decode(file, PixelFormat.of(file.dataSet()), frame);
    }

    /// Pixel Spacing is a distance in the patient only where it differs from that at the detector or where the file
    /// says how it was calibrated; PS3.3, 10.7.1.
    private static @Nullable PixelSpacing spacing(DataSet dataSet, int frame) {
        DataSet measures = new FrameAttributes(dataSet, frame).group(Tag.PIXEL_MEASURES_SEQUENCE);
        double[] patient = millimetres(measures.numbers(Tag.PIXEL_SPACING));
        double[] detector = millimetres(dataSet.numbers(Tag.IMAGER_PIXEL_SPACING));
        boolean same = patient != null && detector != null && Arrays.equals(patient, detector);
        if (patient != null && (!same || dataSet.has(Tag.PIXEL_SPACING_CALIBRATION_TYPE))) {
            return new PixelSpacing(patient[0], patient[1], PixelSpacing.Origin.CALIBRATED);
        }
        return detector == null ? null : new PixelSpacing(detector[0], detector[1], PixelSpacing.Origin.DETECTOR);
    }

    /// row, then column; null where they are none or senseless
    private static double @Nullable [] millimetres(double[] values) {
        if (values.length != 2) return null;
        return values[0] > 0 && values[1] > 0 && values[0] < 100 && values[1] < 100 ? values : null;
    }

    /// height of a pixel by its width; 1 where the file does not say
    private static double aspect(DataSet dataSet) {
        double[] ratio = dataSet.numbers(Tag.PIXEL_ASPECT_RATIO);
        if (ratio.length != 2 || !(ratio[0] > 0) || !(ratio[1] > 0)) return 1;
        return ratio[0] / ratio[1];
    }

    /// Pixels that are not square are made so: the film is stretched along their longer side.
    private static Radiograph squared(Radiograph film, double aspect) {
        if (aspect == 1) return film;
        if (aspect > MOST_ASPECT || aspect < 1 / MOST_ASPECT) {
            throw new DicomRefusedException("has pixels of %.3g times the height of their width: export it with square ones."
                    .formatted(aspect));
        }
        int width = (int) Math.round(film.width() * Math.max(1, 1 / aspect));
        int height = (int) Math.round(film.height() * Math.max(1, aspect));
        String objection = FilmSize.objection(width, height);
        if (objection != null) throw new DicomRefusedException(objection);
        GrayMap stretched = Resampling.bilinear(Resampling.toGray(film), width, height);
        short[] values = new short[stretched.values().length];
        for (int i = 0; i < values.length; i++) values[i] = (short) Math.round(stretched.values()[i]);
        return new Radiograph(width, height, values, null);
    }

    /// coded values; free text in their place is dropped
    private static @Nullable String code(DataSet dataSet, int tag) {
        String text = dataSet.texts(tag).stream().collect(Collectors.joining("\\"));
        return text.matches("[A-Z0-9_ \\\\]{1,16}") ? text : null;
    }
}
