package org.levelread.dicom;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// What every object that is made from an archive's image says of itself.
///
/// @param seriesUid of the new series, another for each kind of object
/// @param instanceUid of the new object
/// @param seriesNumber shown by viewers beside the study's own series
/// @param seriesDescription shown by viewers
/// @param at when it was made, in the archive's local time
/// @param software the versions of the program and of what it ran, at most 64 characters each
public record ResultObject(
        String seriesUid,
        String instanceUid,
        int seriesNumber,
        String seriesDescription,
        LocalDateTime at,
        List<String> software) {
    private static final int[] PATIENT_AND_STUDY = {
        Tag.PATIENT_NAME,
        Tag.PATIENT_ID,
        Tag.PATIENT_BIRTH_DATE,
        Tag.PATIENT_SEX,
        Tag.STUDY_INSTANCE_UID,
        Tag.STUDY_DATE,
        Tag.STUDY_TIME,
        Tag.STUDY_ID,
        Tag.ACCESSION_NUMBER,
        Tag.REFERRING_PHYSICIAN_NAME
    };
    private static final int[] WHERE_SAID = {Tag.ISSUER_OF_PATIENT_ID, Tag.STUDY_DESCRIPTION};

    /// a data set with the patient and the study of `source`, so that the archive files it there, and with series
    /// and equipment; text in UTF-8
    DataSet begun(DataSet source, String sopClass, String modality) {
        DataSet object = new DataSet().set(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192");
        for (int tag : PATIENT_AND_STUDY) object.set(tag, source.text(tag));
        for (int tag : WHERE_SAID) if (source.has(tag)) object.set(tag, source.text(tag));
        String date = at.format(DateTimeFormatter.ofPattern("yyyyMMdd"));
        String time = at.format(DateTimeFormatter.ofPattern("HHmmss"));
        return object.set(Tag.SOP_CLASS_UID, sopClass)
                .set(Tag.SOP_INSTANCE_UID, instanceUid)
                .set(Tag.MODALITY, modality)
                .set(Tag.SERIES_INSTANCE_UID, seriesUid)
                .set(Tag.SERIES_NUMBER, seriesNumber)
                .set(Tag.SERIES_DESCRIPTION, seriesDescription)
                .set(Tag.SERIES_DATE, date)
                .set(Tag.SERIES_TIME, time)
                .set(Tag.INSTANCE_NUMBER, 1)
                .set(Tag.CONTENT_DATE, date)
                .set(Tag.CONTENT_TIME, time)
                .set(Tag.MANUFACTURER, "LevelRead")
                .set(Tag.MANUFACTURER_MODEL_NAME, "LevelRead")
                .set(Tag.DEVICE_SERIAL_NUMBER, "0")
                .set(Tag.SOFTWARE_VERSIONS, software.stream().map(ResultObject::shortened).toArray(String[]::new));
    }

    private static String shortened(String version) {
        String plain = version.replace('\\', '/');
        return plain.length() <= 64 ? plain : plain.substring(0, 64);
    }

    /// as [#reference(DataSet)], to one frame
    ///
    /// @param frame from 1; not said of an object that has no more, as PS3.3, 10.3 has it
    static DataSet reference(DataSet object, int frame) {
        DataSet reference = reference(object);
        if (object.integer(Tag.NUMBER_OF_FRAMES).orElse(1) > 1) reference.set(Tag.REFERENCED_FRAME_NUMBER, frame);
        return reference;
    }

    /// SOP class and instance, as other objects refer to it
    static DataSet reference(DataSet object) {
        return new DataSet()
                .set(Tag.REFERENCED_SOP_CLASS_UID, object.text(Tag.SOP_CLASS_UID))
                .set(Tag.REFERENCED_SOP_INSTANCE_UID, object.text(Tag.SOP_INSTANCE_UID));
    }
}
