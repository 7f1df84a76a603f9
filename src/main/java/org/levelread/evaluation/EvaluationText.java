package org.levelread.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `evaluate` wrote, as a section of a model card.
public final class EvaluationText {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> PARTS = List.of("routine", "hard");
    private static final List<String> SHOWN = List.of(
            "vertebrae Dice",
            "vertebrae IoU",
            "vertebrae HD95, mm",
            "vertebrae HD95, pixels",
            "vertebrae surface Dice",
            "sacrum Dice",
            "sacrum IoU",
            "sacrum HD95, mm",
            "sacrum HD95, pixels",
            "sacrum surface Dice",
            "instrumentation Dice",
            "instrumentation IoU",
            "instrumentation HD95, mm",
            "instrumentation HD95, pixels",
            "instrumentation surface Dice",
            "found bodies Dice",
            "bodies found",
            "false bodies a film",
            "bodies named right",
            "bodies named wrong",
            "films all named",
            "films with a wrong name",
            "not determinable, sacrum in view",
            "not determinable, sacrum not in view",
            "instrumented set exact",
            "films without hardware with a level marked",
            "frontal films answered as wrong view");

    private EvaluationText() {}

    /// the object that `evaluate --json` printed or `--write` wrote
    ///
    /// @throws IllegalArgumentException in one sentence, if the file cannot be read or is no such object
    public static JsonNode read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException | JacksonException e) {
            throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /// @throws IllegalArgumentException if it is no such object
    public static JsonNode parse(String object) {
        JsonNode json = JSON.readTree(object);
        if (!json.path("figures").isObject()) {
            throw new IllegalArgumentException("this holds no figures of an evaluation; write it with evaluate --write");
        }
        return json;
    }

    /// The three nets together: a sentence, a table with intervals for all films and each part, one by base of anatomy and
    /// one by difficulty.
    public static String markdown(JsonNode json) {
        var text = new StringBuilder();
        JsonNode tolerance = json.path("tolerance");
        var nets = new ArrayList<String>();
        json.path("models").properties().forEach(e -> nets.add(e.getKey() + " " + e.getValue().asString("")));
        text.append(String.format(
                Locale.ROOT,
                "The three nets together (%s) on %s: %d films, %d refused; in brackets intervals, %s. Surface Dice at a"
                        + " tolerance of %s.%n%n",
                String.join(", ", nets),
                json.path("dataset").asString("?"),
                json.path("films").asInt(0),
                json.path("refused").asInt(0),
                json.path("intervals").asString("?"),
                new Tolerance(
                                tolerance.path("mm").asDouble(0),
                                tolerance.path("pixels").asDouble(0))
                        .inWords()));
        var columns = new LinkedHashMap<String, JsonNode>();
        columns.put("all films", json.path("figures"));
        JsonNode parts = json.path("groups").path("part");
        for (String p : PARTS)
            if (parts.has(p))
                columns.put(p + " (" + parts.path(p).path("films").asInt(0) + ")", parts.path(p).path("figures"));
        table(text, columns, SHOWN);
        for (String by : List.of("base", "difficulty")) {
            JsonNode kinds = json.path("groups").path(by);
            if (kinds.size() < 2) continue;
            var own = new LinkedHashMap<String, JsonNode>();
            kinds.properties()
                    .forEach(e -> own.put(
                            e.getKey() + " (" + e.getValue().path("films").asInt(0) + ")",
                            e.getValue().path("figures")));
            text.append('\n');
            table(
                    text,
                    own,
                    List.of(
                            "vertebrae Dice",
                            "sacrum Dice",
                            "instrumentation Dice",
                            "bodies found",
                            "bodies named right",
                            "films all named",
                            "films with a wrong name",
                            "instrumented set exact"));
        }
        return text.toString();
    }

    private static void table(StringBuilder text, Map<String, JsonNode> columns, List<String> names) {
        text.append("| figure | ").append(String.join(" | ", columns.keySet())).append(" |\n|---|");
        text.append("---|".repeat(columns.size())).append('\n');
        for (String name : names) {
            if (columns.values().stream().allMatch(c -> c.path(name).path("value").isMissingNode()
                    || c.path(name).path("value").isNull())) continue;
            text.append("| ").append(name).append(" |");
            columns.values().forEach(c -> text.append(' ').append(cell(c.path(name))).append(" |"));
            text.append('\n');
        }
    }

    private static String cell(JsonNode figure) {
        if (!figure.path("value").isNumber()) return "–";
        String value = digits(figure.path("value").asDouble());
        JsonNode interval = figure.path("interval");
        return interval.size() == 2
                ? value + " [" + digits(interval.get(0).asDouble()) + ", "
                        + digits(interval.get(1).asDouble()) + "]"
                : value;
    }

    private static String digits(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
