package org.levelread.reading;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.levelread.audit.Audited;
import org.levelread.cases.Film;
import org.levelread.cases.FilmAdded;
import org.levelread.cases.Films;
import org.levelread.readers.Account;
import org.levelread.readers.Accounts;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;
import org.levelread.readers.SignedIn;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Which reader reads which film in which order, and the submitted answers. What happens to one answer on its way
/// there is [Answering]'s.
@Service
public class Readings {
    private final ReadingStore store;
    private final Answering answering;
    private final Films films;
    private final Accounts accounts;
    private final CurrentAccount current;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Readings(
            ReadingStore store,
            Answering answering,
            Films films,
            Accounts accounts,
            CurrentAccount current,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.answering = answering;
        this.films = films;
        this.accounts = accounts;
        this.current = current;
        this.events = events;
        this.clock = clock;
    }

    /// A film that comes into a study is given to every reader, in the transaction that stores it.
    @EventListener
    @Transactional
    void on(FilmAdded added) {
        assignAll(added.studyId());
    }

    /// Gives every reader the films of the study that the reader does not have yet.
    @Transactional
    public void assignAll(UUID studyId) {
        List<UUID> readers = accounts.list().stream()
                .filter(account -> account.role() == Role.READER && account.enabled())
                .map(Account::id)
                .toList();
        assign(studyId, filmsOf(studyId), readers, seedOf(studyId));
    }

    /// Gives each of the readers all of the films, each reader in an order of the reader's own.
    ///
    /// Films that a reader has seen keep their place; all others are dealt anew behind them, so that films
    /// which arrive one by one are still shuffled. Asking again changes nothing.
    ///
    /// @param films all films of the study, in any order
    /// @param seed of the order; the same seed, reader and films give the same order
    @Transactional
    public void assign(UUID studyId, Collection<UUID> films, Collection<UUID> readers, long seed) {
        for (UUID reader : readers) {
            store.lockOrderOf(reader);
            Set<UUID> unseen = new HashSet<>(films);
            store.filmsSeen(studyId, reader).forEach(unseen::remove);
            List<UUID> order = new ReadingOrder(seed, reader).of(List.copyOf(unseen));
            if (!order.equals(store.filmsNotSeen(studyId, reader))) store.deal(studyId, reader, order);
        }
    }

    /// Opens the film that the signed-in reader has begun, else the next in the reader's order; empty when all
    /// are read.
    @Transactional
    public Optional<Reading> openNext(UUID studyId) {
        SignedIn reader = reader();
        // a reader who came after the films gets them here
        assign(studyId, filmsOf(studyId), List.of(reader.accountId()), seedOf(studyId));
        Optional<Reading> next = store.next(studyId, reader.accountId());
        if (next.isEmpty() || next.get().state() == ReadingState.OPEN) return next;
        store.open(next.get().id(), clock.instant());
        events.publishEvent(new Audited(
                "reading.opened",
                subject(next.get()),
                Map.of("film", next.get().filmId().toString())));
        return store.find(next.get().id());
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

    /// how far the signed-in reader has come
    public ReaderProgress ownProgress(UUID studyId) {
        UUID reader = reader().accountId();
        return store.progress(studyId).stream()
                .filter(progress -> progress.readerId().equals(reader))
                .findFirst()
                .orElse(new ReaderProgress(reader, 0, 0));
    }

    /// how far every reader has come, for who leads the study
    public List<ReaderProgress> progress(UUID studyId) {
        lead();
        return store.progress(studyId);
    }

    /// all submitted answers, each in its latest revision, for who leads the study
    public List<Reading> submitted(UUID studyId) {
        lead();
        return store.submitted(studyId);
    }

    /// all submitted answers, for who decides the reference: that room shows them without names
    public List<Reading> submittedForReference(UUID studyId) {
        SignedIn account = current.require();
        if (account.role() != Role.ADJUDICATOR) lead();
        return store.submitted(studyId);
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

    private List<UUID> filmsOf(UUID studyId) {
        return films.inStudy(studyId).stream().map(Film::id).toList();
    }

    /// the study's id, so that the order can be computed again from what is stored
    private static long seedOf(UUID studyId) {
        return studyId.getMostSignificantBits() ^ studyId.getLeastSignificantBits();
    }

    private static String subject(Reading reading) {
        return "Reading " + reading.id();
    }
}
