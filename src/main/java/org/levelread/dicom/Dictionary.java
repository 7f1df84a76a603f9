package org.levelread.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// The value representation of every attribute of the standard, for what is written without (implicit VR) and for
/// what is put into a data set.
///
/// `dictionary.txt` is the registry of PS3.6, edition 2022c, as pydicom 2.3.1 lists it; where the registry allows two
/// representations it has US (of US or SS) and OW (of OB or OW, US or OW).
public final class Dictionary {
    private static final Map<Integer, Vr> VRS = read();

    private Dictionary() {}

    /// UN where the tag is unknown or private
    public static Vr vr(int tag) {
        int group = tag >>> 16;
        int element = tag & 0xffff;
        if ((group & 1) == 1) return element >= 0x10 && element <= 0xff ? Vr.LO : Vr.UN;
        if (element == 0) return Vr.UL;
        return VRS.getOrDefault(tag, Vr.UN);
    }

    private static Map<Integer, Vr> read() {
        Map<Integer, Vr> vrs = new HashMap<>();
        try (InputStream in = Dictionary.class.getResourceAsStream("dictionary.txt")) {
            if (in == null) throw new IllegalStateException("dictionary.txt is missing beside the class");
            for (String line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n")) {
                String[] parts = line.split(" ");
                for (int i = 1; i < parts.length; i++) {
                    vrs.put(Integer.parseUnsignedInt(parts[i], 16), Vr.valueOf(parts[0]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return vrs;
    }
}
