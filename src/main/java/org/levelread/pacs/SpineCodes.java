package org.levelread.pacs;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.levelread.dicom.Code;
import org.levelread.spine.Level;

/// The spine in SNOMED CT. DICOM has no code for a pedicle screw or a rod that could be trusted: hardware is an
/// implant.
final class SpineCodes {
    static final Code ANATOMY = sct("123037004", "Anatomical Structure");
    static final Code OBJECT = sct("260787004", "Physical object");
    static final Code VERTEBRA = sct("51282000", "Vertebra");
    static final Code SACRUM = sct("54735007", "Sacrum");
    static final Code IMPLANT = sct("40388003", "Implant");

    private static final Map<Level, String> LEVELS = Map.ofEntries(
            Map.entry(Level.T1, "64864005"),
            Map.entry(Level.T2, "53733008"),
            Map.entry(Level.T3, "1626008"),
            Map.entry(Level.T4, "73071006"),
            Map.entry(Level.T5, "56401006"),
            Map.entry(Level.T6, "45296009"),
            Map.entry(Level.T7, "62487009"),
            Map.entry(Level.T8, "11068009"),
            Map.entry(Level.T9, "82687006"),
            Map.entry(Level.T10, "7610001"),
            Map.entry(Level.T11, "12989004"),
            Map.entry(Level.T12, "23215003"),
            Map.entry(Level.L1, "66794005"),
            Map.entry(Level.L2, "14293000"),
            Map.entry(Level.L3, "36470004"),
            Map.entry(Level.L4, "11994002"),
            Map.entry(Level.L5, "49668003"),
            Map.entry(Level.S1, "65985001"));

    private SpineCodes() {}

    /// "L4 vertebra"; a level that SNOMED CT does not know, as L6, and one that has no name are a vertebra
    static Code of(@Nullable Level level) {
        String value = level == null ? null : LEVELS.get(level);
        return value == null ? VERTEBRA : sct(value, level + " vertebra");
    }

    /// whether a code says which level it is
    static boolean named(Level level) {
        return LEVELS.containsKey(level);
    }

    static Code sct(String value, String meaning) {
        return new Code(value, "SCT", meaning);
    }
}
