package org.levelread.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;
import org.levelread.imaging.Point;
import org.levelread.imaging.Polygon;
import org.levelread.imaging.Polygons;
import org.levelread.spine.Cause;
import org.levelread.spine.Flag;
import org.levelread.spine.InstrumentationFinding;
import org.levelread.spine.Level;
import org.levelread.spine.LevelFinding;
import org.levelread.spine.SacrumFinding;
import org.levelread.spine.SpineFindings;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The lines of `predict --json`: a contract with scripts, so fields keep their names, order and meaning.
///
/// Pixels of the film, origin top left, to a tenth; levels from the lowest up; confidences to three digits;
/// times in milliseconds; keys added later are absent from older lines ([FindingsJson]). A refused file is `{"film", "refused"}`.
public final class PredictionJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /// the longer side of the label map that is drawn again from outlines
    private static final int REDRAWN_PX = 512;

    private PredictionJson() {}

    /// One line read back: either a prediction or a refusal.
    public record Line(
            String film,
            @Nullable FilmPrediction prediction,
            @Nullable String refused) {}

    /// @return one line without its end
    public static String write(String film, FilmAnswer answer) {
        return switch (answer) {
            case FilmAnswer.Answered a -> write(film, a.prediction());
            case FilmAnswer.Refused r ->
                MAPPER.writeValueAsString(NODES.objectNode().put("film", film).put("refused", r.reason()));
        };
    }

    /// @return one line without its end
    public static String write(String film, FilmPrediction prediction) {
        SpineFindings f = prediction.findings();
        ObjectNode line = NODES.objectNode()
                .put("film", film)
                .put("width", prediction.width())
                .put("height", prediction.height());
        ArrayNode levels = line.putArray("levels");
        for (LevelFinding l : f.levels()) {
            ObjectNode o = levels.addObject();
            o.put("level", l.level() == null ? null : l.level().name());
            o.set("polygon", polygon(l.polygon()));
            o.set("centroid", point(l.centroid()));
            o.put("confidence", rounded(l.confidence(), 1000)).put("instrumented", l.instrumented());
            o.put("step", l.step());
        }
        ObjectNode sacrum = line.putObject("sacrum").put("visible", f.sacrum().visible());
        sacrum.set("polygon", polygon(f.sacrum().polygon()));
        SacrumFinding.Endplate endplate = f.sacrum().endplate();
        if (endplate == null) sacrum.putNull("endplate");
        else sacrum.putArray("endplate").add(point(endplate.left())).add(point(endplate.right()));
        sacrum.put("confidence", rounded(f.sacrum().confidence(), 1000));
        ArrayNode hardware = line.putObject("instrumentation")
                .put("present", f.instrumentation().present())
                .putArray("polygons");
        for (Polygon p : f.instrumentation().polygons()) hardware.add(polygon(p));
        ArrayNode instrumented = line.putArray("instrumentedLevels");
        // from the head down, as surgeons say a construct: L4, L5, S1
        for (Level level : f.instrumentedLevels().reversed()) instrumented.add(level.name());
        line.put("determinable", f.determinable()).put("reason", f.reason());
        ArrayNode flags = line.putArray("flags");
        for (Flag flag : f.flags()) {
            ObjectNode o = flags.addObject()
                    .put("code", flag.cause().code())
                    .put("evidence", flag.evidence())
                    .put("confidence", rounded(flag.confidence(), 1000));
            FindingsJson.write(o, flag);
        }
        ObjectNode models = line.putObject("models");
        prediction.models().forEach(models::put);
        StageMillis m = prediction.millis();
        line.putObject("millis")
                .put("decode", rounded(m.decode(), 10))
                .put("vertebrae", rounded(m.vertebrae(), 10))
                .put("sacrum", rounded(m.sacrum(), 10))
                .put("instrumentation", rounded(m.instrumentation(), 10))
                .put("watershed", rounded(m.watershed(), 10))
                .put("levels", rounded(m.levels(), 10))
                .put("total", rounded(m.total(), 10));
        FindingsJson.write(line, f);
        return MAPPER.writeValueAsString(line);
    }

    /// The label map is drawn again from the outlines, at most 512 pixels wide or high.
    ///
    /// @throws IllegalArgumentException where the line is not one of ours, with what is wrong in it
    public static Line read(String line) {
        try {
            JsonNode o = MAPPER.readTree(line);
            String film = o.required("film").asString();
            if (o.has("refused")) return new Line(film, null, o.get("refused").asString());
            return new Line(film, prediction(o), null);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a line of predict --json: " + e.getOriginalMessage(), e);
        }
    }

    private static FilmPrediction prediction(JsonNode o) {
        int width = o.required("width").asInt();
        int height = o.required("height").asInt();
        List<LevelFinding> levels = new ArrayList<>();
        for (JsonNode l : o.required("levels")) {
            JsonNode name = l.required("level");
            levels.add(new LevelFinding(
                    name.isNull() ? null : level(name.asString()),
                    polygon(l.required("polygon")),
                    point(l.required("centroid")),
                    l.required("confidence").asDouble(),
                    l.required("instrumented").asBoolean(),
                    l.path("step").asInt(1)));
        }
        JsonNode s = o.required("sacrum");
        JsonNode e = s.required("endplate");
        SacrumFinding sacrum = new SacrumFinding(
                s.required("visible").asBoolean(),
                polygon(s.required("polygon")),
                e.isNull() ? null : new SacrumFinding.Endplate(point(e.required(0)), point(e.required(1))),
                s.required("confidence").asDouble());
        JsonNode i = o.required("instrumentation");
        List<Polygon> hardware = new ArrayList<>();
        for (JsonNode p : i.required("polygons")) hardware.add(polygon(p));
        List<Level> instrumented = new ArrayList<>();
        for (JsonNode l : o.required("instrumentedLevels")) instrumented.addFirst(level(l.asString()));
        List<Flag> flags = new ArrayList<>();
        for (JsonNode f : o.required("flags")) {
            flags.add(new Flag(
                    cause(f.required("code").asString()),
                    f.required("evidence").asString(),
                    f.required("confidence").asDouble()));
        }
        Map<String, String> models = new LinkedHashMap<>();
        for (var entry : o.required("models").properties())
            models.put(entry.getKey(), entry.getValue().asString());
        JsonNode m = o.required("millis");
        JsonNode reason = o.required("reason");
        SpineFindings findings = new SpineFindings(
                levels,
                sacrum,
                new InstrumentationFinding(i.required("present").asBoolean(), hardware),
                instrumented,
                o.required("determinable").asBoolean(),
                reason.isNull() ? null : reason.asString(),
                flags,
                redrawn(levels, width, height));
        StageMillis millis = new StageMillis(
                m.required("decode").asDouble(),
                m.required("vertebrae").asDouble(),
                m.required("sacrum").asDouble(),
                m.required("instrumentation").asDouble(),
                m.required("watershed").asDouble(),
                m.required("levels").asDouble(),
                m.required("total").asDouble());
        return new FilmPrediction(width, height, findings, models, millis);
    }

    private static LabelMap redrawn(List<LevelFinding> levels, int width, int height) {
        double scale = Math.min(1, (double) REDRAWN_PX / Math.max(width, height));
        LabelMap map = new LabelMap(
                (int) Math.max(1, Math.round(width * scale)), (int) Math.max(1, Math.round(height * scale)));
        for (int k = 0; k < levels.size(); k++) {
            Polygon outline = Polygons.scaled(
                    levels.get(k).polygon(), (double) map.width() / width, (double) map.height() / height);
            Mask inside = Polygons.fill(outline, map.width(), map.height());
            for (int i = 0; i < map.values().length; i++) if (inside.values()[i] != 0) map.values()[i] = k + 1;
        }
        return map;
    }

    private static Level level(String name) {
        return Level.parse(name)
                .orElseThrow(
                        () -> new IllegalArgumentException("not a line of predict --json: there is no level " + name));
    }

    private static Cause cause(String code) {
        for (Cause cause : Cause.values()) if (cause.code().equals(code)) return cause;
        throw new IllegalArgumentException("not a line of predict --json: there is no flag " + code);
    }

    static ArrayNode polygon(Polygon polygon) {
        ArrayNode out = NODES.arrayNode();
        for (Point p : polygon.points()) out.add(point(p));
        return out;
    }

    private static ArrayNode point(Point p) {
        return NODES.arrayNode().add(rounded(p.x(), 10)).add(rounded(p.y(), 10));
    }

    private static Polygon polygon(JsonNode node) {
        List<Point> points = new ArrayList<>();
        for (JsonNode p : node) points.add(point(p));
        return new Polygon(points);
    }

    private static Point point(JsonNode p) {
        return new Point(p.required(0).asDouble(), p.required(1).asDouble());
    }

    static double rounded(double value, double per) {
        return Math.round(value * per) / per;
    }
}
