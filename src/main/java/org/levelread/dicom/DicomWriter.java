package org.levelread.dicom;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.levelread.imaging.Percentiles;
import org.levelread.imaging.PixelSpacing;
import org.levelread.imaging.Radiograph;

/// Writes a film as a Digital X-Ray image for presentation: MONOCHROME2 or MONOCHROME1, 16 bits allocated, Explicit VR Little
/// Endian.
///
/// Source: DICOM PS3.3, A.26 (the image object) and PS3.10, 7.1 (the file).
public final class DicomWriter {
    private static final String DX_FOR_PRESENTATION = "1.2.840.10008.5.1.4.1.1.1.1";

    private DicomWriter() {}

    /// @param film with the spacing at the detector
    public static void write(Path file, Radiograph film, FilmIdentity identity) throws IOException {
        write(file, film, identity, false);
    }

    /// @param inverted whether a higher value is a darker pixel: MONOCHROME1
    public static void write(Path file, Radiograph film, FilmIdentity identity, boolean inverted) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            write(out, film, identity, inverted);
        }
    }

    /// leaves the stream open
    public static void write(OutputStream out, Radiograph film, FilmIdentity identity) throws IOException {
        write(out, film, identity, false);
    }

    private static void write(OutputStream out, Radiograph film, FilmIdentity identity, boolean inverted)
            throws IOException {
        PixelSpacing spacing = film.spacing()
                .filter(s -> s.origin() == PixelSpacing.Origin.DETECTOR)
                .orElseThrow(() -> new IllegalArgumentException(
                        "a Digital X-Ray image needs the pixel spacing at the detector, this film has "
                                + film.spacing().map(Record::toString).orElse("none")));
        DataSet dataSet = description(film, identity, spacing, inverted);
        dataSet.setBytes(Tag.PIXEL_DATA, Vr.OW, littleEndian(film));
        DicomFile.write(out, dataSet);
    }

    /// every attribute but the pixel data; an empty text is an attribute that may be empty
    private static DataSet description(
            Radiograph film, FilmIdentity identity, PixelSpacing spacing, boolean inverted) {
        int bits = bitsStored(film);
        double[] window = Percentiles.of(film, 0.5, 99.5);
        DataSet spine = new DataSet()
                .set(Tag.CODE_VALUE, "421060004")
                .set(Tag.CODING_SCHEME_DESIGNATOR, "SCT")
                .set(Tag.CODE_MEANING, "Vertebral column");
        return new DataSet()
                .set(Tag.IMAGE_TYPE, "DERIVED", "PRIMARY")
                .set(Tag.SOP_CLASS_UID, DX_FOR_PRESENTATION)
                .set(Tag.SOP_INSTANCE_UID, identity.instanceUid())
                .set(Tag.STUDY_DATE, "")
                .set(Tag.STUDY_TIME, "")
                .set(Tag.ACCESSION_NUMBER, "")
                .set(Tag.MODALITY, "DX")
                .set(Tag.PRESENTATION_INTENT_TYPE, "FOR PRESENTATION")
                .set(Tag.MANUFACTURER, "LevelRead simulation")
                .set(Tag.REFERRING_PHYSICIAN_NAME, "")
                .setItems(Tag.ANATOMIC_REGION_SEQUENCE, spine)
                .set(Tag.PATIENT_NAME, identity.patientId())
                .set(Tag.PATIENT_ID, identity.patientId())
                .set(Tag.PATIENT_BIRTH_DATE, "")
                .set(Tag.PATIENT_SEX, "")
                .set(Tag.PATIENT_IDENTITY_REMOVED, "YES")
                .set(Tag.DEIDENTIFICATION_METHOD, "Simulated film, belongs to nobody")
                .set(Tag.BODY_PART_EXAMINED, "SPINE")
                .set(Tag.IMAGER_PIXEL_SPACING, spacing.rowMm(), spacing.columnMm())
                .set(Tag.DETECTOR_TYPE, "")
                .set(Tag.STUDY_INSTANCE_UID, identity.studyUid())
                .set(Tag.SERIES_INSTANCE_UID, identity.seriesUid())
                .set(Tag.STUDY_ID, "")
                .set(Tag.SERIES_NUMBER, "1")
                .set(Tag.INSTANCE_NUMBER, "1")
                .set(Tag.PATIENT_ORIENTATION, identity.patientOrientation())
                .set(Tag.IMAGE_LATERALITY, "U")
                .set(Tag.SAMPLES_PER_PIXEL, 1)
                .set(Tag.PHOTOMETRIC_INTERPRETATION, inverted ? "MONOCHROME1" : "MONOCHROME2")
                .set(Tag.ROWS, film.height())
                .set(Tag.COLUMNS, film.width())
                .set(Tag.BITS_ALLOCATED, 16)
                .set(Tag.BITS_STORED, bits)
                .set(Tag.HIGH_BIT, bits - 1)
                .set(Tag.PIXEL_REPRESENTATION, 0)
                .set(Tag.BURNED_IN_ANNOTATION, "NO")
                .set(Tag.PIXEL_INTENSITY_RELATIONSHIP, "LOG")
                // a brighter pixel had fewer x-rays
                .set(Tag.PIXEL_INTENSITY_RELATIONSHIP_SIGN, inverted ? 1 : -1)
                .set(Tag.WINDOW_CENTER, (window[0] + window[1]) / 2)
                .set(Tag.WINDOW_WIDTH, Math.max(1, window[1] - window[0]))
                .set(Tag.RESCALE_INTERCEPT, "0")
                .set(Tag.RESCALE_SLOPE, "1")
                .set(Tag.RESCALE_TYPE, "US")
                .set(Tag.LOSSY_IMAGE_COMPRESSION, "00")
                .setItems(Tag.ACQUISITION_CONTEXT_SEQUENCE)
                .set(Tag.PRESENTATION_LUT_SHAPE, inverted ? "INVERSE" : "IDENTITY");
    }

    /// 12, 14 or 16: the fewest that hold every value
    private static int bitsStored(Radiograph film) {
        double highest = Percentiles.of(film, 100)[0];
        return highest < 4096 ? 12 : highest < 16384 ? 14 : 16;
    }

    private static byte[] littleEndian(Radiograph film) {
        ByteBuffer data =
                ByteBuffer.allocate(2 * film.values().length).order(ByteOrder.LITTLE_ENDIAN);
        data.asShortBuffer().put(film.values());
        return data.array();
    }
}
