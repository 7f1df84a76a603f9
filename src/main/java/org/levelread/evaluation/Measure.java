package org.levelread.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.levelread.evaluation.FilmScore.Instance;

/// One figure of a data set: the sum of one number over films by the sum of another.
///
/// @param whole 0 on films that say nothing about it
record Measure(String name, ToDoubleFunction<FilmScore> part, ToDoubleFunction<FilmScore> whole) {
    /// names of the classes that have a mask
    static final List<String> CLASSES = List.of("vertebrae", "sacrum", "instrumentation");

    /// All figures, in the order in which they are printed. Means of Dice, IoU and distances are over films that have the
    /// class in the reference or in the prediction, or over found bodies; a distance needs both masks.
    static final List<Measure> ALL = all();

    private static List<Measure> all() {
        List<Measure> all = new ArrayList<>();
        mask(all, "vertebrae", FilmScore::vertebrae);
        mask(all, "sacrum", FilmScore::sacrum);
        mask(all, "instrumentation", FilmScore::instrumentation);
        instances(all);
        share(all, "bodies found", lateral(), FilmScore::found, FilmScore::bodies);
        share(all, "false bodies a film", lateral(), FilmScore::spurious, _ -> 1);
        Predicate<FilmScore> numbered = lateral().and(FilmScore::sacrumVisible);
        share(all, "bodies named right", numbered, FilmScore::named, FilmScore::bodies);
        share(all, "found bodies named right", numbered, FilmScore::named, FilmScore::found);
        share(all, "bodies named wrong", lateral(), FilmScore::misnamed, FilmScore::bodies);
        films(all, "films all named", numbered.and(s -> s.bodies() > 0), FilmScore::allNamed);
        films(all, "films with a wrong name", lateral().and(s -> s.bodies() > 0), s -> s.misnamed() > 0);
        films(all, "not determinable, sacrum in view", numbered, s -> !s.determinable());
        films(
                all,
                "not determinable, sacrum not in view",
                lateral().and(s -> !s.sacrumVisible()),
                s -> !s.determinable());
        Predicate<FilmScore> known = lateral().and(s -> s.instrumented() != null);
        Predicate<FilmScore> hardware = known.and(s -> !instrumented(s).isEmpty());
        films(all, "instrumented set exact", hardware.and(FilmScore::sacrumVisible), FilmScore::setExact);
        share(
                all,
                "instrumented levels found",
                hardware.and(FilmScore::sacrumVisible),
                Measure::instrumentedFound,
                s -> instrumented(s).size());
        share(
                all,
                "levels marked that are not instrumented",
                known,
                s -> s.predicted().stream()
                        .filter(l -> !instrumented(s).contains(l))
                        .count(),
                s -> s.predicted().size());
        films(
                all,
                "films without hardware with a level marked",
                known.and(s -> instrumented(s).isEmpty()),
                s -> !s.predicted().isEmpty());
        films(all, "lateral films answered as wrong view", lateral(), FilmScore::wrongView);
        films(
                all,
                "frontal films answered as wrong view",
                s -> s.traits().frontal(),
                s -> s.wrongView() && !s.determinable());
        films(all, "frontal films with names", s -> s.traits().frontal(), FilmScore::determinable);
        return List.copyOf(all);
    }

    private static Predicate<FilmScore> lateral() {
        return s -> !s.traits().frontal();
    }

    private static java.util.Set<org.levelread.spine.Level> instrumented(FilmScore s) {
        return s.instrumented() == null ? java.util.Set.of() : s.instrumented();
    }

    private static double instrumentedFound(FilmScore s) {
        return instrumented(s).stream().filter(s.predicted()::contains).count();
    }

    private static void mask(List<Measure> all, String name, Function<FilmScore, MaskScore> of) {
        Predicate<FilmScore> some = lateral().and(s -> !of.apply(s).bothEmpty());
        share(all, name + " Dice", some, s -> of.apply(s).dice(), _ -> 1);
        share(all, name + " IoU", some, s -> of.apply(s).iou(), _ -> 1);
        optional(all, name + " HD95, mm", some.and(FilmScore::inMillimetres), s -> of.apply(s).hd95());
        optional(all, name + " HD95, pixels", some.and(s -> !s.inMillimetres()), s -> of.apply(s).hd95());
        optional(all, name + " surface Dice", some, s -> of.apply(s).surfaceDice());
    }

    private static void instances(List<Measure> all) {
        share(all, "found bodies Dice", lateral(), s -> sum(s, i -> i.mask().dice()), FilmScore::found);
        share(all, "found bodies IoU", lateral(), s -> sum(s, i -> i.mask().iou()), FilmScore::found);
        Predicate<FilmScore> measured = lateral().and(s -> s.instances().stream()
                .allMatch(i -> !i.found() || i.mask().hd95().isPresent()));
        share(
                all,
                "found bodies HD95, mm",
                measured.and(FilmScore::inMillimetres),
                s -> sum(s, i -> i.mask().hd95().orElse(0)),
                FilmScore::found);
        share(
                all,
                "found bodies HD95, pixels",
                measured.and(s -> !s.inMillimetres()),
                s -> sum(s, i -> i.mask().hd95().orElse(0)),
                FilmScore::found);
        share(
                all,
                "found bodies surface Dice",
                measured,
                s -> sum(s, i -> i.mask().surfaceDice().orElse(0)),
                FilmScore::found);
        share(all, "bodies Dice, missed ones 0", lateral(), s -> sum(s, i -> i.mask().dice()), FilmScore::bodies);
    }

    private static double sum(FilmScore s, ToDoubleFunction<Instance> of) {
        return s.instances().stream().filter(Instance::found).mapToDouble(of).sum();
    }

    private static void optional(
            List<Measure> all, String name, Predicate<FilmScore> where, Function<FilmScore, OptionalDouble> of) {
        share(all, name, where.and(s -> of.apply(s).isPresent()), s -> of.apply(s).orElse(0), _ -> 1);
    }

    private static void films(List<Measure> all, String name, Predicate<FilmScore> where, Predicate<FilmScore> is) {
        share(all, name, where, s -> is.test(s) ? 1 : 0, _ -> 1);
    }

    private static void share(
            List<Measure> all,
            String name,
            Predicate<FilmScore> where,
            ToDoubleFunction<FilmScore> part,
            ToDoubleFunction<FilmScore> whole) {
        Predicate<FilmScore> counts = where.and(s -> s.refused() == null);
        all.add(new Measure(
                name,
                s -> counts.test(s) ? part.applyAsDouble(s) : 0,
                s -> counts.test(s) ? whole.applyAsDouble(s) : 0));
    }
}
