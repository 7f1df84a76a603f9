package org.levelread.reading;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.levelread.audit.Audited;
import org.levelread.cases.Decision;
import org.levelread.cases.Enrolment;
import org.levelread.cases.EnrolmentDecided;
import org.levelread.cases.Enrolments;
import org.levelread.protocol.Arm;
import org.levelread.protocol.Protocol;
import org.levelread.protocol.Protocol.EnrolmentMode;
import org.levelread.protocol.ProtocolVersion;
import org.levelread.protocol.ProtocolVersion.Touches;
import org.levelread.protocol.Protocols;
import org.levelread.protocol.StepRefusedException;
import org.levelread.protocol.StepTaken;
import org.levelread.protocol.StudyState;
import org.levelread.readers.Account;
import org.levelread.readers.Accounts;
import org.levelread.readers.Role;
import org.levelread.reading.Assignment.Kind;
import org.levelread.reading.AssignmentStore.Dealt;
import org.levelread.reading.StudyPlan.PlannedFilm;
import org.levelread.reading.StudyPlan.PlannedRead;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Deals films to readers by the frozen protocol: at the start of a study, and with rolling enrolment whenever a film or a
/// reader comes. Films that a reader has opened stay where they are.
@Service
class Assignments {
    private final AssignmentStore store;
    private final Enrolments enrolments;
    private final Protocols protocols;
    private final Accounts accounts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Assignments(
            AssignmentStore store,
            Enrolments enrolments,
            Protocols protocols,
            Accounts accounts,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.enrolments = enrolments;
        this.protocols = protocols;
        this.accounts = accounts;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    @Transactional
    void on(StepTaken taken) {
        switch (taken.step()) {
            case STARTED -> start(taken.studyId());
            case AMENDED -> amend(taken.studyId());
            case REOPENED ->
                deviate(
                        taken.studyId(),
                        Deviation.Kind.REOPENED,
                        taken.at(),
                        "Reading was reopened after it was closed.");
            case FROZEN, PAUSED, RESUMED, CLOSED, LOCKED, UNBLINDED -> {}
        }
    }

    @EventListener
    @Transactional
    void on(EnrolmentDecided decided) {
        StudyState state = protocols.state(decided.studyId());
        if (state == StudyState.PLANNED || state == StudyState.FROZEN) return;
        if (state == StudyState.CLOSED || state == StudyState.LOCKED) {
            throw new StepRefusedException("The study is closed: its films stay as they are.");
        }
        Protocol protocol = protocol(decided.studyId());
        if (rolling(protocol)) {
            dealToAll(decided.studyId());
            return;
        }
        if (decided.decision() != Decision.EXCLUDED) {
            throw new StepRefusedException("Films were dealt when the study started: no other can come in now.");
        }
        int withdrawn = store.withdraw(decided.filmId());
        String reason = "A film was excluded after it was dealt; who had not opened it does not read it. " + decided.reason();
        if (withdrawn > 0) {
            events.publishEvent(Audited.change(
                    "reading.withdrawn",
                    "Film " + decided.filmId(),
                    Map.of("unopenedReads", withdrawn),
                    Map.of("unopenedReads", 0),
                    reason));
        }
        deviate(decided.studyId(), Deviation.Kind.FILM_WITHDRAWN, clock.instant(), reason);
    }

    private void deviate(UUID studyId, Deviation.Kind kind, Instant at, String description) {
        store.deviate(studyId, new Deviation(kind, at, null, null, null, description), null, null);
        events.publishEvent(Audited.entry(
                "study.deviation-noted",
                "Study " + studyId,
                Map.of("kind", kind.name(), "description", description),
                ""));
    }

    private void amend(UUID studyId) {
        ProtocolVersion version = protocols.latest(studyId).orElseThrow();
        int touched = version.touches() == Touches.UNOPENED_READS ? store.moveToVersion(studyId, version.number()) : 0;
        if (touched == 0) return;
        events.publishEvent(Audited.change(
                "protocol.reads-moved",
                "Study " + studyId,
                Map.of("version", version.number() - 1, "reads", touched),
                Map.of("version", version.number(), "reads", touched),
                String.valueOf(version.reason())));
    }

    private void start(UUID studyId) {
        Protocol protocol = protocol(studyId);
        if (rolling(protocol)) {
            if (protocol.design().readers() != null) requireReaders(studyId, protocol.design().readers());
            dealToAll(studyId);
            return;
        }
        List<Enrolment> films = enrolments.inStudy(studyId);
        long undecided = films.stream().filter(film -> film.decision() == null).count();
        if (undecided > 0) {
            throw new StepRefusedException(counted(undecided, "film") + " " + (undecided == 1 ? "is" : "are")
                    + " not decided on: enrol or exclude each of them first.");
        }
        if (films.stream().noneMatch(film -> film.decision() == Decision.ENROLLED)) {
            throw new StepRefusedException("No film is enrolled yet.");
        }
        long training = films.stream().filter(film -> film.decision() == Decision.TRAINING).count();
        int planned = protocol.trainingFirst().map(Protocol.Training::cases).orElse(0);
        if (training != planned) {
            throw new StepRefusedException("The protocol plans " + counted(planned, "training film") + ", and " + training
                    + " are marked: mark " + planned + " on the page Enrolment.");
        }
        requireReaders(studyId, protocol.design().readers());
        dealToAll(studyId);
    }

    private void requireReaders(UUID studyId, int planned) {
        long there = store.readers(studyId).stream().filter(StudyReader::active).count();
        if (there != planned) {
            throw new StepRefusedException("The protocol plans " + counted(planned, "reader") + ", and " + there
                    + " take part: choose them on the page Conduct.");
        }
    }

    /// With rolling enrolment and no number of readers, every reader account takes part; this one joins with its first look.
    @Transactional
    void comeIn(UUID studyId, UUID readerId) {
        ProtocolVersion version = protocols.latest(studyId).orElse(null);
        if (version == null || !open(version.protocol()) || protocols.state(studyId) != StudyState.READING) return;
        if (store.readers(studyId).stream().anyMatch(reader -> reader.readerId().equals(readerId))) return;
        dealToAll(studyId);
    }

    /// gives every reader the films that the protocol plans and the reader has not opened yet
    @Transactional
    void dealToAll(UUID studyId) {
        ProtocolVersion version = protocols.latest(studyId).orElseThrow();
        store.lockDealing(studyId);
        if (open(version.protocol())) everyReaderJoins(studyId);
        List<StudyReader> readers =
                store.readers(studyId).stream().filter(StudyReader::active).toList();
        if (readers.isEmpty()) return;
        List<Enrolment> films = enrolments.inStudy(studyId);
        int places = readers.stream().mapToInt(StudyReader::position).max().orElse(0) + 1;
        Integer planned = version.protocol().design().readers();
        StudyPlan plan = new StudyPlan(
                version.protocol(), planned(films, Decision.ENROLLED), planned == null ? places : planned);
        Map<String, Object> before = unopened(studyId);
        for (StudyReader reader : readers) deal(studyId, version, plan, planned(films, Decision.TRAINING), reader);
        tellDealt(studyId, before, version, "by the frozen protocol");
    }

    /// how many reads are dealt and not opened, and a hash by which anybody can compare them with the plan computed again
    private Map<String, Object> unopened(UUID studyId) {
        List<String> reads = store.inStudy(studyId).stream()
                .filter(read -> read.state() == ReadingState.ASSIGNED)
                .map(read -> "%s %s %d %d %s %d %s %d"
                        .formatted(
                                read.readerId(),
                                read.filmId(),
                                read.period(),
                                read.orderIndex(),
                                read.arm(),
                                read.step(),
                                read.kind(),
                                read.attempt()))
                .toList();
        return Map.of("unopenedReads", reads.size(), "sha256", sha256(String.join("\n", reads)));
    }

    private void tellDealt(UUID studyId, Map<String, Object> before, ProtocolVersion version, String reason) {
        Map<String, Object> after = unopened(studyId);
        if (after.equals(before)) return;
        events.publishEvent(new Audited(
                null, "reading.dealt", "Study " + studyId, Map.of("version", version.number()), before, after, reason));
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private void deal(
            UUID studyId, ProtocolVersion version, StudyPlan plan, List<PlannedFilm> training, StudyReader reader) {
        List<Assignment> before = store.of(studyId, reader.readerId());
        List<Assignment> opened =
                before.stream().filter(read -> read.state() != ReadingState.ASSIGNED).toList();
        List<PlannedRead> wanted = new ArrayList<>();
        if (reader.trainingPassedAt() == null && version.protocol().training() != null) {
            for (UUID film : plan.training(training, reader.position(), attempt(before))) {
                wanted.add(new PlannedRead(film, 0, Arm.UNAIDED, 1, Kind.TRAINING));
            }
        }
        wanted.addAll(plan.of(reader.position()));
        List<Dealt> reads = behind(opened, wanted, attempt(before));
        List<Dealt> there = before.stream()
                .filter(read -> read.state() == ReadingState.ASSIGNED)
                .map(read -> new Dealt(
                        read.filmId(), read.period(), read.orderIndex(), read.arm(), read.step(), read.kind(), read.attempt()))
                .toList();
        if (!reads.equals(there)) store.deal(studyId, reader.readerId(), version.number(), reads);
    }

    /// what is wanted and not opened, each period behind what was opened in it; the second look of a film whose first one was
    /// opened comes before all others
    private static List<Dealt> behind(List<Assignment> opened, List<PlannedRead> wanted, int attempt) {
        Set<PlannedRead> seen = new HashSet<>();
        Map<Integer, Integer> last = new HashMap<>();
        for (Assignment read : opened) {
            if (read.kind() != Kind.TRAINING || read.attempt() == attempt) {
                seen.add(new PlannedRead(read.filmId(), read.period(), read.arm(), read.step(), read.kind()));
            }
            last.merge(read.period(), read.orderIndex(), Math::max);
        }
        List<PlannedRead> left = new ArrayList<>(
                wanted.stream().filter(read -> !seen.contains(read)).toList());
        left.sort(Comparator.comparingInt(PlannedRead::period)
                .thenComparing(read -> read.step() == 2
                                && seen.contains(new PlannedRead(read.film(), read.period(), read.arm(), 1, read.kind()))
                        ? 0
                        : 1));
        List<Dealt> dealt = new ArrayList<>();
        for (PlannedRead read : left) {
            int place = last.merge(read.period(), 1, Integer::sum);
            int attempts = read.kind() == Kind.TRAINING ? attempt : 1;
            dealt.add(new Dealt(read.film(), read.period(), place, read.arm(), read.step(), read.kind(), attempts));
        }
        return dealt;
    }

    /// the attempt at the training that is on
    private static int attempt(List<Assignment> reads) {
        return reads.stream()
                .filter(read -> read.kind() == Kind.TRAINING)
                .mapToInt(Assignment::attempt)
                .max()
                .orElse(1);
    }

    /// Writes down whether a signed training film was named right. With the last one of an attempt the study opens, or the
    /// training is dealt once more.
    ///
    /// @return one sentence for the reader
    @Transactional
    String judge(Assignment read, boolean right) {
        store.judge(read.readingId(), right);
        Protocol.Training training = protocol(read.studyId()).trainingFirst().orElseThrow();
        List<Assignment> attempt = store.of(read.studyId(), read.readerId()).stream()
                .filter(one -> one.kind() == Kind.TRAINING && one.attempt() == read.attempt())
                .toList();
        long left = attempt.stream().filter(one -> one.state() != ReadingState.SUBMITTED).count();
        int correct = store.right(read.studyId(), read.readerId(), read.attempt());
        int needed = (int) Math.ceil(attempt.size() * training.passPercent() / 100.0);
        String sofar = (right ? "Right. " : "Not the reference. ") + correct + " of " + (attempt.size() - left)
                + " training films right; ";
        if (left > 0) return sofar + needed + " of " + attempt.size() + " needed, " + left + " left.";
        boolean passed = correct >= needed;
        Map<String, Object> result = Map.of("right", correct, "of", attempt.size(), "needed", needed, "attempt", read.attempt());
        events.publishEvent(Audited.answer(
                read.studyId(),
                passed ? "training.passed" : "training.failed",
                "Reader " + read.readerId(),
                Map.of(),
                Map.of(),
                result,
                ""));
        if (passed) {
            store.passTraining(read.studyId(), read.readerId(), clock.instant());
            return sofar + needed + " needed: the study is open to you.";
        }
        List<Dealt> again = new ArrayList<>();
        StudyReader reader = store.readers(read.studyId()).stream()
                .filter(one -> one.readerId().equals(read.readerId()))
                .findFirst()
                .orElseThrow();
        ProtocolVersion version = protocols.latest(read.studyId()).orElseThrow();
        StudyPlan plan = new StudyPlan(version.protocol(), List.of(), 1);
        List<PlannedFilm> films = planned(enrolments.inStudy(read.studyId()), Decision.TRAINING);
        int place = attempt.stream().mapToInt(Assignment::orderIndex).max().orElse(0);
        for (UUID film : plan.training(films, reader.position(), read.attempt() + 1)) {
            again.add(new Dealt(film, 0, ++place, Arm.UNAIDED, 1, Kind.TRAINING, read.attempt() + 1));
        }
        Map<String, Object> before = unopened(read.studyId());
        store.add(read.studyId(), read.readerId(), version.number(), again);
        tellDealt(read.studyId(), before, version, "the training is repeated");
        return sofar + needed + " needed: the training is repeated.";
    }

    private void everyReaderJoins(UUID studyId) {
        List<StudyReader> there = store.readers(studyId);
        int position = there.stream().mapToInt(StudyReader::position).max().orElse(-1);
        Instant now = clock.instant();
        for (Account account : accounts.list()) {
            boolean joins = account.role() == Role.READER
                    && account.enabled()
                    && there.stream().noneMatch(reader -> reader.readerId().equals(account.id()));
            if (!joins) continue;
            store.join(studyId, account.id(), ++position, now);
            events.publishEvent(Audited.entry(
                    "reader.joined",
                    account.username(),
                    Map.of("position", position, "study", studyId.toString()),
                    "by its protocol every reader takes part"));
        }
    }

    private static List<PlannedFilm> planned(List<Enrolment> films, Decision decision) {
        return films.stream()
                .filter(film -> film.decision() == decision)
                .map(film -> new PlannedFilm(film.filmId(), film.number(), film.constructStratum()))
                .toList();
    }

    private Protocol protocol(UUID studyId) {
        return protocols
                .latest(studyId)
                .map(ProtocolVersion::protocol)
                .orElseThrow(() -> new IllegalStateException("study " + studyId + " has no frozen protocol"));
    }

    /// a reader's own choice, written down as a deviation
    @Transactional
    void skipBreak(UUID studyId, UUID readerId, String reason) {
        Instant now = clock.instant();
        store.deviate(
                studyId,
                new Deviation(Deviation.Kind.BREAK_SKIPPED, now, readerId, null, readerId, reason),
                null,
                null);
        events.publishEvent(Audited.entry(
                "reading.break-skipped", "Study " + studyId, Map.of("reader", readerId.toString()), reason));
    }

    Optional<Assignment> find(UUID readingId) {
        return store.find(readingId);
    }

    private static boolean rolling(Protocol protocol) {
        return protocol.enrolment().mode() == EnrolmentMode.ROLLING;
    }

    private static boolean open(Protocol protocol) {
        return rolling(protocol) && protocol.design().readers() == null;
    }

    private static String counted(long n, String thing) {
        return n + " " + thing + (n == 1 ? "" : "s");
    }
}
