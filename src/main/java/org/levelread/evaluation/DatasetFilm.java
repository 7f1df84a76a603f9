package org.levelread.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.Mask;
import org.levelread.imaging.PixelSpacing;
import org.levelread.segmentation.SegmentNames;
import org.levelread.slicer.SegNrrd;
import org.levelread.slicer.Segment;
import org.levelread.slicer.SlicerSegmentation;
import org.levelread.spine.Level;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One film of a data set with its reference: `NAME.png` or `NAME.dcm`, `NAME.seg.nrrd` and, for rendered films,
/// `NAME.truth.json`.
///
/// @param truth null for films that a hospital annotated in 3D Slicer: then the levels are the segments', the sacrum is in
///     view where S1 or the sacrum has a segment, a body that touches the film's edge is cut, and which levels are
///     instrumented is not known
public record DatasetFilm(String name, Path image, Path segments, @Nullable Path truth) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> IMAGES = List.of(".png", ".jpg", ".jpeg", ".dcm");
    private static final String SEGMENTS = ".seg.nrrd";

    /// The reference of one film, at its size.
    ///
    /// @param bodies level to pixels, without S1
    /// @param cut levels that the film's edge or collimation cuts
    /// @param instrumented levels with hardware, S1 included; null where not known
    /// @param spacing of its pixels, null where not known
    public record Reference(
            Mask vertebrae,
            Mask sacrum,
            Mask instrumentation,
            Map<Level, Mask> bodies,
            Set<Level> cut,
            @Nullable Set<Level> instrumented,
            boolean sacrumVisible,
            @Nullable PixelSpacing spacing,
            Traits traits) {}

    /// @return films with a segmentation, in the order of their names
    public static List<DatasetFilm> in(Path folder) throws IOException {
        List<DatasetFilm> films = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path segments :
                    files.filter(f -> f.toString().endsWith(SEGMENTS)).sorted().toList()) {
                String file = segments.getFileName().toString();
                String name = file.substring(0, file.length() - SEGMENTS.length());
                Path truth = folder.resolve(name + ".truth.json");
                for (String extension : IMAGES) {
                    Path image = folder.resolve(name + extension);
                    if (!Files.exists(image)) continue;
                    films.add(new DatasetFilm(name, image, segments, Files.exists(truth) ? truth : null));
                    break;
                }
            }
        }
        return films;
    }

    /// @throws IOException in one sentence with the file that cannot be read
    public Reference reference() throws IOException {
        SegmentNames names = SegmentNames.of(segments.toAbsolutePath().getParent());
        SlicerSegmentation segmentation = SegNrrd.read(segments);
        int w = segmentation.width();
        int h = segmentation.height();
        Mask vertebrae = new Mask(w, h);
        Mask sacrum = new Mask(w, h);
        Mask instrumentation = new Mask(w, h);
        Map<Level, Mask> bodies = new LinkedHashMap<>();
        for (Segment s : segmentation.segments()) {
            Optional<String> meaning;
            try {
                meaning = names.meaning(s.name());
            } catch (IllegalArgumentException e) {
                throw new IOException(segments + ": " + e.getMessage(), e);
            }
            switch (meaning.orElse("Exposed field")) {
                case "Exposed field", "Cement" -> {}
                case "Sacrum", "S1" -> add(s.mask(), sacrum);
                case "Screw", "Rod", "Cage", "Other hardware" -> add(s.mask(), instrumentation);
                case String name -> {
                    Optional<Level> level = Level.parse(name);
                    // a segment that says more about a film than is scored here
                    if (level.isEmpty()) continue;
                    bodies.put(level.get(), s.mask());
                    add(s.mask(), vertebrae);
                }
            }
        }
        if (truth == null) {
            Set<Level> cut = EnumSet.noneOf(Level.class);
            bodies.forEach((level, mask) -> {
                if (touchesEdge(mask)) cut.add(level);
            });
            return new Reference(
                    vertebrae,
                    sacrum,
                    instrumentation,
                    bodies,
                    cut,
                    instrumentation.count() == 0 ? Set.of() : null,
                    sacrum.count() > 0,
                    segmentation.spacing(),
                    Traits.UNKNOWN);
        }
        JsonNode json = readTruth(truth);
        Set<Level> cut = EnumSet.noneOf(Level.class);
        for (JsonNode l : json.path("levels"))
            if (l.path("cut").asBoolean(false)) cut.add(level(l.path("level").asString("")));
        Set<Level> instrumented = EnumSet.noneOf(Level.class);
        for (JsonNode l : json.path("instrumentedLevels")) instrumented.add(level(l.asString("")));
        return new Reference(
                vertebrae,
                sacrum,
                instrumentation,
                bodies,
                cut,
                instrumented,
                json.path("sacrumVisible").asBoolean(false),
                segmentation.spacing(),
                traits(json));
    }

    private static Traits traits(JsonNode json) {
        List<String> difficulties = new ArrayList<>();
        for (JsonNode d : json.path("difficulties")) difficulties.add(d.asString(""));
        return new Traits(
                json.path("view").asString("").equals("anteroposterior"),
                json.path("part").asString(""),
                json.path("base").asString(""),
                difficulties,
                json.path("variant").asString("").toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    private static JsonNode readTruth(Path truth) throws IOException {
        try {
            return JSON.readTree(Files.readString(truth));
        } catch (JacksonException e) {
            throw new IOException(truth + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private Level level(String name) throws IOException {
        return Level.parse(name).orElseThrow(() -> new IOException(truth + ": there is no level " + name));
    }

    private static boolean touchesEdge(Mask mask) {
        int w = mask.width();
        int h = mask.height();
        for (int x = 0; x < w; x++) if (mask.at(x, 0) || mask.at(x, h - 1)) return true;
        for (int y = 0; y < h; y++) if (mask.at(0, y) || mask.at(w - 1, y)) return true;
        return false;
    }

    private static void add(Mask from, Mask to) {
        for (int i = 0; i < to.values().length; i++) to.values()[i] |= from.values()[i];
    }
}
