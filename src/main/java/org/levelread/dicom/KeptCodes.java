package org.levelread.dicom;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Coded anatomy and views that are kept, under meanings of our own: a code's meaning is free text. Source: DICOM
/// PS3.16,
/// CID 4009 and CID 4010.
final class KeptCodes {
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("SCT 421060004", "Vertebral column"),
            Map.entry("SCT 122495006", "Thoracic spine"),
            Map.entry("SCT 122496007", "Lumbar spine"),
            Map.entry("SCT 122494005", "Cervical spine"),
            Map.entry("SCT 54735007", "Sacrum"),
            Map.entry("SCT 12921003", "Pelvis"),
            Map.entry("SCT 399198007", "right lateral"),
            Map.entry("SCT 399173006", "left lateral"),
            Map.entry("SCT 399348003", "antero-posterior"),
            Map.entry("SCT 272479007", "postero-anterior"),
            Map.entry("SRT T-D0146", "Vertebral column"),
            Map.entry("SRT T-11501", "Cervical spine"),
            Map.entry("SRT T-11502", "Thoracic spine"),
            Map.entry("SRT T-11503", "Lumbar spine"),
            Map.entry("SRT T-D6000", "Pelvis"),
            Map.entry("SRT R-10206", "antero-posterior"),
            Map.entry("SRT R-10214", "postero-anterior"),
            Map.entry("SRT R-10232", "right lateral"),
            Map.entry("SRT R-10236", "left lateral"),
            Map.entry("SNM3 R-10232", "right lateral"),
            Map.entry("SNM3 R-10236", "left lateral"),
            Map.entry("SNM3 R-10206", "antero-posterior"),
            Map.entry("SNM3 R-10214", "postero-anterior"));

    private KeptCodes() {}

    /// the first item, made anew; none where its code is not known
    static List<DataSet> of(DataSet source, int sequence) {
        return source.firstItem(sequence).flatMap(KeptCodes::code).map(List::of).orElse(List.of());
    }

    private static Optional<DataSet> code(DataSet item) {
        String scheme = item.text(Tag.CODING_SCHEME_DESIGNATOR);
        String value = item.text(Tag.CODE_VALUE);
        String meaning = MEANINGS.get(scheme + " " + value);
        return meaning == null ? Optional.empty() : Optional.of(code(value, scheme, meaning));
    }

    static DataSet code(String value, String scheme, String meaning) {
        return new DataSet()
                .set(Tag.CODE_VALUE, value)
                .set(Tag.CODING_SCHEME_DESIGNATOR, scheme)
                .set(Tag.CODE_MEANING, meaning);
    }
}
