package org.levelread;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.levelread.analysis.Agreements;
import org.levelread.analysis.CauseCoders;
import org.levelread.analysis.CauseCodings;
import org.levelread.cases.Decision;
import org.levelread.cases.Enrolments;
import org.levelread.cases.Film;
import org.levelread.prediction.Reviews;
import org.levelread.protocol.ProtocolVersion.Touches;
import org.levelread.protocol.Step;
import org.levelread.protocol.Study;
import org.levelread.readers.Account;
import org.levelread.readers.Role;
import org.levelread.reading.Answer;
import org.levelread.reading.Answering;
import org.levelread.reading.Blinding;
import org.levelread.reading.Conduct;
import org.levelread.reading.Effort;
import org.levelread.reading.Readings;
import org.levelread.reading.Reminders;
import org.levelread.reading.StudyReads;
import org.levelread.reference.Adjudications;
import org.levelread.report.Reports;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;

/// Who may make which call of the study's doors: every actor tries every one of them. A call that is let in may still refuse
/// for a reason of its own, which is another matter.
class LadderOfCallsTest extends ApplicationTest {
    private enum Actor {
        NOBODY,
        OTHER_READER,
        READER,
        SURGEON,
        LEAD,
        ADJUDICATOR,
        ADMINISTRATOR
    }

    private record Call(String name, Set<Actor> letIn, Runnable deed) {}

    private static final Set<Actor> LEAD = EnumSet.of(Actor.LEAD);
    private static final Set<Actor> LEADERS = EnumSet.of(Actor.LEAD, Actor.ADMINISTRATOR);
    private static final Set<Actor> READERS = EnumSet.of(Actor.READER, Actor.OTHER_READER);
    private static final Set<Actor> DECIDERS = EnumSet.of(Actor.ADJUDICATOR, Actor.LEAD);
    private static final Set<Actor> REVIEWERS = EnumSet.of(Actor.SURGEON, Actor.LEAD, Actor.ADMINISTRATOR);
    /// nobody signed in is the server itself
    private static final Set<Actor> ADMINISTRATORS = EnumSet.of(Actor.ADMINISTRATOR, Actor.NOBODY);
    private static final Set<Actor> OWNER = EnumSet.of(Actor.READER);

    @Autowired
    Readings readings;

    @Autowired
    Answering answering;

    @Autowired
    Conduct conduct;

    @Autowired
    Blinding blinding;

    @Autowired
    Enrolments enrolments;

    @Autowired
    StudyReads reads;

    @Autowired
    Reminders reminders;

    @Autowired
    Agreements agreements;

    @Autowired
    CauseCodings codings;

    @Autowired
    CauseCoders coders;

    @Autowired
    Adjudications adjudications;

    @Autowired
    Reviews reviews;

    @Autowired
    Reports reports;

    private Study study;
    private Film film;
    private Account reader;
    private UUID reading;
    private final Map<Role, Account> others = new EnumMap<>(Role.class);

    @BeforeEach
    void anOpenReading() {
        study = study();
        film = film(study, "doe_jane.png");
        reader = account(Role.READER);
        for (Role role : Role.values()) {
            others.put(role, account(role));
        }
        signIn(reader);
        reading = readings.openNext(study.id()).orElseThrow().id();
        signOut();
    }

    private List<Call> calls() {
        UUID id = study.id();
        return List.of(
                new Call("freeze", LEAD, () -> protocols.freeze(id, "x: 1", "wrong")),
                new Call("amend", LEAD, () -> protocols.amend(id, "x: 1", Touches.NO_READ, "why", "wrong")),
                new Call("pause", LEAD, () -> protocols.take(id, Step.PAUSED, "", "")),
                new Call("lock", LEAD, () -> protocols.take(id, Step.LOCKED, "", "wrong")),
                new Call("unblind", LEAD, () -> protocols.take(id, Step.UNBLINDED, "why", "wrong")),
                new Call("adopt a protocol", Set.of(Actor.NOBODY), () -> protocols.adopt(id, "x: 1")),
                new Call("add a reader", LEAD, () -> conduct.addReader(id, reader.id())),
                new Call("take a reader out", LEAD, () -> conduct.removeReader(id, reader.id(), "ill")),
                new Call("replace a reader", LEAD, () -> conduct.replaceReader(id, reader.id(), reader.id(), "")),
                new Call("open early", LEAD, () -> conduct.openEarly(id, reader.id(), "")),
                new Call("note a deviation", LEAD, () -> conduct.note(id, "")),
                new Call("progress", LEADERS, () -> conduct.progress(id)),
                new Call("assignments", LEADERS, () -> conduct.assignments(id)),
                new Call("deviations", LEADERS, () -> conduct.deviations(id)),
                new Call("candidates", LEADERS, () -> conduct.candidates(id)),
                new Call("blinding certificate", LEADERS, () -> blinding.evidence(id)),
                new Call("submitted answers", LEADERS, () -> readings.submitted(id)),
                new Call(
                        "decide on a film",
                        EnumSet.of(Actor.SURGEON, Actor.LEAD),
                        () -> enrolments.decide(film.id(), Decision.ENROLLED, null, "", "")),
                new Call("open the next film", READERS, () -> readings.openNext(id)),
                new Call("own standing", READERS, () -> readings.standing(id)),
                new Call("own progress", READERS, () -> readings.ownProgress(id)),
                new Call("own answers", READERS, () -> answering.given(id)),
                new Call("a reading", OWNER, () -> answering.own(reading)),
                new Call("a draft", OWNER, () -> answering.draft(reading)),
                new Call("save", OWNER, () -> answering.save(reading, 0, Answer.EMPTY, Effort.NONE, "")),
                new Call("sign", OWNER, () -> answering.sign(reading, 0, Answer.EMPTY, Effort.NONE, "wrong")),
                new Call("correct", OWNER, () -> answering.correct(reading, 1, Answer.EMPTY, Effort.NONE, "", "wrong")),
                new Call("history", OWNER, () -> answering.history(reading)),
                new Call("read on without a break", READERS, () -> readings.skipBreak(id, "tired of breaks")),
                new Call("every read", LEADERS, () -> reads.all(id)),
                new Call("remind", LEAD, () -> reminders.remind(id, reader.id())),
                new Call("reminders", LEAD, () -> reminders.latest(id)),
                new Call("agreement", LEADERS, () -> agreements.comparisons(id)),
                new Call("answers on a film", LEADERS, () -> agreements.answersOn(id, film.id())),
                new Call("cases to adjudicate", DECIDERS, () -> adjudications.cases(id)),
                new Call(
                        "adjudicate",
                        DECIDERS,
                        () -> adjudications.decide(film.id(), false, Set.of(), Set.of(), "not to be told")),
                new Call("reviews", REVIEWERS, () -> reviews.ofFilm(film.id())),
                new Call("differences to code", LEADERS, () -> codings.cases(id)),
                new Call("how far coders are", LEADERS, () -> codings.progress(id)),
                new Call("everybody's causes", LEADERS, () -> codings.all(id)),
                new Call("who codes", LEADERS, () -> coders.appointed(id)),
                new Call("appoint a coder", LEAD, () -> coders.appoint(id, reader.id(), "")),
                new Call("withdraw a coder", LEAD, () -> coders.withdraw(id, reader.id(), "")),
                new Call("reports", LEADERS, () -> reports.list(id)),
                new Call("freeze a report", LEADERS, () -> reports.freeze(study)),
                new Call("make an account", ADMINISTRATORS, () -> accounts.create("x", "X", Role.READER, "why")),
                new Call("disable an account", ADMINISTRATORS, () -> accounts.disable(reader.id(), " ")),
                new Call("reset a password", ADMINISTRATORS, () -> accounts.resetPassword(reader.id(), " ")),
                new Call("set an e-mail address", ADMINISTRATORS, () -> accounts.setEmail(reader.id(), "no address", "x")));
    }

    @TestFactory
    Stream<DynamicTest> everyActorTriesEveryCall() {
        return calls().stream().flatMap(call -> Stream.of(Actor.values())
                .map(actor -> DynamicTest.dynamicTest(call.name() + " by " + actor, () -> {
                    become(actor);
                    assertThat(letIn(call.deed())).isEqualTo(call.letIn().contains(actor));
                    signOut();
                })));
    }

    private void become(Actor actor) {
        switch (actor) {
            case NOBODY -> signOut();
            case OTHER_READER -> signIn(others.get(Role.READER));
            case READER -> signIn(reader);
            case SURGEON -> signIn(others.get(Role.SURGEON));
            case LEAD -> signIn(others.get(Role.STUDY_LEAD));
            case ADJUDICATOR -> signIn(others.get(Role.ADJUDICATOR));
            case ADMINISTRATOR -> signIn(others.get(Role.ADMINISTRATOR));
        }
    }

    private static boolean letIn(Runnable deed) {
        try {
            deed.run();
            return true;
        } catch (AccessDeniedException | AuthenticationException e) {
            return false;
        } catch (RuntimeException e) {
            // let in, and refused for another reason
            return true;
        }
    }
}
