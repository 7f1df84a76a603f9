package org.levelread.reference;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.levelread.cases.Film;
import org.levelread.imaging.Point;
import org.levelread.spine.Level;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// References as JSON; a level may be a name alone or have its outline in film pixels:
///
/// ```
/// {"references": [{"film": "Film 1", "determinable": true, "levels": ["S1", {"level": "L5", "corners": [[x, y], …]}],
///   "instrumented": ["L5"], "rationale": ""}]}
/// ```
///
/// `determinable` is true and `rationale` empty where they are left out.
final class ReferenceJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> KEYS = Set.of("film", "determinable", "levels", "instrumented", "rationale");

    private final ParsedReferences parsed;
    private final FilmNames films;

    private ReferenceJson(ParsedReferences parsed, FilmNames films) {
        this.parsed = parsed;
        this.films = films;
    }

    static ParsedReferences parse(String file, byte[] bytes, FilmNames films) {
        ParsedReferences parsed = new ParsedReferences(file);
        try {
            JsonNode list = JSON.readTree(bytes).path("references");
            if (!list.isArray() || list.isEmpty()) {
                parsed.wrong("", "no list of references", "{\"references\": [{\"film\": …}, …]} with at least one film");
                return parsed;
            }
            ReferenceJson reader = new ReferenceJson(parsed, films);
            for (int i = 0; i < list.size(); i++) reader.one(list.get(i), "references[" + i + "]");
        } catch (JacksonException e) {
            parsed.wrong(
                    "line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr(),
                    "text that is no JSON (" + e.getOriginalMessage() + ")",
                    "a JSON object");
        }
        return parsed;
    }

    private void one(JsonNode node, String where) {
        int before = parsed.problems.size();
        if (!node.isObject()) {
            parsed.wrong(where, shown(node), "an object with the keys film, levels, instrumented");
            return;
        }
        for (String key : node.propertyNames()) {
            if (!KEYS.contains(key))
                parsed.wrong(where, "the key " + ParsedReferences.quoted(key), "only film, determinable, levels, instrumented, rationale");
        }
        JsonNode name = node.path("film");
        Optional<Film> film = name.isString() || name.isInt() ? films.find(name.asString()) : Optional.empty();
        if (film.isEmpty()) parsed.wrong(where + ".film", shown(name), FilmNames.EXPECTED);
        else parsed.first(film.get(), where);
        JsonNode determinable = node.path("determinable");
        if (!determinable.isMissingNode() && !determinable.isBoolean())
            parsed.wrong(where + ".determinable", shown(determinable), "true or false");
        List<ReferenceLevel> levels = levels(node.path("levels"), where + ".levels");
        Set<Level> instrumented = instrumented(node.path("instrumented"), where + ".instrumented");
        if (parsed.problems.size() > before) return;
        parsed.add(
                film.orElseThrow(),
                where,
                determinable.asBoolean(true),
                levels,
                instrumented,
                node.path("rationale").asString("").strip());
    }

    private List<ReferenceLevel> levels(JsonNode list, String where) {
        List<ReferenceLevel> levels = new ArrayList<>();
        Set<Level> seen = EnumSet.noneOf(Level.class);
        if (list.isMissingNode()) return levels;
        if (!list.isArray()) {
            parsed.wrong(where, shown(list), "a list");
            return levels;
        }
        for (int i = 0; i < list.size(); i++) {
            String at = where + "[" + i + "]";
            JsonNode item = list.get(i);
            JsonNode name = item.isObject() ? item.path("level") : item;
            Optional<Level> level = name.isString() ? Level.parse(name.asString()) : Optional.empty();
            if (level.isEmpty()) parsed.wrong(at, shown(name), ParsedReferences.LEVELS.replace(", separated by spaces", ""));
            else if (!seen.add(level.get())) parsed.wrong(at, level.get() + " twice", "each level once");
            else corners(item.path("corners"), at).ifPresent(corners -> levels.add(new ReferenceLevel(level.get(), corners)));
        }
        return levels;
    }

    private Optional<List<Point>> corners(JsonNode list, String where) {
        if (list.isMissingNode() || list.isNull()) return Optional.of(List.of());
        List<Point> corners = new ArrayList<>();
        boolean pairs = list.isArray();
        for (JsonNode pair : list) {
            boolean pair2 = pair.isArray() && pair.size() == 2 && pair.get(0).isNumber() && pair.get(1).isNumber();
            if (pair2) corners.add(new Point(pair.get(0).asDouble(), pair.get(1).asDouble()));
            pairs &= pair2;
        }
        if (pairs && (corners.isEmpty() || corners.size() >= 3)) return Optional.of(corners);
        parsed.wrong(where + ".corners", shown(list), "at least three points [x, y] in film pixels, or none");
        return Optional.empty();
    }

    private Set<Level> instrumented(JsonNode list, String where) {
        Set<Level> levels = EnumSet.noneOf(Level.class);
        if (list.isMissingNode()) return levels;
        if (!list.isArray()) {
            parsed.wrong(where, shown(list), "a list of levels");
            return levels;
        }
        for (int i = 0; i < list.size(); i++) {
            levels.addAll(parsed.levels(List.of(list.get(i).asString("")), where + "[" + i + "]"));
        }
        return levels;
    }

    private static String shown(JsonNode node) {
        return node.isMissingNode() ? "nothing" : ParsedReferences.quoted(node.isString() ? node.asString() : node.toString());
    }
}
