package org.levelread.reading;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.levelread.audit.Audited;
import org.levelread.protocol.Arm;
import org.levelread.protocol.Protocol;
import org.levelread.protocol.ProtocolVersion;
import org.levelread.protocol.Protocols;
import org.levelread.protocol.StudyState;
import org.levelread.readers.Account;
import org.levelread.readers.Accounts;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;
import org.levelread.readers.SignedIn;
import org.levelread.reading.Assignment.Kind;
import org.levelread.reading.AssignmentStore.Typical;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What a study lead does while films are read: choosing and replacing readers, following them, writing down what did not go
/// as planned. Shows no answer.
@Service
public class Conduct {
    private final AssignmentStore store;
    private final Assignments assignments;
    private final Sessions sessions;
    private final Protocols protocols;
    private final Accounts accounts;
    private final ComparingRights comparing;
    private final CurrentAccount current;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Conduct(
            AssignmentStore store,
            Assignments assignments,
            Sessions sessions,
            Protocols protocols,
            Accounts accounts,
            ComparingRights comparing,
            CurrentAccount current,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.assignments = assignments;
        this.sessions = sessions;
        this.protocols = protocols;
        this.accounts = accounts;
        this.comparing = comparing;
        this.current = current;
        this.events = events;
        this.clock = clock;
    }

    /// who reads how much, by position; those who left too
    @Transactional(readOnly = true)
    public List<ReaderRow> progress(UUID studyId) {
        watcher();
        Protocol protocol = protocols.latest(studyId).map(ProtocolVersion::protocol).orElse(null);
        Map<UUID, List<Assignment>> reads =
                store.inStudy(studyId).stream().collect(Collectors.groupingBy(Assignment::readerId));
        Map<UUID, List<Typical>> efforts =
                store.typical(studyId).stream().collect(Collectors.groupingBy(Typical::readerId));
        Instant now = clock.instant();
        return store.readers(studyId).stream()
                .map(reader -> row(
                        studyId,
                        protocol,
                        reader,
                        reads.getOrDefault(reader.readerId(), List.of()),
                        efforts.getOrDefault(reader.readerId(), List.of()),
                        now))
                .toList();
    }

    private ReaderRow row(
            UUID studyId,
            @Nullable Protocol protocol,
            StudyReader reader,
            List<Assignment> reads,
            List<Typical> efforts,
            Instant now) {
        Map<Integer, Map<Arm, List<Assignment>>> byPeriod = reads.stream()
                .filter(read -> read.kind() != Kind.TRAINING)
                .collect(Collectors.groupingBy(
                        Assignment::period, TreeMap::new, Collectors.groupingBy(Assignment::arm, TreeMap::new, Collectors.toList())));
        List<ReaderRow.Count> counts = new ArrayList<>();
        byPeriod.forEach((period, arms) -> arms.forEach(
                (arm, some) -> counts.add(new ReaderRow.Count(
                        period, arm, some.size(), submitted(some), typical(efforts, period, arm)))));
        Instant last = store.lastRead(studyId, reader.readerId()).orElse(null);
        boolean left = counts.stream().anyMatch(count -> count.submitted() < count.assigned());
        Instant opensAt = left && reader.active()
                ? sessions.notNow(studyId, reader.readerId(), now)
                        .filter(not -> !not.breakDue())
                        .map(Sessions.NotNow::opensAt)
                        .orElse(null)
                : null;
        boolean due = left
                && reader.active()
                && opensAt == null
                && protocol != null
                && protocols.state(studyId) == StudyState.READING
                && overdue(protocol, last == null ? reader.joinedAt() : last, now);
        return new ReaderRow(
                reader.readerId(),
                reader.position(),
                reader.active(),
                reader.leftBecause(),
                protocol == null || protocol.training() == null ? null : training(reader, reads),
                counts,
                last,
                opensAt,
                due);
    }

    private static @Nullable Effort typical(List<Typical> efforts, int period, Arm arm) {
        return efforts.stream()
                .filter(one -> one.period() == period && one.arm() == arm)
                .map(Typical::effort)
                .findFirst()
                .orElse(null);
    }

    private static ReaderRow.Training training(StudyReader reader, List<Assignment> reads) {
        int attempt = reads.stream()
                .filter(read -> read.kind() == Kind.TRAINING)
                .mapToInt(Assignment::attempt)
                .max()
                .orElse(1);
        List<Assignment> on = reads.stream()
                .filter(read -> read.kind() == Kind.TRAINING && read.attempt() == attempt)
                .toList();
        return new ReaderRow.Training(attempt, on.size(), submitted(on), reader.trainingPassedAt() != null);
    }

    private static boolean overdue(Protocol protocol, Instant since, Instant now) {
        Integer days = protocol.reading().remindAfterDays();
        return days != null && now.isAfter(since.plus(Duration.ofDays(days)));
    }

    private static int submitted(List<Assignment> reads) {
        return (int) reads.stream()
                .filter(read -> read.state() == ReadingState.SUBMITTED)
                .count();
    }

    /// every read that is planned or done, without its answer: arm, period, order, version; for who leads the study or
    /// [codes its causes][CodingRight]
    public List<Assignment> assignments(UUID studyId) {
        comparing.require(studyId);
        return store.inStudy(studyId);
    }

    /// in the order in which they were written down
    public List<Deviation> deviations(UUID studyId) {
        watcher();
        return store.deviations(studyId);
    }

    /// reader accounts that do not take part yet
    public List<Account> candidates(UUID studyId) {
        watcher();
        List<UUID> there =
                store.readers(studyId).stream().map(StudyReader::readerId).toList();
        return accounts.list().stream()
                .filter(account -> account.role() == Role.READER && account.enabled())
                .filter(account -> !there.contains(account.id()))
                .sorted(Comparator.comparing(Account::displayName))
                .toList();
    }

    /// Lets a reader take part; before the study starts.
    ///
    /// @throws IllegalStateException with a sentence where it is too late or nobody is missing
    @Transactional
    public void addReader(UUID studyId, UUID readerId) {
        lead();
        store.lockDealing(studyId);
        Protocol protocol = frozen(studyId);
        if (protocols.state(studyId) != StudyState.FROZEN) {
            throw new IllegalStateException("The study has started: a reader can be replaced now, not added.");
        }
        List<StudyReader> there = store.readers(studyId);
        Integer planned = protocol.design().readers();
        if (planned == null) throw new IllegalStateException("Every reader takes part in this study.");
        if (there.size() >= planned) {
            throw new IllegalStateException("The protocol plans " + planned + " readers, and all are chosen.");
        }
        Account reader = reader(readerId);
        int position = 0;
        while (taken(there, position)) position++;
        store.join(studyId, readerId, position, clock.instant());
        events.publishEvent(Audited.change(
                "reader.joined", reader.username(), Map.of(), Map.of("position", position, "study", studyId.toString()), ""));
    }

    /// Takes back a choice; before the study starts.
    @Transactional
    public void removeReader(UUID studyId, UUID readerId, String reason) {
        lead();
        if (reason.isBlank()) throw new IllegalStateException("Say why the reader is taken out.");
        if (protocols.state(studyId) != StudyState.FROZEN) {
            throw new IllegalStateException("The study has started: a reader who leaves is replaced.");
        }
        StudyReader there = sessions.reader(studyId, readerId)
                .orElseThrow(() -> new IllegalStateException("This reader does not take part."));
        store.remove(studyId, readerId);
        events.publishEvent(Audited.change(
                "reader.removed",
                reader(readerId).username(),
                Map.of("position", there.position(), "study", studyId.toString()),
                Map.of(),
                reason));
    }

    /// Puts another reader in the place of one who dropped out. The new reader is dealt the whole plan of that place, in its arms
    /// and its order, so that the balance stays; what the first one read stays on record under the first one.
    @Transactional
    public void replaceReader(UUID studyId, UUID leaving, UUID coming, String reason) {
        lead();
        store.lockDealing(studyId);
        if (reason.isBlank()) throw new IllegalStateException("Say why the reader leaves.");
        StudyState state = protocols.state(studyId);
        if (state != StudyState.READING && state != StudyState.PAUSED) {
            throw new IllegalStateException("Readers are replaced while the study is read.");
        }
        StudyReader out = sessions.reader(studyId, leaving)
                .filter(StudyReader::active)
                .orElseThrow(() -> new IllegalStateException("This reader does not take part."));
        if (sessions.reader(studyId, coming).isPresent()) {
            throw new IllegalStateException("The new reader takes or took part already: choose another.");
        }
        Account comer = reader(coming);
        Instant now = clock.instant();
        UUID by = current.require().accountId();
        store.leave(studyId, leaving, reason.strip(), now);
        store.takeUnopened(studyId, leaving);
        store.join(studyId, coming, out.position(), now);
        deviate(studyId, new Deviation(Deviation.Kind.READER_LEFT, now, leaving, null, by, reason.strip()));
        deviate(
                studyId,
                new Deviation(
                        Deviation.Kind.READER_REPLACED,
                        now,
                        coming,
                        null,
                        by,
                        "Took over place " + (out.position() + 1) + " with its whole plan."));
        events.publishEvent(Audited.change(
                "reader.replaced",
                comer.username(),
                Map.of("reader", leaving.toString()),
                Map.of("reader", coming.toString(), "position", out.position()),
                reason));
        assignments.dealToAll(studyId);
    }

    /// Lets one reader read the second period before the washout is over. A deviation, and written down as one.
    @Transactional
    public void openEarly(UUID studyId, UUID readerId, String reason) {
        lead();
        if (reason.isBlank()) throw new IllegalStateException("Say why the reader may read on early.");
        Instant now = clock.instant();
        Sessions.NotNow waits = sessions.notNow(studyId, readerId, now)
                .filter(not -> not.opensAt() != null && !not.breakDue())
                .orElseThrow(() -> new IllegalStateException("This reader does not wait for a session."));
        Assignment next = sessions.next(studyId, readerId).orElseThrow();
        store.deviate(
                studyId,
                new Deviation(
                        Deviation.Kind.OPENED_EARLY,
                        now,
                        readerId,
                        null,
                        current.require().accountId(),
                        "Planned for " + waits.opensAt() + ". " + reason.strip()),
                now,
                next.period());
        events.publishEvent(Audited.change(
                "reading.opened-early",
                reader(readerId).username(),
                Map.of("opens", String.valueOf(waits.opensAt())),
                Map.of("opens", now.toString()),
                reason));
    }

    /// Writes down something else that did not go as planned.
    @Transactional
    public void note(UUID studyId, String description) {
        lead();
        if (description.isBlank() || description.length() > 2000) {
            throw new IllegalStateException("Describe it in 1 to 2000 characters.");
        }
        deviate(
                studyId,
                new Deviation(
                        Deviation.Kind.NOTE, clock.instant(), null, null, current.require().accountId(), description.strip()));
    }

    /// an answer that was signed after the last day stays, and is written down
    @EventListener
    @Transactional
    void on(ReadingSubmitted submitted) {
        Optional<Instant> last = protocols
                .latest(submitted.studyId())
                .flatMap(version -> Sessions.lastMoment(version.protocol()));
        if (last.isEmpty() || submitted.at().isBefore(last.get())) return;
        deviate(
                submitted.studyId(),
                new Deviation(
                        Deviation.Kind.SIGNED_LATE,
                        submitted.at(),
                        submitted.readerId(),
                        submitted.readingId(),
                        null,
                        "Reading ended at " + last.get() + "."));
    }

    private void deviate(UUID studyId, Deviation deviation) {
        store.deviate(studyId, deviation, null, null);
        events.publishEvent(Audited.entry(
                "study.deviation-noted",
                "Study " + studyId,
                Map.of("kind", deviation.kind().name(), "description", deviation.description()),
                ""));
    }

    private static boolean taken(List<StudyReader> readers, int position) {
        return readers.stream().anyMatch(reader -> reader.active() && reader.position() == position);
    }

    private Account reader(UUID id) {
        return accounts.find(id)
                .filter(account -> account.role() == Role.READER)
                .orElseThrow(() -> new IllegalStateException("This is no reader's account."));
    }

    private Protocol frozen(UUID studyId) {
        return protocols
                .latest(studyId)
                .map(ProtocolVersion::protocol)
                .orElseThrow(() -> new IllegalStateException("Freeze the protocol first."));
    }

    private void lead() {
        SignedIn account = current.require();
        if (account.role() != Role.STUDY_LEAD || account.mustChangePassword()) {
            throw new AccessDeniedException("only a study lead conducts a study");
        }
    }

    private void watcher() {
        SignedIn account = current.require();
        boolean may = account.role() == Role.STUDY_LEAD || account.role() == Role.ADMINISTRATOR;
        if (!may || account.mustChangePassword()) {
            throw new AccessDeniedException("only who leads the study sees how far its readers are");
        }
    }
}
