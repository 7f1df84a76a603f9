package org.levelread.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes a film's data set anew out of what may be kept; everything else is never copied. Names are pseudonyms, UIDs
/// are
/// made from the old ones with a key, and dates are days from surgery. Source: DICOM PS3.15, annex E, Basic Application
/// Level Confidentiality Profile with the options Clean Descriptors and Retain Patient Characteristics.
public final class Deidentification {
    /// attributes whose texts stand in a vocabulary
    private static final int[] CODED = {
        Tag.IMAGE_TYPE,
        Tag.MODALITY,
        Tag.PRESENTATION_INTENT_TYPE,
        Tag.CONVERSION_TYPE,
        Tag.PATIENT_SEX,
        Tag.BODY_PART_EXAMINED,
        Tag.VIEW_POSITION,
        Tag.LATERALITY,
        Tag.IMAGE_LATERALITY,
        Tag.DETECTOR_TYPE,
        Tag.PIXEL_SPACING_CALIBRATION_TYPE,
        Tag.BURNED_IN_ANNOTATION,
        Tag.LOSSY_IMAGE_COMPRESSION,
        Tag.LOSSY_IMAGE_COMPRESSION_METHOD,
        Tag.PIXEL_INTENSITY_RELATIONSHIP,
        Tag.RESCALE_TYPE,
        Tag.PRESENTATION_LUT_SHAPE
    };
    /// attributes that are numbers
    private static final int[] NUMBERS = {
        Tag.KVP,
        Tag.DISTANCE_SOURCE_TO_DETECTOR,
        Tag.DISTANCE_SOURCE_TO_PATIENT,
        Tag.ESTIMATED_RADIOGRAPHIC_MAGNIFICATION_FACTOR,
        Tag.IMAGER_PIXEL_SPACING,
        Tag.PIXEL_SPACING,
        Tag.PIXEL_ASPECT_RATIO,
        Tag.LOSSY_IMAGE_COMPRESSION_RATIO,
        Tag.PIXEL_INTENSITY_RELATIONSHIP_SIGN,
        Tag.RESCALE_INTERCEPT,
        Tag.RESCALE_SLOPE
    };
    /// attributes that a conforming image has, with or without a value
    private static final int[] EMPTY = {
        Tag.STUDY_DATE,
        Tag.STUDY_TIME,
        Tag.ACCESSION_NUMBER,
        Tag.REFERRING_PHYSICIAN_NAME,
        Tag.PATIENT_BIRTH_DATE,
        Tag.STUDY_ID,
        Tag.MANUFACTURER,
        Tag.PATIENT_SEX
    };

    private static final String SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";
    /// CR, and DX for presentation and for processing: all that their modules ask for is kept
    private static final Set<String> RADIOGRAPHS = Set.of(
            "1.2.840.10008.5.1.4.1.1.1", "1.2.840.10008.5.1.4.1.1.1.1", "1.2.840.10008.5.1.4.1.1.1.1.1");
    private static final int OLDEST_YEARS = 90;
    private static final int MOST_SMALL_NUMBER = 9_999;

    private final Pseudonyms pseudonyms;

    public Deidentification(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    /// @param film decoded from the source
    /// @param surgery the day of the patient's operation, where it is known
    public CleanImage clean(DataSet source, DicomFilm film, @Nullable LocalDate surgery) {
        KeptText texts = new KeptText(source);
        DataSet kept = new DataSet();
        for (int tag : EMPTY) kept.set(tag, "");
        for (int tag : CODED) {
            List<String> values = texts.coded(source, tag);
            if (!values.isEmpty()) kept.set(tag, values.toArray(String[]::new));
            else if (source.contains(tag) && tag != Tag.BURNED_IN_ANNOTATION) kept.set(tag, "");
        }
        for (int tag : NUMBERS) numbers(source, tag, kept);
        texts.manufacturer(source).ifPresent(text -> kept.set(Tag.MANUFACTURER, text));
        texts.model(source).ifPresent(text -> kept.set(Tag.MANUFACTURER_MODEL_NAME, text));
        age(source).ifPresent(age -> kept.set(Tag.PATIENT_AGE, age));
        small(source, Tag.SERIES_NUMBER, kept);
        small(source, Tag.INSTANCE_NUMBER, kept);
        orientation(source, kept);
        codes(source, kept);
        String patient = identify(source, kept);
        OptionalInt days = daysFromSurgery(source, surgery);
        days.ifPresent(count -> kept.set(Tag.LONGITUDINAL_TEMPORAL_OFFSET_FROM_EVENT, (double) count)
                .set(Tag.LONGITUDINAL_TEMPORAL_EVENT_TYPE, "SURGERY"));
        methods(kept, days.isPresent());
        greyValues(source, film, kept);
        pixels(source, film, kept);
        completeSecondary(kept);
        return new CleanImage(kept, patient, kept.text(Tag.SOP_INSTANCE_UID));
    }

    /// from the day of surgery to that of the film, negative before it; empty where one of them is not known
    public static OptionalInt daysFromSurgery(DataSet source, @Nullable LocalDate surgery) {
        if (surgery == null) return OptionalInt.empty();
        for (int tag : new int[] {Tag.ACQUISITION_DATE, Tag.CONTENT_DATE, Tag.SERIES_DATE, Tag.STUDY_DATE}) {
            try {
                LocalDate taken = LocalDate.parse(source.text(tag), DateTimeFormatter.BASIC_ISO_DATE);
                return OptionalInt.of(Math.toIntExact(ChronoUnit.DAYS.between(surgery, taken)));
            } catch (DateTimeParseException | ArithmeticException e) {
                // the next of them
            }
        }
        return OptionalInt.empty();
    }

    /// the new UIDs and the patient's pseudonym
    private String identify(DataSet source, DataSet kept) {
        String study = source.text(Tag.STUDY_INSTANCE_UID);
        String id = source.text(Tag.PATIENT_ID);
        // without an identifier the films of one study still belong together
        String patient = id.isEmpty()
                ? pseudonyms.patient("study", study.isEmpty() ? source.text(Tag.SOP_INSTANCE_UID) : study)
                : pseudonyms.patient(source.text(Tag.ISSUER_OF_PATIENT_ID), id);
        String sopClass = source.text(Tag.SOP_CLASS_UID);
        kept.set(Tag.SOP_CLASS_UID, RADIOGRAPHS.contains(sopClass) ? sopClass : SECONDARY_CAPTURE);
        kept.set(Tag.SOP_INSTANCE_UID, uid(source, Tag.SOP_INSTANCE_UID, "instance"));
        kept.set(Tag.SERIES_INSTANCE_UID, uid(source, Tag.SERIES_INSTANCE_UID, "series"));
        kept.set(Tag.STUDY_INSTANCE_UID, uid(source, Tag.STUDY_INSTANCE_UID, "study"));
        kept.set(Tag.PATIENT_NAME, patient).set(Tag.PATIENT_ID, patient);
        return patient;
    }

    /// What is left of an image of another class is no valid image of that class, but a valid Secondary Capture: a CT
    /// without its planes, one frame of many.
    private static void completeSecondary(DataSet kept) {
        if (!kept.text(Tag.SOP_CLASS_UID).equals(SECONDARY_CAPTURE)) return;
        if (!kept.contains(Tag.PATIENT_ORIENTATION)) kept.set(Tag.PATIENT_ORIENTATION, "");
        boolean rescaled = kept.has(Tag.RESCALE_SLOPE) || kept.has(Tag.RESCALE_INTERCEPT);
        if (rescaled && !kept.has(Tag.RESCALE_TYPE)) kept.set(Tag.RESCALE_TYPE, "US");
        if (!kept.has(Tag.CONVERSION_TYPE)) kept.set(Tag.CONVERSION_TYPE, "WSD");
    }

    private String uid(DataSet source, int tag, String kind) {
        String original = source.text(tag);
        return pseudonyms.uid(original.isEmpty() ? "no " + kind : original);
    }

    private static void methods(DataSet kept, boolean days) {
        List<DataSet> codes = new ArrayList<>();
        codes.add(KeptCodes.code("113100", "DCM", "Basic Application Confidentiality Profile"));
        codes.add(KeptCodes.code("113105", "DCM", "Clean Descriptors Option"));
        codes.add(KeptCodes.code("113108", "DCM", "Retain Patient Characteristics Option"));
        if (days) {
            codes.add(
                    KeptCodes.code("113107", "DCM", "Retain Longitudinal Temporal Information Modified Dates Option"));
        }
        kept.set(Tag.PATIENT_IDENTITY_REMOVED, "YES")
                .set(Tag.DEIDENTIFICATION_METHOD, "Allow-list, keyed pseudonyms: LevelRead")
                .setItems(Tag.DEIDENTIFICATION_METHOD_CODE_SEQUENCE, codes)
                .set(Tag.LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED, days ? "MODIFIED" : "REMOVED");
    }

    /// after a person has looked at the film
    ///
    /// @param blackedOut whether something was drawn over
    public static DataSet cleared(DataSet clean, boolean blackedOut) {
        DataSet cleared = new DataSet();
        clean.elements().forEach(cleared::put);
        cleared.set(Tag.BURNED_IN_ANNOTATION, "NO");
        if (!blackedOut) return cleared;
        List<DataSet> codes = new ArrayList<>(clean.items(Tag.DEIDENTIFICATION_METHOD_CODE_SEQUENCE));
        codes.add(KeptCodes.code("113101", "DCM", "Clean Pixel Data Option"));
        return cleared.setItems(Tag.DEIDENTIFICATION_METHOD_CODE_SEQUENCE, codes);
    }

    private static void numbers(DataSet source, int tag, DataSet kept) {
        double[] values = source.numbers(tag);
        if (values.length == 0 || values.length > 2 || !Arrays.stream(values).allMatch(Double::isFinite)) {
            if (source.contains(tag))
                kept.put(new DataElement(tag, Dictionary.vr(tag), DataElement.Bytes.of(new byte[0])));
            return;
        }
        switch (Dictionary.vr(tag)) {
            case IS, US, SS, UL, SL ->
                kept.set(tag, Arrays.stream(values).mapToLong(Math::round).toArray());
            default -> kept.set(tag, values);
        }
    }

    /// a number that is too large may be somebody's
    private static void small(DataSet source, int tag, DataSet kept) {
        int number = source.integer(tag).orElse(-1);
        boolean fits = number >= 0 && number <= MOST_SMALL_NUMBER;
        kept.set(tag, fits ? Integer.toString(number) : "");
    }

    /// years, 90 for all that are older; the younger than two years in months, weeks or days as they are
    private static Optional<String> age(DataSet source) {
        String age = source.text(Tag.PATIENT_AGE);
        if (!age.matches("[0-9]{3}[DWMY]")) return Optional.empty();
        boolean old = age.endsWith("Y") && Integer.parseInt(age.substring(0, 3)) > OLDEST_YEARS;
        return Optional.of(old ? "090Y" : age);
    }

    private static void orientation(DataSet source, DataSet kept) {
        String text = source.texts(Tag.PATIENT_ORIENTATION).stream().collect(Collectors.joining("\\"));
        if (!source.contains(Tag.PATIENT_ORIENTATION)) return;
        kept.set(Tag.PATIENT_ORIENTATION, text.matches("[APRLHF]{1,3}\\\\[APRLHF]{1,3}") ? text : "");
    }

    private static void codes(DataSet source, DataSet kept) {
        for (int sequence : new int[] {Tag.ANATOMIC_REGION_SEQUENCE, Tag.VIEW_CODE_SEQUENCE}) {
            List<DataSet> items = KeptCodes.of(source, sequence);
            if (!items.isEmpty()) kept.setItems(sequence, items);
        }
        if (source.contains(Tag.ACQUISITION_CONTEXT_SEQUENCE)) kept.setItems(Tag.ACQUISITION_CONTEXT_SEQUENCE);
    }

    /// windows and tables without their explanations
    private static void greyValues(DataSet source, DicomFilm film, DataSet kept) {
        FrameAttributes frame = new FrameAttributes(source, film.frame());
        DataSet voi = frame.group(Tag.FRAME_VOI_LUT_SEQUENCE);
        double[] centres = voi.numbers(Tag.WINDOW_CENTER);
        double[] widths = voi.numbers(Tag.WINDOW_WIDTH);
        if (centres.length > 0 && centres.length == widths.length) {
            kept.set(Tag.WINDOW_CENTER, centres[0]).set(Tag.WINDOW_WIDTH, widths[0]);
            List<String> function = new KeptText(new DataSet()).coded(voi, Tag.VOI_LUT_FUNCTION);
            if (!function.isEmpty()) kept.set(Tag.VOI_LUT_FUNCTION, function.getFirst());
        }
        table(source, Tag.MODALITY_LUT_SEQUENCE, kept);
        table(voi, Tag.VOI_LUT_SEQUENCE, kept);
        DataSet rescale = frame.group(Tag.PIXEL_VALUE_TRANSFORMATION_SEQUENCE);
        if (rescale != source) {
            numbers(rescale, Tag.RESCALE_INTERCEPT, kept);
            numbers(rescale, Tag.RESCALE_SLOPE, kept);
        }
        DataSet measures = frame.group(Tag.PIXEL_MEASURES_SEQUENCE);
        if (measures != source) numbers(measures, Tag.PIXEL_SPACING, kept);
    }

    private static void table(DataSet source, int sequence, DataSet kept) {
        source.firstItem(sequence).ifPresent(item -> {
            double[] descriptor = item.numbers(Tag.LUT_DESCRIPTOR);
            byte[] data = item.bytes(Tag.LUT_DATA);
            if (descriptor.length != 3 || data.length == 0 || data.length > 2 * 65536) return;
            DataSet table = new DataSet()
                    .setBytes(
                            Tag.LUT_DESCRIPTOR,
                            item.element(Tag.LUT_DESCRIPTOR).orElseThrow().vr(),
                            item.bytes(Tag.LUT_DESCRIPTOR))
                    .setBytes(Tag.LUT_DATA, Vr.OW, data);
            List<String> type = new KeptText(new DataSet()).coded(item, Tag.MODALITY_LUT_TYPE);
            if (!type.isEmpty()) table.set(Tag.MODALITY_LUT_TYPE, type.getFirst());
            kept.setItems(sequence, table);
        });
    }

    /// the frame's stored values, with nothing in unused bits and nothing behind them
    private static void pixels(DataSet source, DicomFilm film, DataSet kept) {
        StoredPixels stored = film.stored();
        boolean bytes =
                stored.bitsStored() <= 8 && source.integer(Tag.BITS_ALLOCATED).orElse(16) == 8;
        kept.set(Tag.SAMPLES_PER_PIXEL, 1)
                .set(Tag.PHOTOMETRIC_INTERPRETATION, source.text(Tag.PHOTOMETRIC_INTERPRETATION))
                .set(Tag.ROWS, stored.rows())
                .set(Tag.COLUMNS, stored.columns())
                .set(Tag.BITS_ALLOCATED, bytes ? 8 : 16)
                .set(Tag.BITS_STORED, stored.bitsStored())
                .set(Tag.HIGH_BIT, stored.bitsStored() - 1)
                .set(Tag.PIXEL_REPRESENTATION, stored.signed() ? 1 : 0);
        for (int tag : new int[] {Tag.PIXEL_PADDING_VALUE, Tag.PIXEL_PADDING_RANGE_LIMIT}) {
            source.integer(tag)
                    .ifPresent(value -> kept.set(
                            tag,
                            stored.signed() ? Vr.SS : Vr.US,
                            stored.signed() ? (long) (short) value : value & 0xffffL));
        }
        ByteBuffer data =
                ByteBuffer.allocate(stored.values().length * (bytes ? 1 : 2)).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < stored.values().length; i++) {
            if (bytes) data.put((byte) stored.value(i));
            else data.putShort((short) stored.value(i));
        }
        kept.setBytes(Tag.PIXEL_DATA, bytes ? Vr.OB : Vr.OW, data.array());
    }
}
