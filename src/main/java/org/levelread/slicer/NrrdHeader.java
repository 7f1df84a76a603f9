package org.levelread.slicer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The text before the data of an NRRD file: fields (`sizes: 3 4 1`) and keys (`Segment0_Name:=L5`).
///
/// Every objection names the file, the field or key, what it holds and what was expected.
///
/// Source: <https://teem.sourceforge.net/nrrd/format.html>, sections 3 to 6.
final class NrrdHeader {
    private static final int MOST_BYTES = 1 << 20;
    /// teem's other spellings of fields that matter here
    private static final Map<String, String> SAME = Map.of(
            "datafile", "data file",
            "byteskip", "byte skip",
            "lineskip", "line skip");

    private final String file;
    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Map<String, String> keys = new LinkedHashMap<>();
    private int dataStart;

    private NrrdHeader(String file) {
        this.file = file;
    }

    static NrrdHeader parse(String file, byte[] bytes) throws IOException {
        NrrdHeader header = new NrrdHeader(file);
        String first = new String(bytes, 0, Math.min(bytes.length, 8), StandardCharsets.UTF_8);
        if (!first.matches("NRRD000[1-5]")) {
            throw new IOException(file + " is not an NRRD file: it is expected to begin with NRRD0001 to NRRD0005");
        }
        int position = 0;
        for (int line = 1; ; line++) {
            int end = position;
            while (end < bytes.length && end < MOST_BYTES && bytes[end] != '\n') end++;
            if (end >= bytes.length || end >= MOST_BYTES) {
                throw new IOException(file + " is cut short or not a .seg.nrrd file: no blank line ends its header");
            }
            String text = new String(bytes, position, end - position, StandardCharsets.UTF_8);
            if (text.endsWith("\r")) text = text.substring(0, text.length() - 1);
            position = end + 1;
            if (text.isEmpty()) {
                header.dataStart = position;
                return header;
            }
            if (line > 1 && !text.startsWith("#")) header.line(line, text);
        }
    }

    private void line(int number, String text) throws IOException {
        int key = text.indexOf(":=");
        int field = text.indexOf(": ");
        if (key >= 0 && (field < 0 || key < field)) {
            String name = unescaped(text.substring(0, key));
            if (keys.put(name, unescaped(text.substring(key + 2))) != null) {
                throw new IOException(
                        file + ", line " + number + " of the header: the key " + name + " is there twice");
            }
        } else if (field > 0) {
            String name = text.substring(0, field).strip().toLowerCase(Locale.ROOT);
            name = SAME.getOrDefault(name, name);
            if (fields.put(name, text.substring(field + 2).strip()) != null) {
                throw new IOException(
                        file + ", line " + number + " of the header: the field " + name + " is there twice");
            }
        } else if (!text.endsWith(":")) {
            throw new IOException(file + ", line " + number + " of the header is neither \"field: value\" nor"
                    + " \"key:=value\": " + shortened(text));
        }
    }

    /// where the data begin
    int dataStart() {
        return dataStart;
    }

    String file() {
        return file;
    }

    Set<String> keys() {
        return keys.keySet();
    }

    @Nullable
    String field(String name) {
        return fields.get(name);
    }

    /// the field, or the objection that it is not there
    String require(String field, String expected) throws IOException {
        String value = fields.get(field);
        if (value == null) throw new IOException(file + " has no " + field + " in its header, expected " + expected);
        return value;
    }

    @Nullable
    String key(String name) {
        return keys.get(name);
    }

    /// a whole number, or `otherwise` where the key is not there
    int number(String key, int otherwise) throws IOException {
        String text = keys.get(key);
        if (text == null) return otherwise;
        return wholeNumbers(key, text, 1, "a whole number")[0];
    }

    /// exactly `count` whole numbers, or null where the key is not there
    int @Nullable [] numbers(String key, int count) throws IOException {
        String text = keys.get(key);
        return text == null ? null : wholeNumbers(key, text, count, count + " whole numbers");
    }

    /// the field's whole numbers, however many
    int[] fieldNumbers(String field, String expected) throws IOException {
        return wholeNumbers(field, require(field, expected), -1, expected);
    }

    private int[] wholeNumbers(String name, String text, int count, String expected) throws IOException {
        try {
            int[] numbers = Arrays.stream(text.strip().split("\\s+"))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            if (count < 0 || numbers.length == count) return numbers;
        } catch (NumberFormatException e) {
            // told below
        }
        throw objection(name, text, expected);
    }

    IOException objection(String name, String value, String expected) {
        return new IOException(file + ": " + name + " is \"" + shortened(value) + "\", expected " + expected);
    }

    /// the vectors of `space directions`, one for each axis, null in place of "none"; empty where the field is not
    /// there
    List<double @Nullable []> directions(int axes) throws IOException {
        String text = fields.get("space directions");
        if (text == null) return List.of();
        List<double @Nullable []> vectors = new ArrayList<>();
        for (String part : text.strip().split("\\s+(?=\\(|none)")) {
            if (part.equals("none")) {
                vectors.add(null);
                continue;
            }
            vectors.add(vector(
                    "space directions",
                    text,
                    part,
                    "one vector as (0.143,0,0), or none, for each of the " + axes + " axes"));
        }
        if (vectors.size() != axes) {
            throw objection(
                    "space directions", text, "one vector as (0.143,0,0), or none, for each of the " + axes + " axes");
        }
        return vectors;
    }

    private double[] vector(String field, String whole, String text, String expected) throws IOException {
        String inner = text.strip();
        if (inner.startsWith("(") && inner.endsWith(")")) {
            try {
                double[] vector = Arrays.stream(
                                inner.substring(1, inner.length() - 1).split(","))
                        .mapToDouble(number -> Double.parseDouble(number.strip()))
                        .toArray();
                if (Arrays.stream(vector).allMatch(Double::isFinite)) return vector;
            } catch (NumberFormatException e) {
                // told below
            }
        }
        throw objection(field, whole, expected);
    }

    /// NRRD writes a line break in a key or value as `\n` and a backslash as `\\`
    static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\r", "").replace("\n", "\\n");
    }

    private static String unescaped(String text) {
        if (text.indexOf('\\') < 0) return text;
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
            if (c == '\\' && (next == 'n' || next == '\\')) {
                out.append(next == 'n' ? '\n' : '\\');
                i++;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String shortened(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= 60 ? printable : printable.substring(0, 59) + "…";
    }
}
