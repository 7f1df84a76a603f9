package org.levelread.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.levelread.ApplicationTest;
import org.levelread.Fixtures;
import org.levelread.analysis.FilmComparison;
import org.levelread.analysis.FrozenStudy;
import org.levelread.analysis.StudyData;
import org.levelread.cases.Enrolments;
import org.levelread.cases.Film;
import org.levelread.protocol.Study;
import org.levelread.readers.Account;
import org.levelread.readers.Role;
import org.levelread.reading.Answering;
import org.levelread.reading.Readings;
import org.levelread.reference.FilmReference;
import org.levelread.reference.NewReference;
import org.levelread.reference.ReferenceLevel;
import org.levelread.reference.References;
import org.levelread.spine.Level;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;

class ReportsTest extends ApplicationTest {
    @Autowired
    Reports reports;

    @Autowired
    ReportExecution execution;

    @Autowired
    Readings readings;

    @Autowired
    Answering answering;

    @Autowired
    References references;

    @Autowired
    Enrolments enrolments;

    @Autowired
    FrozenStudy frozen;

    private Study study;
    private Film film;
    private Account lead;

    @BeforeEach
    void aReadFilm() {
        study = study();
        lead = account(Role.STUDY_LEAD);
        Account reader = account(Role.READER);
        Account second = account(Role.READER);
        film = film(study, "doe_jane.png");
        Fixtures.predicted(jdbc, film.id(), Fixtures.L5_ALONE);
        read(reader, Level.L5);
        read(second, Level.L4);
        reference(Set.of(Level.L5));
        signIn(lead);
    }

    @Test
    void frozenDataBecomeOneReportWithItsPack() {
        FrozenReport queued = reports.freeze(study);
        assertThat(queued.state()).isEqualTo(FrozenReport.State.QUEUED);

        SecurityContextHolder.clearContext(); // a job is nobody
        execution.execute(queued.id());

        signIn(lead);
        FrozenReport done = reports.find(queued.id());
        assertThat(done.state()).isEqualTo(FrozenReport.State.DONE);
        assertThat(done.frozenBy()).isEqualTo(lead.displayName());
        assertThat(reports.pages(done.id()))
                .extracting(ReportPage::id)
                .contains(
                        "headline",
                        "agreement",
                        "confusion",
                        "shift",
                        "bland-altman",
                        "reliability",
                        "risk-coverage",
                        "pareto",
                        "time",
                        "subgroups",
                        "reference",
                        "flow");
        assertThat(org.levelread.analysis.StudyData.sha256(reports.pack(done.id())))
                .isEqualTo(done.packSha256());
        assertThat(reports.verify(done.id())).isTrue();
        // the same data are the same report, whoever freezes them and when
        assertThat(reports.freeze(study).id()).isEqualTo(done.id());
        assertThat(reports.list(study.id())).hasSize(1);
    }

    @Test
    void anotherReferenceIsAnotherReportAndTheFirstStays() {
        FrozenReport first = reports.freeze(study);
        execution.execute(first.id());
        reference(Set.of());
        signIn(lead);
        FrozenReport second = reports.freeze(study);
        assertThat(second.id()).isNotEqualTo(first.id());
        execution.execute(second.id());
        signIn(lead);
        assertThat(reports.pages(second.id()).stream()
                        .filter(p -> p.id().equals("reference"))
                        .findFirst()
                        .orElseThrow()
                        .sentence())
                .contains("before the last change the model gave it exactly in 100.0 %", "after it in 0.0 %");
        assertThat(reports.verify(first.id())).isTrue();
    }

    @Test
    void theOutcomeOfEveryFilmIsStored() {
        reports.freeze(study);
        assertThat(jdbc.sql(
                                "select against, outcome, shift, exact from analysis.outcome where film_id = :film order by exact, against")
                        .param("film", film.id())
                        .query((row, n) ->
                                row.getString("outcome") + " " + row.getInt("shift") + " " + row.getBoolean("exact"))
                        .list())
                .containsExactly("WRONG_NAME 1 false", "RIGHT 0 true", "RIGHT 0 true");
    }

    /// An excluded film and one for training are no part of the numbers, and the flow counts them.
    @Test
    void onlyEnrolledFilmsAreAnalysedAndTheOthersAreCounted() {
        UUID excluded = film(study, "other.png").id();
        UUID training = film(study, "third.png").id();
        for (UUID other : List.of(excluded, training)) Fixtures.predicted(jdbc, other, Fixtures.L5_ALONE);
        jdbc.sql("""
                insert into cases.enrolment (film_id, study_id, decision, criterion, decided_at) values
                (:excluded, :study, 'EXCLUDED', 'E9', now()), (:training, :study, 'TRAINING', null, now())
                on conflict (film_id) do update set decision = excluded.decision, criterion = excluded.criterion""")
                .param("excluded", excluded)
                .param("training", training)
                .param("study", study.id())
                .update();
        enrolments.place(film.id(), "Bern", "LL", "");

        StudyData data = frozen.take(study);

        assertThat(data.films()).extracting(FilmComparison::filmId).containsExactly(film.id().toString());
        assertThat(data.films().getFirst().groups())
                .containsEntry("site", "Bern")
                .containsEntry("view", "LL")
                .containsEntry("hardware", "instrumented")
                .containsEntry("construct length", "1 to 2 levels");
        StudyData.Screened screened = data.screened();
        assertThat(screened).isNotNull();
        assertThat(screened.excluded().values()).containsExactly(1);
        assertThat(screened.training()).isEqualTo(1);
        assertThat(screened.offered()).isEqualTo(3);
    }

    @Test
    void noReaderNameAndNoFileNameIsInTheData() {
        FrozenReport report = reports.freeze(study);
        execution.execute(report.id());
        signIn(lead);
        byte[] data = jdbc.sql("select data from report.report where id = :id")
                .param("id", report.id())
                .query(byte[].class)
                .single();
        assertThat(inflated(data)).contains("Film 1").doesNotContain("doe_jane", "Name of a");
    }

    @Test
    void onlyTheLeadReports() {
        for (Role role : List.of(Role.READER, Role.SURGEON, Role.ADJUDICATOR)) {
            SecurityContextHolder.clearContext();
            signIn(account(role));
            assertThatThrownBy(() -> reports.freeze(study)).isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(() -> reports.list(study.id())).isInstanceOf(AccessDeniedException.class);
        }
    }

    private void read(Account reader, Level level) {
        Fixtures.reads(reader, study, level, readings, answering);
    }

    private void reference(Set<Level> instrumented) {
        signIn(lead);
        references.store(
                study.id(),
                "import",
                "looked at again",
                List.of(new NewReference(
                        new FilmReference(
                                film.id(), "import", List.of(new ReferenceLevel(Level.L5, List.of())), instrumented),
                        null,
                        "")));
    }

    private static String inflated(byte[] gzip) {
        try (var in = new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(gzip))) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
