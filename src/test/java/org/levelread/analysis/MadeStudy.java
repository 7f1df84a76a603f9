package org.levelread.analysis;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.levelread.spine.Cause;
import org.levelread.spine.Flag;
import org.levelread.spine.Level;
import org.levelread.statistics.MaskOverlap;

/// Studies made up for tests.
public final class MadeStudy {
    private static final Map<String, String> MODELS =
            Map.of("vertebrae", "1.0.0", "sacrum", "1.0.0", "instrumentation", "1.0.1");
    public static final Set<Level> T10_TO_S1 = levels("T10 T11 T12 L1 L2 L3 L4 L5 S1");

    private MadeStudy() {}

    public static Set<Level> levels(String names) {
        if (names.isBlank()) return Set.of();
        return Stream.of(names.split(" "))
                .map(n -> Level.parse(n).orElseThrow())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The ten films of the level-set example; the reference stands where a reader would, all films show T10 to S1.
    public static List<FilmComparison> tenFilms() {
        String[][] pairs = {
            {"L4 L5 S1", "L4 L5 S1"},
            {"L3 L4 L5", "L3 L4 L5"},
            {"L4 L5", "L3 L4"},
            {"T10 T11 T12 L1 L2 L3 L4 L5 S1", "T10 T11 T12 L1 L2 L3 L4 L5 S1"},
            {"L2 L3", "L2 L3 L4"},
            {"", ""},
            {"", "L5"},
            {"L5 S1", ""},
            {"T11 T12 L1", "T12 L1 L2"},
            {"L3 L4 L5", "L3 L5"}
        };
        List<FilmComparison> films = new ArrayList<>();
        for (int i = 0; i < pairs.length; i++) {
            LevelAnswer reference = LevelAnswer.of(T10_TO_S1, levels(pairs[i][0]));
            LevelAnswer model = LevelAnswer.of(T10_TO_S1, levels(pairs[i][1]));
            films.add(film(
                    "f" + (char) ('a' + i),
                    model,
                    List.of(new ReaderAnswer("R1", reference, 30)),
                    Optional.of(reference)));
        }
        return films;
    }

    public static FilmComparison film(
            String id, LevelAnswer model, List<ReaderAnswer> readers, Optional<LevelAnswer> reference) {
        return new FilmComparison(
                id,
                "Film " + id,
                Optional.empty(),
                Optional.of(new ModelAnswer(model, MODELS, Optional.empty(), List.of())),
                readers,
                reference,
                Map.of(),
                Map.of());
    }

    /// the same film where the model is that sure of what it names
    public static FilmComparison withConfidence(FilmComparison f, double confidence) {
        return new FilmComparison(
                f.filmId(),
                f.filmLabel(),
                f.patientCluster(),
                f.model()
                        .map(m -> new ModelAnswer(
                                m.levels(),
                                m.versions(),
                                m.reason(),
                                m.flags(),
                                m.levels().determinable() ? Optional.of(confidence) : Optional.empty())),
                f.readers(),
                f.reference(),
                f.overlaps(),
                f.confirmedCauses(),
                f.groups());
    }

    /// A study of the size of a demonstration: constructs of every length, two readers and a model that err at
    /// random.
    public static List<FilmComparison> demo(long seed, int count) {
        return demo(seed, count, 2);
    }

    /// @param readerCount R1, R2, …
    public static List<FilmComparison> demo(long seed, int count, int readerCount) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<Level> column = LevelSets.downwards(Level.USUAL);
        List<FilmComparison> films = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int top = 3 + random.nextInt(8);
            Set<Level> seen = EnumSet.copyOf(column.subList(top, column.size()));
            Set<Level> truth = EnumSet.noneOf(Level.class);
            if (random.nextInt(5) > 0) {
                int end = column.size() - random.nextInt(4);
                truth.addAll(column.subList(Math.max(top + 1, end - 2 - random.nextInt(6)), end));
            }
            LevelAnswer reference = LevelAnswer.of(seen, truth);
            boolean lost = random.nextInt(12) == 0;
            LevelAnswer model = lost
                    ? LevelAnswer.notDeterminable()
                    : LevelAnswer.of(seen, disturbed(truth, seen, column, random, 4));
            List<ReaderAnswer> readers = new ArrayList<>();
            for (int r = 1; r <= readerCount; r++) {
                String code = "R" + r;
                if (random.nextInt(10) == 0) continue;
                LevelAnswer answer = random.nextInt(20) == 0
                        ? LevelAnswer.notDeterminable()
                        : LevelAnswer.of(seen, disturbed(truth, seen, column, random, 8));
                readers.add(new ReaderAnswer(code, answer, 15 + random.nextInt(70)));
            }
            long size = 40_000 + random.nextInt(20_000);
            Map<Structure, MaskOverlap> overlaps = Map.of(
                    Structure.VERTEBRAE, new MaskOverlap(size * (85 + random.nextInt(12)) / 100, size, size),
                    Structure.SACRUM, new MaskOverlap(size / 4 * (70 + random.nextInt(25)) / 100, size / 4, size / 4),
                    Structure.INSTRUMENTATION,
                            truth.isEmpty()
                                    ? new MaskOverlap(0, 0, 0)
                                    : new MaskOverlap(size / 8 * (60 + random.nextInt(38)) / 100, size / 8, size / 8));
            films.add(new FilmComparison(
                    String.format("%03d", i + 1),
                    String.format("LR-%03d", i + 1),
                    Optional.of("P" + (i < 4 ? i / 2 : i)),
                    Optional.of(new ModelAnswer(
                            model,
                            MODELS,
                            lost ? Optional.of("the sacrum was not found") : Optional.empty(),
                            lost
                                    ? List.of(new Flag(Cause.C1A, "the sacrum mask touches the lower border", .8))
                                    : List.of())),
                    readers,
                    Optional.of(reference),
                    overlaps,
                    i % 3 == 0 ? Map.of("R1", Cause.C4A) : Map.of()));
        }
        return films;
    }

    /// A study that reads each film without and with the prediction: beside it, readers name two of three wrong films rightly, and
    /// everybody says how sure each name is, 1 to 5.
    public static StudyData twoArms(long seed, int count, int readerCount) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<FilmComparison> films = new ArrayList<>();
        List<StudyData.ArmAnswer> arms = new ArrayList<>();
        for (FilmComparison film : demo(seed, count, readerCount)) {
            LevelAnswer truth = film.reference().orElseThrow();
            List<ReaderAnswer> readers = new ArrayList<>();
            for (int r = 1; r <= readerCount; r++) {
                LevelAnswer alone = film.levelsBy("R" + r).orElse(truth);
                LevelAnswer beside = random.nextInt(3) > 0 ? truth : alone;
                ReaderAnswer first = new ReaderAnswer(
                        "R" + r, alone, 30 + random.nextInt(60), 0, Optional.empty(), sure(alone, truth, random));
                readers.add(first);
                arms.add(new StudyData.ArmAnswer(
                        film.filmId(), first.reader(), false, 1, alone, first.seconds(), first.confidence()));
                arms.add(new StudyData.ArmAnswer(
                        film.filmId(), first.reader(), true, 2, beside, 20 + random.nextInt(40), sure(beside, truth, random)));
            }
            ModelAnswer model = film.model().orElseThrow();
            films.add(new FilmComparison(
                    film.filmId(),
                    film.filmLabel(),
                    film.patientCluster(),
                    Optional.of(new ModelAnswer(
                            model.levels(),
                            model.versions(),
                            model.reason(),
                            model.flags(),
                            model.levels().determinable() ? Optional.of(.5 + random.nextDouble() / 2) : Optional.empty(),
                            model.levels().seen().stream()
                                    .collect(Collectors.toMap(level -> level, level -> .4 + random.nextDouble() * .6)))),
                    readers,
                    film.reference(),
                    film.overlaps(),
                    film.confirmedCauses()));
        }
        return new StudyData("arms", "Two arms", .1, films, List.of(), List.of(), List.of(), List.of(), arms);
    }

    private static Map<Level, Integer> sure(LevelAnswer said, LevelAnswer truth, RandomGenerator random) {
        return said.seen().stream()
                .sorted()
                .collect(Collectors.toMap(
                        level -> level,
                        level -> said.instrumented().contains(level) == truth.instrumented().contains(level)
                                ? 2 + random.nextInt(4)
                                : 1 + random.nextInt(4)));
    }

    private static Set<Level> disturbed(
            Set<Level> truth, Set<Level> seen, List<Level> column, RandomGenerator random, int oneIn) {
        Set<Level> copy = EnumSet.noneOf(Level.class);
        copy.addAll(truth);
        if (truth.isEmpty() || random.nextInt(oneIn) > 0) return copy;
        List<Level> sorted = LevelSets.downwards(truth);
        int top = column.indexOf(sorted.getFirst());
        switch (random.nextInt(3)) {
            case 0 -> {
                if (seen.contains(column.get(top - 1))) copy.add(column.get(top - 1));
            }
            case 1 -> {
                copy.clear();
                for (Level l : sorted) copy.add(column.get(column.indexOf(l) - 1));
                copy.retainAll(seen);
            }
            default -> copy.remove(sorted.get(sorted.size() / 2));
        }
        return copy;
    }
}
