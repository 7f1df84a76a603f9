package org.levelread.pipeline;

import org.jspecify.annotations.Nullable;
import org.levelread.spine.Construct;
import org.levelread.spine.Flag;
import org.levelread.spine.HardwareComponent;
import org.levelread.spine.Level;
import org.levelread.spine.Numbering;
import org.levelread.spine.SpineFindings;
import org.levelread.spine.SpineGeometry;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The keys that `predict --json` got after its first version: `numbering`, `construct` and `geometry` of a film,
/// `where`, `measured`, `value` and `limit` of a flag. Written only, so a line read back and written again lacks them.
final class FindingsJson {
    private FindingsJson() {}

    static void write(ObjectNode line, SpineFindings f) {
        numbering(line.putObject("numbering"), f.numbering());
        construct(line.putObject("construct"), f.construct());
        geometry(line.putObject("geometry"), f.geometry());
    }

    static void write(ObjectNode o, Flag flag) {
        if (flag.where().points().isEmpty()) o.putNull("where");
        else o.set("where", PredictionJson.polygon(flag.where()));
        Flag.Measured m = flag.measured();
        if (m != null) {
            o.put("measured", m.what())
                    .put("value", PredictionJson.rounded(m.value(), 1000))
                    .put("limit", PredictionJson.rounded(m.limit(), 1000));
        }
    }

    private static void numbering(ObjectNode o, Numbering n) {
        o.put("confidence", PredictionJson.rounded(n.confidence(), 1000));
        o.put("leastConfidence", PredictionJson.rounded(n.leastConfidence(), 1000));
        o.put("undetermined", n.undetermined() == null ? null : n.undetermined().name());
        o.putObject("ribs")
                .put("outcome", n.ribs().outcome().name())
                .put("evidence", n.ribs().evidence());
        ArrayNode hypotheses = o.putArray("hypotheses");
        for (Numbering.Hypothesis h : n.hypotheses()) {
            hypotheses
                    .addObject()
                    .put("lowest", h.lowest().name())
                    .put("shift", h.shift())
                    .put("variant", h.variant().name())
                    .put("probability", PredictionJson.rounded(h.probability(), 1000));
        }
        if (n.fixed() != null) {
            o.putObject("fixed")
                    .put("level", n.fixed().level().name())
                    .put("x", PredictionJson.rounded(n.fixed().at().x(), 10))
                    .put("y", PredictionJson.rounded(n.fixed().at().y(), 10));
        }
    }

    private static void construct(ObjectNode o, Construct c) {
        o.put("upper", name(c.upper())).put("lower", name(c.lower())).put("levels", c.levels());
        ArrayNode skipped = o.putArray("skipped");
        for (Level level : c.skipped()) skipped.add(level.name());
        o.put("confidence", PredictionJson.rounded(c.confidence(), 1000));
        o.put("pelvis", c.pelvis());
        ArrayNode leaves = o.putArray("leaves");
        for (Construct.Border border : c.leaves()) leaves.add(border.name());
        ArrayNode evidence = o.putArray("evidence");
        for (Construct.LevelEvidence e : c.evidence()) {
            evidence.addObject()
                    .put("level", e.level().name())
                    .put("evidence", e.evidence())
                    .put("confidence", PredictionJson.rounded(e.confidence(), 1000));
        }
        ArrayNode components = o.putArray("components");
        for (HardwareComponent h : c.components()) {
            ObjectNode one = components.addObject().put("kind", h.kind().name());
            one.set("polygon", PredictionJson.polygon(h.outline()));
            ArrayNode levels = one.putArray("levels");
            for (Level level : h.levels()) levels.add(level.name());
            one.put("evidence", h.evidence()).put("confidence", PredictionJson.rounded(h.confidence(), 1000));
        }
    }

    private static void geometry(ObjectNode o, SpineGeometry g) {
        put(o, "lumbarLordosisDegrees", g.lumbarLordosisDegrees());
        put(o, "sacralSlopeDegrees", g.sacralSlopeDegrees());
        o.put("missing", g.missing());
        ArrayNode segments = o.putArray("segments");
        for (SpineGeometry.Segment s : g.segments()) {
            ObjectNode one = segments.addObject()
                    .put("lower", s.lower().name())
                    .put("upper", s.upper().name());
            put(one, "lordosisDegrees", s.lordosisDegrees());
            put(one, "discHeightMm", s.discHeightMm());
            one.put("discHeightShare", PredictionJson.rounded(s.discHeightShare(), 1000));
            put(one, "slipPercent", s.slipPercent());
        }
    }

    private static void put(ObjectNode o, String key, @Nullable Double value) {
        if (value == null) o.putNull(key);
        else o.put(key, PredictionJson.rounded(value, 10));
    }

    private static @Nullable String name(@Nullable Level level) {
        return level == null ? null : level.name();
    }
}
