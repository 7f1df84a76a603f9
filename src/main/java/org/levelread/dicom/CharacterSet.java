package org.levelread.dicom;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Text as DICOM writes it, with and without code extensions by escape sequences. Source: DICOM PS3.5, 6.1, and
/// PS3.3, C.12.1.1.2.
final class CharacterSet {
    private static final byte ESCAPE = 0x1b;

    private static final Map<String, String> SINGLE = Map.ofEntries(
            Map.entry("IR 100", "ISO-8859-1"),
            Map.entry("IR 101", "ISO-8859-2"),
            Map.entry("IR 109", "ISO-8859-3"),
            Map.entry("IR 110", "ISO-8859-4"),
            Map.entry("IR 144", "ISO-8859-5"),
            Map.entry("IR 127", "ISO-8859-6"),
            Map.entry("IR 126", "ISO-8859-7"),
            Map.entry("IR 138", "ISO-8859-8"),
            Map.entry("IR 148", "ISO-8859-9"),
            Map.entry("IR 203", "ISO-8859-15"),
            Map.entry("IR 13", "JIS_X0201"),
            Map.entry("IR 166", "TIS-620"),
            Map.entry("IR 192", "UTF-8"),
            Map.entry("GB18030", "GB18030"),
            Map.entry("GBK", "GBK"));

    /// an escape sequence without its first byte, and the set that it calls up; an empty one is the first set
    private record Called(String escape, String charset) {}

    private static final List<Called> CALLED = List.of(
            new Called("$B", "x-JIS0208"),
            new Called("$@", "x-JIS0208"),
            new Called("$(D", "JIS_X0212-1990"),
            new Called("$)C", "EUC-KR"),
            new Called("$)A", "GB2312"),
            new Called("(B", ""),
            new Called("(J", "JIS_X0201"),
            new Called(")I", "JIS_X0201"),
            new Called("-A", "ISO-8859-1"),
            new Called("-B", "ISO-8859-2"),
            new Called("-C", "ISO-8859-3"),
            new Called("-D", "ISO-8859-4"),
            new Called("-L", "ISO-8859-5"),
            new Called("-G", "ISO-8859-6"),
            new Called("-F", "ISO-8859-7"),
            new Called("-H", "ISO-8859-8"),
            new Called("-M", "ISO-8859-9"),
            new Called("-b", "ISO-8859-15"),
            new Called("-T", "TIS-620"));

    private CharacterSet() {}

    /// what cannot be decoded becomes the replacement character
    ///
    /// @param sets the values of SpecificCharacterSet; none is ASCII, read as Latin-1 so that nothing is lost
    static String decode(byte[] bytes, List<String> sets) {
        Charset first = charset(sets.isEmpty() ? "" : sets.getFirst());
        int escape = indexOf(bytes, 0);
        if (escape < 0 || sets.isEmpty() || first == StandardCharsets.UTF_8) return new String(bytes, first);
        StringBuilder text = new StringBuilder(new String(bytes, 0, escape, first));
        while (escape < bytes.length) {
            Called called = called(bytes, escape + 1);
            int from = escape + 1 + (called == null ? 0 : called.escape.length());
            int next = indexOf(bytes, from);
            int end = next < 0 ? bytes.length : next;
            Charset charset = called == null || called.charset.isEmpty() ? first : Charset.forName(called.charset);
            text.append(new String(bytes, from, end - from, charset));
            escape = end;
        }
        return text.toString();
    }

    private static @Nullable Called called(byte[] bytes, int at) {
        for (Called called : CALLED) {
            byte[] escape = called.escape.getBytes(StandardCharsets.US_ASCII);
            if (at + escape.length <= bytes.length
                    && Arrays.equals(bytes, at, at + escape.length, escape, 0, escape.length)) {
                return called;
            }
        }
        return null;
    }

    private static int indexOf(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) if (bytes[i] == ESCAPE) return i;
        return -1;
    }

    private static Charset charset(String term) {
        String key = term.replace("ISO 2022 ", "").replace("ISO_", "").replace("ISO-", "").strip();
        return Charset.forName(SINGLE.getOrDefault(key, "ISO-8859-1"));
    }
}
