package org.levelread.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.levelread.evaluation.DatasetFilm;
import org.levelread.imaging.Mask;
import org.levelread.slicer.SegNrrd;
import org.levelread.slicer.Segment;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the truth of a rendered film says that the numbering is judged by, beside the levels.
///
/// @param variant such as "six lumbar"; "" where the truth does not say
/// @param ribs pairs of ribs
/// @param routine whether nothing about the film is difficult
/// @param s1Share how much of the body of S1 is on the film, in [0, 1]
/// @param inverted whether bone is dark
record FilmKind(String variant, int ribs, boolean routine, double s1Share, boolean inverted) {
    static final FilmKind UNKNOWN = new FilmKind("", 12, false, 1, false);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// @throws IOException in one sentence with the file that cannot be read
    static FilmKind of(DatasetFilm film) throws IOException {
        Path truth = film.truth();
        if (truth == null) return UNKNOWN;
        try {
            JsonNode json = JSON.readTree(Files.readString(truth));
            return new FilmKind(
                    json.path("variant").asString("").toLowerCase(Locale.ROOT).replace('_', ' '),
                    json.path("ribs").asInt(12),
                    json.path("part").asString("").equalsIgnoreCase("routine"),
                    json.path("s1Share").asDouble(1),
                    json.path("inverted").asBoolean(false));
        } catch (JacksonException e) {
            throw new IOException(truth + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /// the body of S1 at the film's size; nothing where it has no segment of its own
    static Mask s1Body(DatasetFilm film, int width, int height) throws IOException {
        for (Segment s : SegNrrd.read(film.segments()).segments()) if (s.name().equals("S1")) return s.mask();
        return new Mask(width, height);
    }

    /// whether the spine has six or four lumbar vertebrae, or one that is transitional, or other ribs
    boolean unusualNumbering() {
        return !variant.isEmpty() && !variant.equals("five lumbar") || ribs != 12;
    }

    /// levels that the true names lie above those counted from the sacrum
    int shift() {
        return switch (variant) {
            case "six lumbar" -> -1;
            case "four lumbar" -> 1;
            default -> 0;
        };
    }
}
