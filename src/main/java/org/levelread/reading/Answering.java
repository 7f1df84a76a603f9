package org.levelread.reading;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.levelread.audit.Audited;
import org.levelread.readers.Accounts;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;
import org.levelread.readers.SignIn;
import org.levelread.readers.SignedIn;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/// One reader's answer on one film: the draft, its signature and its corrections.
///
/// Whoever asks for another reader's answer is refused here, whatever page or request asked.
@Service
public class Answering {
    /// what a signature stands for
    public static final String MEANING = "I read this film myself and saw nothing of it but what this page showed."
            + " This is my answer; from now on it is locked.";
    public static final String CORRECTION_MEANING = "I correct my earlier answer on this film for the reason given."
            + " The earlier answer stays on record.";
    private static final int LONGEST_WHY = 1000;

    private final ReadingStore readings;
    private final DraftStore drafts;
    private final CurrentAccount current;
    private final Accounts accounts;
    private final ObjectProvider<ReadingGate> gates;
    private final ObjectProvider<ReadingTerms> terms;
    private final ObjectProvider<TrainingFeedback> feedback;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;
    private final Clock clock;

    Answering(
            ReadingStore readings,
            DraftStore drafts,
            CurrentAccount current,
            Accounts accounts,
            ObjectProvider<ReadingGate> gates,
            ObjectProvider<ReadingTerms> terms,
            ObjectProvider<TrainingFeedback> feedback,
            ApplicationEventPublisher events,
            TransactionOperations transaction,
            Clock clock) {
        this.readings = readings;
        this.drafts = drafts;
        this.current = current;
        this.accounts = accounts;
        this.gates = gates;
        this.terms = terms;
        this.feedback = feedback;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// the signed-in reader's own reading
    public Reading own(UUID readingId) {
        SignedIn reader = reader();
        return readings.find(readingId)
                .filter(reading -> reading.readerId().equals(reader.accountId()))
                .orElseThrow(() -> new AccessDeniedException("this reading is not " + reader.username() + "'s"));
    }

    /// what the protocol asks on this film, and what it shows
    public Terms terms(Reading reading) {
        ReadingTerms protocol = terms.getIfAvailable();
        return protocol == null ? Terms.PLAIN : protocol.of(reading);
    }

    public Draft draft(UUID readingId) {
        return drafts.draft(own(readingId).id());
    }

    /// Saves a draft.
    ///
    /// @param version the version that the draft was made from
    /// @param effort so far, from the first time the film was shown
    /// @param savedBy which window saves, as it names itself; at most 80 characters
    @Transactional
    public Saving save(UUID readingId, int version, Answer answer, Effort effort, String savedBy) {
        Reading reading = own(readingId);
        if (reading.state() != ReadingState.OPEN) return new Saving.Locked();
        Instant now = clock.instant();
        Optional<String> closed = refusal(reading, now);
        if (closed.isPresent()) return new Saving.Closed(closed.get());
        return drafts.save(reading.id(), version, answer, possible(effort, reading, now), savedBy, now)
                .<Saving>map(saved -> new Saving.Saved(saved, now))
                .orElseGet(Saving.Conflict::new);
    }

    /// keeps the answer as it stands when its reader first wishes to submit it
    @Transactional
    public void keepFirst(UUID readingId, Answer answer) {
        drafts.keepFirst(own(readingId).id(), answer, clock.instant());
    }

    /// Saves the answer, signs it with the reader's password and locks it for good.
    public Signing sign(UUID readingId, int version, Answer answer, Effort effort, String password) {
        Reading reading = own(readingId);
        Terms under = terms(reading);
        if (reading.state() != ReadingState.OPEN) return new Signing.Locked();
        Optional<String> objection =
                under.questions().objection(answer).or(() -> refusal(reading, clock.instant()));
        if (objection.isPresent()) return new Signing.Refused(objection.get());
        SignedIn reader = reader();
        Signing.WrongPassword wrong = wrong(reader, password);
        if (wrong != null) return wrong;
        var signature = new DraftStore.Signature(reader.displayName(), MEANING);
        return transaction.execute(status -> {
            Signing signed = lock(reading, version, answer, effort, under, signature, clock.instant());
            if (signed instanceof Signing.Signed) {
                events.publishEvent(Audited.answer(
                        reading.studyId(),
                        "reading.signed",
                        subject(reading),
                        Map.of("meaning", MEANING),
                        Map.of("state", ReadingState.OPEN.name()),
                        values(answer, 1, ReadingState.SUBMITTED),
                        ""));
            }
            return signed;
        });
    }

    /// Signs another answer in the place of the latest one, which stays.
    ///
    /// @param revision the latest one, that the correction was made from
    /// @param why in the reader's words; not blank
    public Signing correct(UUID readingId, int revision, Answer answer, Effort effort, String why, String password) {
        Reading reading = own(readingId);
        Terms under = terms(reading);
        Optional<String> objection = correctionObjection(reading, answer, why, under);
        if (objection.isPresent()) return new Signing.Refused(objection.get());
        SignedIn reader = reader();
        Signing.WrongPassword wrong = wrong(reader, password);
        if (wrong != null) return wrong;
        return transaction.execute(status -> {
            drafts.lock(reading.id());
            List<SignedAnswer> before = drafts.history(reading.id());
            if (before.getLast().revision() != revision) return new Signing.Conflict();
            Instant now = clock.instant();
            int next = revision + 1;
            drafts.correct(
                    reading, next, answer, effort, why.strip(), under,
                    new DraftStore.Signature(reader.displayName(), CORRECTION_MEANING), now);
            events.publishEvent(Audited.answer(
                    reading.studyId(),
                    "reading.corrected",
                    subject(reading),
                    Map.of("meaning", CORRECTION_MEANING),
                    values(before.getLast().answer(), revision, ReadingState.SUBMITTED),
                    values(answer, next, ReadingState.SUBMITTED),
                    why));
            events.publishEvent(new AnswerCorrected(
                    reading.id(), reading.studyId(), reading.filmId(), reading.readerId(), next, now));
            return new Signing.Signed(next, now, null);
        });
    }

    private Optional<String> correctionObjection(Reading reading, Answer answer, String why, Terms under) {
        if (reading.state() != ReadingState.SUBMITTED) {
            return Optional.of("This film has no signed answer yet: sign the first one.");
        }
        if (why.isBlank()) return Optional.of("Say why you correct the answer.");
        if (why.strip().length() > LONGEST_WHY) {
            return Optional.of("Say in at most " + LONGEST_WHY + " characters why you correct the answer.");
        }
        if (drafts.history(reading.id()).getLast().answer().equals(answer)) {
            return Optional.of("Nothing differs from the answer that stands.");
        }
        return under.questions().objection(answer).or(() -> refusal(reading, clock.instant()));
    }

    /// the reader's own signed answers on a film, the first one first
    public List<SignedAnswer> history(UUID readingId) {
        return drafts.history(own(readingId).id());
    }

    /// the signed-in reader's own submitted answers, the last given first
    public List<GivenAnswer> given(UUID studyId) {
        return drafts.given(studyId, reader().accountId());
    }

    /// JSON, from an action's name to its keys, as the signed-in reader set them; `{}` for the usual ones
    public String keys() {
        return drafts.keys(reader().accountId());
    }

    /// @throws IllegalArgumentException where there are more or longer names than any keyboard needs
    public void saveKeys(Map<String, List<String>> keys) {
        boolean fits = keys.size() <= 100
                && keys.entrySet().stream()
                        .allMatch(action -> action.getKey().length() <= 40
                                && action.getValue().size() <= 5
                                && action.getValue().stream().allMatch(key -> key.length() <= 40));
        if (!fits) throw new IllegalArgumentException("These are not keys of the reading screen.");
        drafts.saveKeys(reader().accountId(), keys);
    }

    /// Saves and locks without a signature, for answers that were given elsewhere.
    @Transactional
    Signing record(Reading reading, Answer answer, Effort effort, Instant at) {
        if (reading.state() == ReadingState.SUBMITTED) return new Signing.Locked();
        Optional<String> objection = answer.objection();
        if (objection.isPresent()) return new Signing.Refused(objection.get());
        return lock(reading, reading.version(), answer, effort, terms(reading), null, at);
    }

    private Signing lock(
            Reading reading,
            int version,
            Answer answer,
            Effort effort,
            Terms under,
            DraftStore.@Nullable Signature signature,
            Instant at) {
        Effort counted = signature == null ? effort : possible(effort, reading, at);
        if (drafts.save(reading.id(), version, answer, counted, "", at).isEmpty()) return new Signing.Conflict();
        drafts.keepFirst(reading.id(), answer, at);
        drafts.sign(reading.id(), under, signature, at);
        events.publishEvent(
                new ReadingSubmitted(reading.id(), reading.studyId(), reading.filmId(), reading.readerId(), at));
        TrainingFeedback training = feedback.getIfAvailable();
        Feedback shown = training == null ? null : training.after(reading.id()).orElse(null);
        return new Signing.Signed(1, at, shown);
    }

    private Signing.@Nullable WrongPassword wrong(SignedIn reader, String password) {
        return switch (accounts.confirm(reader, password)) {
            case SignIn.Granted granted -> null;
            case SignIn.Refused refused -> new Signing.WrongPassword(null);
            case SignIn.Locked(Instant until) -> new Signing.WrongPassword(until);
        };
    }

    private Optional<String> refusal(Reading reading, Instant at) {
        return gates.orderedStream()
                .map(gate -> gate.refusal(reading, at))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// a browser whose clock was set cannot have been at work for longer than the film was open
    private static Effort possible(Effort effort, Reading reading, Instant at) {
        Instant opened = reading.openedAt();
        if (opened == null) return effort;
        long open = Math.max(0, at.toEpochMilli() - opened.toEpochMilli());
        long active = Math.min(effort.activeMs(), open);
        return new Effort(active, Math.min(effort.idleMs(), open - active), effort.changes());
    }

    private static String subject(Reading reading) {
        return "Reading " + reading.id();
    }

    private static Map<String, Object> values(Answer answer, int revision, ReadingState state) {
        return Map.of("state", state.name(), "revision", revision, "answer", AnswerRow.json(answer));
    }

    private SignedIn reader() {
        SignedIn account = current.require();
        if (account.role() != Role.READER || account.mustChangePassword()) {
            throw new AccessDeniedException("only a reader reads, and " + account.username() + " is none");
        }
        return account;
    }
}
