package org.levelread.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.spine.Level;

class AnswerTest {
    @ParameterizedTest
    @ValueSource(strings = {"S1", "L3", "S1 L5 L4", "S1 L6 L5", "L6 L5 L4", "L2 L1 T13 T12", "L1 T12 T11", "T2 T1"})
    void acceptsAColumnWithoutGap(String levels) {
        assertThat(naming(levels).objection()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"S1 L4", "L5 L3", "L6 L4", "T13 T11", "L2 T13", "S1 L6 L4", "L1 T11"})
    void refusesAGap(String levels) {
        assertThat(naming(levels).objection())
                .hasValueSatisfying(s -> assertThat(s).startsWith("There is a gap between"));
    }

    @Test
    void refusesNothingSaid() {
        assertThat(Answer.EMPTY.objection())
                .hasValueSatisfying(s -> assertThat(s).startsWith("Name at least one level"));
    }

    @Test
    void notDeterminableNeedsAReasonAndNoLevels() {
        assertThat(new Answer(List.of(), false, "  ").objection()).contains("Say why the levels cannot be determined.");
        assertThat(new Answer(List.of(), false, "wrong view").objection()).isEmpty();
    }

    @Test
    void refusesALevelNamedTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> naming("L5 L5"))
                .withMessage("L5 is named twice on one film");
    }

    @Test
    void sortsFromTheLowestUpAndSumsUp() {
        Answer answer = new Answer(
                List.of(at(Level.T12, 100, false), at(Level.L2, 300, true), at(Level.L1, 200, true)), true, "");
        assertThat(answer.levels()).extracting(ReadingLevel::level).containsExactly(Level.L2, Level.L1, Level.T12);
        assertThat(answer.summary()).isEqualTo("levels T12–L2; instrumented L1, L2");
        assertThat(naming("L5").summary()).isEqualTo("level L5; no instrumented level");
        assertThat(new Answer(List.of(), false, "wrong view").summary()).isEqualTo("not determinable: wrong view");
    }

    @Test
    void doubtsALevelBelowItsLowerNeighbour() {
        Answer swapped = new Answer(List.of(at(Level.L5, 200, false), at(Level.L4, 300, false)), true, "");
        assertThat(swapped.doubts()).containsExactly("L4 lies below L5 on this film.");
        assertThat(naming("S1 L5 L4").doubts()).isEmpty();
    }

    private static Answer naming(String levels) {
        List<ReadingLevel> named = new ArrayList<>();
        for (String level : levels.split(" ")) named.add(at(Level.valueOf(level), 1000 - 50 * named.size(), false));
        return new Answer(named, true, "");
    }

    private static ReadingLevel at(Level level, double y, boolean instrumented) {
        return new ReadingLevel(level, 10, y, instrumented);
    }
}
