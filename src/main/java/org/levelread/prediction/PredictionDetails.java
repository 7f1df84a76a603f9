package org.levelread.prediction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How sure a prediction is, its construct and its geometry, as sentences for a page. A line of an older version gives
/// none.
///
/// @param confidence that all names are right, in [0, 1]; null where the line does not say
/// @param ribs a sentence where ribs do not confirm the count from the sacrum, "" where they do, contradict it (which is a
///     flag), or the line does not say
/// @param namings other namings that are possible, the likeliest first: "lowest body L4, 12 %"
/// @param construct sentences
/// @param geometry sentences
public record PredictionDetails(
        @Nullable Double confidence, String ribs, List<String> namings, List<String> construct, List<String> geometry) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /// less likely namings are not worth a line
    private static final double LEAST = .02;

    public PredictionDetails {
        namings = List.copyOf(namings);
        construct = List.copyOf(construct);
        geometry = List.copyOf(geometry);
    }

    public static PredictionDetails parse(String line) {
        JsonNode film = JSON.readTree(line);
        JsonNode numbering = film.path("numbering");
        List<String> namings = new ArrayList<>();
        for (JsonNode h : numbering.path("hypotheses")) {
            double p = h.path("probability").asDouble();
            if (h.path("shift").asInt() == 0 || p < LEAST) continue;
            namings.add("lowest body " + h.path("lowest").asString() + ", " + Math.round(100 * p) + " %");
        }
        boolean known = numbering.has("confidence") && !numbering.path("hypotheses").isEmpty();
        return new PredictionDetails(
                known ? numbering.path("confidence").asDouble() : null,
                ribs(numbering.path("ribs")),
                namings,
                construct(film.path("construct")),
                geometry(film.path("geometry")));
    }

    private static String ribs(JsonNode ribs) {
        return switch (ribs.path("outcome").asString("")) {
            case "UNCLEAR", "NOT_IN_VIEW" -> ribs.path("evidence").asString("");
            default -> "";
        };
    }

    private static List<String> construct(JsonNode c) {
        List<String> lines = new ArrayList<>();
        if (c.hasNonNull("upper")) {
            lines.add("From " + c.get("upper").asString() + " to " + c.path("lower").asString() + ", "
                    + c.path("levels").asInt() + " levels"
                    + (c.path("skipped").isEmpty() ? "" : "; skipped: " + joined(c.path("skipped"))));
        }
        if (c.hasNonNull("upper") && c.path("confidence").asDouble() > 0) {
            lines.add("All instrumented levels right, and none missing, with a probability of "
                    + Math.round(100 * c.path("confidence").asDouble()) + " %.");
        }
        if (c.path("pelvis").asBoolean()) lines.add("Hardware goes on below S1.");
        if (!c.path("leaves").isEmpty()) {
            lines.add("The construct reaches the border of the film ("
                    + joined(c.path("leaves")).toLowerCase(Locale.ROOT) + ").");
        }
        for (JsonNode e : c.path("evidence")) {
            lines.add(e.path("level").asString() + " ("
                    + Math.round(100 * e.path("confidence").asDouble()) + " %): "
                    + e.path("evidence").asString());
        }
        return lines;
    }

    private static List<String> geometry(JsonNode g) {
        List<String> lines = new ArrayList<>();
        if (g.hasNonNull("lumbarLordosisDegrees"))
            lines.add(text("Lumbar lordosis %.0f°", g.get("lumbarLordosisDegrees")));
        if (g.hasNonNull("sacralSlopeDegrees")) lines.add(text("Sacral slope %.0f°", g.get("sacralSlopeDegrees")));
        for (JsonNode s : g.path("segments")) {
            StringBuilder line = new StringBuilder(
                    s.path("upper").asString() + "/" + s.path("lower").asString() + ": disc ");
            line.append(
                    s.hasNonNull("discHeightMm")
                            ? text("%.1f mm", s.get("discHeightMm"))
                            : "%.0f %% of the body".formatted(100 * s.path("discHeightShare").asDouble()));
            if (s.hasNonNull("slipPercent")) line.append(text(", slip %.0f %%", s.get("slipPercent")));
            if (s.hasNonNull("lordosisDegrees")) line.append(text(", lordosis %.0f°", s.get("lordosisDegrees")));
            lines.add(line.toString());
        }
        if (!lines.isEmpty() && g.hasNonNull("missing")) lines.add(g.get("missing").asString());
        return lines;
    }

    private static String text(String format, JsonNode value) {
        return String.format(Locale.ROOT, format, value.asDouble());
    }

    private static String joined(JsonNode names) {
        List<String> all = new ArrayList<>();
        for (JsonNode n : names) all.add(n.asString());
        return String.join(", ", all);
    }
}
