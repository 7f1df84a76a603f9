package org.levelread.dicom;

import org.jspecify.annotations.Nullable;

/// Value representations. Source: DICOM PS3.5, 6.2 and 7.1.2.
public enum Vr {
    AE(false, 0),
    AS(false, 0),
    AT(false, 2),
    CS(false, 0),
    DA(false, 0),
    DS(false, 0),
    DT(false, 0),
    FD(false, 8),
    FL(false, 4),
    IS(false, 0),
    LO(false, 0),
    LT(false, 0),
    OB(true, 1),
    OD(true, 8),
    OF(true, 4),
    OL(true, 4),
    OV(true, 8),
    OW(true, 2),
    PN(false, 0),
    SH(false, 0),
    SL(false, 4),
    SQ(true, 1),
    SS(false, 2),
    ST(false, 0),
    SV(true, 8),
    TM(false, 0),
    UC(true, 0),
    UI(false, 0),
    UL(false, 4),
    UN(true, 1),
    UR(true, 0),
    US(false, 2),
    UT(true, 0),
    UV(true, 8);

    private final boolean longLength;
    private final int wordBytes;

    Vr(boolean longLength, int wordBytes) {
        this.longLength = longLength;
        this.wordBytes = wordBytes;
    }

    /// whether its length has 32 bits in explicit syntaxes, after two reserved bytes
    public boolean longLength() {
        return longLength;
    }

    /// whether its values are text
    public boolean text() {
        return wordBytes == 0;
    }

    /// the bytes that change places between little and big endian; 1 where none do
    public int wordBytes() {
        return Math.max(1, wordBytes);
    }

    /// the byte that makes an odd value even
    byte padding() {
        return (byte) (text() && this != UI ? ' ' : 0);
    }

    /// whether the data set's character set says how it is written
    boolean usesCharacterSet() {
        return switch (this) {
            case LO, LT, PN, SH, ST, UC, UT -> true;
            default -> false;
        };
    }

    /// whether a backslash separates values
    boolean multiple() {
        return switch (this) {
            case LT, ST, UT, UR -> false;
            default -> true;
        };
    }

    /// of two letters; null where there is no such representation
    static @Nullable Vr of(byte first, byte second) {
        for (Vr vr : BY_ORDINAL) if (vr.name().charAt(0) == first && vr.name().charAt(1) == second) return vr;
        return null;
    }

    private static final Vr[] BY_ORDINAL = values();
}
