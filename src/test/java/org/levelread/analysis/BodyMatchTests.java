package org.levelread.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;
import org.levelread.slicer.Segment;
import org.levelread.slicer.SlicerSegmentation;
import org.levelread.spine.Cause;
import org.levelread.spine.Level;

/// Faults planted on purpose in 40 spines of random sizes with a construct above the fault (seeds 1 to 40).
class BodyMatchTests {
    private static final int SEEDS = 40;
    private static final int WIDTH = 60;
    private static final int HEIGHT = 400;

    private enum Planted {
        NONE,
        MERGE,
        SPLIT,
        MISS,
        FALSE,
        LOWEST_TAKEN_FOR_S1,
        SHIFT,
        SHIFT_AND_SPLIT_ABOVE
    }

    /// bodies named from L5 upwards; the prediction counts what it sees
    private static final class Spine {
        final List<Segment> segments = new ArrayList<>();
        final LabelMap predicted = new LabelMap(WIDTH, HEIGHT);
        final List<@Nullable Level> names = new ArrayList<>();
        final Set<Level> instrumented = EnumSet.noneOf(Level.class);
        final Set<Level> predictedInstrumented = EnumSet.noneOf(Level.class);
        final Set<Level> truth = EnumSet.of(Level.S1);

        Spine(long seed, Planted planted) {
            RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            int bodies = random.nextInt(6, 11);
            int at = random.nextInt(1, 3);
            boolean shifted = planted == Planted.SHIFT || planted == Planted.SHIFT_AND_SPLIT_ABOVE;
            boolean split = planted == Planted.SPLIT || planted == Planted.SHIFT_AND_SPLIT_ABOVE;
            int place = shifted ? 2 : 1;
            int y = HEIGHT - 10;
            for (int k = 0; k < bodies; k++) {
                int tall = random.nextInt(20, 28);
                int left = random.nextInt(10, 16);
                Level level = Level.USUAL.get(k + 1);
                truth.add(level);
                segments.add(segment(level.name(), left, y - tall, left + 34, y));
                boolean fixed = k > at + 1 && k <= at + 4;
                if (fixed) instrumented.add(level);
                int top = y - tall + random.nextInt(-1, 2);
                boolean lost = planted == Planted.MISS && k == at || planted == Planted.LOWEST_TAKEN_FOR_S1 && k == 0;
                if (!lost) {
                    if (planted != Planted.MERGE || k != at + 1) names.add(Level.USUAL.get(place++));
                    fill(predicted, left, top, left + 34, y, names.size());
                    if (fixed) predictedInstrumented.add(names.getLast());
                    if (split && k == at) {
                        names.add(Level.USUAL.get(place++));
                        fill(predicted, left, top, left + 34, y - tall / 2, names.size());
                    }
                }
                y -= tall + 6;
                if (planted == Planted.FALSE && k == at) {
                    names.add(Level.USUAL.get(place++));
                    fill(predicted, 10, y + 1, 40, y + 5, names.size());
                }
            }
        }

        BodyMatch match() {
            return BodyMatch.of(predicted, names, new SlicerSegmentation(WIDTH, HEIGHT, null, segments)).orElseThrow();
        }

        FilmComparison film() {
            Set<Level> seen = EnumSet.of(Level.S1);
            for (Level name : names) if (name != null) seen.add(name);
            LevelAnswer reference = LevelAnswer.of(truth, instrumented);
            return MadeStudy.film(
                            "a",
                            LevelAnswer.of(seen, predictedInstrumented),
                            List.of(
                                    new ReaderAnswer("R1", reference, 1),
                                    new ReaderAnswer("R2", LevelAnswer.of(truth, Set.of(Level.L5)), 1)),
                            Optional.of(reference))
                    .with(match());
        }

        private static Segment segment(String name, int x0, int y0, int x1, int y1) {
            Mask mask = new Mask(WIDTH, HEIGHT);
            for (int y = y0; y < y1; y++) for (int x = x0; x < x1; x++) mask.values()[y * WIDTH + x] = 1;
            return new Segment(name, mask);
        }

        private static void fill(LabelMap map, int x0, int y0, int x1, int y1, int label) {
            for (int y = y0; y < y1; y++) for (int x = x0; x < x1; x++) map.values()[y * WIDTH + x] = label;
        }
    }

    /// the causes that would be suggested without masks are shifts and guesses
    @ParameterizedTest
    @CsvSource({
        "MERGE, C3A",
        "SPLIT, C3B",
        "MISS, C3C",
        "FALSE, C3D",
        "LOWEST_TAKEN_FOR_S1, C3F",
        "SHIFT, C4A",
        "SHIFT_AND_SPLIT_ABOVE, C4A"
    })
    void atLeastNineOfTenPlantedFaultsAreSuggestedFirst(Planted planted, Cause cause) {
        int right = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            FilmComparison film = new Spine(seed, planted).film();
            Optional<SuggestedCause> suggested = CauseSuggestions.of(film, FilmComparison.REFERENCE);
            if (suggested.map(SuggestedCause::cause).filter(c -> c == cause).isPresent()) right++;
            // a reader who answers as the reference does differs for the same reason
            assertThat(CauseSuggestions.of(film, "R1").map(SuggestedCause::cause))
                    .isEqualTo(suggested.map(SuggestedCause::cause));
        }
        assertThat(right).as(planted + " suggested as " + cause).isGreaterThanOrEqualTo(SEEDS * 9 / 10);
    }

    @Test
    void masksOfTheReferenceSayNothingOfAReaderWhoAnswersOtherwise() {
        FilmComparison film = new Spine(3, Planted.MISS).film();
        assertThat(CauseSuggestions.of(film, "R1").orElseThrow().evidence()).startsWith("no predicted body covers L");
        assertThat(CauseSuggestions.of(film, "R2").orElseThrow().evidence()).doesNotContain("predicted body");
    }

    /// the highest body is merged with the one below; the construct lies under them, and the model adds hardware at its lower end
    @Test
    void aFaultAboveTheDifferenceDoesNotExplainIt() {
        Spine spine = new Spine(3, Planted.NONE);
        int top = spine.names.size();
        for (int i = 0; i < spine.predicted.values().length; i++) {
            if (spine.predicted.values()[i] == top) spine.predicted.values()[i] = top - 1;
        }
        spine.names.removeLast();
        BodyMatch match = spine.match();
        assertThat(match.merged()).isEqualTo(2);
        assertThat(match.explanation().orElseThrow().cause()).isEqualTo(Cause.C3A);
        spine.predictedInstrumented.add(Level.L5);
        assertThat(CauseSuggestions.of(spine.film(), FilmComparison.REFERENCE).orElseThrow().cause())
                .isNotEqualTo(Cause.C3A);
        // at the merged bodies it does
        assertThat(match.explains(Set.of(match.lowestWrong().orElseThrow())).orElseThrow().cause())
                .isEqualTo(Cause.C3A);
    }

    @Test
    void countsAndSentences() {
        assertThat(new Spine(3, Planted.NONE).match().explanation()).isEmpty();
        assertThat(new Spine(3, Planted.NONE).match().inWords()).matches("Each of the reference's \\d+ bodies has its match\\.");
        assertThat(new Spine(3, Planted.MERGE).match()).satisfies(m -> assertThat(m.merged()).isEqualTo(2));
        assertThat(new Spine(3, Planted.SPLIT).match()).satisfies(m -> assertThat(m.split()).isEqualTo(1));
        assertThat(new Spine(3, Planted.FALSE).match().inWords())
                .endsWith("bodies has its match; 1 predicted body lies where the reference has none.");
        BodyMatch missed = new Spine(3, Planted.MISS).match();
        assertThat(missed.missed()).isEqualTo(1);
        assertThat(missed.inWords()).matches("Of the reference's \\d+ bodies 1 is missed\\.");
        assertThat(missed.explanation().orElseThrow().evidence())
                .isEqualTo("no predicted body covers L4 of the reference; up to L5 the names are right");
        assertThat(new BodyMatch(8, 2, 1, 1, 2, Optional.empty(), Optional.empty()).inWords())
                .isEqualTo("Of the reference's 8 bodies 2 are merged, 1 is split and 1 is missed; 2 predicted bodies lie where the"
                        + " reference has none.");
    }

    @Test
    void nothingToMatch() {
        Spine spine = new Spine(3, Planted.NONE);
        var hardwareOnly = new SlicerSegmentation(
                WIDTH, HEIGHT, null, List.of(Spine.segment("Screw", 5, 5, 9, 9), Spine.segment("Sacrum", 5, 380, 40, 395)));
        assertThat(BodyMatch.of(spine.predicted, spine.names, hardwareOnly)).isEmpty();
        // a map that does not belong to the names
        assertThat(BodyMatch.of(
                        spine.predicted,
                        spine.names.subList(0, 2),
                        new SlicerSegmentation(WIDTH, HEIGHT, null, spine.segments)))
                .isEmpty();
        // a film that could not be named: bodies are matched, no name is wrong
        BodyMatch unnamed = BodyMatch.of(
                        spine.predicted,
                        new ArrayList<>(Collections.nCopies(spine.names.size(), null)),
                        new SlicerSegmentation(WIDTH, HEIGHT, null, spine.segments))
                .orElseThrow();
        assertThat(unnamed.missed()).isZero();
        assertThat(unnamed.explanation()).isEmpty();
    }

    @Test
    void theFrozenDataKeepIt() {
        FilmComparison film = new Spine(3, Planted.MERGE).film();
        StudyData data = StudyData.ofFilms("s", "Study", .1, List.of(film));
        assertThat(new String(data.bytes(), StandardCharsets.UTF_8)).contains("\"bodies\":{", "\"merged\":2", "\"format\":3");
        StudyData again = StudyData.parse(data.bytes());
        assertThat(again).isEqualTo(data);
        assertThat(CauseSuggestions.of(again.films().getFirst(), FilmComparison.REFERENCE).orElseThrow().cause())
                .isEqualTo(Cause.C3A);
    }
}
