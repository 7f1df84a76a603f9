package org.levelread.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.levelread.analysis.MadeStudy.T10_TO_S1;
import static org.levelread.analysis.MadeStudy.film;
import static org.levelread.analysis.MadeStudy.levels;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.levelread.analysis.PairAgreement.LevelAgreement;
import org.levelread.spine.Level;
import org.levelread.statistics.AgreementTable;
import org.levelread.statistics.Estimate;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;
import org.levelread.statistics.Kappa;
import org.levelread.statistics.MaskOverlap;
import org.levelread.statistics.Sample.Exclusion;
import org.levelread.statistics.Weighting;

class AgreementReportTests {

    @Test
    void theTenFilms() {
        AgreementReport report = AgreementReport.of(MadeStudy.tenFilms());
        PairAgreement pair = report.modelAgainstReference().orElseThrow();
        assertThat(pair.name()).isEqualTo("model against reference");
        assertThat(pair.exactCount()).isEqualTo(4);
        Estimated exact = estimated(pair.exact());
        assertThat(exact.value()).isEqualTo(.4);
        assertThat(exact.interval().orElseThrow().lower()).isCloseTo(.1682, within(.00005));
        assertThat(exact.interval().orElseThrow().upper()).isCloseTo(.6873, within(.00005));
        assertThat(estimated(pair.jaccard()).value()).isCloseTo(.616667, within(.0000005));
        assertThat(estimated(pair.kappa()).value()).isCloseTo(.759358, within(.0000005));
        assertThat(pair.kappa().sample().used()).isEqualTo(90);
        assertThat(pair.kappa().method().name()).contains("bootstrap by cluster");
        assertThat(pair.kappa().method().sameNumber()).contains("[[22,4],[5,59]]");
        // the only reader answers as the reference does
        assertThat(report.modelAgainstAllReaders().orElseThrow().kappa()).isEqualTo(pair.kappa());
        assertThat(estimated(report.readersAgainstReference().getFirst().exact())
                        .value())
                .isEqualTo(1);
        assertThat(report.disagreements()).hasSize(12);
    }

    @Test
    void kappaOfALevelIsThatOfItsTable() {
        PairAgreement pair =
                AgreementReport.of(MadeStudy.tenFilms()).modelAgainstReference().orElseThrow();
        LevelAgreement l4 = pair.levels().stream()
                .filter(l -> l.level() == Level.L4)
                .findFirst()
                .orElseThrow();
        // films with L4 instrumented: a b c d j in the reference, a b c d e in the model
        assertThat(l4.table().count(0, 0)).isEqualTo(4);
        assertThat(l4.kappa()).isEqualTo(Kappa.cohen(AgreementTable.ofYesNo(4, 1, 1, 4), Weighting.NONE, .95));
        LevelAgreement t4 = pair.levels().getFirst();
        assertThat(t4.level()).isEqualTo(Level.T4);
        assertThat(((NotEstimable) t4.kappa()).reason()).isEqualTo("no unit was rated by both");
        assertThat(t4.kappa().sample().excluded()).containsExactly(new Exclusion("level not seen by both", 10));
        assertThat(pair.levels()).hasSize(15);
    }

    @Test
    void aLevelCountsOnlyWhereBothSawIt() {
        LevelAnswer cut = LevelAnswer.of(levels("L3 L4 L5 S1"), levels("L4 L5"));
        LevelAnswer whole = LevelAnswer.of(levels("L1 L2 L3 L4 L5 S1"), levels("L2 L4 L5"));
        AgreementReport report = AgreementReport.of(
                List.of(film("a", cut, List.of(new ReaderAnswer("R1", whole, 9)), Optional.empty())));
        PairAgreement pair = report.modelAgainstAllReaders().orElseThrow();
        assertThat(pair.kappa().sample().used()).isEqualTo(4);
        assertThat(pair.levels().stream()
                        .filter(l -> l.level() == Level.L2)
                        .findFirst()
                        .orElseThrow()
                        .table()
                        .total())
                .isZero();
        assertThat(pair.jaccard()).isInstanceOf(NotEstimable.class);
    }

    @Test
    void whatCannotBeComparedIsCountedWithItsReason() {
        LevelAnswer some = LevelAnswer.of(T10_TO_S1, levels("L4 L5"));
        LevelAnswer none = LevelAnswer.notDeterminable();
        List<FilmComparison> films = List.of(
                film("a", some, List.of(new ReaderAnswer("R1", some, 9)), Optional.empty()),
                film("b", none, List.of(new ReaderAnswer("R1", some, 9)), Optional.empty()),
                film("c", some, List.of(new ReaderAnswer("R1", none, 9)), Optional.empty()),
                film("d", none, List.of(new ReaderAnswer("R1", none, 9)), Optional.empty()),
                film("e", some, List.of(), Optional.empty()),
                new FilmComparison(
                        "f",
                        "Film f",
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new ReaderAnswer("R1", some, 9)),
                        Optional.empty(),
                        Map.of(),
                        Map.of()));
        AgreementReport report = AgreementReport.of(films);
        PairAgreement pair = report.modelAgainstAllReaders().orElseThrow();
        assertThat(pair.exact().sample().used()).isEqualTo(1);
        assertThat(pair.exact().sample().excluded())
                .containsExactlyInAnyOrder(
                        new Exclusion("not determinable by the model", 1),
                        new Exclusion("not determinable by R1", 1),
                        new Exclusion("not determinable by either", 1),
                        new Exclusion("no answer by R1", 1),
                        new Exclusion("no answer by the model", 1));
        assertThat(estimated(pair.exactOrMissed()).value()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(report.undetermined()).hasSize(4);
        assertThat(report.disagreements())
                .extracting(AgreementReport.Disagreement::filmId)
                .containsExactly("b", "c");
        assertThat(report.readerSummaries().getFirst().notDeterminable()).isEqualTo(2);
    }

    /// Two readers on the same films are not twice the films.
    @Test
    void readersTogetherAreClusteredByFilm() {
        List<FilmComparison> films = MadeStudy.demo(7, 30);
        AgreementReport report = AgreementReport.of(films);
        assertThat(report.modelAgainstReaders())
                .extracting(PairAgreement::second)
                .containsExactly("R1", "R2", "all readers");
        PairAgreement all = report.modelAgainstAllReaders().orElseThrow();
        assertThat(all.exact().method().name()).contains("Rao-Scott design effect of");
        assertThat(all.exactCount())
                .isEqualTo(report.modelAgainstReaders().get(0).exactCount()
                        + report.modelAgainstReaders().get(1).exactCount());
        assertThat(report.readersAgainstReaders())
                .extracting(PairAgreement::name)
                .containsExactly("R1 against R2");
        assertThat(all.levels())
                .anySatisfy(l -> assertThat(l.kappa().method().name()).contains("bootstrap"));
    }

    @Test
    void theOrderOfTheFilmsDoesNotMatter() {
        List<FilmComparison> films = new ArrayList<>(MadeStudy.demo(3, 20));
        AgreementReport once = AgreementReport.of(films);
        Collections.reverse(films);
        AgreementReport again = AgreementReport.of(films);
        assertThat(ReportCsv.checksum(again)).isEqualTo(ReportCsv.checksum(once));
        for (int i = 0; i < once.comparisons().size(); i++) {
            assertThat(again.comparisons().get(i).jaccard())
                    .isEqualTo(once.comparisons().get(i).jaccard());
            assertThat(again.comparisons().get(i).exact())
                    .isEqualTo(once.comparisons().get(i).exact());
            assertThat(again.comparisons().get(i).kappa())
                    .isEqualTo(once.comparisons().get(i).kappa());
        }
    }

    @Test
    void diceLeavesEmptyMasksOutOfTheMean() {
        LevelAnswer some = LevelAnswer.of(T10_TO_S1, levels("L4"));
        List<FilmComparison> films = new ArrayList<>();
        MaskOverlap[] overlaps = {new MaskOverlap(8, 10, 10), new MaskOverlap(6, 10, 10), new MaskOverlap(0, 0, 0)};
        for (int i = 0; i < 4; i++) {
            films.add(new FilmComparison(
                    "f" + i,
                    "",
                    Optional.empty(),
                    Optional.of(new ModelAnswer(some, Map.of(), Optional.empty(), List.of())),
                    List.of(),
                    Optional.empty(),
                    i < 3 ? Map.of(Structure.INSTRUMENTATION, overlaps[i]) : Map.of(),
                    Map.of()));
        }
        var summary = AgreementReport.of(films).overlaps().get(2);
        assertThat(estimated(summary.mean()).value()).isCloseTo(.7, within(1e-12));
        assertThat(summary.lowest()).isEqualTo(.6);
        assertThat(summary.mean().sample().excluded())
                .containsExactly(
                        new Exclusion("no mask reference", 1),
                        new Exclusion("both masks empty, Dice 1 by definition", 1));
        assertThat(AgreementReport.of(films).overlaps().getFirst().mean()).isInstanceOf(NotEstimable.class);
    }

    @Test
    void nothingAtAllIsAReportToo() {
        AgreementReport report = AgreementReport.of(List.of());
        assertThat(report.comparisons()).isEmpty();
        assertThat(report.modelAgainstAllReaders()).isEmpty();
        assertThat(ReportCsv.of(report)).isNotEmpty();
    }

    @Test
    void refusesWhatCannotBe() {
        FilmComparison film = MadeStudy.tenFilms().getFirst();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgreementReport.of(List.of(film, film)))
                .withMessageContaining("fa is given twice");
        ReaderAnswer answer = film.readers().getFirst();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> film("x", answer.levels(), List.of(answer, answer), Optional.empty()))
                .withMessageContaining("R1 has two answers on film x");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReaderAnswer("R1", answer.levels(), -1))
                .withMessageContaining("-1.0 s");
    }

    private static Estimated estimated(Estimate estimate) {
        return estimate.estimated().orElseThrow(() -> new AssertionError(estimate.toString()));
    }
}
