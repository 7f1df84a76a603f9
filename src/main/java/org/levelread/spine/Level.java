package org.levelread.spine;

import java.util.List;
import java.util.Optional;

/// A vertebral level that may be named on a lateral thoracolumbar film, from the sacrum upwards.
///
/// L6 and T13 are legal: they occur, and refusing them would shift every name above.
public enum Level {
    S1,
    L6,
    L5,
    L4,
    L3,
    L2,
    L1,
    T13,
    T12,
    T11,
    T10,
    T9,
    T8,
    T7,
    T6,
    T5,
    T4,
    T3,
    T2,
    T1;

    /// S1, L5 … L1, T12 … T1: the usual column, from the sacrum upwards
    public static final List<Level> USUAL =
            List.of(S1, L5, L4, L3, L2, L1, T12, T11, T10, T9, T8, T7, T6, T5, T4, T3, T2, T1);

    /// reads "L5", " l5 " or "S1"; empty for anything else
    public static Optional<Level> parse(String text) {
        String wanted = text.strip().toUpperCase(java.util.Locale.ROOT);
        for (Level level : values()) if (level.name().equals(wanted)) return Optional.of(level);
        return Optional.empty();
    }

    /// the next level upwards in the usual column; L6 is followed by L5, T13 by T12, T1 by nothing
    public Optional<Level> above() {
        if (this == L6) return Optional.of(L5);
        if (this == T13) return Optional.of(T12);
        int i = USUAL.indexOf(this);
        return i + 1 < USUAL.size() ? Optional.of(USUAL.get(i + 1)) : Optional.empty();
    }
}
