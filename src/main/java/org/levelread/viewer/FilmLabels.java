package org.levelread.viewer;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Reads the labels a browser sent, of which nothing is believed before it is checked.
final class FilmLabels {
    private FilmLabels() {}

    /// the labels of `[{"level", "x", "y", "instrumented"}]`, lowest level first
    ///
    /// @throws IllegalArgumentException where it is no such list, a level is unknown or named twice, the levels are
    ///     not in order or have a gap other than a missing L6 or T13
    static List<FilmLabel> read(JsonNode json) {
        if (!json.isArray() || json.size() > FilmLabel.LEVELS.size()) {
            throw new IllegalArgumentException(
                    "Labels are a list of at most " + FilmLabel.LEVELS.size() + " levels, not " + brief(json));
        }
        List<FilmLabel> labels = new ArrayList<>();
        for (JsonNode each : json) labels.add(readOne(each));
        for (int i = 1; i < labels.size(); i++) {
            requireNext(labels.get(i - 1).level(), labels.get(i).level());
        }
        return List.copyOf(labels);
    }

    private static FilmLabel readOne(JsonNode json) {
        JsonNode level = json.path("level"), x = json.path("x"), y = json.path("y");
        JsonNode instrumented = json.path("instrumented");
        if (!(level.isString() && x.isNumber() && y.isNumber() && instrumented.isBoolean())) {
            throw new IllegalArgumentException("A label has level, x, y and instrumented, unlike " + brief(json));
        }
        return new FilmLabel(level.asString(), x.asDouble(), y.asDouble(), instrumented.asBoolean());
    }

    private static void requireNext(String below, String above) {
        int from = FilmLabel.LEVELS.indexOf(below), to = FilmLabel.LEVELS.indexOf(above);
        for (int i = from + 1; i < to; i++) {
            String between = FilmLabel.LEVELS.get(i);
            if (!between.equals("L6") && !between.equals("T13")) {
                throw new IllegalArgumentException(between + " is missing between " + below + " and " + above);
            }
        }
        if (to <= from) throw new IllegalArgumentException(above + " cannot follow " + below + " upwards");
    }

    private static String brief(JsonNode json) {
        String text = json.toString();
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
