package org.levelread.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.levelread.evaluation.FilmScore.Instance;
import org.levelread.spine.Level;
import org.levelread.statistics.ClusterBootstrap;
import org.levelread.statistics.ClusterBootstrap.Wanted;
import org.levelread.statistics.ClusterSums;
import org.levelread.statistics.Estimate;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Interval;
import org.levelread.statistics.Method;
import org.levelread.statistics.Sample;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The figures of a data set with 95 % percentile intervals from films drawn with replacement, of all films and by kind
/// of film. Names count on films whose sacrum is in view.
public final class DatasetScore {
    static final double LEVEL = .95;

    /// @param films the films it rests on
    public record Figure(int films, OptionalDouble value, Optional<Interval> interval) {
        /// ".948 [.943, .951]"; "none" where there is no value
        public String inWords() {
            if (value.isEmpty()) return "none";
            String text = digits(value.getAsDouble());
            return interval.map(i -> text + " [" + digits(i.lower()) + ", " + digits(i.upper()) + "]")
                    .orElse(text);
        }

        private static String digits(double v) {
            return String.format(Locale.ROOT, "%.3f", v);
        }
    }

    /// Films of one kind.
    ///
    /// @param by "part", "base", "difficulty" or "numbering"; empty for all films
    /// @param kind "hard", "remus", …
    /// @param figures by name
    public record Group(String by, String kind, int films, Map<String, Figure> figures) {}

    /// What became of the bodies of one level.
    ///
    /// @param named of films whose sacrum is in view
    /// @param dice mean of the found ones, NaN where none was found
    public record LevelScore(Level level, int bodies, int found, int onNumbered, int named, double dice) {}

    private final List<FilmScore> scores;
    private final Tolerance tolerance;
    private final UnaryOperator<String> patients;
    private final Group all;
    private final List<Group> groups = new ArrayList<>();

    /// each film of a patient of its own
    public DatasetScore(List<FilmScore> scores) {
        this(scores, Tolerance.USUAL, film -> film);
    }

    /// @param tolerance that the scores were made with
    /// @param patients whose film it is, by its name: all films of a patient are drawn together
    public DatasetScore(List<FilmScore> scores, Tolerance tolerance, UnaryOperator<String> patients) {
        this.scores = List.copyOf(scores);
        this.tolerance = tolerance;
        this.patients = patients;
        all = group("", "", scores);
        by("part", s -> Stream.of(s.traits().part()));
        by("base", s -> Stream.of(s.traits().base()));
        by("difficulty", s -> s.traits().difficulties().stream());
        by("numbering", s -> Stream.of(s.traits().numbering()));
    }

    private void by(String by, Function<FilmScore, Stream<String>> kinds) {
        Map<String, List<FilmScore>> films = new TreeMap<>();
        for (FilmScore s : scores) {
            kinds.apply(s)
                    .filter(k -> !k.isEmpty())
                    .forEach(k -> films.computeIfAbsent(k, _ -> new ArrayList<>()).add(s));
        }
        films.forEach((kind, own) -> groups.add(group(by, kind, own)));
    }

    private Group group(String by, String kind, List<FilmScore> films) {
        List<Measure> measures = Measure.ALL;
        Map<String, Figure> figures = new LinkedHashMap<>();
        if (films.isEmpty()) {
            measures.forEach(m -> figures.put(m.name(), new Figure(0, OptionalDouble.empty(), Optional.empty())));
            return new Group(by, kind, 0, figures);
        }
        Map<String, Integer> clusters = new HashMap<>();
        for (FilmScore film : films) clusters.putIfAbsent(patients.apply(film.film()), clusters.size());
        ClusterSums sums = new ClusterSums(clusters.size(), 2 * measures.size());
        int[] used = new int[measures.size()];
        for (FilmScore film : films) {
            int cluster = clusters.get(patients.apply(film.film()));
            for (int m = 0; m < used.length; m++) {
                double whole = measures.get(m).whole().applyAsDouble(film);
                if (whole == 0) continue;
                used[m]++;
                sums.add(cluster, 2 * m, measures.get(m).part().applyAsDouble(film));
                sums.add(cluster, 2 * m + 1, whole);
            }
        }
        List<Wanted> wanted = new ArrayList<>();
        for (int m = 0; m < used.length; m++) {
            int at = 2 * m;
            String name = measures.get(m).name();
            wanted.add(new Wanted(
                    sums,
                    s -> s[at + 1] > 0 ? OptionalDouble.of(s[at] / s[at + 1]) : OptionalDouble.empty(),
                    new Method(name, ""),
                    Sample.of(used[m])));
        }
        List<Estimate> estimates = ClusterBootstrap.STANDARD.estimates(wanted, LEVEL);
        for (int m = 0; m < used.length; m++) {
            Optional<Estimated> e = estimates.get(m).estimated();
            figures.put(
                    measures.get(m).name(),
                    new Figure(
                            used[m],
                            e.map(x -> OptionalDouble.of(x.value())).orElse(OptionalDouble.empty()),
                            used[m] < 2 || clusters.size() < 2 ? Optional.empty() : e.flatMap(Estimated::interval)));
        }
        return new Group(by, kind, films.size(), figures);
    }

    /// of all films
    public Map<String, Figure> figures() {
        return all.figures();
    }

    public Group all() {
        return all;
    }

    /// by part, by base, by difficulty and by numbering, where the films say
    public List<Group> groups() {
        return List.copyOf(groups);
    }

    public List<FilmScore> scores() {
        return scores;
    }

    public Tolerance tolerance() {
        return tolerance;
    }

    int refused() {
        return (int) scores.stream().filter(s -> s.refused() != null).count();
    }

    /// from the sacrum upwards, levels that occur
    public List<LevelScore> levels() {
        List<LevelScore> levels = new ArrayList<>();
        for (Level level : Level.values()) {
            int bodies = 0;
            int found = 0;
            int numbered = 0;
            int named = 0;
            double dice = 0;
            for (FilmScore s : scores) {
                for (Instance i : s.instances()) {
                    if (i.level() != level) continue;
                    bodies++;
                    if (s.sacrumVisible()) numbered++;
                    if (s.sacrumVisible() && i.named()) named++;
                    if (!i.found()) continue;
                    found++;
                    dice += i.mask().dice();
                }
            }
            if (bodies > 0) levels.add(new LevelScore(level, bodies, found, numbered, named, dice / found));
        }
        return levels;
    }

    /// "percentile bootstrap by cluster, 2000 replicates, seed 20260101 (cluster: patient)"
    static String intervals() {
        return ClusterBootstrap.STANDARD.inWords() + " (cluster: patient)";
    }

    /// @param dataset its name
    /// @param models name of each net to its version
    public String json(String dataset, Map<String, String> models) {
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        ObjectNode root = mapper.createObjectNode();
        root.put("dataset", dataset);
        ObjectNode nets = root.putObject("models");
        models.forEach(nets::put);
        root.put("films", scores.size());
        root.put("refused", refused());
        root.putObject("tolerance").put("mm", tolerance.millimetres()).put("pixels", tolerance.pixels());
        root.put("intervals", "95 %, " + intervals());
        figures(root.putObject("figures"), all.figures());
        ObjectNode kinds = root.putObject("groups");
        for (Group g : groups) {
            ObjectNode by = kinds.has(g.by()) ? (ObjectNode) kinds.get(g.by()) : kinds.putObject(g.by());
            ObjectNode own = by.putObject(g.kind()).put("films", g.films());
            figures(own.putObject("figures"), g.figures());
        }
        var rows = root.putArray("levels");
        for (LevelScore l : levels()) {
            ObjectNode row = rows.addObject()
                    .put("level", l.level().name())
                    .put("bodies", l.bodies())
                    .put("found", l.found())
                    .put("onFilmsWithSacrum", l.onNumbered())
                    .put("named", l.named());
            if (Double.isNaN(l.dice())) row.putNull("dice");
            else row.put("dice", rounded(l.dice()));
        }
        return mapper.writeValueAsString(root);
    }

    private static void figures(ObjectNode to, Map<String, Figure> figures) {
        figures.forEach((name, f) -> {
            ObjectNode o = to.putObject(name).put("films", f.films());
            if (f.value().isPresent()) o.put("value", rounded(f.value().getAsDouble()));
            else o.putNull("value");
            f.interval()
                    .ifPresent(i -> o.putArray("interval").add(rounded(i.lower())).add(rounded(i.upper())));
        });
    }

    private static double rounded(double value) {
        return Math.round(value * 1e6) / 1e6;
    }

    public String inWords() {
        List<String> lines = new ArrayList<>();
        lines.add(scores.size() + " films, " + refused() + " refused; in brackets 95 % intervals, " + intervals());
        lines.add("surface Dice at a tolerance of " + tolerance.inWords());
        words(lines, all);
        for (Group g : groups) {
            lines.add("");
            lines.add(g.by() + " " + g.kind() + ", " + g.films() + " films");
            words(lines, g);
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static void words(List<String> lines, Group group) {
        group.figures().forEach((name, f) -> {
            if (f.films() == 0) return;
            lines.add(String.format(Locale.ROOT, "%-46s %s, %d films", name, f.inWords(), f.films()));
        });
    }
}
