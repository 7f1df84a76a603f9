package org.levelread.prediction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.Point;
import org.levelread.imaging.Polygon;
import org.levelread.spine.Cause;
import org.levelread.spine.Flag;
import org.levelread.spine.InstrumentationFinding;
import org.levelread.spine.Level;
import org.levelread.spine.LevelFinding;
import org.levelread.spine.SacrumFinding;
import org.levelread.spine.SacrumFinding.Endplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the pipeline said of one film, read back from the line that `levelread predict --json` prints.
///
/// @param levels from the lowest up, in film pixels
/// @param instrumentedLevels in the order of the line: from the head down
/// @param reason why not determinable; null where determinable
/// @param models the version of each model by its name
/// @param millis milliseconds a stage, in the order of the stages
public record PredictedFilm(
        int width,
        int height,
        List<LevelFinding> levels,
        SacrumFinding sacrum,
        InstrumentationFinding instrumentation,
        List<Level> instrumentedLevels,
        boolean determinable,
        @Nullable String reason,
        List<Flag> flags,
        SequencedMap<String, String> models,
        SequencedMap<String, Double> millis) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> STAGES =
            List.of("decode", "vertebrae", "sacrum", "instrumentation", "watershed", "levels", "total");

    public PredictedFilm {
        levels = List.copyOf(levels);
        instrumentedLevels = List.copyOf(instrumentedLevels);
        flags = List.copyOf(flags);
    }

    /// @throws IllegalArgumentException where the line is a refusal or not of this form
    public static PredictedFilm parse(String line) {
        JsonNode film = JSON.readTree(line);
        if (film.hasNonNull("refused")) {
            throw new IllegalArgumentException(
                    "the film was refused: " + film.get("refused").asString());
        }
        for (String part : List.of("width", "height", "levels", "sacrum", "instrumentation", "determinable")) {
            if (!film.has(part)) throw new IllegalArgumentException("a prediction without \"" + part + "\"");
        }
        List<LevelFinding> levels = new ArrayList<>();
        for (JsonNode level : film.path("levels")) levels.add(level(level));
        List<Polygon> pieces = new ArrayList<>();
        for (JsonNode piece : film.path("instrumentation").path("polygons")) pieces.add(polygon(piece));
        List<Level> instrumented = new ArrayList<>();
        for (JsonNode name : film.path("instrumentedLevels")) instrumented.add(Level.valueOf(name.asString()));
        List<Flag> flags = new ArrayList<>();
        for (JsonNode flag : film.path("flags")) flags.add(flag(flag));
        SequencedMap<String, String> models = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> model : film.path("models").properties()) {
            JsonNode version = model.getValue();
            models.put(model.getKey(), version.isValueNode() ? version.asString() : version.toString());
        }
        SequencedMap<String, Double> millis = new LinkedHashMap<>();
        // jsonb does not keep the order of the keys
        for (String stage : STAGES) {
            if (film.path("millis").has(stage))
                millis.put(stage, film.path("millis").get(stage).asDouble());
        }
        for (Map.Entry<String, JsonNode> stage : film.path("millis").properties()) {
            millis.putIfAbsent(stage.getKey(), stage.getValue().asDouble());
        }
        return new PredictedFilm(
                film.get("width").asInt(),
                film.get("height").asInt(),
                levels,
                sacrum(film.get("sacrum")),
                new InstrumentationFinding(
                        film.get("instrumentation").path("present").asBoolean(), pieces),
                instrumented,
                film.get("determinable").asBoolean(),
                film.hasNonNull("reason") ? film.get("reason").asString() : null,
                flags,
                models,
                millis);
    }

    /// the levels that got a name, from the lowest up
    public List<Level> named() {
        List<Level> named = new ArrayList<>();
        for (LevelFinding finding : levels) if (finding.level() != null) named.add(finding.level());
        return named;
    }

    private static LevelFinding level(JsonNode level) {
        return new LevelFinding(
                level.hasNonNull("level") ? Level.valueOf(level.get("level").asString()) : null,
                polygon(level.path("polygon")),
                point(level.get("centroid")),
                level.path("confidence").asDouble(),
                level.path("instrumented").asBoolean(),
                level.path("step").asInt(1));
    }

    private static SacrumFinding sacrum(JsonNode sacrum) {
        Endplate endplate = null;
        if (sacrum.hasNonNull("endplate")) {
            endplate = new Endplate(
                    point(sacrum.get("endplate").get(0)),
                    point(sacrum.get("endplate").get(1)));
        }
        return new SacrumFinding(
                sacrum.path("visible").asBoolean(),
                polygon(sacrum.path("polygon")),
                endplate,
                sacrum.path("confidence").asDouble());
    }

    private static Flag flag(JsonNode flag) {
        String code = flag.path("code").asString();
        Cause cause = Arrays.stream(Cause.values())
                .filter(c -> c.code().equals(code))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("a prediction names the unknown cause \"" + code + "\""));
        return new Flag(
                cause, flag.path("evidence").asString(), flag.path("confidence").asDouble());
    }

    private static Polygon polygon(JsonNode points) {
        List<Point> outline = new ArrayList<>();
        for (JsonNode point : points) outline.add(point(point));
        return new Polygon(outline);
    }

    private static Point point(JsonNode pair) {
        return new Point(pair.get(0).asDouble(), pair.get(1).asDouble());
    }
}
