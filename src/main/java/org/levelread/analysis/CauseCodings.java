package org.levelread.analysis;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.levelread.analysis.AgreementReport.Disagreement;
import org.levelread.audit.Audited;
import org.levelread.cases.Film;
import org.levelread.cases.Films;
import org.levelread.readers.Account;
import org.levelread.readers.Accounts;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;
import org.levelread.readers.SignedIn;
import org.levelread.spine.Cause;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The causes that people give the differences between the model and the other answers, each without seeing what
/// anybody else gave or what the program suggests. Coders are who leads the study and whom [the lead appointed][CauseCoders].
@Service
public class CauseCodings {
    /// One difference before a coder.
    ///
    /// @param own the cause that this coder gave; null where none
    public record CodingCase(
            Film film, String against, LevelAnswer model, LevelAnswer other, @Nullable Cause own) {}

    private final CauseStore store;
    private final Agreements agreements;
    private final CauseCoders coders;
    private final Films films;
    private final Accounts accounts;
    private final CurrentAccount current;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CauseCodings(
            CauseStore store,
            Agreements agreements,
            CauseCoders coders,
            Films films,
            Accounts accounts,
            CurrentAccount current,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.agreements = agreements;
        this.coders = coders;
        this.films = films;
        this.accounts = accounts;
        this.current = current;
        this.events = events;
        this.clock = clock;
    }

    /// whether the signed-in account codes this study's causes now
    public boolean mayCode(UUID studyId) {
        return coders.mayCode(studyId);
    }

    /// every difference, by film, with the signed-in coder's own cause
    public List<CodingCase> cases(UUID studyId) {
        SignedIn coder = coder(studyId);
        Map<String, UUID> readers = agreements.readersByCode(studyId);
        List<CauseStore.Coded> given = store.codings(studyId).stream()
                .filter(coded -> coded.coderId().equals(coder.accountId()))
                .toList();
        List<CodingCase> cases = new ArrayList<>();
        for (Disagreement d : AgreementReport.disagreements(agreements.comparisons(studyId))) {
            UUID filmId = UUID.fromString(d.filmId());
            UUID reader = readers.get(d.against());
            Cause own = given.stream()
                    .filter(coded -> coded.filmId().equals(filmId) && Objects.equals(coded.readerId(), reader))
                    .map(CauseStore.Coded::cause)
                    .findFirst()
                    .orElse(null);
            cases.add(new CodingCase(films.find(filmId).orElseThrow(), d.against(), d.model(), d.other(), own));
        }
        cases.sort(Comparator.comparingInt((CodingCase one) -> one.film().number()).thenComparing(CodingCase::against));
        return cases;
    }

    /// Keeps the cause that the signed-in coder gives.
    ///
    /// @param against a reader's code, or [FilmComparison#REFERENCE]
    /// @param why it takes the place of the one given before; blank for the first
    /// @throws IllegalArgumentException where one is replaced and nobody says why
    @Transactional
    public void code(UUID filmId, String against, Cause cause, String why) {
        Film film = films.find(filmId).orElseThrow(() -> new IllegalArgumentException("no film has the id " + filmId));
        SignedIn coder = coder(film.studyId());
        UUID reader = agreements.readersByCode(film.studyId()).get(against);
        if (reader == null && !against.equals(FilmComparison.REFERENCE)) {
            throw new IllegalArgumentException("no reader has the code " + against);
        }
        Map<String, Object> before = store.codings(film.studyId()).stream()
                .filter(one -> one.filmId().equals(filmId)
                        && one.coderId().equals(coder.accountId())
                        && Objects.equals(one.readerId(), reader))
                .findFirst()
                .<Map<String, Object>>map(one -> Map.of("cause", one.cause().code()))
                .orElse(Map.of());
        if (!before.isEmpty() && why.isBlank()) throw new IllegalArgumentException("Say why the cause is another one.");
        store.addCoding(filmId, reader, coder.accountId(), cause, clock.instant());
        events.publishEvent(Audited.answer(
                film.studyId(),
                "study.cause-coded",
                film.title(),
                Map.of("against", against),
                before,
                Map.of("cause", cause.code()),
                why));
    }

    /// how many differences each coder coded, by name, and nothing of what; for who leads the study
    public Map<String, Long> progress(UUID studyId) {
        lead();
        Map<String, Long> coded = new TreeMap<>();
        coders.appointed(studyId).forEach(account -> coded.put(account.displayName(), 0L));
        store.codings(studyId).forEach(one -> accounts.find(one.coderId())
                .ifPresent(account -> coded.merge(account.displayName(), 1L, Long::sum)));
        return coded;
    }

    /// everybody's causes, for who leads the study
    public List<CauseCoding> all(UUID studyId) {
        lead();
        Map<UUID, String> readers = new LinkedHashMap<>();
        agreements.readersByCode(studyId).forEach((code, reader) -> readers.put(reader, code));
        List<CauseStore.Coded> coded = store.codings(studyId);
        List<UUID> coders = accounts.list().stream()
                .sorted(Comparator.comparing(Account::createdAt).thenComparing(Account::username))
                .map(Account::id)
                .filter(id -> coded.stream().anyMatch(one -> one.coderId().equals(id)))
                .toList();
        return coded.stream()
                .map(one -> new CauseCoding(
                        one.filmId().toString(),
                        one.readerId() == null ? FilmComparison.REFERENCE : readers.getOrDefault(one.readerId(), "?"),
                        "coder " + (coders.indexOf(one.coderId()) + 1),
                        one.cause()))
                .toList();
    }

    private SignedIn coder(UUID studyId) {
        if (!coders.mayCode(studyId)) throw new AccessDeniedException("only who leads the study, or is appointed to, codes causes");
        return current.require();
    }

    private void lead() {
        SignedIn account = current.require();
        if (account.role() != Role.STUDY_LEAD && account.role() != Role.ADMINISTRATOR) {
            throw new AccessDeniedException("only who leads the study sees everybody's causes");
        }
    }
}
