package org.levelread.commands;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.levelread.statistics.ClusterBootstrap;
import org.levelread.statistics.Interval;
import org.levelread.statistics.MaskOverlap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The figures of a data set with 95 % percentile intervals from films drawn with replacement.
///
/// Dice and IoU are means over the films that have the class in the reference or in the prediction. Names count
/// on films whose sacrum is in view.
final class DatasetScore {
    private static final double LEVEL = .95;

    /// @param films the films it rests on
    record Figure(int films, OptionalDouble value, Optional<Interval> interval) {}

    private final List<FilmScore> scores;
    private final Map<String, Figure> figures = new LinkedHashMap<>();

    DatasetScore(List<FilmScore> scores) {
        this.scores = List.copyOf(scores);
        List<FilmScore> answered =
                scores.stream().filter(s -> s.refused() == null).toList();
        overlap("vertebrae", answered, FilmScore::vertebrae);
        overlap("sacrum", answered, FilmScore::sacrum);
        overlap("instrumentation", answered, FilmScore::instrumentation);
        List<FilmScore> numbered = where(answered, FilmScore::sacrumVisible);
        List<FilmScore> hardware = where(answered, s -> !s.instrumented().isEmpty());
        List<FilmScore> noHardware = where(answered, s -> s.instrumented().isEmpty());
        share("bodies found", answered, FilmScore::found, FilmScore::bodies);
        share("false bodies a film", answered, FilmScore::spurious, _ -> 1);
        share("bodies named right", numbered, FilmScore::named, FilmScore::bodies);
        share("bodies named wrong", answered, FilmScore::misnamed, FilmScore::bodies);
        share("films all named", where(numbered, s -> s.bodies() > 0), s -> s.allNamed() ? 1 : 0, _ -> 1);
        share("not determinable, sacrum in view", numbered, s -> s.determinable() ? 0 : 1, _ -> 1);
        share(
                "not determinable, sacrum not in view",
                where(answered, s -> !s.sacrumVisible()),
                s -> s.determinable() ? 0 : 1,
                _ -> 1);
        share("instrumented set exact", where(hardware, FilmScore::sacrumVisible), s -> s.setExact() ? 1 : 0, _ -> 1);
        share(
                "films without hardware with a level marked",
                noHardware,
                s -> s.predicted().isEmpty() ? 0 : 1,
                _ -> 1);
    }

    Map<String, Figure> figures() {
        return figures;
    }

    private static List<FilmScore> where(List<FilmScore> scores, Predicate<FilmScore> condition) {
        return scores.stream().filter(condition).toList();
    }

    private void overlap(String name, List<FilmScore> films, Function<FilmScore, MaskOverlap> overlap) {
        List<FilmScore> some = where(films, s -> !overlap.apply(s).bothEmpty());
        share(name + " Dice", some, s -> overlap.apply(s).dice(), _ -> 1);
        share(name + " IoU", some, s -> overlap.apply(s).iou(), _ -> 1);
    }

    /// the sum of one number over the sum of another
    private void share(
            String name, List<FilmScore> films, ToDoubleFunction<FilmScore> part, ToDoubleFunction<FilmScore> whole) {
        double[] parts = films.stream().mapToDouble(part).toArray();
        double[] wholes = films.stream().mapToDouble(whole).toArray();
        int[] once = new int[parts.length];
        Arrays.fill(once, 1);
        Optional<Interval> interval = parts.length < 2
                ? Optional.empty()
                : ClusterBootstrap.STANDARD
                        .interval(parts.length, LEVEL, drawn -> ratio(parts, wholes, drawn))
                        .interval();
        figures.put(name, new Figure(films.size(), ratio(parts, wholes, once), interval));
    }

    private static OptionalDouble ratio(double[] parts, double[] wholes, int[] times) {
        double part = 0;
        double whole = 0;
        for (int i = 0; i < times.length; i++) {
            part += times[i] * parts[i];
            whole += times[i] * wholes[i];
        }
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of(part / whole);
    }

    String json() {
        JsonMapper mapper = JsonMapper.builder().build();
        ObjectNode root = mapper.createObjectNode();
        root.put("films", scores.size());
        root.put("refused", scores.stream().filter(s -> s.refused() != null).count());
        ObjectNode all = root.putObject("figures");
        figures.forEach((name, f) -> {
            ObjectNode o = all.putObject(name).put("films", f.films());
            if (f.value().isPresent()) o.put("value", f.value().getAsDouble());
            else o.putNull("value");
            f.interval().ifPresent(i -> o.putArray("interval").add(i.lower()).add(i.upper()));
        });
        return mapper.writeValueAsString(root);
    }

    String inWords() {
        List<String> lines = new ArrayList<>();
        long refused = scores.stream().filter(s -> s.refused() != null).count();
        lines.add(scores.size() + " films, " + refused + " refused; " + "in brackets 95 % intervals, "
                + ClusterBootstrap.STANDARD.inWords() + " (cluster: film)");
        figures.forEach((name, f) -> {
            String value = f.value().isEmpty()
                    ? "none"
                    : String.format(Locale.ROOT, "%.3f", f.value().getAsDouble());
            String interval = f.interval()
                    .map(i -> String.format(Locale.ROOT, " [%.3f, %.3f]", i.lower(), i.upper()))
                    .orElse("");
            lines.add(String.format(Locale.ROOT, "%-46s %s%s, %d films", name, value, interval, f.films()));
        });
        return String.join(System.lineSeparator(), lines);
    }
}
