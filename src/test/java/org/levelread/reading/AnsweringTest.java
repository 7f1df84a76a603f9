package org.levelread.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.levelread.ApplicationTest;
import org.levelread.Fixtures;
import org.levelread.protocol.Study;
import org.levelread.readers.Account;
import org.levelread.readers.Role;
import org.levelread.spine.Level;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;

class AnsweringTest extends ApplicationTest {
    private static final Answer ANSWER = new Answer(
            List.of(new ReadingLevel(Level.L5, 10, 90, true, 5), new ReadingLevel(Level.L4, 10, 50, false, 4)),
            true,
            "",
            FilmQuality.GOOD,
            "");
    private static final Answer OTHER = new Answer(List.of(), false, "Wrong view", FilmQuality.POOR, "");
    private static final Effort EFFORT = new Effort(0, 0, 3);

    @Autowired
    Readings readings;

    @Autowired
    Answering answering;

    private Study study;
    private Account ann;
    private Reading reading;

    @BeforeEach
    void anOpenFilm() {
        study = study();
        ann = account(Role.READER);
        film(study, "doe_jane.png");
        signIn(ann);
        reading = readings.openNext(study.id()).orElseThrow();
    }

    @Test
    void twoWindowsCannotOverwriteEachOther() {
        assertThat(answering.save(reading.id(), 0, ANSWER, EFFORT, "one")).isInstanceOf(Saving.Saved.class);
        assertThat(answering.save(reading.id(), 0, OTHER, EFFORT, "two")).isEqualTo(new Saving.Conflict());
        assertThat(answering.sign(reading.id(), 0, OTHER, EFFORT, Fixtures.password(ann)))
                .isEqualTo(new Signing.Conflict());
        assertThat(answering.draft(reading.id()).answer()).isEqualTo(ANSWER);
        assertThat(answering.draft(reading.id()).savedBy()).isEqualTo("one");
    }

    @Test
    void signingTakesThePasswordLocksAndIsInTheTrail() {
        assertThat(answering.sign(reading.id(), 0, ANSWER, EFFORT, "not my password"))
                .isEqualTo(new Signing.WrongPassword(null));
        assertThat(answering.draft(reading.id()).version()).as("nothing was written").isZero();

        sign();

        assertThat(answering.history(reading.id())).singleElement().satisfies(signed -> {
            assertThat(signed.answer()).isEqualTo(ANSWER);
            assertThat(signed.first()).isEqualTo(ANSWER);
            assertThat(signed.signerName()).isEqualTo(ann.displayName());
            assertThat(signed.meaning()).isEqualTo(Answering.MEANING);
            assertThat(signed.effort().changes()).isEqualTo(3);
        });
        assertThat(answering.save(reading.id(), 1, OTHER, EFFORT, "")).isEqualTo(new Saving.Locked());
        assertThat(answering.sign(reading.id(), 1, OTHER, EFFORT, Fixtures.password(ann)))
                .isEqualTo(new Signing.Locked());
        assertThat(readings.openNext(study.id())).isEmpty();
        assertThat(trail("reading.signed")).containsExactly(ann.username());
    }

    @Test
    void wrongPasswordsLockTheSignatureToo() {
        for (int i = 0; i < 4; i++) answering.sign(reading.id(), 0, ANSWER, EFFORT, "guess " + i);
        assertThat(answering.sign(reading.id(), 0, ANSWER, EFFORT, "guess 5"))
                .isInstanceOfSatisfying(Signing.WrongPassword.class, wrong -> assertThat(wrong.lockedUntil())
                        .isNotNull());
        assertThat(answering.sign(reading.id(), 0, ANSWER, EFFORT, Fixtures.password(ann)))
                .as("the right one during the lock")
                .isInstanceOf(Signing.WrongPassword.class);
    }

    @Test
    void aCorrectionIsANewSignedAnswerWithAReason() {
        assertThat(correct(1, OTHER, "it is an AP film"))
                .isEqualTo(new Signing.Refused("This film has no signed answer yet: sign the first one."));
        sign();
        assertThat(correct(1, OTHER, "  ")).isEqualTo(new Signing.Refused("Say why you correct the answer."));
        assertThat(correct(1, ANSWER, "no reason"))
                .isEqualTo(new Signing.Refused("Nothing differs from the answer that stands."));
        assertThat(answering.correct(reading.id(), 1, OTHER, EFFORT, "it is an AP film", "not my password"))
                .isEqualTo(new Signing.WrongPassword(null));

        assertThat(correct(1, OTHER, "it is an AP film"))
                .isInstanceOfSatisfying(Signing.Signed.class, signed -> assertThat(signed.revision())
                        .isEqualTo(2));
        assertThat(correct(1, new Answer(List.of(), false, "Other", FilmQuality.POOR, ""), "from an old window"))
                .isEqualTo(new Signing.Conflict());

        assertThat(answering.history(reading.id()))
                .extracting(SignedAnswer::answer, SignedAnswer::changeReason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(ANSWER, null),
                        org.assertj.core.groups.Tuple.tuple(OTHER, "it is an AP film"));
        assertThat(trail("reading.corrected")).containsExactly(ann.username());
        signIn(account(Role.STUDY_LEAD));
        assertThat(readings.submitted(study.id())).singleElement().satisfies(r -> assertThat(r.answer())
                .isEqualTo(OTHER));
    }

    @Test
    void aClockThatWasSetForwardDoesNotMakeALongReading() {
        answering.save(reading.id(), 0, ANSWER, new Effort(86_400_000, 86_400_000, 1), "");
        Effort counted = answering.draft(reading.id()).effort();
        assertThat(counted.activeMs() + counted.idleMs()).isLessThan(60_000);
    }

    @Test
    void onlyItsOwnerTouchesAReading() {
        UUID id = reading.id();
        for (Role role : Role.values()) {
            signIn(account(role));
            assertDenied(() -> answering.own(id));
            assertDenied(() -> answering.draft(id));
            assertDenied(() -> answering.save(id, 0, ANSWER, EFFORT, ""));
            assertDenied(() -> answering.keepFirst(id, ANSWER));
            assertDenied(() -> answering.sign(id, 0, ANSWER, EFFORT, Fixtures.password(ann)));
            assertDenied(() -> answering.correct(id, 1, ANSWER, EFFORT, "why", Fixtures.password(ann)));
            assertDenied(() -> answering.history(id));
        }
        signOut();
        assertThatExceptionOfType(AuthenticationCredentialsNotFoundException.class)
                .isThrownBy(() -> answering.own(id));
        signIn(ann);
        assertThat(answering.draft(id).answer()).isEqualTo(Answer.EMPTY);
    }

    private void sign() {
        assertThat(answering.sign(reading.id(), 0, ANSWER, EFFORT, Fixtures.password(ann)))
                .isInstanceOf(Signing.Signed.class);
    }

    private Signing correct(int revision, Answer answer, String why) {
        return answering.correct(reading.id(), revision, answer, EFFORT, why, Fixtures.password(ann));
    }

    private List<String> trail(String action) {
        return jdbc.sql("select actor from audit.entry where action = :action and subject = :subject")
                .param("action", action)
                .param("subject", "Reading " + reading.id())
                .query(String.class)
                .list();
    }

    private static void assertDenied(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(call);
    }
}
