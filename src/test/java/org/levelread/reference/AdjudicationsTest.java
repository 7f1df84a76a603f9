package org.levelread.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.levelread.ApplicationTest;
import org.levelread.analysis.FrozenStudy;
import org.levelread.cases.Film;
import org.levelread.protocol.ProtocolVersion.Touches;
import org.levelread.protocol.StepOutcome;
import org.levelread.protocol.Study;
import org.levelread.readers.Account;
import org.levelread.readers.Role;
import org.levelread.reading.Answer;
import org.levelread.reading.Answering;
import org.levelread.reading.Reading;
import org.levelread.reading.ReadingLevel;
import org.levelread.reading.Readings;
import org.levelread.reading.Submissions;
import org.levelread.spine.Level;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

class AdjudicationsTest extends ApplicationTest {
    private static final String PREDICTION = """
            {"film": "x", "width": 100, "height": 200,
             "levels": [{"level": "T12", "polygon": [], "centroid": [50,150], "confidence": 0.9, "instrumented": true}],
             "sacrum": {"visible": false, "polygon": [], "endplate": null, "confidence": 0},
             "instrumentation": {"present": true, "polygons": []}, "instrumentedLevels": ["T12"],
             "determinable": true, "reason": null, "flags": [], "models": {"vertebrae": "v7"}, "millis": {}}""";

    @Autowired
    FrozenStudy frozen;

    @Autowired
    Adjudications adjudications;

    @Autowired
    References references;

    @Autowired
    Readings readings;

    @Autowired
    Answering answering;

    private final Map<Account, Map<UUID, Answer>> given = new LinkedHashMap<>();
    private final List<Account> readers = new ArrayList<>();
    private Study study;
    private Film agreed;
    private Film split;
    private Account lead;

    @BeforeEach
    void threeReadersAndThreeFilms() {
        study = study();
        lead = account(Role.STUDY_LEAD);
        agreed = film(study, "agreed.png");
        split = film(study, "split.png");
        for (int i = 0; i < 2; i++) readers.add(account(Role.READER));
        read(readers.get(0), agreed, Level.L5, Level.L4);
        read(readers.get(1), agreed, Level.L5, Level.L4);
        read(readers.get(0), split, Level.L5);
        read(readers.get(1), split, Level.L4);
        submit();
        film(study, "unread.png");
    }

    @Test
    void theMajorityIsStoredAndATieIsStated() {
        signIn(lead);
        assertThat(adjudications.majorities(study.id()))
                .extracting(PanelFilm::sentence)
                .containsExactly("2 of 2 readers", "not decided: 1 : 1", "no reader has answered");

        ReferenceChange change = adjudications.adopt(study.id(), ReferenceChange.MAJORITY, "the panel");

        assertThat(change.films()).isEqualTo(1);
        assertThat(change.madeBy()).isEqualTo(lead.id());
        FilmReference reference = references.find(agreed.id()).orElseThrow();
        assertThat(reference.instrumented()).containsExactlyInAnyOrder(Level.L4, Level.L5);
        assertThat(reference.source()).isEqualTo("panel majority");
        assertThat(references.find(split.id())).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> adjudications.adopt(study.id(), ReferenceChange.MAJORITY, ""))
                .withMessageStartingWith("There is nothing to store");
    }

    @Test
    void moreThanHalfDecidesAndUndeterminableIsAnAnswer() {
        Answer none = new Answer(List.of(), false, "dark");
        Answer five = answer(Level.L5);
        assertThat(PanelMajority.of(List.of(none, five, none)))
                .isEqualTo(new PanelMajority.Decided(false, Set.of(), Set.of(), 2, 3));
        assertThat(PanelMajority.of(List.of(none, five, answer(Level.L4))))
                .isEqualTo(new PanelMajority.Tie("1 : 1 : 1", 3));
        assertThat(PanelMajority.of(List.of(none, none, five, five))).isEqualTo(new PanelMajority.Tie("2 : 2", 4));
        assertThat(PanelMajority.of(List.of(five))).isEqualTo(new PanelMajority.TooFew(1));
        // what is in view is named by most of those who agree
        Answer wide = new Answer(
                List.of(new ReadingLevel(Level.L5, 1, 9, true), new ReadingLevel(Level.L4, 1, 5, false)), true, "");
        assertThat(PanelMajority.of(List.of(wide, wide, five)))
                .isEqualTo(new PanelMajority.Decided(true, Set.of(Level.L5, Level.L4), Set.of(Level.L5), 3, 3));
    }

    @Test
    void anAdjudicatorSeesAnswersWithoutNamesInOneOrder() {
        signIn(account(Role.ADJUDICATOR));
        List<AdjudicationCase> cases = adjudications.cases(study.id());

        assertThat(cases).extracting(one -> one.film().id()).containsExactly(split.id(), agreed.id());
        assertThat(cases).extracting(AdjudicationCase::differ).containsExactly(true, false);
        assertThat(cases.getFirst().answers()).containsExactlyInAnyOrder(answer(Level.L5), answer(Level.L4));
        for (int i = 0; i < 5; i++) {
            assertThat(adjudications.cases(study.id()).getFirst().answers())
                    .isEqualTo(cases.getFirst().answers());
        }
        // twelve adjudicators: that all see one order has a chance of 1 in 2048
        Set<Answer> shownFirst = new java.util.HashSet<>();
        for (int i = 0; i < 12; i++) {
            signIn(account(Role.ADJUDICATOR));
            shownFirst.add(adjudications.cases(study.id()).getFirst().answers().getFirst());
        }
        assertThat(shownFirst).hasSize(2);
    }

    @Test
    void whatAdjudicatorsAgreeOnBecomesTheReference() {
        Account one = account(Role.ADJUDICATOR);
        Account two = account(Role.ADJUDICATOR);
        decide(one, split, "the lowest disc is L5/S1", Level.L5);
        decide(two, split, "counted from above", Level.L4);
        decide(two, agreed, "clear", Level.L5, Level.L4);

        signIn(lead);
        assertThat(adjudications.adjudicated(study.id()))
                .extracting(PanelFilm::sentence)
                .containsExactly("1 adjudicator: clear", "not decided: 2 adjudicators differ");
        decide(two, split, "convinced", Level.L5);
        signIn(lead);
        adjudications.adopt(study.id(), ReferenceChange.ADJUDICATION, "second round");

        assertThat(references.find(split.id()).orElseThrow().instrumented()).containsExactly(Level.L5);
        assertThat(references.history(split.id()).getFirst().rationale())
                .isEqualTo("2 adjudicators: the lowest disc is L5/S1 / convinced");
        assertThat(adjudications.decisions(study.id())).hasSize(3);
        assertThat(jdbc.sql("select count(*) from reference.adjudication where film_id = :film")
                        .param("film", split.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
        assertThatThrownBy(() -> jdbc.sql("update reference.adjudication set rationale = 'x'")
                        .update())
                .hasMessageContaining("is kept");
    }

    /// Without the key of the protocol nothing of the model reaches an adjudicator, though the prediction is there.
    @Test
    void anAdjudicatorGetsNothingOfTheModelUnlessTheProtocolShowsIt() {
        jdbc.sql("""
                update prediction.run set state = 'DONE', started_at = now(), finished_at = now(), result = :result::jsonb
                where film_id = :film""").param("film", split.id()).param("result", PREDICTION).update();
        Account adjudicator = account(Role.ADJUDICATOR);
        signIn(adjudicator);
        assertThat(adjudications.cases(study.id())).allSatisfy(one -> {
            assertThat(one.model()).isEmpty();
            // a time of day may hold a T12 of its own
            assertThat(one.toString()).doesNotContain("level=T12", "vertebrae v7");
        });
        decide(adjudicator, split, "without", Level.L5);
        assertThat(shown()).containsOnlyNulls();

        signIn(lead);
        assertThat(protocols.amend(
                        study.id(),
                        protocols.latest(study.id()).orElseThrow().yaml() + "adjudication: {showModel: true}\n",
                        Touches.NO_READ,
                        "A review of the model's errors",
                        org.levelread.Fixtures.password(lead)))
                .isEqualTo(new StepOutcome.Taken());
        signIn(adjudicator);
        List<AdjudicationCase> cases = adjudications.cases(study.id());
        ModelOpinion model = cases.getFirst().model().orElseThrow();
        assertThat(model.version()).isEqualTo("vertebrae v7");
        assertThat(model.answer().levels()).extracting(ReadingLevel::level).containsExactly(Level.T12);
        // the readers' answers stay two, and the film without a prediction has none
        assertThat(cases.getFirst().answers()).hasSize(2);
        assertThat(cases.getLast().model()).isEmpty();
        decide(adjudicator, split, "beside the model", Level.L5);
        assertThat(shown()).containsExactlyInAnyOrder(null, "vertebrae v7");
        signIn(lead);
        assertThat(adjudications.decisions(study.id()))
                .singleElement()
                .satisfies(one -> assertThat(one.modelShown()).isEqualTo("vertebrae v7"));
        assertThat(frozen.take(study).adjudications())
                .singleElement()
                .satisfies(one -> assertThat(one.besideTheModel()).isTrue());
    }

    private List<String> shown() {
        return jdbc.sql("select model_shown from reference.adjudication where film_id = :film")
                .param("film", split.id())
                .query(String.class)
                .list();
    }

    @Test
    void aDecisionNeedsItsReason() {
        signIn(account(Role.ADJUDICATOR));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> adjudications.decide(split.id(), true, Set.of(Level.L5), Set.of(), "  "))
                .withMessage("Give the reason for your decision, in at most 4000 characters.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> adjudications.decide(split.id(), true, Set.of(), Set.of(), "why"))
                .withMessageStartingWith("Name at least one level");
    }

    @Test
    void neitherReadersNorSurgeonsAdjudicateAndOnlyTheLeadAdopts() {
        for (Account other : List.of(readers.getFirst(), account(Role.SURGEON))) {
            signIn(other);
            assertThatThrownBy(() -> adjudications.cases(study.id())).isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(() -> adjudications.decide(split.id(), false, Set.of(), Set.of(), "x"))
                    .isInstanceOf(AccessDeniedException.class);
        }
        signIn(account(Role.ADJUDICATOR));
        assertThatThrownBy(() -> adjudications.majorities(study.id())).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> adjudications.adopt(study.id(), ReferenceChange.MAJORITY, ""))
                .isInstanceOf(AccessDeniedException.class);
    }

    private void decide(Account adjudicator, Film film, String rationale, Level... levels) {
        signIn(adjudicator);
        adjudications.decide(film.id(), true, Set.of(levels), Set.of(levels), rationale);
    }

    private static Answer answer(Level... instrumented) {
        List<ReadingLevel> levels = new ArrayList<>();
        for (Level level : instrumented) levels.add(new ReadingLevel(level, 50, 150 - 40 * level.ordinal(), true));
        return new Answer(levels, true, "");
    }

    private void read(Account reader, Film film, Level... instrumented) {
        given.computeIfAbsent(reader, _ -> new HashMap<>()).put(film.id(), answer(instrumented));
    }

    /// each reader submits the answers in the reader's own order of the films
    private void submit() {
        given.forEach((reader, answers) -> {
            signIn(reader);
            for (int i = 0; i < answers.size(); i++) {
                Reading next = readings.openNext(study.id()).orElseThrow();
                Submissions.submit(answering, next, answers.get(next.filmId()), 9000);
            }
        });
    }
}
