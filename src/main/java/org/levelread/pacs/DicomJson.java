package org.levelread.pacs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.levelread.dicom.DataSet;
import org.levelread.dicom.Tag;
import org.levelread.dicom.Vr;
import tools.jackson.databind.JsonNode;

/// A data set as DICOMweb writes it in JSON. Source: DICOM PS3.18, F.2.
final class DicomJson {
    private DicomJson() {}

    /// text, numbers and sequences; binary values are left out, as headers are all that is asked for
    static DataSet dataSet(JsonNode json) {
        DataSet dataSet = new DataSet().set(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192");
        for (Map.Entry<String, JsonNode> attribute : json.properties()) {
            if (!attribute.getKey().matches("[0-9A-Fa-f]{8}")) continue;
            int tag = Integer.parseUnsignedInt(attribute.getKey(), 16);
            // the text is UTF-8 here, whatever the archive's file says
            if (tag == Tag.SPECIFIC_CHARACTER_SET) continue;
            put(dataSet, tag, attribute.getValue());
        }
        return dataSet;
    }

    private static void put(DataSet dataSet, int tag, JsonNode attribute) {
        String vr = attribute.path("vr").asString("");
        JsonNode values = attribute.path("Value");
        switch (vr) {
            case "SQ" -> {
                List<DataSet> items = new ArrayList<>();
                for (JsonNode item : values) items.add(dataSet(item).remove(Tag.SPECIFIC_CHARACTER_SET));
                dataSet.setItems(tag, items);
            }
            case "US", "SS", "UL", "SL" -> {
                long[] numbers = values.valueStream().mapToLong(JsonNode::asLong).toArray();
                dataSet.set(tag, Vr.valueOf(vr), numbers);
            }
            case "AE", "AS", "CS", "DA", "DS", "DT", "IS", "LO", "LT", "PN", "SH", "ST", "TM", "UC", "UI", "UR", "UT" -> {
                String[] texts = values.valueStream().map(DicomJson::text).toArray(String[]::new);
                dataSet.set(tag, Vr.valueOf(vr), texts);
            }
            default -> {
                // not needed
            }
        }
    }

    /// the first value as text, empty where there is none
    static String first(JsonNode json, int tag) {
        JsonNode value = json.path("%08X".formatted(tag)).path("Value").path(0);
        return value.isMissingNode() || value.isNull() ? "" : text(value);
    }

    private static String text(JsonNode value) {
        if (!value.isObject()) return value.asString("");
        // a person's name has up to three groups
        List<String> groups = new ArrayList<>();
        for (String group : List.of("Alphabetic", "Ideographic", "Phonetic")) {
            groups.add(value.path(group).asString(""));
        }
        return String.join("=", groups).replaceAll("=+$", "");
    }
}
