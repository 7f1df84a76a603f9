package org.levelread.dicom;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One node of a structured report's content tree. Source: DICOM PS3.3, C.17.3.
public final class ContentItem {
    /// how a node relates to the one above it
    public enum Relationship {
        CONTAINS("CONTAINS"),
        HAS_CONCEPT_MOD("HAS CONCEPT MOD"),
        HAS_OBS_CONTEXT("HAS OBS CONTEXT"),
        HAS_PROPERTIES("HAS PROPERTIES"),
        INFERRED_FROM("INFERRED FROM");

        private final String word;

        Relationship(String word) {
            this.word = word;
        }
    }

    private final DataSet item = new DataSet();
    private final List<DataSet> children = new ArrayList<>();

    private ContentItem(@Nullable Relationship relationship, String valueType, @Nullable Code concept) {
        if (relationship != null) item.set(Tag.RELATIONSHIP_TYPE, relationship.word);
        item.set(Tag.VALUE_TYPE, valueType);
        if (concept != null) item.setItems(Tag.CONCEPT_NAME_CODE_SEQUENCE, concept.item());
    }

    /// @param relationship null for the root
    /// @param template of DCMR that its content follows, as "1500"; null where it is part of the one above
    public static ContentItem container(@Nullable Relationship relationship, Code concept, @Nullable String template) {
        ContentItem container = new ContentItem(relationship, "CONTAINER", concept);
        container.item.set(Tag.CONTINUITY_OF_CONTENT, "SEPARATE");
        if (template != null) {
            container.item.setItems(
                    Tag.CONTENT_TEMPLATE_SEQUENCE,
                    new DataSet().set(Tag.MAPPING_RESOURCE, "DCMR").set(Tag.TEMPLATE_IDENTIFIER, template));
        }
        return container;
    }

    public static ContentItem code(Relationship relationship, Code concept, Code value) {
        ContentItem code = new ContentItem(relationship, "CODE", concept);
        code.item.setItems(Tag.CONCEPT_CODE_SEQUENCE, value.item());
        return code;
    }

    public static ContentItem text(Relationship relationship, Code concept, String value) {
        ContentItem text = new ContentItem(relationship, "TEXT", concept);
        text.item.set(Tag.TEXT_VALUE, value);
        return text;
    }

    public static ContentItem uid(Relationship relationship, Code concept, String uid) {
        ContentItem reference = new ContentItem(relationship, "UIDREF", concept);
        reference.item.set(Tag.UID, uid);
        return reference;
    }

    public static ContentItem number(Relationship relationship, Code concept, double value, Code unit) {
        ContentItem number = new ContentItem(relationship, "NUM", concept);
        number.item.setItems(
                Tag.MEASURED_VALUE_SEQUENCE,
                new DataSet().set(Tag.NUMERIC_VALUE, value).setItems(Tag.MEASUREMENT_UNITS_CODE_SEQUENCE, unit.item()));
        return number;
    }

    /// @param frame of the image, from 1
    public static ContentItem image(Relationship relationship, @Nullable Code concept, DataSet image, int frame) {
        return image(relationship, concept, ResultObject.reference(image, frame));
    }

    /// @param segment its number in the segmentation, from 1
    public static ContentItem segment(Relationship relationship, Code concept, DataSet segmentation, int segment) {
        DataSet reference = ResultObject.reference(segmentation).set(Tag.REFERENCED_SEGMENT_NUMBER, segment);
        return image(relationship, concept, reference);
    }

    private static ContentItem image(Relationship relationship, @Nullable Code concept, DataSet reference) {
        ContentItem image = new ContentItem(relationship, "IMAGE", concept);
        image.item.setItems(Tag.REFERENCED_SOP_SEQUENCE, reference);
        return image;
    }

    /// puts nodes below this one, in this order
    public ContentItem add(ContentItem... below) {
        for (ContentItem child : below) children.add(child.dataSet());
        return this;
    }

    /// the node with all below it
    DataSet dataSet() {
        if (!children.isEmpty()) item.setItems(Tag.CONTENT_SEQUENCE, children);
        return item;
    }
}
