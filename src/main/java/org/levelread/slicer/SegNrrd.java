package org.levelread.slicer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.Mask;
import org.levelread.imaging.PixelSpacing;

/// 3D Slicer's segmentation files (`.seg.nrrd`): an attached NRRD header, then one or more layers of label values.
///
/// Segments that do not overlap share a layer under different label values; a segment is found by its layer and
/// value together. Format: <https://teem.sourceforge.net/nrrd/format.html>; keys: Slicer's
/// `vtkMRMLSegmentationStorageNode`.
public final class SegNrrd {
    /// our own key: where the spacing comes from, or that there is none (NRRD always carries a distance)
    static final String SPACING_KEY = "LevelRead_PixelSpacing";

    private static final String[] COLOURS = {
        "0.90 0.10 0.29", "0.24 0.71 0.29", "1.00 0.88 0.10", "0.26 0.39 0.85", "0.96 0.51 0.19",
        "0.57 0.12 0.71", "0.27 0.94 0.94", "0.94 0.20 0.90", "0.82 0.96 0.24", "0.98 0.75 0.83"
    };

    private SegNrrd() {}

    /// reads a file of one slice whose grid is the film's grid
    ///
    /// A distance in a file that does not say where it comes from is taken as measured at the detector; 1 x 1
    /// mm is what Slicer writes for an image without spacing, so it is none.
    ///
    /// @throws IOException in one sentence: a detached header, short data, several slices, an unknown type or
    ///     encoding, or a part of a film (then give the film's size)
    public static SlicerSegmentation read(Path path) throws IOException {
        Nrrd nrrd = Nrrd.read(path);
        int[] offset = nrrd.offset();
        if (offset[0] != 0 || offset[1] != 0) {
            throw new IOException(path + " covers a part of its film only, from pixel " + offset[0] + ", " + offset[1]
                    + "; read it together with the film's size");
        }
        return segmentation(nrrd, nrrd.width(), nrrd.height(), 0, 0);
    }

    /// reads a file that may cover a part of the film only, onto the film's grid
    ///
    /// @throws IOException as [#read(Path)], except for the part of a film
    public static SlicerSegmentation read(Path path, int filmWidth, int filmHeight) throws IOException {
        Nrrd nrrd = Nrrd.read(path);
        int[] offset = nrrd.offset();
        return segmentation(nrrd, filmWidth, filmHeight, offset[0], offset[1]);
    }

    private static SlicerSegmentation segmentation(Nrrd nrrd, int width, int height, int left, int top)
            throws IOException {
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; nrrd.has("Segment" + i + "_ID") || nrrd.has("Segment" + i + "_Name"); i++) {
            String key = "Segment" + i + "_";
            String name = nrrd.text(key + "Name", nrrd.text(key + "ID", key));
            int layer = nrrd.number(key + "Layer", nrrd.layers() > 1 ? i : 0);
            int label = nrrd.number(key + "LabelValue", 1);
            if (layer < 0 || layer >= nrrd.layers()) {
                throw new IOException(nrrd.path() + ": segment " + name + " lies in layer " + layer + ", the file has "
                        + nrrd.layers());
            }
            Mask mask = new Mask(width, height);
            for (int y = Math.max(0, -top); y < Math.min(nrrd.height(), height - top); y++) {
                for (int x = Math.max(0, -left); x < Math.min(nrrd.width(), width - left); x++) {
                    if (nrrd.value(layer, x, y) == label) mask.values()[(y + top) * width + x + left] = 1;
                }
            }
            segments.add(new Segment(name, mask));
        }
        return new SlicerSegmentation(width, height, spacing(nrrd), segments);
    }

    private static @Nullable PixelSpacing spacing(Nrrd nrrd) throws IOException {
        double column = nrrd.columnMm();
        double row = nrrd.rowMm();
        return switch (nrrd.text(SPACING_KEY, "")) {
            case "none" -> null;
            case "calibrated" -> new PixelSpacing(row, column, PixelSpacing.Origin.CALIBRATED);
            case "detector" -> new PixelSpacing(row, column, PixelSpacing.Origin.DETECTOR);
            default ->
                (row == 1 && column == 1) || !(row > 0 && column > 0 && row < 100 && column < 100)
                        ? null
                        : new PixelSpacing(row, column, PixelSpacing.Origin.DETECTOR);
        };
    }

    /// writes gzip data in as few layers as first fit finds; at most 255 segments share a layer
    public static void write(Path path, SlicerSegmentation segmentation) throws IOException {
        int n = segmentation.width() * segmentation.height();
        List<byte[]> layers = new ArrayList<>();
        List<Integer> used = new ArrayList<>();
        StringBuilder keys = new StringBuilder();
        int i = 0;
        for (Segment segment : segmentation.segments()) {
            int layer = 0;
            while (layer < layers.size() && (used.get(layer) == 255 || overlaps(layers.get(layer), segment.mask())))
                layer++;
            if (layer == layers.size()) {
                layers.add(new byte[n]);
                used.add(0);
            }
            int label = used.get(layer) + 1;
            used.set(layer, label);
            byte[] mask = segment.mask().values();
            for (int p = 0; p < n; p++) if (mask[p] != 0) layers.get(layer)[p] = (byte) label;
            describe(keys, i++, segment, layer, label);
        }
        if (layers.isEmpty()) layers.add(new byte[n]);
        byte[] header = (header(segmentation, layers.size()) + keys + """
                        Segmentation_ContainedRepresentationNames:=Binary labelmap|
                        Segmentation_ConversionParameters:=
                        Segmentation_MasterRepresentation:=Binary labelmap
                        Segmentation_ReferenceImageExtentOffset:=0 0 0

                        """).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(header);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(interleaved(layers, n));
        }
        Files.write(path, out.toByteArray());
    }

    private static String header(SlicerSegmentation segmentation, int layers) {
        PixelSpacing spacing = segmentation.spacing();
        double column = spacing == null ? 1 : spacing.columnMm();
        double row = spacing == null ? 1 : spacing.rowMm();
        boolean layered = layers > 1;
        return """
                NRRD0004
                # Complete NRRD file format specification at:
                # http://teem.sourceforge.net/nrrd/format.html
                type: unsigned char
                dimension: %d
                space: left-posterior-superior
                sizes: %s%d %d 1
                space directions: %s(%s,0,0) (0,%s,0) (0,0,1)
                kinds: %sdomain domain domain
                encoding: gzip
                space origin: (0,0,0)
                %s:=%s
                """.formatted(
                        layered ? 4 : 3,
                        layered ? layers + " " : "",
                        segmentation.width(),
                        segmentation.height(),
                        layered ? "none " : "",
                        column,
                        row,
                        layered ? "list " : "",
                        SPACING_KEY,
                        spacing == null ? "none" : spacing.origin().name().toLowerCase(Locale.ROOT));
    }

    private static void describe(StringBuilder keys, int i, Segment segment, int layer, int label) {
        String key = "Segment" + i + "_";
        String name = segment.name().replaceAll("[\\r\\n]+", " ");
        keys.append(key).append("Color:=").append(COLOURS[i % COLOURS.length]).append('\n');
        keys.append(key).append("ColorAutoGenerated:=1\n");
        keys.append(key).append("Extent:=").append(extent(segment.mask())).append('\n');
        keys.append(key).append("ID:=Segment_").append(i + 1).append('\n');
        keys.append(key).append("LabelValue:=").append(label).append('\n');
        keys.append(key).append("Layer:=").append(layer).append('\n');
        keys.append(key).append("Name:=").append(name).append('\n');
        keys.append(key).append("NameAutoGenerated:=0\n");
        keys.append(key).append("Tags:=|\n");
    }

    private static boolean overlaps(byte[] layer, Mask mask) {
        byte[] m = mask.values();
        for (int p = 0; p < m.length; p++) if (m[p] != 0 && layer[p] != 0) return true;
        return false;
    }

    /// first and last column, row and slice; "0 -1 0 -1 0 -1" for an empty mask
    private static String extent(Mask mask) {
        int x0 = mask.width(), x1 = -1, y0 = mask.height(), y1 = -1;
        for (int y = 0; y < mask.height(); y++) {
            for (int x = 0; x < mask.width(); x++) {
                if (!mask.at(x, y)) continue;
                x0 = Math.min(x0, x);
                x1 = Math.max(x1, x);
                y0 = Math.min(y0, y);
                y1 = Math.max(y1, y);
            }
        }
        return x1 < 0 ? "0 -1 0 -1 0 -1" : x0 + " " + x1 + " " + y0 + " " + y1 + " 0 0";
    }

    /// the layer is the fastest axis
    private static byte[] interleaved(List<byte[]> layers, int n) {
        if (layers.size() == 1) return layers.getFirst();
        byte[] data = new byte[Math.multiplyExact(n, layers.size())];
        for (int l = 0; l < layers.size(); l++) {
            byte[] layer = layers.get(l);
            for (int p = 0, q = l; p < n; p++, q += layers.size()) data[q] = layer[p];
        }
        return data;
    }
}
