package org.levelread.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.levelread.analysis.FilmComparison;
import org.levelread.analysis.FilmOutcome;
import org.levelread.analysis.LevelAnswer;
import org.levelread.analysis.LevelSets;
import org.levelread.analysis.NameOutcome.Kind;
import org.levelread.analysis.StudyData;
import org.levelread.charts.Plot.Bars;
import org.levelread.charts.Plot.Confusion;
import org.levelread.charts.Plot.Differences;
import org.levelread.charts.Plot.Forest;
import org.levelread.spine.Level;
import org.levelread.statistics.BlandAltman;
import org.levelread.statistics.Estimate.Estimated;

/// Right bones, right names: outcomes, shifts, confusion and differences in levels.
final class NameChapters {
    private NameChapters() {}

    static List<Chapter> of(StudyData data, List<FilmOutcome> outcomes) {
        return List.of(outcomes(outcomes), shifts(outcomes), confusion(data.films()), differences(data.films()));
    }

    private static Chapter outcomes(List<FilmOutcome> outcomes) {
        Map<Kind, Integer> readers = new EnumMap<>(Kind.class);
        Map<Kind, Integer> reference = new EnumMap<>(Kind.class);
        for (FilmOutcome one : outcomes) {
            (one.against().equals(FilmComparison.REFERENCE) ? reference : readers)
                    .merge(one.outcome().kind(), 1, Integer::sum);
        }
        DataTable.Builder table = new DataTable.Builder("outcome", "answers of readers", "references");
        List<Bars.Bar> bars = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            table.row(kind.words(), readers.getOrDefault(kind, 0), reference.getOrDefault(kind, 0));
            bars.add(new Bars.Bar(kind.words(), readers.getOrDefault(kind, 0) + reference.getOrDefault(kind, 0)));
        }
        long all = outcomes.size();
        long wrongName = outcomes.stream().filter(o -> o.outcome().kind() == Kind.WRONG_NAME).count();
        long wrongBones = outcomes.stream().filter(o -> o.outcome().kind() == Kind.WRONG_BONES).count();
        return new Chapter(
                "outcomes",
                "Right bones, right names",
                all == 0
                        ? "There is no answer to set the model beside."
                        : "Of " + Phrases.count(all, "comparison") + " the model has the right bones under a wrong name in "
                                + Phrases.share(wrongName, all) + " and other bones in " + Phrases.share(wrongBones, all)
                                + "; a construct of one level always counts as the first of these.",
                all == 0 ? Optional.empty() : Optional.of(new Bars("outcome", "comparisons", bars, false)),
                table.build());
    }

    private static Chapter shifts(List<FilmOutcome> outcomes) {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (int by = -4; by <= 4; by++) counts.put(by, 0);
        for (FilmOutcome one : outcomes) {
            Kind kind = one.outcome().kind();
            if (kind == Kind.RIGHT || kind == Kind.WRONG_NAME) counts.merge(one.outcome().shift(), 1, Integer::sum);
        }
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        DataTable.Builder table = new DataTable.Builder("shift in levels", "comparisons", "share");
        List<Bars.Bar> bars = new ArrayList<>();
        counts.forEach((by, count) -> {
            String label = by == 0 ? "0" : by < 0 ? "\u2212" + -by : "+" + by;
            table.row(label, count, all == 0 ? null : (double) count / all);
            bars.add(new Bars.Bar(label, count));
        });
        int higher = counts.entrySet().stream().filter(e -> e.getKey() < 0).mapToInt(Map.Entry::getValue).sum();
        int lower = counts.entrySet().stream().filter(e -> e.getKey() > 0).mapToInt(Map.Entry::getValue).sum();
        return new Chapter(
                "shift",
                "Shift of the names",
                all == 0
                        ? "No two answers name the same bones."
                        : "Where the bones are the same, the model's names lie higher in " + Phrases.count(higher, "comparison")
                                + " and lower in " + Phrases.count(lower, "comparison") + " of " + all
                                + " (minus is towards the head).",
                all == 0 ? Optional.empty() : Optional.of(new Bars("shift in levels", "comparisons", bars, false)),
                table.build());
    }

    /// The upper and the lower instrumented vertebra of the model against those of every other answer.
    private static Chapter confusion(List<FilmComparison> films) {
        Map<List<Level>, Integer> counts = new HashMap<>();
        int same = 0;
        int all = 0;
        for (LevelAnswer[] pair : pairs(films)) {
            List<Level> model = LevelSets.downwards(pair[0].instrumented());
            List<Level> other = LevelSets.downwards(pair[1].instrumented());
            for (List<Level> ends : List.of(
                    List.of(other.getFirst(), model.getFirst()), List.of(other.getLast(), model.getLast()))) {
                counts.merge(ends, 1, Integer::sum);
                all++;
                if (ends.getFirst() == ends.getLast()) same++;
            }
        }
        List<Level> labels = LevelSets.downwards().stream()
                .filter(level -> counts.keySet().stream().anyMatch(pair -> pair.contains(level)))
                .toList();
        DataTable.Builder table = new DataTable.Builder("other answer", "model", "ends of constructs");
        List<List<Integer>> cells = new ArrayList<>();
        for (Level row : labels) {
            List<Integer> line = new ArrayList<>();
            for (Level column : labels) {
                int count = counts.getOrDefault(List.of(row, column), 0);
                line.add(count);
                if (count > 0) table.row(row.name(), column.name(), count);
            }
            cells.add(line);
        }
        return new Chapter(
                "confusion",
                "Confusion of the construct's ends",
                all == 0
                        ? "No two answers both name an instrumented level."
                        : "The upper and the lower instrumented vertebra carry the same name in "
                                + Phrases.share(same, all) + " of " + all + " ends of constructs.",
                all == 0
                        ? Optional.empty()
                        : Optional.of(new Confusion(
                                "other answer", "model", labels.stream().map(Level::name).toList(), cells)),
                table.build());
    }

    /// Model minus other answer at the lower instrumented vertebra, in levels upwards.
    private static Chapter differences(List<FilmComparison> films) {
        List<Double> model = new ArrayList<>();
        List<Double> other = new ArrayList<>();
        int odd = 0;
        for (LevelAnswer[] pair : pairs(films)) {
            int a = Level.USUAL.indexOf(LevelSets.downwards(pair[0].instrumented()).getLast());
            int b = Level.USUAL.indexOf(LevelSets.downwards(pair[1].instrumented()).getLast());
            if (a < 0 || b < 0) {
                odd++;
                continue;
            }
            model.add((double) a);
            other.add((double) b);
        }
        BlandAltman limits = BlandAltman.of(array(model), array(other), .95);
        Map<List<Double>, Integer> points = new HashMap<>();
        for (int i = 0; i < model.size(); i++) {
            points.merge(List.of((model.get(i) + other.get(i)) / 2, model.get(i) - other.get(i)), 1, Integer::sum);
        }
        DataTable.Builder table = DataTable.estimates("number");
        table.estimate("bias, levels upwards", limits.bias());
        table.estimate("lower limit of agreement", limits.lower());
        table.estimate("upper limit of agreement", limits.upper());
        List<Forest.Line> lines = new ArrayList<>();
        limits.bias().estimated().ifPresent(e -> lines.add(new Forest.Line(e.value(), "bias " + Phrases.two(e.value()))));
        limits.lower().estimated().ifPresent(e -> lines.add(new Forest.Line(e.value(), "−1.96 SD")));
        limits.upper().estimated().ifPresent(e -> lines.add(new Forest.Line(e.value(), "+1.96 SD")));
        String left = odd == 0 ? "" : " " + Phrases.count(odd, "pair") + " with L6 or T13 at the end are left out.";
        Optional<Estimated> bias = limits.bias().estimated();
        return new Chapter(
                "bland-altman",
                "Difference at the lower instrumented vertebra",
                bias.isEmpty()
                        ? "Not estimable: fewer than two pairs of answers name an instrumented level." + left
                        : "The model's lower instrumented vertebra lies " + Phrases.number(limits.bias())
                                + " levels above the other answer's on average, with limits of agreement from "
                                + Phrases.number(limits.lower()) + " to " + Phrases.number(limits.upper())
                                + ". Several answers belong to one film, so the intervals are somewhat too narrow." + left,
                bias.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Differences(
                                "mean of both, levels above S1",
                                "model minus other answer, levels",
                                points.entrySet().stream()
                                        .map(e -> new Differences.Point(
                                                e.getKey().getFirst(), e.getKey().getLast(), e.getValue()))
                                        .sorted(java.util.Comparator.comparingDouble(Differences.Point::mean)
                                                .thenComparingDouble(Differences.Point::difference))
                                        .toList(),
                                lines)),
                table.build());
    }

    /// model and other answer, where both name an instrumented level
    private static List<LevelAnswer[]> pairs(List<FilmComparison> films) {
        List<LevelAnswer[]> pairs = new ArrayList<>();
        for (FilmComparison film : films) {
            if (film.modelLevels().isEmpty()) continue;
            LevelAnswer model = film.modelLevels().get();
            List<LevelAnswer> others = new ArrayList<>();
            film.readers().forEach(r -> others.add(r.levels()));
            film.reference().ifPresent(others::add);
            for (LevelAnswer other : others) {
                if (!model.instrumented().isEmpty() && !other.instrumented().isEmpty()) {
                    pairs.add(new LevelAnswer[] {model, other});
                }
            }
        }
        return pairs;
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
