package org.levelread.slicer;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// One slice of integer label values in one or more layers, read from an attached-header NRRD file.
///
/// @param fields the header's fields, names in lower case
/// @param keys the header's `key:=value` pairs
/// @param data label values, layer fastest, then x, then y
record Nrrd(
        Path path,
        Map<String, String> fields,
        Map<String, String> keys,
        int layers,
        int width,
        int height,
        int[] data) {
    private static final long MOST_VALUES = 1L << 28;

    static Nrrd read(Path path) throws IOException {
        byte[] file = Files.readAllBytes(path);
        Map<String, String> fields = new HashMap<>();
        Map<String, String> keys = new HashMap<>();
        int start = header(path, file, fields, keys);
        if (fields.containsKey("data file") || fields.containsKey("datafile")) {
            throw new IOException(path + " has a detached header: save it in Slicer as one .seg.nrrd file");
        }
        int[] sizes = sizes(path, fields);
        boolean layered = sizes.length == 4;
        int layers = layered ? sizes[0] : 1;
        int width = sizes[layered ? 1 : 0];
        int height = sizes[layered ? 2 : 1];
        int bytes = bytesOf(path, fields.getOrDefault("type", "(none)"));
        int total = layers * width * height;
        ByteOrder order = "big".equals(fields.get("endian")) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        ByteBuffer raw = ByteBuffer.wrap(data(path, fields, file, start, (long) total * bytes))
                .order(order);
        int[] values = new int[total];
        for (int i = 0; i < total; i++) {
            values[i] = switch (bytes) {
                case 1 -> raw.get() & 0xff;
                case 2 -> raw.getShort() & 0xffff;
                default -> raw.getInt();
            };
        }
        return new Nrrd(path, fields, keys, layers, width, height, values);
    }

    /// returns where the data begin
    private static int header(Path path, byte[] file, Map<String, String> fields, Map<String, String> keys)
            throws IOException {
        int position = 0;
        for (int line = 0; ; line++) {
            int end = position;
            while (end < file.length && file[end] != '\n') end++;
            if (end >= file.length) {
                throw new IOException(path + " is not a .seg.nrrd file: no blank line ends its header");
            }
            String text = new String(file, position, end - position, StandardCharsets.UTF_8);
            if (text.endsWith("\r")) text = text.substring(0, text.length() - 1);
            position = end + 1;
            if (line == 0) {
                if (!text.startsWith("NRRD000"))
                    throw new IOException(path + " is not an NRRD file: it does not begin with NRRD000");
            } else if (text.isEmpty()) {
                return position;
            } else if (!text.startsWith("#")) {
                int key = text.indexOf(":=");
                int field = text.indexOf(": ");
                if (key >= 0 && (field < 0 || key < field)) {
                    keys.put(text.substring(0, key), text.substring(key + 2));
                } else if (field > 0) {
                    fields.put(
                            text.substring(0, field).toLowerCase(Locale.ROOT),
                            text.substring(field + 2).strip());
                } else if (!text.endsWith(":")) {
                    throw new IOException(
                            path + ", line " + (line + 1) + " of the header is neither a field nor a key: " + text);
                }
            }
        }
    }

    private static int[] sizes(Path path, Map<String, String> fields) throws IOException {
        String text = fields.get("sizes");
        if (text == null) throw new IOException(path + " has no sizes in its header");
        int[] sizes;
        try {
            sizes = Arrays.stream(text.split("\\s+"))
                    .mapToInt(Integer::parseInt)
                    .toArray();
        } catch (NumberFormatException e) {
            throw new IOException(path + " has sizes that are not numbers: " + text, e);
        }
        if (sizes.length != 3 && sizes.length != 4) {
            throw new IOException(
                    path + " has " + sizes.length + " axes, a segmentation has three, or four with layers");
        }
        long total = 1;
        for (int size : sizes) {
            if (size < 1 || size > MOST_VALUES) throw new IOException(path + " has an axis of " + size + " values");
            total *= size;
            if (total > MOST_VALUES)
                throw new IOException(path + " holds more than " + MOST_VALUES + " values (" + text + ")");
        }
        if (sizes[sizes.length - 1] != 1) {
            throw new IOException(path + " has " + sizes[sizes.length - 1] + " slices, a film has one");
        }
        return sizes;
    }

    private static int bytesOf(Path path, String type) throws IOException {
        return switch (type) {
            case "unsigned char", "uchar", "uint8", "uint8_t", "signed char", "int8", "int8_t" -> 1;
            case "short", "short int", "signed short", "signed short int", "int16", "int16_t" -> 2;
            case "unsigned short", "unsigned short int", "ushort", "uint16", "uint16_t" -> 2;
            case "int", "signed int", "int32", "int32_t", "unsigned int", "uint", "uint32", "uint32_t" -> 4;
            default ->
                throw new IOException(
                        path + " has values of type " + type + ", labels are integers of 8, 16 or 32 bits");
        };
    }

    private static byte[] data(Path path, Map<String, String> fields, byte[] file, int start, long wanted)
            throws IOException {
        InputStream rest = new ByteArrayInputStream(file, start, file.length - start);
        String encoding = fields.getOrDefault("encoding", "(none)");
        byte[] data;
        try (InputStream in = switch (encoding) {
            case "raw" -> rest;
            case "gzip", "gz" -> new GZIPInputStream(rest);
            default ->
                throw new IOException(path + " is encoded as " + encoding + ": save it raw or compressed (gzip)");
        }) {
            data = in.readNBytes(Math.toIntExact(wanted));
        } catch (EOFException | ZipException e) {
            throw new IOException(path + " breaks off or is damaged in its compressed data", e);
        }
        if (data.length != wanted) {
            throw new IOException(
                    path + " holds " + data.length + " of " + wanted + " bytes of labels: it was cut short");
        }
        return data;
    }

    int value(int layer, int x, int y) {
        return data[(y * width + x) * layers + layer];
    }

    boolean has(String key) {
        return keys.containsKey(key);
    }

    String text(String key, String otherwise) {
        return keys.getOrDefault(key, otherwise);
    }

    int number(String key, int otherwise) throws IOException {
        String text = keys.get(key);
        if (text == null) return otherwise;
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IOException(path + ": " + key + " is not a number: " + text, e);
        }
    }

    /// film column and row of the first value; either may be negative
    int[] offset() throws IOException {
        String text = keys.getOrDefault("Segmentation_ReferenceImageExtentOffset", "0 0 0")
                .strip();
        try {
            int[] offset = Arrays.stream(text.split("\\s+"))
                    .mapToInt(Integer::parseInt)
                    .toArray();
            return offset.length < 2 ? new int[2] : offset;
        } catch (NumberFormatException e) {
            throw new IOException(path + ": Segmentation_ReferenceImageExtentOffset is not three numbers: " + text, e);
        }
    }

    double columnMm() throws IOException {
        return length(0);
    }

    double rowMm() throws IOException {
        return length(1);
    }

    /// the length of the space direction of axis 0 (x) or 1 (y), whatever its sign; 1 where the header gives none
    private double length(int axis) throws IOException {
        String text = fields.get("space directions");
        if (text == null) return 1;
        String[] vectors = text.replaceAll("\\bnone\\b", "").strip().split("\\)\\s*");
        if (vectors.length <= axis) return 1;
        double sum = 0;
        try {
            for (String part : vectors[axis].replace("(", "").strip().split(",")) {
                double d = Double.parseDouble(part.strip());
                sum += d * d;
            }
        } catch (NumberFormatException e) {
            throw new IOException(path + ": space directions cannot be read: " + text, e);
        }
        return Math.sqrt(sum);
    }
}
