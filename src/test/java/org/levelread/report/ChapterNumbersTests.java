package org.levelread.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.levelread.analysis.CauseCoding;
import org.levelread.analysis.FilmComparison;
import org.levelread.analysis.LevelAnswer;
import org.levelread.analysis.MadeStudy;
import org.levelread.analysis.ModelAnswer;
import org.levelread.analysis.ReaderAnswer;
import org.levelread.analysis.StudyData;
import org.levelread.analysis.StudyData.Adjudicated;
import org.levelread.analysis.StudyData.Repeat;
import org.levelread.spine.Cause;
import org.levelread.spine.Level;
import org.levelread.statistics.ClusterBootstrap;

/// A study of ten films that can be counted by hand.
///
/// The reference is L4 and L5 on every film, T12 to S1 in view. The model is right on seven, a level too high on two (L3, L4), and cannot
/// tell one. Reader A is right on the first five films read and a level too high on the last five; 10 s on the first, 1 s more on each.
/// Reader B is always right. Films 1 to 5 are view LL, the others RL.
class ChapterNumbersTests {
    private static final Set<Level> VIEW = MadeStudy.levels("T12 L1 L2 L3 L4 L5 S1");
    private static final LevelAnswer RIGHT = LevelAnswer.of(VIEW, MadeStudy.levels("L4 L5"));
    private static final LevelAnswer HIGH = LevelAnswer.of(VIEW, MadeStudy.levels("L3 L4"));
    private static final StudyData DATA = data();
    private static final Findings FINDINGS = Findings.of(DATA, new ClusterBootstrap(3, 300), (share, what) -> {});

    private static StudyData data() {
        List<FilmComparison> films = new ArrayList<>();
        for (int f = 1; f <= 10; f++) {
            LevelAnswer model = f <= 7 ? RIGHT : f <= 9 ? HIGH : LevelAnswer.notDeterminable();
            films.add(new FilmComparison(
                    String.format("%03d", f),
                    "Film " + f,
                    Optional.empty(),
                    Optional.of(new ModelAnswer(model, Map.of("vertebrae", "1"), Optional.empty(), List.of())),
                    List.of(
                            new ReaderAnswer("A", f <= 5 ? RIGHT : HIGH, 9 + f, f, Optional.empty()),
                            new ReaderAnswer("B", RIGHT, 20, 11 - f, Optional.empty())),
                    Optional.of(RIGHT),
                    Map.of(),
                    f == 8 ? Map.of(FilmComparison.REFERENCE, Cause.C4A) : Map.of(),
                    Map.of("view", f <= 5 ? "LL" : "RL")));
        }
        return new StudyData(
                "ten",
                "Ten films",
                .1,
                films,
                List.of(),
                List.of(
                        new Adjudicated("001", "adjudicator 1", RIGHT),
                        new Adjudicated("001", "adjudicator 2", RIGHT),
                        new Adjudicated("002", "adjudicator 1", RIGHT, true),
                        new Adjudicated("002", "adjudicator 2", HIGH)),
                List.of(
                        new CauseCoding("009", FilmComparison.REFERENCE, "coder 1", Cause.C2A),
                        new CauseCoding("009", FilmComparison.REFERENCE, "coder 2", Cause.C2A),
                        new CauseCoding("010", FilmComparison.REFERENCE, "coder 1", Cause.C1A),
                        new CauseCoding("010", FilmComparison.REFERENCE, "coder 2", Cause.C2A)),
                List.of(new Repeat("001", "A", RIGHT, RIGHT), new Repeat("002", "A", RIGHT, HIGH)),
                List.of());
    }

    @Test
    void biasAndDriftOfAReader() {
        assertThat(value("panel", "reader A, bias in levels upwards")).isEqualTo(.5);
        assertThat(value("panel", "reader B, bias in levels upwards")).isEqualTo(0);
        // R: coef(lm(rep(1:0, each = 5) ~ I(1:10 / 10)))[2]
        assertThat(value("panel", "reader A, change of exact match over ten films")).isCloseTo(-1.515151515, within(1e-8));
        assertThat(value("panel", "reader A, change of seconds over ten films")).isCloseTo(10, within(1e-9));
        assertThat(value("panel", "reader B, change of exact match over ten films")).isCloseTo(0, within(1e-12));
        assertThat(value("time", "reader A")).isEqualTo(14.5);
    }

    @Test
    void hiddenDuplicatesGiveRepeatability() {
        assertThat(value("repeatability", "reader A")).isEqualTo(.5);
    }

    /// Against the reference three films differ, against reader A five plus three less two alike, against reader B three.
    @Test
    void whatFixingACauseWouldGain() {
        Chapter pareto = FINDINGS.chapter("pareto");
        long exact = FINDINGS.outcomes().stream().filter(o -> o.exact()).count();
        // 7 with the reference, 7 with B, and with A five right ones and two that are too high with the model
        assertThat(exact).isEqualTo(7 + 7 + 7);
        assertThat(FINDINGS.outcomes()).hasSize(30);
        int differences = 0;
        for (List<Object> row : pareto.table().rows()) {
            int of = (Integer) row.get(3);
            differences += of;
            assertThat((Double) row.get(6)).isCloseTo(21 / 30.0, within(1e-12));
            assertThat((Double) row.get(7)).isCloseTo((21 + of) / 30.0, within(1e-12));
        }
        assertThat(differences).isEqualTo(9);
        assertThat(pareto.table().rows().stream().mapToInt(row -> (Integer) row.get(4)).sum())
                .as("confirmed by a person")
                .isEqualTo(1);
        // two coders who agree decide where nobody confirmed
        assertThat(pareto.table().rows()).anyMatch(row -> row.getFirst().equals(Cause.C2A.code()));
        Chapter avoidable = FINDINGS.chapter("avoidable");
        assertThat(avoidable.table().rows().stream().mapToInt(row -> (Integer) row.get(1)).sum()).isEqualTo(9);
        assertThat(FINDINGS.chapter("coding").sentence())
                .startsWith("Two people coded 2 differences blind to each other: kappa ");
    }

    @Test
    void subgroupsStandApart() {
        assertThat(value("subgroups", "view: LL")).isEqualTo(1);
        assertThat(value("subgroups", "view: RL")).isEqualTo(.4);
    }

    /// On the nine films that the model tells: L5 is missed twice, L3 called twice wrongly, L4 always right.
    @Test
    void sensitivityAndSpecificityAtEachLevel() {
        assertThat(value("levels", "L5, sensitivity")).isCloseTo(7 / 9.0, within(1e-12));
        assertThat(value("levels", "L4, sensitivity")).isEqualTo(1);
        assertThat(value("levels", "L3, specificity")).isCloseTo(7 / 9.0, within(1e-12));
        assertThat(value("levels", "all levels, sensitivity")).isCloseTo(16 / 18.0, within(1e-12));
        assertThat(value("levels", "all levels, specificity")).isCloseTo(43 / 45.0, within(1e-12));
        assertThat(value("levels", "all levels, positive predictive value")).isCloseTo(16 / 18.0, within(1e-12));
        assertThat(FINDINGS.chapter("levels").table().rows())
                .anyMatch(row -> row.getFirst().equals("L3, sensitivity")
                        && row.get(6).equals("not estimable: the reference has no positive unit"));
        assertThat(FINDINGS.chapter("levels").sentence()).endsWith("7 levels on films that the model could not tell or did not see are left out.");
    }

    @Test
    void adjudicatorsAgreeAndWhatTheySawIsSaid() {
        assertThat(value("adjudicators", "adjudicator 1 and adjudicator 2, exact match")).isEqualTo(.5);
        assertThat(FINDINGS.chapter("adjudicators").sentence())
                .contains("In 1 of 4 decisions the adjudicator saw the model's answer", "biased upwards");
    }

    private static double value(String chapter, String label) {
        return FINDINGS.chapter(chapter).table().rows().stream()
                .filter(row -> row.getFirst().equals(label))
                .mapToDouble(row -> ((Number) row.get(1)).doubleValue())
                .findFirst()
                .orElseThrow(() -> new AssertionError(chapter + " has no " + label));
    }
}
