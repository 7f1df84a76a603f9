package org.levelread.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.levelread.analysis.MadeStudy.T10_TO_S1;
import static org.levelread.analysis.MadeStudy.film;
import static org.levelread.analysis.MadeStudy.levels;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.levelread.spine.Cause;
import org.levelread.spine.Flag;

class CauseSuggestionsTests {

    /// film 3 is a shift by -1 and film 9 by +1, with a Jaccard index of 1 after the shift
    @ParameterizedTest
    @CsvSource({
        "L4 L5, L3 L4, -1, 1",
        "T11 T12 L1, T12 L1 L2, 1, 1",
        "L4 L5 S1, L4 L5 S1, 0, 1",
        "'', L5, 0, 0",
        "L5 S1, L4 L5, -1, 1",
        "T10 T11, L1 L2, 3, 1"
    })
    void shifts(String other, String model, int by, double jaccard) {
        assertThat(LevelShift.best(LevelAnswer.of(T10_TO_S1, levels(model)), LevelAnswer.of(T10_TO_S1, levels(other))))
                .isEqualTo(new LevelShift(by, jaccard));
    }

    @Test
    void aSixthLumbarVertebraIsAStepOfTheColumn() {
        LevelAnswer six = LevelAnswer.of(levels("L4 L5 L6 S1"), levels("L6 S1"));
        assertThat(LevelShift.best(LevelAnswer.of(levels("L4 L5 L6 S1"), levels("L5 L6")), six))
                .isEqualTo(new LevelShift(-1, 1));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "L4 L5, L3 L4, C4A, 1 level higher than reader R1 (L4 L5)",
                "T11 T12 L1, T12 L1 L2, C4A, 1 level lower than reader R1 (T11-L1)",
                "L2 L3, L2 L3 L4, C5B, adds L4 below L2 L3",
                "L2 L3, L1 L2 L3, C5B, adds L1 above L2 L3",
                "'', L5, C3H, adds L5",
                "L5 S1, '', C3G, lacks L5 S1",
                "L3 L4 L5, L3 L5, C3G, lacks L4",
                "L3 L5, L3 L4 L5, C6A, with a gap inside L3-L5",
                "T12 L1 L4 L5, T12 L2 L4, C6A, with a gap inside T12-L5",
                "L1 L2, L2 L3 L4, C3C, lacks L1 and adds L3 L4",
                "L4 L5, L4 L5, -, -"
            })
    void causes(String reader, String model, Cause cause, String evidence) {
        Optional<SuggestedCause> suggested =
                suggested(LevelAnswer.of(T10_TO_S1, levels(model)), LevelAnswer.of(T10_TO_S1, levels(reader)));
        if (cause == null) {
            assertThat(suggested).isEmpty();
            return;
        }
        assertThat(suggested.orElseThrow().cause()).isEqualTo(cause);
        assertThat(suggested.orElseThrow().evidence().replace(",", "")).contains(evidence);
    }

    @Test
    void aLevelOutsideTheView() {
        LevelAnswer whole = LevelAnswer.of(T10_TO_S1, levels("T10 T11 T12 L1 L2"));
        assertThat(suggested(LevelAnswer.of(levels("T12 L1 L2 L3 L4 L5 S1"), levels("T12 L1 L2")), whole)
                        .orElseThrow())
                .satisfies(s -> assertThat(s.cause()).isEqualTo(Cause.C1B))
                .satisfies(s -> assertThat(s.evidence())
                        .isEqualTo("reader R1 marks T10, which the model did not see: it saw T12 to S1"));
        LevelAnswer low = LevelAnswer.of(T10_TO_S1, levels("L3 L4 L5 S1"));
        assertThat(suggested(LevelAnswer.of(levels("L1 L2 L3 L4"), levels("L3 L4")), low)
                        .orElseThrow()
                        .cause())
                .isEqualTo(Cause.C1A);
        assertThat(suggested(
                                LevelAnswer.of(levels("T12 L1 L3 L4 L5 S1"), levels("L1 L3")),
                                LevelAnswer.of(T10_TO_S1, levels("L1 L2 L3")))
                        .orElseThrow()
                        .cause())
                .isEqualTo(Cause.C3C);
    }

    @Test
    void notDeterminable() {
        LevelAnswer named = LevelAnswer.of(T10_TO_S1, levels("L4 L5"));
        LevelAnswer without = LevelAnswer.of(levels("T10 T11 T12 L1"), levels("T11 T12"));
        assertThat(suggested(LevelAnswer.notDeterminable(), named).orElseThrow().cause())
                .isEqualTo(Cause.C3E);
        assertThat(suggested(LevelAnswer.notDeterminable(), without)
                        .orElseThrow()
                        .cause())
                .isEqualTo(Cause.C1A);
        assertThat(suggested(named, LevelAnswer.notDeterminable()).orElseThrow().cause())
                .isEqualTo(Cause.C6C);
        assertThat(suggested(LevelAnswer.notDeterminable(), LevelAnswer.notDeterminable()))
                .isEmpty();
    }

    @Test
    void theModelsOwnFlagComesBeforeAGuess() {
        LevelAnswer model = LevelAnswer.of(T10_TO_S1, levels(""));
        FilmComparison film = new FilmComparison(
                "a",
                "",
                Optional.empty(),
                Optional.of(new ModelAnswer(
                        model,
                        Map.of(),
                        Optional.empty(),
                        List.of(
                                new Flag(Cause.C2A, "contrast-to-noise 0.9", .75),
                                new Flag(Cause.C2B, "doubled endplates", .3)))),
                List.of(new ReaderAnswer("R1", LevelAnswer.of(T10_TO_S1, levels("L4 L5")), 1)),
                Optional.empty(),
                Map.of(),
                Map.of());
        SuggestedCause cause = CauseSuggestions.of(film, "R1").orElseThrow();
        assertThat(cause.cause()).isEqualTo(Cause.C2A);
        assertThat(cause.evidence()).isEqualTo("the model's own flag: contrast-to-noise 0.9");
    }

    @Test
    void theReferenceAloneAgainstAll() {
        LevelAnswer common = LevelAnswer.of(T10_TO_S1, levels("L4 L5"));
        LevelAnswer reference = LevelAnswer.of(T10_TO_S1, levels("L3 L4"));
        FilmComparison film = film(
                "a",
                common,
                List.of(new ReaderAnswer("R1", common, 1), new ReaderAnswer("R2", common, 1)),
                Optional.of(reference));
        assertThat(CauseSuggestions.of(film, FilmComparison.REFERENCE)
                        .orElseThrow()
                        .cause())
                .isEqualTo(Cause.C6B);
        FilmComparison one = film("a", common, List.of(new ReaderAnswer("R1", common, 1)), Optional.of(reference));
        assertThat(CauseSuggestions.of(one, FilmComparison.REFERENCE)
                        .orElseThrow()
                        .cause())
                .isEqualTo(Cause.C4A);
        assertThat(CauseSuggestions.of(one, "R9")).isEmpty();
    }

    private static Optional<SuggestedCause> suggested(LevelAnswer model, LevelAnswer reader) {
        return CauseSuggestions.of(
                film("a", model, List.of(new ReaderAnswer("R1", reader, 1)), Optional.empty()), "R1");
    }
}
