package org.levelread.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.levelread.ApplicationTest;
import org.levelread.Fixtures;
import org.levelread.analysis.CauseCodings.CodingCase;
import org.levelread.audit.AuditEntry;
import org.levelread.audit.AuditTrail;
import org.levelread.cases.Film;
import org.levelread.protocol.Step;
import org.levelread.protocol.StepOutcome;
import org.levelread.protocol.Study;
import org.levelread.readers.Account;
import org.levelread.readers.Role;
import org.levelread.reading.Answering;
import org.levelread.reading.Conduct;
import org.levelread.reading.Readings;
import org.levelread.reference.FilmReference;
import org.levelread.reference.ReferenceLevel;
import org.levelread.reference.References;
import org.levelread.report.Reports;
import org.levelread.spine.Cause;
import org.levelread.spine.Level;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/// Two people code causes blind to each other; the second sees the differences and nothing else, and nothing before the lock.
class CauseCodersTest extends ApplicationTest {
    @Autowired
    CauseCoders coders;

    @Autowired
    CauseCodings codings;

    @Autowired
    Agreements agreements;

    @Autowired
    FrozenStudy frozen;

    @Autowired
    Readings readings;

    @Autowired
    Answering answering;

    @Autowired
    Conduct conduct;

    @Autowired
    References references;

    @Autowired
    Reports reports;

    @Autowired
    AuditTrail trail;

    private Study study;
    private Film film;
    private Account lead;
    private Account surgeon;
    private Account reader;

    @BeforeEach
    void aFilmOnWhichTheModelDiffersTwice() {
        study = study();
        lead = account(Role.STUDY_LEAD);
        surgeon = account(Role.SURGEON);
        reader = account(Role.READER);
        film = film(study, "doe_jane.png");
        Fixtures.predicted(jdbc, film.id(), Fixtures.L5_ALONE);
        Fixtures.reads(reader, study, Level.L4, readings, answering);
        signIn(lead);
        references.put(
                new FilmReference(film.id(), "import", List.of(new ReferenceLevel(Level.L5, List.of())), Set.of()), null);
    }

    @Test
    void nobodyIsAppointedWhileAFilmCouldStillBeRead() {
        signIn(lead);
        assertThatIllegalStateException()
                .isThrownBy(() -> coders.appoint(study.id(), surgeon.id(), "knows screws"))
                .withMessageStartingWith("A coder sees what was answered: appoint one after the study's database is locked");
        // not by a mistake of the program either
        assertThatThrownBy(() -> jdbc.sql("""
                        insert into analysis.coder_right (id, study_id, account_id, granted, reason, decided_by, decided_at)
                        values (gen_random_uuid(), :study, :surgeon, true, 'x', :lead, now())""")
                        .param("study", study.id())
                        .param("surgeon", surgeon.id())
                        .param("lead", lead.id())
                        .update())
                .hasMessageContaining("after the study's database is locked");
        signIn(surgeon);
        nothingIsSeen();
    }

    @Test
    void onlyAStudyLeadAppointsAndOnlySurgeons() {
        lock();
        for (Account other : List.of(surgeon, reader, account(Role.ADJUDICATOR), account(Role.ADMINISTRATOR))) {
            signIn(other);
            assertThatThrownBy(() -> coders.appoint(study.id(), surgeon.id(), "why"))
                    .isInstanceOf(AccessDeniedException.class);
        }
        signIn(lead);
        for (Account other : List.of(reader, account(Role.ADJUDICATOR))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> coders.appoint(study.id(), other.id(), "why"))
                    .withMessage("Choose the account of a surgeon who may sign in.");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> coders.appoint(study.id(), surgeon.id(), " "))
                .withMessage("Say why in 1 to 500 characters.");
        coders.appoint(study.id(), surgeon.id(), "knows screws");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> coders.appoint(study.id(), surgeon.id(), "again"))
                .withMessageEndingWith("codes causes already.");
        assertThat(coders.appointed(study.id())).extracting(Account::id).containsExactly(surgeon.id());
        assertThat(coders.candidates(study.id())).extracting(Account::id).doesNotContain(surgeon.id());
    }

    @Test
    void anAppointedCoderSeesTheDifferencesAndNothingElse() {
        lock();
        signIn(surgeon);
        nothingIsSeen();
        signIn(lead);
        coders.appoint(study.id(), surgeon.id(), "knows screws");
        signIn(surgeon);
        List<CodingCase> cases = codings.cases(study.id());
        assertThat(cases).hasSize(2);
        assertThat(cases).extracting(CodingCase::against).contains(FilmComparison.REFERENCE);
        assertThat(cases.toString()).doesNotContain(reader.displayName(), reader.username(), reader.id().toString());
        for (Runnable other : List.<Runnable>of(
                () -> codings.all(study.id()),
                () -> codings.progress(study.id()),
                () -> coders.appointed(study.id()),
                () -> agreements.csv(study),
                () -> agreements.answersOn(study.id(), film.id()),
                () -> agreements.progress(study.id()),
                () -> readings.repeated(study.id()),
                () -> readings.submittedForReference(study.id()),
                () -> conduct.progress(study.id()),
                () -> reports.freeze(study),
                () -> reports.list(study.id()))) {
            assertThatThrownBy(other::run).isInstanceOf(AccessDeniedException.class);
        }
        // another study stays shut
        Study next = study();
        assertThatThrownBy(() -> codings.cases(next.id())).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> readings.submitted(next.id())).isInstanceOf(AccessDeniedException.class);

        signIn(lead);
        coders.withdraw(study.id(), surgeon.id(), "moved");
        signIn(surgeon);
        nothingIsSeen();
    }

    @Test
    void twoPeopleCodeBlindToEachOther() {
        lock();
        signIn(lead);
        coders.appoint(study.id(), surgeon.id(), "knows screws");
        String against = agreements.readersByCode(study.id()).entrySet().stream()
                .filter(code -> code.getValue().equals(reader.id()))
                .findFirst()
                .orElseThrow()
                .getKey();
        codings.code(film.id(), FilmComparison.REFERENCE, Cause.C4A, "");
        codings.code(film.id(), against, Cause.C6A, "");
        signIn(surgeon);
        assertThat(codings.cases(study.id())).extracting(CodingCase::own).containsOnlyNulls();
        codings.code(film.id(), FilmComparison.REFERENCE, Cause.C4A, "");
        codings.code(film.id(), against, Cause.C3C, "");
        assertThat(codings.cases(study.id())).extracting(CodingCase::own).containsExactlyInAnyOrder(Cause.C4A, Cause.C3C);

        signIn(lead);
        assertThat(codings.cases(study.id())).extracting(CodingCase::own).containsExactlyInAnyOrder(Cause.C4A, Cause.C6A);
        assertThat(codings.progress(study.id()).values()).containsExactly(2L, 2L);
        // the trail says that the other coded, and not what
        assertThat(coded(surgeon)).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.sealed()).isTrue();
            assertThat(entry.toString()).doesNotContain(Cause.C4A.code(), Cause.C3C.code());
        });
        assertThat(coded(lead)).hasSize(2).allSatisfy(entry -> assertThat(entry.sealed()).isFalse());
        assertThat(frozen.take(study).codings())
                .extracting(CauseCoding::coder)
                .containsExactlyInAnyOrder("coder 1", "coder 1", "coder 2", "coder 2");
    }

    private List<AuditEntry> coded(Account by) {
        return trail.entries(by.username() + " study.cause-coded", 0, 10);
    }

    private void nothingIsSeen() {
        assertThatThrownBy(() -> codings.cases(study.id())).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> codings.code(film.id(), FilmComparison.REFERENCE, Cause.C4A, ""))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> agreements.comparisons(study.id())).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> readings.submitted(study.id())).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> conduct.assignments(study.id())).isInstanceOf(AccessDeniedException.class);
    }

    private void lock() {
        signIn(lead);
        String password = Fixtures.password(lead);
        assertThat(protocols.take(study.id(), Step.CLOSED, "All is read", "")).isEqualTo(new StepOutcome.Taken());
        assertThat(protocols.take(study.id(), Step.LOCKED, "", password)).isEqualTo(new StepOutcome.Taken());
        assertThat(protocols.take(study.id(), Step.UNBLINDED, "Analysis", password)).isEqualTo(new StepOutcome.Taken());
    }
}
