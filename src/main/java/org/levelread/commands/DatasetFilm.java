package org.levelread.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.levelread.imaging.Mask;
import org.levelread.segmentation.SegmentNames;
import org.levelread.slicer.SegNrrd;
import org.levelread.slicer.Segment;
import org.levelread.slicer.SlicerSegmentation;
import org.levelread.spine.Level;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One film of a data set with its reference: `NAME.png` or `NAME.dcm`, `NAME.seg.nrrd` and `NAME.truth.json`.
record DatasetFilm(String name, Path image, Path segments, Path truth) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> IMAGES = List.of(".png", ".dcm");

    /// The reference of one film, at its size.
    ///
    /// @param bodies level to pixels, without S1
    /// @param cut levels that the film's edge or collimation cuts
    /// @param instrumented levels with hardware, S1 included
    record Reference(
            Mask vertebrae,
            Mask sacrum,
            Mask instrumentation,
            Map<Level, Mask> bodies,
            Set<Level> cut,
            Set<Level> instrumented,
            boolean sacrumVisible) {}

    /// @return films with all three files, in the order of their names
    static List<DatasetFilm> in(Path folder) throws IOException {
        List<DatasetFilm> films = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path truth : files.filter(f -> f.toString().endsWith(".truth.json"))
                    .sorted()
                    .toList()) {
                String file = truth.getFileName().toString();
                String name = file.substring(0, file.length() - ".truth.json".length());
                Path segments = folder.resolve(name + ".seg.nrrd");
                for (String extension : IMAGES) {
                    Path image = folder.resolve(name + extension);
                    if (Files.exists(image) && Files.exists(segments)) {
                        films.add(new DatasetFilm(name, image, segments, truth));
                        break;
                    }
                }
            }
        }
        return films;
    }

    /// @throws IOException in one sentence with the file that cannot be read
    Reference reference() throws IOException {
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
                case "Exposed field" -> {}
                case "Sacrum", "S1" -> add(s.mask(), sacrum);
                case "Screw", "Rod", "Cage", "Other hardware" -> add(s.mask(), instrumentation);
                case String name -> {
                    Level level = Level.parse(name)
                            .orElseThrow(() -> new IOException(segments + ": there is no level " + name));
                    bodies.put(level, s.mask());
                    add(s.mask(), vertebrae);
                }
            }
        }
        JsonNode json = readTruth();
        Set<Level> cut = EnumSet.noneOf(Level.class);
        for (JsonNode l : json.path("levels"))
            if (l.path("cut").asBoolean()) cut.add(level(l.path("level").asString()));
        Set<Level> instrumented = EnumSet.noneOf(Level.class);
        for (JsonNode l : json.path("instrumentedLevels")) instrumented.add(level(l.asString()));
        return new Reference(
                vertebrae,
                sacrum,
                instrumentation,
                bodies,
                cut,
                instrumented,
                json.path("sacrumVisible").asBoolean());
    }

    private JsonNode readTruth() throws IOException {
        try {
            return JSON.readTree(Files.readString(truth));
        } catch (JacksonException e) {
            throw new IOException(truth + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private Level level(String name) throws IOException {
        return Level.parse(name).orElseThrow(() -> new IOException(truth + ": there is no level " + name));
    }

    private static void add(Mask from, Mask to) {
        for (int i = 0; i < to.values().length; i++) to.values()[i] |= from.values()[i];
    }
}
