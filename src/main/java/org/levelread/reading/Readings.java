package org.levelread.reading;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.levelread.audit.Audited;
import org.levelread.protocol.Protocol;
import org.levelread.protocol.ProtocolVersion;
import org.levelread.protocol.Protocols;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;
import org.levelread.readers.SignedIn;
import org.levelread.reading.Assignment.Kind;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Which reader reads which film in which order, and the submitted answers. What happens to one answer on its way
/// there is [Answering]'s.
@Service
public class Readings {
    private final ReadingStore store;
    private final AssignmentStore assigned;
    private final Assignments assignments;
    private final Sessions sessions;
    private final Answering answering;
    private final Protocols protocols;
    private final ObjectProvider<Aid> aids;
    private final ComparingRights comparing;
    private final CurrentAccount current;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Readings(
            ReadingStore store,
            ReadingDatabase database,
            Assignments assignments,
            Sessions sessions,
            Answering answering,
            Protocols protocols,
            ObjectProvider<Aid> aids,
            ComparingRights comparing,
            CurrentAccount current,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.assigned = new AssignmentStore(database.client());
        this.assignments = assignments;
        this.sessions = sessions;
        this.answering = answering;
        this.protocols = protocols;
        this.aids = aids;
        this.comparing = comparing;
        this.current = current;
        this.events = events;
        this.clock = clock;
    }

    /// Opens the film that the signed-in reader has begun, else the next in the reader's order; empty when none is left or
    /// none may be read now. [#standing] says why.
    @Transactional
    public Optional<Reading> openNext(UUID studyId) {
        SignedIn reader = reader();
        assignments.comeIn(studyId, reader.accountId());
        Instant now = clock.instant();
        Optional<Sessions.NotNow> notNow = sessions.notNow(studyId, reader.accountId(), now);
        if (notNow.isPresent()) {
            tellEarly(studyId, notNow.get());
            return Optional.empty();
        }
        Assignment next = sessions.next(studyId, reader.accountId()).orElse(null);
        if (next == null) return Optional.empty();
        if (next.state() == ReadingState.OPEN) return store.find(next.readingId());
        String shownVersion = "none";
        if (next.aided()) {
            Optional<Shown> shown = aid(next.filmId());
            // the lead sees to it: a film without a prediction cannot be read in this arm
            if (shown.isEmpty()) return Optional.empty();
            shownVersion = shown.get().version();
            assigned.showAid(next.readingId(), shownVersion);
        }
        store.open(next.readingId(), now);
        events.publishEvent(new Audited(
                null,
                "reading.opened",
                "Reading " + next.readingId(),
                Map.of("film", next.filmId().toString(), "arm", next.arm().name(), "period", next.period()),
                Map.of("state", ReadingState.ASSIGNED.name()),
                Map.of("state", ReadingState.OPEN.name(), "models", shownVersion),
                ""));
        return store.find(next.readingId());
    }

    /// an attempt before the time is refused, and not hidden
    private void tellEarly(UUID studyId, Sessions.NotNow notNow) {
        if (notNow.opensAt() == null) return;
        events.publishEvent(new Audited(
                "reading.refused-early", "Study " + studyId, Map.of("opens", notNow.opensAt().toString())));
    }

    /// Lets the signed-in reader read on without the break that is due; written down with the reason.
    ///
    /// @throws IllegalStateException with a sentence where no break is due or no reason is given
    @Transactional
    public void skipBreak(UUID studyId, String reason) {
        UUID reader = reader().accountId();
        if (reason.isBlank() || reason.length() > 500) {
            throw new IllegalStateException("Say in 1 to 500 characters why you read on without a break.");
        }
        sessions.notNow(studyId, reader, clock.instant())
                .filter(Sessions.NotNow::breakDue)
                .orElseThrow(() -> new IllegalStateException("No break is due: read on."));
        assignments.skipBreak(studyId, reader, reason.strip());
    }

    /// where the signed-in reader stands: what is left, and when reading goes on
    @Transactional
    public ReaderStanding standing(UUID studyId) {
        SignedIn reader = reader();
        assignments.comeIn(studyId, reader.accountId());
        List<Assignment> reads = assigned.of(studyId, reader.accountId());
        Optional<Assignment> next = sessions.next(studyId, reader.accountId());
        Optional<Sessions.NotNow> notNow = sessions.notNow(studyId, reader.accountId(), clock.instant());
        boolean waits = notNow.isEmpty()
                && next.filter(read -> read.state() == ReadingState.ASSIGNED && read.aided())
                        .filter(read -> aid(read.filmId()).isEmpty())
                        .isPresent();
        String reason = waits
                ? "The next film is not ready yet: try again in some minutes, or tell the study lead."
                : notNow.map(Sessions.NotNow::sentence).orElse("");
        Protocol protocol =
                protocols.latest(studyId).map(ProtocolVersion::protocol).orElse(null);
        return new ReaderStanding(
                protocol == null ? "" : protocol.title(),
                count(reads, read -> read.kind() != Kind.TRAINING && read.state() == ReadingState.SUBMITTED),
                count(reads, read -> read.kind() != Kind.TRAINING && read.state() != ReadingState.SUBMITTED),
                next.map(one -> count(
                                reads,
                                read -> read.period() == one.period() && read.state() != ReadingState.SUBMITTED))
                        .orElse(0),
                next.filter(read -> read.kind() == Kind.TRAINING).isPresent(),
                notNow.map(Sessions.NotNow::opensAt).orElse(null),
                reason,
                protocol == null ? null : protocol.reading().breakAfterMinutes(),
                notNow.filter(Sessions.NotNow::breakDue).isPresent());
    }

    private static int count(List<Assignment> reads, Predicate<Assignment> which) {
        return (int) reads.stream().filter(which).count();
    }

    /// What the protocol lets the signed-in reader see of the prediction on a reading of their own; empty in an unaided arm,
    /// for a training film, and before the reading is opened.
    @Transactional(readOnly = true)
    public Optional<Shown> shown(UUID readingId) {
        UUID reader = reader().accountId();
        return assigned.find(readingId)
                .filter(read -> read.readerId().equals(reader))
                .filter(read -> read.aided() && read.state() != ReadingState.ASSIGNED)
                .flatMap(read -> aid(read.filmId()));
    }

    private Optional<Shown> aid(UUID filmId) {
        Aid predictions = aids.getIfAvailable();
        return predictions == null ? Optional.empty() : predictions.of(filmId);
    }

    /// Submits an answer that a reader gave at another time, as the demo study's readers did.
    ///
    /// @throws IllegalArgumentException where the film is not the reader's or the answer cannot be submitted
    @Transactional
    void record(UUID studyId, UUID filmId, UUID readerId, Answer answer, Instant openedAt, Instant submittedAt) {
        store.lockOrderOf(readerId);
        Reading reading = store.ofFilm(studyId, filmId, readerId)
                .orElseThrow(() -> new IllegalArgumentException("film " + filmId + " is not assigned to " + readerId));
        if (reading.state() == ReadingState.SUBMITTED) return;
        store.open(reading.id(), openedAt);
        Effort effort = new Effort(submittedAt.toEpochMilli() - openedAt.toEpochMilli(), 0, 0);
        switch (answering.record(reading, answer, effort, submittedAt)) {
            case Signing.Signed signed -> {}
            case Signing.Refused(String objection) -> throw new IllegalArgumentException(objection);
            case Signing.Conflict conflict ->
                throw new IllegalStateException("reading " + reading.id() + " changed while it was recorded");
            case Signing.Locked locked -> throw new IllegalStateException("reading " + reading.id() + " is locked");
            case Signing.WrongPassword wrong -> throw new IllegalStateException("no password was asked");
        }
    }

    /// gives every reader of a study with rolling enrolment the films that are there
    @Transactional
    public void assignAll(UUID studyId) {
        assignments.dealToAll(studyId);
    }

    /// how far the signed-in reader has come in the period that is on
    public ReaderProgress ownProgress(UUID studyId) {
        UUID reader = reader().accountId();
        int period = sessions.next(studyId, reader).map(Assignment::period).orElse(1);
        List<Assignment> reads = assigned.of(studyId, reader).stream()
                .filter(read -> read.period() == period)
                .toList();
        return new ReaderProgress(
                reader, reads.size(), count(reads, read -> read.state() == ReadingState.SUBMITTED));
    }

    /// how far every reader has come, for who leads the study or [codes its causes][CodingRight]
    public List<ReaderProgress> progress(UUID studyId) {
        comparing.require(studyId);
        return store.progress(studyId);
    }

    /// all submitted answers, each in its latest revision, for who leads the study or [codes its causes][CodingRight]
    public List<Reading> submitted(UUID studyId) {
        comparing.require(studyId);
        return store.submitted(studyId);
    }

    /// what readers answered on films that they met again without knowing, for who leads the study
    public List<Reading> repeated(UUID studyId) {
        lead();
        return store.duplicates(studyId);
    }

    /// The submitted answers that were given without the prediction, for who decides the reference: that room shows them without
    /// names. What the model had a part in cannot be what it is measured against.
    public List<Reading> submittedForReference(UUID studyId) {
        SignedIn account = current.require();
        if (account.role() != Role.ADJUDICATOR) lead();
        Set<UUID> aided = assigned.inStudy(studyId).stream()
                .filter(Assignment::aided)
                .map(Assignment::readingId)
                .collect(Collectors.toSet());
        return store.submitted(studyId).stream()
                .filter(reading -> !aided.contains(reading.id()))
                .toList();
    }

    private SignedIn reader() {
        SignedIn account = current.require();
        if (account.role() != Role.READER) {
            throw new AccessDeniedException("only a reader reads; " + account.username() + " is a "
                    + account.role().title().toLowerCase(java.util.Locale.ROOT));
        }
        return account;
    }

    private void lead() {
        SignedIn account = current.require();
        if (account.role() != Role.STUDY_LEAD && account.role() != Role.ADMINISTRATOR) {
            throw new AccessDeniedException("only who leads the study may see the readers' answers");
        }
    }
}
