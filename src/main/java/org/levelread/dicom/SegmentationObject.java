package org.levelread.dicom;

import java.util.ArrayList;
import java.util.List;
import org.levelread.imaging.Mask;

/// Masks of a film as a DICOM Segmentation: BINARY, one segment and one frame a mask, on the film's own grid.
///
/// A projection radiograph has no frame of reference: the segments refer to its pixels. Segments may overlap.
/// Source: DICOM PS3.3, A.51 and C.8.20.
public final class SegmentationObject {
    public static final String SOP_CLASS = "1.2.840.10008.5.1.4.1.1.66.4";

    /// One mask with what it shows.
    ///
    /// @param label as a viewer lists it, at most 64 characters
    /// @param rgb 0xRRGGBB, in which a viewer may show it
    /// @param trackingUid the same in every object that speaks of this segment
    public record Segment(String label, Code category, Code type, int rgb, String trackingUid, Mask mask) {}

    /// every object of ours has the same one dimension, the segment
    private static final String DIMENSIONS = "2.25.329800735698586629295641978511506172918";

    private SegmentationObject() {}

    /// Returns the object, ready for [DicomFile#write(DataSet)].
    ///
    /// @param source the header of the image, with its own UIDs and its patient; pixels are not needed
    /// @param frame of the source, from 1, that the masks lie on
    /// @param segments at least one, each of the image's size; numbered from 1 in their order
    /// @throws IllegalArgumentException where a mask has not the size of the source
    public static DataSet of(
            DataSet source, int frame, ResultObject result, String algorithm, List<Segment> segments) {
        if (segments.isEmpty()) throw new IllegalArgumentException("a segmentation needs at least one segment");
        int rows = source.integer(Tag.ROWS).orElse(0);
        int columns = source.integer(Tag.COLUMNS).orElse(0);
        for (Segment segment : segments) {
            if (segment.mask().width() != columns || segment.mask().height() != rows) {
                throw new IllegalArgumentException("segment " + segment.label() + " has "
                        + segment.mask().width() + " x " + segment.mask().height() + " pixels, the image " + columns
                        + " x " + rows);
            }
        }
        DataSet object = result.begun(source, SOP_CLASS, "SEG")
                .set(Tag.IMAGE_TYPE, "DERIVED", "PRIMARY")
                .set(Tag.CONTENT_LABEL, "LEVELREAD")
                .set(Tag.CONTENT_DESCRIPTION, "Vertebral levels, sacrum and spinal hardware; research only")
                .set(Tag.CONTENT_CREATOR_NAME, "")
                .set(Tag.SAMPLES_PER_PIXEL, 1)
                .set(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .set(Tag.NUMBER_OF_FRAMES, segments.size())
                .set(Tag.ROWS, rows)
                .set(Tag.COLUMNS, columns)
                .set(Tag.BITS_ALLOCATED, 1)
                .set(Tag.BITS_STORED, 1)
                .set(Tag.HIGH_BIT, 0)
                .set(Tag.PIXEL_REPRESENTATION, 0)
                .set(Tag.LOSSY_IMAGE_COMPRESSION, "00")
                .set(Tag.BURNED_IN_ANNOTATION, "NO")
                .set(Tag.SEGMENTATION_TYPE, "BINARY")
                .set(Tag.SEGMENTS_OVERLAP, overlap(segments) ? "YES" : "NO");
        if (source.has(Tag.PATIENT_ORIENTATION)) {
            object.set(Tag.PATIENT_ORIENTATION, source.texts(Tag.PATIENT_ORIENTATION).toArray(String[]::new));
        }
        return object.setItems(Tag.SEGMENT_SEQUENCE, described(segments, algorithm))
                .setItems(
                        Tag.REFERENCED_SERIES_SEQUENCE,
                        new DataSet()
                                .set(Tag.SERIES_INSTANCE_UID, source.text(Tag.SERIES_INSTANCE_UID))
                                .setItems(Tag.REFERENCED_INSTANCE_SEQUENCE, ResultObject.reference(source)))
                .setItems(
                        Tag.DIMENSION_ORGANIZATION_SEQUENCE,
                        new DataSet().set(Tag.DIMENSION_ORGANIZATION_UID, DIMENSIONS))
                .setItems(
                        Tag.DIMENSION_INDEX_SEQUENCE,
                        new DataSet()
                                .set(Tag.DIMENSION_ORGANIZATION_UID, DIMENSIONS)
                                .setTags(Tag.DIMENSION_INDEX_POINTER, Tag.REFERENCED_SEGMENT_NUMBER)
                                .setTags(Tag.FUNCTIONAL_GROUP_POINTER, Tag.SEGMENT_IDENTIFICATION_SEQUENCE)
                                .set(Tag.DIMENSION_DESCRIPTION_LABEL, "Segment"))
                .setItems(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE, shared(source, frame))
                .setItems(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, frames(segments.size()))
                .setBytes(Tag.PIXEL_DATA, Vr.OB, packed(segments, rows * columns));
    }

    private static List<DataSet> described(List<Segment> segments, String algorithm) {
        List<DataSet> items = new ArrayList<>();
        for (Segment segment : segments) {
            items.add(new DataSet()
                    .set(Tag.SEGMENT_NUMBER, items.size() + 1)
                    .set(Tag.SEGMENT_LABEL, segment.label())
                    .set(Tag.SEGMENT_ALGORITHM_TYPE, "AUTOMATIC")
                    .set(Tag.SEGMENT_ALGORITHM_NAME, algorithm.length() <= 64 ? algorithm : algorithm.substring(0, 64))
                    .setItems(
                            Tag.SEGMENTED_PROPERTY_CATEGORY_CODE_SEQUENCE,
                            segment.category().item())
                    .setItems(
                            Tag.SEGMENTED_PROPERTY_TYPE_CODE_SEQUENCE,
                            segment.type().item())
                    .set(Tag.RECOMMENDED_DISPLAY_CIELAB_VALUE, CieLab.encoded(segment.rgb()))
                    .set(Tag.TRACKING_ID, segment.label())
                    .set(Tag.TRACKING_UID, segment.trackingUid()));
        }
        return items;
    }

    private static DataSet shared(DataSet source, int frame) {
        DataSet derivation = new DataSet()
                .setItems(
                        Tag.SOURCE_IMAGE_SEQUENCE,
                        ResultObject.reference(source, frame)
                                .set(Tag.SPATIAL_LOCATIONS_PRESERVED, "YES")
                                .setItems(
                                        Tag.PURPOSE_OF_REFERENCE_CODE_SEQUENCE,
                                        new Code("121322", "DCM", "Source image for image processing operation")
                                                .item()))
                .setItems(Tag.DERIVATION_CODE_SEQUENCE, new Code("113076", "DCM", "Segmentation").item());
        return new DataSet().setItems(Tag.DERIVATION_IMAGE_SEQUENCE, derivation);
    }

    /// frame k shows segment k
    private static List<DataSet> frames(int count) {
        List<DataSet> frames = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            frames.add(new DataSet()
                    .setItems(Tag.FRAME_CONTENT_SEQUENCE, new DataSet().set(Tag.DIMENSION_INDEX_VALUES, number))
                    .setItems(
                            Tag.SEGMENT_IDENTIFICATION_SEQUENCE,
                            new DataSet().set(Tag.REFERENCED_SEGMENT_NUMBER, number)));
        }
        return frames;
    }

    private static boolean overlap(List<Segment> segments) {
        byte[] seen = new byte[segments.getFirst().mask().values().length];
        for (Segment segment : segments) {
            byte[] mask = segment.mask().values();
            for (int i = 0; i < seen.length; i++) {
                if (mask[i] == 0) continue;
                if (seen[i] != 0) return true;
                seen[i] = 1;
            }
        }
        return false;
    }

    /// the frames one after the other without padding between them, the first pixel in the lowest bit. PS3.5, 8.1.1
    private static byte[] packed(List<Segment> segments, int pixels) {
        long bits = (long) pixels * segments.size();
        byte[] packed = new byte[Math.toIntExact((bits + 15) / 16 * 2)];
        long bit = 0;
        for (Segment segment : segments) {
            for (byte value : segment.mask().values()) {
                if (value != 0) packed[(int) (bit >> 3)] |= (byte) (1 << (bit & 7));
                bit++;
            }
        }
        return packed;
    }
}
