package org.levelread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.levelread.analysis.Agreements;
import org.levelread.analysis.FilmComparison;
import org.levelread.analysis.FrozenStudy;
import org.levelread.analysis.ReaderAnswer;
import org.levelread.analysis.StudyData;
import org.levelread.audit.AuditVerification;
import org.levelread.audit.AuditedAction;
import org.levelread.cases.Decision;
import org.levelread.cases.EnrolmentFlow;
import org.levelread.cases.Enrolments;
import org.levelread.cases.Film;
import org.levelread.cases.Films;
import org.levelread.protocol.Arm;
import org.levelread.protocol.Protocols;
import org.levelread.protocol.Step;
import org.levelread.protocol.StepOutcome;
import org.levelread.protocol.Studies;
import org.levelread.protocol.Study;
import org.levelread.readers.Account;
import org.levelread.readers.Accounts;
import org.levelread.readers.Role;
import org.levelread.reading.Answer;
import org.levelread.reading.Answering;
import org.levelread.reading.Assignment;
import org.levelread.reading.Blinding;
import org.levelread.reading.Conduct;
import org.levelread.reading.Deviation;
import org.levelread.reading.Effort;
import org.levelread.reading.FilmQuality;
import org.levelread.reading.Reading;
import org.levelread.reading.ReadingLevel;
import org.levelread.reading.ReadingState;
import org.levelread.reading.Readings;
import org.levelread.reading.Signing;
import org.levelread.reading.StudyReads;
import org.levelread.reference.FilmReference;
import org.levelread.reference.ReferenceLevel;
import org.levelread.reference.References;
import org.levelread.shell.LevelReadApplication;
import org.levelread.spine.Level;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The multi-reader crossover that comes with LevelRead, from freeze to lock: 6 readers, 60 films, two periods with 28 days
/// between them, through the real services on a real database, on a clock that is moved. One reader fails the training
/// once, one drops out and is replaced.
@SpringBootTest(
        classes = {LevelReadApplication.class, CrossoverStudyTest.Time.class},
        properties = {"db-scheduler.polling-interval=1h", "db-scheduler.immediate-execution-enabled=false"})
class CrossoverStudyTest {
    private static final String PREDICTION = """
            {"film": "x.png", "width": 100, "height": 200,
             "levels": [{"level": "L5", "polygon": [[40,140],[60,140],[60,160]], "centroid": [50,150],
                         "confidence": 0.9, "instrumented": true}],
             "sacrum": {"visible": true, "polygon": [], "endplate": null, "confidence": 0.8},
             "instrumentation": {"present": true, "polygons": []}, "instrumentedLevels": ["L5"],
             "determinable": true, "reason": null, "flags": [], "models": {"vertebrae": "2026.11"}, "millis": {"total": 9}}""";

    @TestConfiguration
    static class Time {
        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock(Instant.parse("2027-01-11T08:00:00Z"));
        }
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        TestDatabase.fresh().use(registry);
    }

    @Autowired
    MovableClock clock;

    @Autowired
    Studies studies;

    @Autowired
    Accounts accounts;

    @Autowired
    Films films;

    @Autowired
    Enrolments enrolments;

    @Autowired
    Protocols protocols;

    @Autowired
    Conduct conduct;

    @Autowired
    Blinding blinding;

    @Autowired
    Readings readings;

    @Autowired
    Answering answering;

    @Autowired
    References references;

    @Autowired
    StudyReads reads;

    @Autowired
    Agreements agreements;

    @Autowired
    FrozenStudy frozen;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource database;

    private Study study;
    private Account lead;
    private final List<Account> readers = new ArrayList<>();
    private final Map<Account, List<UUID>> firstPeriod = new HashMap<>();

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void fromFreezeToLock() throws Exception {
        enrol();
        freezeAndStart();
        train();
        firstPeriod();
        washout();
        secondPeriod();
        closeAndLock();
    }

    private void enrol() {
        study = studies.create("crossover", "Crossover", false);
        lead = Fixtures.account(accounts, Role.STUDY_LEAD);
        // comparing a strong hash 800 times would be most of the time
        for (int i = 0; i < 7; i++) readers.add(Fixtures.account(accounts, Role.READER));
        jdbc.sql("update readers.account set password_hash = '{noop}correct horse ' || username where role = 'READER'")
                .update();
        List<Film> all = new ArrayList<>();
        for (int i = 0; i < 67; i++) all.add(Fixtures.film(films, study, "film" + i + ".png"));
        jdbc.sql("""
                update prediction.run set state = 'DONE', started_at = now(), finished_at = now(), result = :result::jsonb""")
                .param("result", PREDICTION)
                .update();
        Fixtures.signIn(lead);
        freeze();
        for (int i = 0; i < 67; i++) {
            UUID film = all.get(i).id();
            enrolments.describe(film, "patient-" + i / 2, i % 7, "");
            if (i < 60) enrolments.decide(film, Decision.ENROLLED, null, "", "");
            else if (i < 65) enrolments.decide(film, Decision.TRAINING, null, "", "");
            if (i < 65) {
                Set<Level> metal = i >= 60 ? Set.of(Level.L5) : Set.of();
                references.put(
                        new FilmReference(film, "import", List.of(new ReferenceLevel(Level.L5, List.of())), metal), null);
            }
        }
        assertThat(protocols.take(study.id(), Step.STARTED, "", ""))
                .isEqualTo(new StepOutcome.Refused("2 films are not decided on: enrol or exclude each of them first."));
        enrolments.decide(all.get(65).id(), Decision.EXCLUDED, "E1", "Sacrum cut", "");
        UUID last = all.get(66).id();
        enrolments.decide(last, Decision.ENROLLED, null, "", "");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> enrolments.decide(last, Decision.EXCLUDED, "E2", "", " "))
                .withMessage("Say why the decision on Film 67 changes.");
        enrolments.decide(last, Decision.EXCLUDED, "E2", "", "The sacrum is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> enrolments.describe(last, "patient-1", 3, ""))
                .withMessage("Say why something else is said of Film 67 than before.");
        enrolments.place(last, "Bern", null, "");
        assertThatIllegalArgumentException().isThrownBy(() -> enrolments.place(last, "Basel", null, ""));
        // nothing else is said: nothing changes, and nothing is asked
        enrolments.decide(last, Decision.EXCLUDED, "E2", "", "");
        enrolments.place(last, "Bern", null, "");
        assertThat(enrolments.flow(study.id()))
                .isEqualTo(new EnrolmentFlow(67, 0, 0, Map.of("E1", 1, "E2", 1), 5, 60, 30));
    }

    private void freeze() {
        try {
            String yaml = Files.readString(Path.of("study-protocols/crossover/protocol.yaml"));
            assertThat(protocols.freeze(study.id(), yaml, Fixtures.password(lead))).isEqualTo(new StepOutcome.Taken());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void freezeAndStart() {
        Fixtures.signIn(readers.getFirst());
        assertThat(readings.openNext(study.id())).isEmpty();
        assertThat(readings.standing(study.id()).reason()).isEqualTo("The study lead has not started the study yet.");
        Fixtures.signIn(lead);
        assertThat(protocols.take(study.id(), Step.STARTED, "", ""))
                .isEqualTo(new StepOutcome.Refused("The protocol plans 6 readers, and 0 take part: choose them on the page Conduct."));
        for (Account reader : readers.subList(0, 6)) conduct.addReader(study.id(), reader.id());
        assertThatThrownBy(() -> conduct.addReader(study.id(), readers.get(6).id()))
                .hasMessage("The protocol plans 6 readers, and all are chosen.");
        assertThat(protocols.take(study.id(), Step.STARTED, "", "")).isEqualTo(new StepOutcome.Taken());
        assertThat(conduct.assignments(study.id())).hasSize(6 * (5 + 2 * 63));
    }

    private void train() {
        for (Account reader : readers.subList(0, 6)) {
            Fixtures.signIn(reader);
            boolean fails = reader.equals(readers.getFirst());
            String said = "";
            for (int film = 0; film < 5; film++) said = sign(answer(!fails), true);
            if (fails) {
                assertThat(said).isEqualTo("Not the reference. 0 of 5 training films right; 4 needed: the training is repeated.");
                for (int film = 0; film < 5; film++) said = sign(answer(film != 2), true);
                assertThat(said).startsWith("Right. 4 of 5").endsWith("the study is open to you.");
            } else {
                assertThat(said).isEqualTo("Right. 5 of 5 training films right; 4 needed: the study is open to you.");
            }
            assertThat(readings.standing(study.id()).training()).isFalse();
            assertThat(readings.standing(study.id()).left()).isEqualTo(126);
        }
    }

    private void firstPeriod() {
        Account leaving = readers.get(5);
        Fixtures.signIn(leaving);
        for (int i = 0; i < 10; i++) sign(answer(true), false);
        Fixtures.signIn(lead);
        conduct.replaceReader(study.id(), leaving.id(), readers.get(6).id(), "Moved to another hospital");
        Fixtures.signIn(leaving);
        assertThat(readings.openNext(study.id())).isEmpty();
        assertThat(readings.standing(study.id()).reason()).isEqualTo("You do not take part in this study any more.");
        readers.remove(leaving);

        Account newcomer = readers.get(5);
        Fixtures.signIn(newcomer);
        for (int film = 0; film < 5; film++) sign(answer(true), true);
        for (Account reader : readers) {
            Fixtures.signIn(reader);
            List<UUID> order = readPeriod(1);
            firstPeriod.put(reader, order);
            clock.advance(Duration.ofHours(2));
        }
        assertThat(firstPeriod.values()).doesNotHaveDuplicates();
    }

    /// reads until the period is over, and returns the films in their order
    private List<UUID> readPeriod(int period) {
        List<UUID> order = new ArrayList<>();
        for (Optional<Reading> next = readings.openNext(study.id()); next.isPresent(); next = readings.openNext(study.id())) {
            Reading reading = next.get();
            String arm = jdbc.sql("select arm from reading.reading where id = :id and period = :period and kind <> 'TRAINING'")
                    .param("id", reading.id())
                    .param("period", period)
                    .query(String.class)
                    .single();
            assertThat(readings.shown(reading.id()).isPresent()).isEqualTo(arm.equals("AIDED"));
            assertThat(answering.terms(reading).visible())
                    .containsEntry("overlays", arm.equals("AIDED") ? "prediction" : "none");
            assertThat(answering.terms(reading).questions().reasons()).contains("Levels hidden by hardware");
            assertThat(reading.orderIndex()).isEqualTo(order.size() + 1);
            order.add(reading.filmId());
            boolean slow = period == 2 && order.size() == 5 && reading.readerId().equals(readers.getFirst().id());
            if (slow) clock.advance(Duration.ofMinutes(45));
            sign(answer(order.size() % 3 == 0), false);
            if (slow) aBreakIsDue();
        }
        assertThat(order).hasSize(63);
        return order;
    }

    private void washout() {
        Account first = readers.getFirst();
        Instant last = jdbc.sql("select max(submitted_at) from reading.reading where reader_id = :reader")
                .param("reader", first.id())
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .single();
        Instant opens = last.plus(Duration.ofDays(28));
        Fixtures.signIn(first);
        assertThat(readings.standing(study.id()).opensAt()).isEqualTo(opens);
        clock.advance(Duration.between(clock.instant(), opens.minusSeconds(1)));
        assertThat(readings.openNext(study.id())).as("a second before").isEmpty();
        assertThat(readings.standing(study.id()).reason())
                .startsWith("Your next session opens on 8 February 2027 at ")
                .endsWith(" (UTC), after a washout of 28 days.");
        Fixtures.signIn(lead);
        assertThatThrownBy(() -> conduct.openEarly(study.id(), first.id(), " ")).hasMessageStartingWith("Say why");
        conduct.openEarly(study.id(), readers.get(1).id(), "Leaves for a year tomorrow");
        assertThat(conduct.deviations(study.id()))
                .extracting(Deviation::kind)
                .containsExactly(
                        Deviation.Kind.READER_LEFT, Deviation.Kind.READER_REPLACED, Deviation.Kind.OPENED_EARLY);
        Fixtures.signIn(readers.get(1));
        assertThat(readings.standing(study.id()).mayRead()).isTrue();
        clock.advance(Duration.ofSeconds(1));
        Fixtures.signIn(first);
        assertThat(readings.standing(study.id()).mayRead()).isTrue();
        // the others read within 13 hours of the first
        clock.advance(Duration.ofHours(14));
    }

    private void aBreakIsDue() {
        assertThat(readings.openNext(study.id())).isEmpty();
        assertThat(readings.standing(study.id()).breakDue()).isTrue();
        assertThat(readings.standing(study.id()).opensAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
        assertThat(readings.standing(study.id()).reason())
                .startsWith("You have read for 45 minutes: the protocol plans a break of 10 minutes. The next film opens on ");
        assertThatThrownBy(() -> readings.skipBreak(study.id(), " ")).hasMessageStartingWith("Say in 1 to 500 characters");
        readings.skipBreak(study.id(), "Theatre calls in an hour");
        assertThat(readings.standing(study.id()).mayRead()).isTrue();
        assertThatThrownBy(() -> readings.skipBreak(study.id(), "again")).hasMessage("No break is due: read on.");
    }

    private void secondPeriod() {
        for (Account reader : readers) {
            Fixtures.signIn(reader);
            List<UUID> order = readPeriod(2);
            assertThat(order).isNotEqualTo(firstPeriod.get(reader));
            assertThat(readings.standing(study.id()).finished()).isTrue();
        }
    }

    private void closeAndLock() throws Exception {
        Fixtures.signIn(lead);
        assertThat(conduct.progress(study.id()).stream().filter(row -> row.active()))
                .hasSize(6)
                .allSatisfy(row -> assertThat(row.submitted()).isEqualTo(126));
        assertThat(conduct.assignments(study.id()).stream()
                        .filter(read -> read.state() == ReadingState.SUBMITTED && read.kind() == Assignment.Kind.STUDY)
                        .filter(read -> readers.stream().anyMatch(reader -> reader.id().equals(read.readerId())))
                        .collect(Collectors.groupingBy(Assignment::filmId)))
                .hasSize(60)
                .allSatisfy((film, reads) -> assertThat(reads).hasSize(12).satisfies(all -> assertThat(
                                all.stream().filter(read -> read.arm() == Arm.AIDED))
                        .hasSize(6)));
        assertThat(conduct.deviations(study.id()).getLast())
                .returns(Deviation.Kind.BREAK_SKIPPED, Deviation::kind)
                .returns("Theatre calls in an hour", Deviation::description);
        assertThat(conduct.progress(study.id()).stream().filter(row -> row.active()))
                .flatExtracting(row -> row.counts())
                .allSatisfy(count -> assertThat(count.typical()).isEqualTo(new Effort(20_000, 0, 3)));
        assertThatThrownBy(() -> reads.all(study.id())).hasMessageContaining("until a study lead unblinds");
        String password = Fixtures.password(lead);
        assertThat(protocols.resultsVisible(study.id())).isFalse();
        assertThat(protocols.take(study.id(), Step.CLOSED, "All is read", "")).isEqualTo(new StepOutcome.Taken());
        assertThat(protocols.take(study.id(), Step.LOCKED, "", password)).isEqualTo(new StepOutcome.Taken());
        for (String sql : List.of(
                "update reading.reading set active_ms = 0",
                "delete from reading.reading",
                "insert into reading.answer select * from reading.answer limit 1",
                "update cases.film set construct_levels = 0",
                "delete from cases.film_pixels",
                "update cases.enrolment set note = 'x'",
                "update prediction.run set state = 'QUEUED', result = null",
                "update reading.study_reader set position = 9",
                "insert into reading.deviation (study_id, kind, at, description) select study_id, kind, at, 'x' from reading.deviation where kind = 'READER_LEFT'",
                "insert into protocol.step (study_id, step, at) select id, 'REOPENED', now() from protocol.study",
                "delete from reference.version")) {
            assertThatThrownBy(() -> jdbc.sql(sql).update())
                    .as(sql)
                    .hasStackTraceContaining("the study's database is locked");
        }
        assertThat(protocols.take(study.id(), Step.UNBLINDED, "Analysis", password)).isEqualTo(new StepOutcome.Taken());
        assertThat(protocols.resultsVisible(study.id())).isTrue();
        armsStandApart();
        assertThat(reads.all(study.id()))
                .hasSize(6 * 126 + 10)
                .allSatisfy(read -> assertThat(read.effort()).isEqualTo(new Effort(20_000, 0, 3)))
                .allSatisfy(read -> assertThat(read.latest()).isEqualTo(read.signed()).isEqualTo(read.first()));
        assertThat(blinding.evidence(study.id()).lines()).allSatisfy(line -> assertThat(line.holds())
                .as(line.statement())
                .isTrue());
        try (Connection connection = database.getConnection()) {
            AuditVerification.Result trail = AuditVerification.verify(connection, Path.of("/nonexistent"));
            assertThat(trail.findings()).isEmpty();
            assertThat(trail.entries()).isGreaterThan(1500);
        }
        everyChangeHasWhoWhatOldNewAndReason();
    }

    /// what counts as the readers' own answer was given without the prediction; each answer with it stands beside
    private void armsStandApart() {
        StudyData data = frozen.take(study);
        Map<String, UUID> codes = agreements.readersByCode(study.id());
        List<FilmComparison> read = data.films().stream().filter(film -> !film.readers().isEmpty()).toList();
        assertThat(read).hasSize(60);
        for (FilmComparison film : read) {
            for (ReaderAnswer answer : film.readers()) {
                boolean metal = jdbc.sql("""
                        select (a.levels -> 0 ->> 'instrumented')::boolean from reading.reading r
                        join reading.answer a on a.reading_id = r.id
                        where r.film_id = :film and r.reader_id = :reader and r.arm = 'UNAIDED' and r.kind = 'STUDY'""")
                        .param("film", UUID.fromString(film.filmId()))
                        .param("reader", codes.get(answer.reader()))
                        .query(Boolean.class)
                        .single();
                assertThat(!answer.levels().instrumented().isEmpty()).isEqualTo(metal);
            }
        }
        assertThat(data.arms().stream().filter(answer -> answer.aided())).hasSizeGreaterThanOrEqualTo(360);
        assertThat(data.arms()).hasSize(6 * 120 + 10);
        // how sure the reader was of each name goes into the frozen data
        assertThat(data.arms()).allSatisfy(answer -> assertThat(answer.confidence().keySet()).isEqualTo(answer.levels().seen()));
        assertThat(read).flatExtracting(FilmComparison::readers)
                .allSatisfy(answer -> assertThat(answer.confidence()).isNotEmpty());
        assertThat(read).allSatisfy(film -> assertThat(film.model().orElseThrow().certainty())
                .containsOnly(Map.entry(Level.L5, .9), Map.entry(Level.S1, .8)));
        assertThat(data.repeats()).hasSizeGreaterThanOrEqualTo(6 * 6);
    }

    private void everyChangeHasWhoWhatOldNewAndReason() {
        Map<String, List<String>> lacking = new TreeMap<>();
        Set<String> seen = new TreeSet<>();
        jdbc.sql("select seq, actor, action, subject, old_value, new_value, reason from audit.entry")
                .query(row -> {
                    AuditedAction action = AuditedAction.of(row.getString("action"));
                    seen.add(action.name());
                    boolean old = row.getString("old_value") != null, now = row.getString("new_value") != null;
                    boolean reasoned = switch (action.reason()) {
                        case ALWAYS -> true;
                        case REPLACING -> old;
                        case SIGNED, PLANNED, OWN, NONE -> false;
                    };
                    boolean whole = switch (action.kind()) {
                                case EVENT -> !old && !now;
                                case ENTRY -> now;
                                case CHANGE -> old;
                            }
                            && !row.getString("actor").isBlank()
                            && !row.getString("subject").isBlank()
                            && (!reasoned || row.getString("reason") != null);
                    if (!whole) lacking.computeIfAbsent(action.name(), none -> new ArrayList<>()).add(row.getString("seq"));
                });
        assertThat(lacking).isEmpty();
        assertThat(seen)
                .contains(
                        "account.created", "film.described", "film.enrolment-decided", "film.uploaded",
                        "protocol.version-frozen", "reader.joined", "reader.replaced", "reading.dealt", "reading.opened",
                        "reading.opened-early", "reading.refused-early", "reading.signed", "reading.break-skipped", "reference.changed", "study.closed",
                        "study.deviation-noted", "study.frozen", "study.locked", "study.started", "study.unblinded",
                        "training.failed", "training.passed");
    }

    /// opens the next film and signs it
    ///
    /// @return what a training film said; empty for others
    private String sign(Answer answer, boolean training) {
        Reading reading = readings.openNext(study.id()).orElseThrow();
        clock.advance(Duration.ofSeconds(30));
        Account reader = readers.stream()
                .filter(one -> one.id().equals(reading.readerId()))
                .findFirst()
                .orElseThrow();
        Signing signing = answering.sign(
                reading.id(), reading.version(), answer, new Effort(20_000, 0, 3), Fixtures.password(reader));
        assertThat(signing).isInstanceOf(Signing.Signed.class);
        var feedback = ((Signing.Signed) signing).feedback();
        assertThat(feedback != null).isEqualTo(training);
        return feedback == null ? "" : feedback.said();
    }

    private static Answer answer(boolean metal) {
        return new Answer(List.of(new ReadingLevel(Level.L5, 50, 150, metal, 4)), true, "", FilmQuality.GOOD, "");
    }
}
