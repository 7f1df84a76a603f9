package org.levelread.slicer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.Mask;
import org.levelread.imaging.PixelSpacing;

/// 3D Slicer's segmentation files (`.seg.nrrd`): an attached NRRD header, then one or more layers of label values.
///
/// Segments that do not overlap share a layer under different label values; a segment is found by its layer and
/// value together. The labels lie on the grid of the film that was segmented, so their order in the file is the
/// film's order of pixels, whichever way the axes point in the patient: the directions' signs turn nothing around.
/// A file may hold a part of that grid, and more than it: `Segmentation_ReferenceImageExtentOffset` says from which
/// pixel on. Format: <https://teem.sourceforge.net/nrrd/format.html>; keys: Slicer's
/// `vtkMRMLSegmentationStorageNode`.
public final class SegNrrd {
    /// our own key: where the spacing comes from, or that there is none (NRRD always carries a distance)
    static final String SPACING_KEY = "LevelRead_PixelSpacing";

    static final String OFFSET_KEY = "Segmentation_ReferenceImageExtentOffset";

    private static final Pattern SEGMENT = Pattern.compile("Segment(\\d{1,4})_(ID|Name|LabelValue|Layer|Extent)");

    /// how the labels are packed in the file
    public enum Encoding {
        RAW,
        GZIP
    }

    private SegNrrd() {}

    /// reads a file of one slice whose grid is the film's grid
    ///
    /// A distance in a file that does not say where it comes from is taken as measured at the detector; 1 x 1
    /// mm is what Slicer writes for an image without spacing, so it is none.
    ///
    /// @throws IOException in one sentence with the field or key and what was expected: a detached header, short
    ///     data, several slices, an unknown type or encoding, or a part of a film (then give the film's size)
    public static SlicerSegmentation read(Path path) throws IOException {
        Nrrd nrrd = Nrrd.read(Files.readAllBytes(path), path.toString());
        int[] offset = nrrd.offset();
        if (offset[0] != 0 || offset[1] != 0) {
            throw new IOException(path + " covers a part of its film only, from pixel " + offset[0] + ", " + offset[1]
                    + "; read it together with the film's size");
        }
        return segmentation(nrrd, nrrd.width(), nrrd.height(), 0, 0);
    }

    /// reads a file that may cover a part of the film only, onto the film's grid
    ///
    /// @throws IOException as [#read(Path)], except for the part of a film; and where it covers nothing of the film
    public static SlicerSegmentation read(Path path, int filmWidth, int filmHeight) throws IOException {
        return read(Files.readAllBytes(path), path.toString(), filmWidth, filmHeight);
    }

    /// as [#read(Path, int, int)], from the file's bytes
    ///
    /// @param name of the file, with which every objection begins
    public static SlicerSegmentation read(byte[] file, String name, int filmWidth, int filmHeight) throws IOException {
        Nrrd nrrd = Nrrd.read(file, name);
        int[] offset = nrrd.offset();
        boolean beside = offset[0] >= filmWidth
                || offset[1] >= filmHeight
                || (long) offset[0] + nrrd.width() <= 0
                || (long) offset[1] + nrrd.height() <= 0;
        if (beside) {
            throw nrrd.header()
                    .objection(
                            OFFSET_KEY,
                            offset[0] + " " + offset[1],
                            "a part of the film's " + filmWidth + " x " + filmHeight
                                    + " pixels: this is the segmentation of another film");
        }
        return segmentation(nrrd, filmWidth, filmHeight, offset[0], offset[1]);
    }

    /// Where the labels of a file lie on its film, which need not be a part of the film at hand.
    public record Extent(int left, int top, int width, int height) {}

    /// @param name of the file, with which every objection begins
    /// @throws IOException as [#read(Path)], except for the part of a film
    public static Extent extent(byte[] file, String name) throws IOException {
        Nrrd nrrd = Nrrd.read(file, name);
        int[] offset = nrrd.offset();
        return new Extent(offset[0], offset[1], nrrd.width(), nrrd.height());
    }

    private static SlicerSegmentation segmentation(Nrrd nrrd, int width, int height, int left, int top)
            throws IOException {
        NrrdHeader header = nrrd.header();
        int count = count(header);
        if (count == 0 && !nrrd.isEmpty()) {
            throw new IOException(header.file() + " holds labels but names no segment, expected Segment0_ID and so on:"
                    + " save it in Slicer as a segmentation");
        }
        List<Segment> segments = new ArrayList<>();
        Map<Long, String> taken = new HashMap<>();
        for (int i = 0; i < count; i++) {
            String key = "Segment" + i + "_";
            int layer = header.number(key + "Layer", nrrd.layers() > 1 ? i : 0);
            int label = header.number(key + "LabelValue", 1);
            if (layer < 0 || layer >= nrrd.layers()) {
                throw header.objection(key + "Layer", Integer.toString(layer), "0 to " + (nrrd.layers() - 1));
            }
            if (label == 0) throw header.objection(key + "LabelValue", "0", "another value: 0 is where no segment is");
            String other = taken.put((long) layer << 32 | label & 0xffffffffL, key);
            if (other != null) {
                throw header.objection(
                        key + "LabelValue",
                        Integer.toString(label),
                        "a value of its own: " + other + "LabelValue is the same in the same layer");
            }
            // a nonsense extent is a sign of a damaged header; the labels themselves say where a segment is
            header.numbers(key + "Extent", 6);
            segments.add(new Segment(
                    name(header, key),
                    mask(nrrd, layer, label, width, height, left, top),
                    header.key(key + "ID"),
                    header.key(key + "Color"),
                    tags(header, key)));
        }
        return new SlicerSegmentation(width, height, spacing(nrrd), segments);
    }

    /// how many segments the header describes, which are numbered from 0 on
    private static int count(NrrdHeader header) throws IOException {
        SortedSet<Integer> numbers = new TreeSet<>();
        for (String key : header.keys()) {
            Matcher matcher = SEGMENT.matcher(key);
            if (matcher.matches()) numbers.add(Integer.parseInt(matcher.group(1)));
        }
        int next = 0;
        for (int number : numbers) {
            boolean named =
                    header.key("Segment" + number + "_ID") != null || header.key("Segment" + number + "_Name") != null;
            if (number != next || !named) {
                throw new IOException(header.file() + " has no Segment" + next + "_ID but describes "
                        + (number == next ? "that segment" : "segment " + number)
                        + ", expected segments numbered from 0 with an ID each");
            }
            next++;
        }
        return next;
    }

    private static String name(NrrdHeader header, String key) {
        String name = header.key(key + "Name");
        if (name == null || name.isBlank()) name = header.key(key + "ID");
        return name == null ? key : name;
    }

    private static String tags(NrrdHeader header, String key) {
        String tags = header.key(key + "Tags");
        return tags == null ? "|" : tags.replace('\n', ' ');
    }

    private static Mask mask(Nrrd nrrd, int layer, int label, int width, int height, int left, int top) {
        Mask mask = new Mask(width, height);
        for (int y = Math.max(0, -top); y < Math.min(nrrd.height(), height - top); y++) {
            for (int x = Math.max(0, -left); x < Math.min(nrrd.width(), width - left); x++) {
                if (nrrd.value(layer, x, y) == label) mask.values()[(y + top) * width + x + left] = 1;
            }
        }
        return mask;
    }

    private static @Nullable PixelSpacing spacing(Nrrd nrrd) throws IOException {
        double column = nrrd.columnMm();
        double row = nrrd.rowMm();
        String origin = nrrd.header().key(SPACING_KEY);
        if (origin != null && origin.equals("none")) return null;
        boolean sensible = row > 0 && column > 0 && row < 100 && column < 100;
        if (origin == null) {
            return !sensible || row == 1 && column == 1
                    ? null
                    : new PixelSpacing(row, column, PixelSpacing.Origin.DETECTOR);
        }
        if (!sensible) {
            throw nrrd.header()
                    .objection(
                            "space directions",
                            String.valueOf(nrrd.header().field("space directions")),
                            "distances above 0 and below 100 mm");
        }
        return switch (origin) {
            case "calibrated" -> new PixelSpacing(row, column, PixelSpacing.Origin.CALIBRATED);
            case "detector" -> new PixelSpacing(row, column, PixelSpacing.Origin.DETECTOR);
            default -> throw nrrd.header().objection(SPACING_KEY, origin, "none, calibrated or detector");
        };
    }

    /// writes gzip data in as few layers as first fit finds; at most 255 segments share a layer
    public static void write(Path path, SlicerSegmentation segmentation) throws IOException {
        Files.write(path, toBytes(segmentation, Encoding.GZIP));
    }

    /// the file as Slicer 5 writes it
    public static byte[] toBytes(SlicerSegmentation segmentation, Encoding encoding) {
        return SegNrrdWriter.toBytes(segmentation, encoding);
    }
}
