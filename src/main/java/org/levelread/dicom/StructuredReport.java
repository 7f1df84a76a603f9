package org.levelread.dicom;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A Comprehensive SR document over one image and what was made from it. Source: DICOM PS3.3, A.35.3.
public final class StructuredReport {
    public static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.88.33";
    /// our own codes, for what no coding scheme has
    public static final String PRIVATE_SCHEME = "99LEVELREAD";

    private StructuredReport() {}

    /// Returns the document, ready for [DicomFile#write(DataSet)].
    ///
    /// @param source header of the image, with its own UIDs and its patient
    /// @param evidence every object that the tree refers to, the image among them; all of the image's study
    /// @param root container of the content tree
    public static DataSet of(DataSet source, ResultObject result, List<DataSet> evidence, ContentItem root) {
        Map<String, DataSet> series = new LinkedHashMap<>();
        for (DataSet object : evidence) {
            DataSet entry = series.computeIfAbsent(
                    object.text(Tag.SERIES_INSTANCE_UID), uid -> new DataSet().set(Tag.SERIES_INSTANCE_UID, uid));
            entry.setItems(
                    Tag.REFERENCED_SOP_SEQUENCE,
                    java.util.stream.Stream.concat(
                                    entry.items(Tag.REFERENCED_SOP_SEQUENCE).stream(),
                                    java.util.stream.Stream.of(ResultObject.reference(object)))
                            .toList());
        }
        DataSet report = result.begun(source, SOP_CLASS, "SR")
                .setItems(Tag.REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE)
                .setItems(Tag.PERFORMED_PROCEDURE_CODE_SEQUENCE)
                .set(Tag.COMPLETION_FLAG, "COMPLETE")
                .set(Tag.VERIFICATION_FLAG, "UNVERIFIED")
                .setItems(
                        Tag.CURRENT_REQUESTED_PROCEDURE_EVIDENCE_SEQUENCE,
                        new DataSet()
                                .set(Tag.STUDY_INSTANCE_UID, source.text(Tag.STUDY_INSTANCE_UID))
                                .setItems(Tag.REFERENCED_SERIES_SEQUENCE, List.copyOf(series.values())))
                .setItems(
                        Tag.CODING_SCHEME_IDENTIFICATION_SEQUENCE,
                        new DataSet()
                                .set(Tag.CODING_SCHEME_DESIGNATOR, PRIVATE_SCHEME)
                                .set(Tag.CODING_SCHEME_NAME, "LevelRead")
                                .set(Tag.CODING_SCHEME_RESPONSIBLE_ORGANIZATION, "LevelRead"));
        root.dataSet().elements().forEach(report::put);
        return report;
    }
}
