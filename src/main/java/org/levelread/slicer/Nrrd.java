package org.levelread.slicer;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// One slice of whole label values in one or more layers, read from an NRRD file with an attached header.
///
/// @param bytesEach 1, 2 or 4 bytes a value
/// @param data label values, layer fastest, then x, then y; in the file's byte order
record Nrrd(NrrdHeader header, int layers, int width, int height, int bytesEach, boolean signed, ByteBuffer data) {
    /// no film with its layers needs more; what a header claims is refused before memory is taken
    private static final long MOST_BYTES = 1L << 28;

    private static final String AXES = "three axes (columns, rows and 1 slice), or four with the layers first";

    static Nrrd read(byte[] bytes, String file) throws IOException {
        NrrdHeader header = NrrdHeader.parse(file, bytes);
        if (header.field("data file") != null) {
            throw new IOException(file + " has a detached header (data file: …), expected the labels in the same file:"
                    + " save it in Slicer as one .seg.nrrd file");
        }
        for (String skip : new String[] {"byte skip", "line skip"}) {
            String value = header.field(skip);
            if (value != null && !value.equals("0")) throw header.objection(skip, value, "none or 0");
        }
        int[] sizes = sizes(header);
        boolean layered = sizes.length == 4;
        int layers = layered ? sizes[0] : 1;
        int width = sizes[layered ? 1 : 0];
        int height = sizes[layered ? 2 : 1];
        requireKinds(header, sizes.length);
        String type = header.require("type", "whole numbers of 8, 16 or 32 bits, as unsigned char");
        int bytesEach = bytesOf(header, type);
        long total = (long) layers * width * height * bytesEach;
        if (total > MOST_BYTES) {
            throw header.objection(
                    "sizes", String.valueOf(header.field("sizes")), "at most " + (MOST_BYTES >> 20) + " MB of labels");
        }
        ByteOrder order = order(header, bytesEach);
        ByteBuffer data = ByteBuffer.wrap(data(header, bytes, total)).order(order);
        boolean signed = !type.startsWith("u");
        return new Nrrd(header, layers, width, height, bytesEach, signed, data);
    }

    private static int[] sizes(NrrdHeader header) throws IOException {
        int[] sizes = header.fieldNumbers("sizes", AXES);
        String text = String.valueOf(header.field("sizes"));
        if (sizes.length != 3 && sizes.length != 4) throw header.objection("sizes", text, AXES);
        String dimension = header.require("dimension", Integer.toString(sizes.length));
        if (!dimension.equals(Integer.toString(sizes.length))) {
            throw header.objection("dimension", dimension, sizes.length + ", as many as there are sizes");
        }
        long total = 1;
        for (int size : sizes) {
            if (size < 1) throw header.objection("sizes", text, "sizes of at least 1");
            // three more of at most 2^31 cannot overflow below this limit
            total *= size;
            if (total > MOST_BYTES) {
                throw header.objection("sizes", text, "at most " + (MOST_BYTES >> 20) + " million labels");
            }
        }
        if (sizes[sizes.length - 1] != 1) {
            throw header.objection(
                    "sizes", text, "one slice as the last axis, there are " + sizes[sizes.length - 1] + " slices");
        }
        return sizes;
    }

    /// the layers, where there are any, must be the first axis: interleaved
    private static void requireKinds(NrrdHeader header, int axes) throws IOException {
        String text = header.field("kinds");
        if (text == null) return;
        List<String> kinds = Arrays.asList(text.split("\\s+"));
        List<String> space = kinds.subList(Math.max(0, kinds.size() - 3), kinds.size());
        boolean layersFirst = axes == 3
                || !kinds.getFirst().equals("domain") && !kinds.getFirst().equals("space");
        if (kinds.size() != axes || !layersFirst || space.contains("list") || space.contains("vector")) {
            throw header.objection("kinds", text, axes == 3 ? "domain domain domain" : "list domain domain domain");
        }
    }

    private static int bytesOf(NrrdHeader header, String type) throws IOException {
        return switch (type) {
            case "unsigned char", "uchar", "uint8", "uint8_t", "signed char", "int8", "int8_t" -> 1;
            case "short", "short int", "signed short", "signed short int", "int16", "int16_t" -> 2;
            case "unsigned short", "unsigned short int", "ushort", "uint16", "uint16_t" -> 2;
            case "int", "signed int", "int32", "int32_t", "unsigned int", "uint", "uint32", "uint32_t" -> 4;
            default -> throw header.objection("type", type, "whole numbers of 8, 16 or 32 bits, as unsigned char");
        };
    }

    private static ByteOrder order(NrrdHeader header, int bytesEach) throws IOException {
        if (bytesEach == 1) return ByteOrder.LITTLE_ENDIAN;
        String endian = header.require("endian", "little or big, as the labels have several bytes");
        return switch (endian) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default -> throw header.objection("endian", endian, "little or big");
        };
    }

    private static byte[] data(NrrdHeader header, byte[] bytes, long wanted) throws IOException {
        InputStream rest = new ByteArrayInputStream(bytes, header.dataStart(), bytes.length - header.dataStart());
        String encoding = header.require("encoding", "raw or gzip");
        byte[] data;
        boolean more;
        try (InputStream in = switch (encoding) {
            case "raw" -> rest;
            case "gzip", "gz" -> new GZIPInputStream(rest, 1 << 16);
            default -> throw header.objection("encoding", encoding, "raw or gzip");
        }) {
            data = in.readNBytes(Math.toIntExact(wanted));
            // reading on also checks gzip's checksum
            more = data.length == wanted && in.read() >= 0;
        } catch (EOFException | ZipException e) {
            throw new IOException(
                    header.file() + " breaks off or is damaged in its compressed data: copy or save it again", e);
        }
        if (data.length != wanted) {
            throw new IOException(header.file() + " holds " + data.length + " of " + wanted
                    + " bytes of labels: it was cut short, copy or save it again");
        }
        if (more) {
            throw new IOException(header.file() + " holds more than the " + wanted
                    + " bytes of labels that its sizes tell: save it again");
        }
        return data;
    }

    int value(int layer, int x, int y) {
        int at = ((y * width + x) * layers + layer) * bytesEach;
        return switch (bytesEach) {
            case 1 -> signed ? data.get(at) : data.get(at) & 0xff;
            case 2 -> signed ? data.getShort(at) : data.getShort(at) & 0xffff;
            default -> data.getInt(at);
        };
    }

    boolean isEmpty() {
        for (int i = 0; i < data.capacity(); i++) if (data.get(i) != 0) return false;
        return true;
    }

    /// film column and row of the first value; either may be negative
    int[] offset() throws IOException {
        int[] offset = header.numbers("Segmentation_ReferenceImageExtentOffset", 3);
        return offset == null ? new int[2] : offset;
    }

    double columnMm() throws IOException {
        return lengthMm(0);
    }

    double rowMm() throws IOException {
        return lengthMm(1);
    }

    /// the length of the space direction of axis 0 (x) or 1 (y), whatever its sign; 1 where the header gives none
    private double lengthMm(int axis) throws IOException {
        int layered = layers > 1 || header.fieldNumbers("sizes", AXES).length == 4 ? 1 : 0;
        List<double @Nullable []> directions = header.directions(3 + layered);
        double @Nullable [] vector = directions.isEmpty() ? null : directions.get(axis + layered);
        if (vector == null) return 1;
        return Math.sqrt(Arrays.stream(vector).map(d -> d * d).sum());
    }
}
