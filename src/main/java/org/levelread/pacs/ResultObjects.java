package org.levelread.pacs;

import static org.levelread.dicom.ContentItem.Relationship.CONTAINS;
import static org.levelread.dicom.ContentItem.Relationship.HAS_CONCEPT_MOD;
import static org.levelread.dicom.ContentItem.Relationship.HAS_OBS_CONTEXT;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.levelread.dicom.Code;
import org.levelread.dicom.ContentItem;
import org.levelread.dicom.DataSet;
import org.levelread.dicom.ResultObject;
import org.levelread.dicom.SegmentationObject;
import org.levelread.dicom.StructuredReport;
import org.levelread.dicom.Tag;
import org.levelread.pacs.FilmResult.Kind;
import org.levelread.pacs.FilmResult.Piece;
import org.levelread.spine.Level;
import org.levelread.spine.LevelFinding;

/// A result as two objects of the archive: the masks as a segmentation, the levels and the instrumented ones as an
/// imaging measurement report (TID 1500) that points to the masks.
///
/// Source of the report's tree: DICOM PS3.16, TID 1500, TID 1410.
///
/// @param segmentation null where no mask shows anything, or the masks do not lie on the image's grid
record ResultObjects(@Nullable DataSet segmentation, DataSet report) {
    private static final Code FINDING = dcm("121071", "Finding");
    private static final Code FINDING_SITE = SpineCodes.sct("363698007", "Finding Site");
    private static final Code PERCENT = new Code("%", "UCUM", "percent");
    private static final Code INSTRUMENTED = own("INSTRUMENTED", "Instrumented");
    private static final Code DETERMINABLE = own("DETERMINABLE", "Levels can be determined");
    private static final Code YES = SpineCodes.sct("373066001", "Yes");
    private static final Code NO = SpineCodes.sct("373067005", "No");

    /// @param source header of the archive's own image: its patient, its UIDs, its size
    /// @param at when the run ended, in local time
    /// @param program name and version, as "LevelRead 0.1.0"
    static ResultObjects of(DataSet source, FilmResult result, LocalDateTime at, String program) {
        List<Piece> pieces = fits(source, result) ? result.pieces() : List.of();
        DataSet segmentation = pieces.isEmpty()
                ? null
                : SegmentationObject.of(
                        source,
                        result.frame(),
                        new ResultObject(
                                result.uid("segmentation series"),
                                result.uid("segmentation"),
                                7701,
                                "LevelRead masks (research only)",
                                at,
                                software(result, program)),
                        program,
                        pieces.stream().map(Piece::segment).toList());
        List<DataSet> evidence = new ArrayList<>(List.of(source));
        if (segmentation != null) evidence.add(segmentation);
        DataSet report = StructuredReport.of(
                source,
                new ResultObject(
                        result.uid("report series"),
                        result.uid("report"),
                        7702,
                        "LevelRead levels (research only)",
                        at,
                        software(result, program)),
                evidence,
                tree(source, segmentation, pieces, result, program));
        return new ResultObjects(segmentation, report);
    }

    List<DataSet> all() {
        return segmentation == null ? List.of(report) : List.of(segmentation, report);
    }

    private static List<String> software(FilmResult result, String program) {
        List<String> versions = new ArrayList<>(List.of(program));
        result.prediction().models().forEach((net, version) -> versions.add(net + ": " + version));
        return versions;
    }

    private static boolean fits(DataSet source, FilmResult result) {
        return source.integer(Tag.ROWS).orElse(0) == result.prediction().height()
                && source.integer(Tag.COLUMNS).orElse(0) == result.prediction().width();
    }

    private static ContentItem tree(
            DataSet source, @Nullable DataSet segmentation, List<Piece> pieces, FilmResult result, String program) {
        ContentItem library = ContentItem.container(CONTAINS, dcm("111028", "Image Library"), null)
                .add(ContentItem.container(CONTAINS, dcm("126200", "Image Library Group"), null)
                        .add(ContentItem.image(CONTAINS, null, source, result.frame())));
        ContentItem measurements = ContentItem.container(CONTAINS, dcm("126010", "Imaging Measurements"), null);
        List<LevelFinding> bodies = result.prediction().levels();
        for (int body = 0; body < bodies.size(); body++) {
            measurements.add(body(source, segmentation, pieces, result, body));
        }
        measurements.add(instrumentation(source, segmentation, pieces, result));
        return ContentItem.container(null, dcm("126000", "Imaging Measurement Report"), "1500")
                .add(
                        ContentItem.code(
                                        HAS_CONCEPT_MOD,
                                        dcm("121049", "Language of Content Item and Descendants"),
                                        new Code("en", "RFC5646", "English")),
                        ContentItem.code(HAS_OBS_CONTEXT, dcm("121005", "Observer Type"), dcm("121007", "Device")),
                        ContentItem.uid(HAS_OBS_CONTEXT, dcm("121012", "Device Observer UID"), result.uids().apply("LevelRead")),
                        ContentItem.text(HAS_OBS_CONTEXT, dcm("121013", "Device Observer Name"), program),
                        ContentItem.text(HAS_OBS_CONTEXT, dcm("121014", "Device Observer Manufacturer"), "LevelRead"),
                        ContentItem.code(
                                HAS_CONCEPT_MOD,
                                dcm("121058", "Procedure reported"),
                                SpineCodes.sct("363679005", "Imaging procedure")),
                        library,
                        measurements,
                        evaluations(result));
    }

    /// TID 1410: one body with its name, its mask, and whether hardware is fixed in it
    private static ContentItem body(
            DataSet source, @Nullable DataSet segmentation, List<Piece> pieces, FilmResult result, int body) {
        LevelFinding finding = result.prediction().levels().get(body);
        Level level = finding.level();
        ContentItem group = group(result.label(body), result.trackingUid(body), SpineCodes.ANATOMY, SpineCodes.VERTEBRA);
        if (level != null) {
            // a level without a code of its own, as L6, has its name in the tracking identifier
            if (SpineCodes.named(level)) {
                group.add(ContentItem.code(HAS_CONCEPT_MOD, FINDING_SITE, SpineCodes.of(level)));
            }
        }
        for (int i = 0; segmentation != null && i < pieces.size(); i++) {
            if (pieces.get(i).body() == body) group.add(references(source, result.frame(), segmentation, i + 1));
        }
        return group.add(
                ContentItem.number(
                        CONTAINS,
                        dcm("111012", "Certainty of Finding"),
                        Math.round(1000 * finding.confidence()) / 10.0,
                        PERCENT),
                ContentItem.code(CONTAINS, INSTRUMENTED, finding.instrumented() ? YES : NO));
    }

    /// one group for the hardware as a whole: its sites are the instrumented levels
    private static ContentItem instrumentation(
            DataSet source, @Nullable DataSet segmentation, List<Piece> pieces, FilmResult result) {
        ContentItem group =
                group("Instrumentation", result.uid("instrumentation"), SpineCodes.OBJECT, SpineCodes.IMPLANT);
        for (Level level : result.prediction().instrumentedLevels()) {
            if (SpineCodes.named(level)) {
                group.add(ContentItem.code(HAS_CONCEPT_MOD, FINDING_SITE, SpineCodes.of(level)));
            }
        }
        for (int i = 0; segmentation != null && i < pieces.size(); i++) {
            if (pieces.get(i).kind() == Kind.INSTRUMENTATION) group.add(references(source, result.frame(), segmentation, i + 1));
        }
        boolean present = result.prediction().instrumentation().present();
        return group.add(ContentItem.code(CONTAINS, own("PRESENT", "Present"), present ? YES : NO));
    }

    private static ContentItem group(String name, String trackingUid, Code category, Code finding) {
        return ContentItem.container(CONTAINS, dcm("125007", "Measurement Group"), "1410")
                .add(
                        ContentItem.text(HAS_OBS_CONTEXT, dcm("112039", "Tracking Identifier"), name),
                        ContentItem.uid(HAS_OBS_CONTEXT, dcm("112040", "Tracking Unique Identifier"), trackingUid),
                        ContentItem.code(CONTAINS, SpineCodes.sct("276214006", "Finding category"), category),
                        ContentItem.code(CONTAINS, FINDING, finding));
    }

    private static ContentItem[] references(DataSet source, int frame, DataSet segmentation, int segment) {
        return new ContentItem[] {
            ContentItem.segment(CONTAINS, dcm("121191", "Referenced Segment"), segmentation, segment),
            ContentItem.image(CONTAINS, dcm("121233", "Source image for segmentation"), source, frame)
        };
    }

    private static ContentItem evaluations(FilmResult result) {
        boolean determinable = result.prediction().determinable();
        ContentItem evaluations = ContentItem.container(
                        CONTAINS, new Code("C0034375", "UMLS", "Qualitative Evaluations"), null)
                .add(ContentItem.code(CONTAINS, DETERMINABLE, determinable ? YES : NO));
        String reason = result.prediction().reason();
        if (!determinable && reason != null) {
            evaluations.add(ContentItem.text(CONTAINS, own("REASON", "Reason"), reason));
        }
        String levels = String.join(
                ", ", result.prediction().instrumentedLevels().stream().map(Level::name).toList());
        if (determinable) {
            evaluations.add(ContentItem.text(
                    CONTAINS, own("INSTRUMENTED_SET", "Instrumented levels"), levels.isEmpty() ? "none" : levels));
        }
        return evaluations.add(ContentItem.text(
                CONTAINS,
                dcm("121106", "Comment"),
                "For research only, not verified by a person: no decision about a patient may rest on it."));
    }

    private static Code dcm(String value, String meaning) {
        return new Code(value, "DCM", meaning);
    }

    private static Code own(String value, String meaning) {
        return new Code(value, StructuredReport.PRIVATE_SCHEME, meaning);
    }
}
