package org.levelread.protocol;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.levelread.audit.Audited;
import org.levelread.protocol.ProtocolVersion.Touches;
import org.levelread.readers.Accounts;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;
import org.levelread.readers.SignIn;
import org.levelread.readers.SignedIn;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/// Frozen protocols, and the course of a study from freezing to the lock of its database.
@Service
public class Protocols {
    private final ProtocolStore store;
    private final Accounts accounts;
    private final CurrentAccount current;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;
    private final Clock clock;

    Protocols(
            ProtocolStore store,
            Accounts accounts,
            CurrentAccount current,
            ApplicationEventPublisher events,
            TransactionOperations transaction,
            Clock clock) {
        this.store = store;
        this.accounts = accounts;
        this.current = current;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// the version that counts now; empty before the first is frozen
    public Optional<ProtocolVersion> latest(UUID studyId) {
        return store.latest(studyId);
    }

    /// the first version first
    public List<ProtocolVersion> versions(UUID studyId) {
        return store.versions(studyId);
    }

    /// in the order in which they were taken
    public List<StepRecord> steps(UUID studyId) {
        return store.steps(studyId);
    }

    public StudyState state(UUID studyId) {
        StudyState state = StudyState.PLANNED;
        for (StepRecord step : store.steps(studyId)) state = step.step().after(state);
        return state;
    }

    /// Whether the study lead may see answers beside predictions and reference: always where the protocol says so, else
    /// after a signed unblinding.
    public boolean resultsVisible(UUID studyId) {
        return store.latest(studyId)
                        .map(version -> version.protocol().reading().resultsBeforeLock())
                        .orElse(true)
                || store.steps(studyId).stream().anyMatch(step -> step.step() == Step.UNBLINDED);
    }

    /// Freezes the first version, signed with the lead's password.
    public StepOutcome freeze(UUID studyId, String yaml, String password) {
        return signed(studyId, Step.FROZEN, "", password, lead -> frozen(studyId, yaml, lead));
    }

    /// Freezes and starts without a signature, for a study that the server itself sets up: the demo.
    ///
    /// @throws IllegalArgumentException where the protocol cannot be frozen
    public void adopt(UUID studyId, String yaml) {
        if (current.find().isPresent()) throw new AccessDeniedException("a person freezes a protocol with a signature");
        transaction.executeWithoutResult(status -> {
            store.lock(studyId);
            if (state(studyId) != StudyState.PLANNED) return;
            frozen(studyId, yaml, null);
            write(studyId, Step.FROZEN, "", null);
            write(studyId, Step.STARTED, "", null);
        });
    }

    private void frozen(UUID studyId, String yaml, @Nullable SignedIn lead) {
        add(studyId, 1, yaml, valid(yaml), lead, null, Touches.UNOPENED_READS);
    }

    /// Freezes another version, signed with the lead's password.
    ///
    /// What was dealt by the earlier version cannot change any more: arms, readers, chance, washout and enrolment. That
    /// would be another study.
    public StepOutcome amend(UUID studyId, String yaml, Touches touches, String reason, String password) {
        return signed(studyId, Step.AMENDED, reason, password, lead -> {
            Protocol protocol = valid(yaml);
            ProtocolVersion before = store.latest(studyId).orElseThrow();
            if (before.yaml().equals(yaml)) throw new StepRefusedException("Nothing differs from version " + before.number() + ".");
            Amendments.objection(before.protocol(), protocol, touches).ifPresent(objection -> {
                throw new StepRefusedException(objection);
            });
            add(studyId, before.number() + 1, yaml, protocol, lead, reason.strip(), touches);
        });
    }

    /// Goes a step further that needs no file: starting, pausing, resuming, closing, reopening, locking, unblinding.
    ///
    /// @param password the lead's own; not looked at where the step is not signed
    public StepOutcome take(UUID studyId, Step step, String reason, String password) {
        if (step == Step.FROZEN || step == Step.AMENDED) throw new IllegalArgumentException(step + " needs a file");
        return signed(studyId, step, reason, password, lead -> {});
    }

    private interface Deed {
        void by(SignedIn lead);
    }

    private StepOutcome signed(UUID studyId, Step step, String reason, String password, Deed deed) {
        SignedIn lead = lead();
        if (step.needsReason() && reason.isBlank()) {
            return new StepOutcome.Refused("Say why the study is " + step.words() + ".");
        }
        if (reason.length() > 2000) return new StepOutcome.Refused("Say why in at most 2000 characters.");
        Optional<String> unsigned = step.meaning() == null ? Optional.empty() : wrong(lead, password);
        if (unsigned.isPresent()) return new StepOutcome.Refused(unsigned.get());
        try {
            return transaction.execute(status -> {
                store.lock(studyId);
                StudyState state = state(studyId);
                if (!step.possibleIn(state)) {
                    return new StepOutcome.Refused("The study cannot be " + step.words() + " now: its state is \""
                            + state.title() + "\".");
                }
                deed.by(lead);
                write(studyId, step, reason.strip(), lead);
                return new StepOutcome.Taken();
            });
        } catch (StepRefusedException e) {
            return new StepOutcome.Refused(String.valueOf(e.getMessage()));
        }
    }

    private void write(UUID studyId, Step step, String reason, @Nullable SignedIn lead) {
        Instant now = now();
        StudyState before = state(studyId);
        store.add(
                studyId,
                new StepRecord(
                        step, now, lead == null ? null : lead.accountId(), reason, lead == null ? null : step.meaning()));
        StudyState after = step.after(before);
        events.publishEvent(Audited.change(
                "study." + step.words(),
                "Study " + studyId,
                after == before ? Map.of() : Map.of("state", before.name()),
                after == before ? Map.of(step.words(), true) : Map.of("state", after.name()),
                reason));
        events.publishEvent(new StepTaken(studyId, step, now));
    }

    private void add(
            UUID studyId,
            int number,
            String yaml,
            Protocol protocol,
            @Nullable SignedIn lead,
            @Nullable String reason,
            Touches touches) {
        ProtocolVersion version = new ProtocolVersion(
                UUID.randomUUID(),
                studyId,
                number,
                yaml,
                ProtocolFile.sha256(yaml),
                now(),
                lead == null ? null : lead.accountId(),
                reason,
                touches,
                protocol);
        store.add(version);
        Map<String, Object> detail = new HashMap<>();
        detail.put("version", number);
        detail.put("sha256", version.sha256());
        detail.put("touches", touches.name());
        events.publishEvent(Audited.change(
                "protocol.version-frozen",
                "Study " + studyId,
                number == 1 ? Map.of() : Map.of("version", number - 1),
                detail,
                reason == null ? "" : reason));
    }

    private static Protocol valid(String yaml) {
        return switch (ProtocolFile.check(yaml)) {
            case ProtocolCheck.Valid(Protocol protocol) -> protocol;
            case ProtocolCheck.Invalid(List<ProtocolProblem> problems) ->
                throw new StepRefusedException(
                        "The protocol cannot be frozen: " + problems.getFirst().sentence());
        };
    }

    private Optional<String> wrong(SignedIn lead, String password) {
        return switch (accounts.confirm(lead, password)) {
            case SignIn.Granted granted -> Optional.empty();
            case SignIn.Refused refused -> Optional.of("The password is not right: nothing was signed.");
            case SignIn.Locked(Instant until) ->
                Optional.of("Too many wrong passwords: nothing can be signed before " + until + ".");
        };
    }

    private SignedIn lead() {
        SignedIn account = current.require();
        if (account.role() != Role.STUDY_LEAD || account.mustChangePassword()) {
            throw new AccessDeniedException("only a study lead decides on the course of a study");
        }
        return account;
    }

    /// as the database keeps it
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
