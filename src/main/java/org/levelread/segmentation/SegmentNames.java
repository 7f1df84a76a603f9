package org.levelread.segmentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the segments of a data set mean: a hospital's own names in 3D Slicer to the names that LevelRead knows.
///
/// Known are `L1` to `L6`, `T1` to `T13`, `S1`, `Sacrum`, `Screw`, `Rod`, `Cage`, `Other hardware`, `Cement` (which is no hardware) and
/// `Exposed field`;
/// these need no entry. The file is a JSON object: `{"Lendenwirbel 5": "L5", "Cobb line": "ignore"}`.
public final class SegmentNames {
    /// the file beside the films
    public static final String FILE = "segments.json";

    /// every segment has one of the known names
    public static final SegmentNames KNOWN = new SegmentNames(Map.of());

    private static final String IGNORE = "ignore";
    private static final String MEANINGS =
            "L1 to L6, T1 to T13, S1, Sacrum, Screw, Rod, Cage, Other hardware, Cement, Exposed field";
    private static final Pattern MEANING = Pattern.compile(
            "L[1-6]|T([1-9]|1[0-3])|S1|Sacrum|Screw|Rod|Cage|Other hardware|Cement|Exposed field");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, String> meanings;

    private SegmentNames(Map<String, String> meanings) {
        this.meanings = Map.copyOf(meanings);
    }

    /// The mapping of a folder, [#KNOWN] where it holds no [#FILE].
    ///
    /// @throws IllegalArgumentException in one sentence, if the file cannot be read or names what is not known
    public static SegmentNames of(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) return KNOWN;
        var meanings = new LinkedHashMap<String, String>();
        JsonNode json;
        try {
            json = JSON.readTree(Files.readAllBytes(file));
        } catch (IOException | JacksonException e) {
            throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
        }
        if (!json.isObject()) {
            throw new IllegalArgumentException(file + " must be a JSON object such as {\"Lendenwirbel 5\": \"L5\"}");
        }
        for (var entry : json.properties()) {
            String meaning = entry.getValue().asString("");
            if (!meaning.equals(IGNORE) && !MEANING.matcher(meaning).matches()) {
                throw new IllegalArgumentException(file + ": segment '" + entry.getKey() + "' is mapped to '" + meaning
                        + "'; give one of " + MEANINGS + ", or " + IGNORE);
            }
            meanings.put(entry.getKey(), meaning);
        }
        return new SegmentNames(meanings);
    }

    /// @return the known name, or none for a segment to be ignored
    /// @throws IllegalArgumentException if the segment has no meaning here
    public Optional<String> meaning(String segment) {
        String meaning = meanings.getOrDefault(segment, segment);
        if (meaning.equals(IGNORE)) return Optional.empty();
        if (MEANING.matcher(meaning).matches()) return Optional.of(meaning);
        throw new IllegalArgumentException("segment '" + segment + "' has no meaning here; name it one of " + MEANINGS
                + ", or map it in " + FILE + " beside the films");
    }
}
