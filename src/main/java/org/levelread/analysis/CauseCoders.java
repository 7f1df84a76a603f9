package org.levelread.analysis;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.levelread.audit.Audited;
import org.levelread.protocol.Protocols;
import org.levelread.protocol.StudyState;
import org.levelread.readers.Account;
import org.levelread.readers.Accounts;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;
import org.levelread.readers.SignedIn;
import org.levelread.reading.CodingRight;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The surgeons whom a study lead appoints to code causes. Only after the database is locked and the results are open: a coder sees
/// what the model and the readers answered, and nothing can be read any more then.
@Service
public class CauseCoders implements CodingRight {
    private final CoderStore store;
    private final Protocols protocols;
    private final Accounts accounts;
    private final CurrentAccount current;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CauseCoders(
            CoderStore store,
            Protocols protocols,
            Accounts accounts,
            CurrentAccount current,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.protocols = protocols;
        this.accounts = accounts;
        this.current = current;
        this.events = events;
        this.clock = clock;
    }

    /// whether coders can be appointed now: the database is locked and the results are open
    public boolean possible(UUID studyId) {
        return protocols.state(studyId) == StudyState.LOCKED && protocols.resultsVisible(studyId);
    }

    /// whom the lead appointed, by name; for who leads the study
    public List<Account> appointed(UUID studyId) {
        leads();
        List<UUID> ids = store.appointed(studyId);
        return surgeons().filter(account -> ids.contains(account.id())).toList();
    }

    /// surgeons who could be appointed, by name; readers and adjudicators of a study had a part in what is coded
    public List<Account> candidates(UUID studyId) {
        leads();
        List<UUID> ids = store.appointed(studyId);
        return surgeons().filter(account -> !ids.contains(account.id())).toList();
    }

    private Stream<Account> surgeons() {
        return accounts.list().stream()
                .filter(account -> account.role() == Role.SURGEON && account.enabled())
                .sorted(Comparator.comparing(Account::displayName).thenComparing(Account::username));
    }

    /// Lets a surgeon code the study's causes.
    ///
    /// @throws IllegalArgumentException with a sentence, for no surgeon, one who is appointed already, or no reason
    /// @throws IllegalStateException with a sentence, before the study is locked and its results are open
    @Transactional
    public void appoint(UUID studyId, UUID accountId, String reason) {
        SignedIn lead = lead();
        if (!possible(studyId)) {
            throw new IllegalStateException("A coder sees what was answered: appoint one after the study's database is locked and"
                    + " the study is unblinded, on the page Conduct.");
        }
        Account surgeon = accounts.find(accountId)
                .filter(account -> account.role() == Role.SURGEON && account.enabled())
                .orElseThrow(() -> new IllegalArgumentException("Choose the account of a surgeon who may sign in."));
        if (store.appointed(studyId).contains(accountId)) {
            throw new IllegalArgumentException(surgeon.displayName() + " codes causes already.");
        }
        decide(studyId, surgeon, true, reason, lead);
        events.publishEvent(Audited.entry(
                "study.coder-appointed", "Study " + studyId, Map.of("coder", surgeon.username()), reason));
    }

    /// Takes the right away; what was coded stays.
    ///
    /// @throws IllegalArgumentException with a sentence, for who is not appointed, or no reason
    @Transactional
    public void withdraw(UUID studyId, UUID accountId, String reason) {
        SignedIn lead = lead();
        Account surgeon = accounts.find(accountId)
                .filter(account -> store.appointed(studyId).contains(account.id()))
                .orElseThrow(() -> new IllegalArgumentException("This account codes no causes."));
        decide(studyId, surgeon, false, reason, lead);
        events.publishEvent(Audited.change(
                "study.coder-withdrawn", "Study " + studyId, Map.of("coder", surgeon.username()), Map.of(), reason));
    }

    private void decide(UUID studyId, Account surgeon, boolean granted, String reason, SignedIn lead) {
        if (reason.isBlank() || reason.strip().length() > 500) {
            throw new IllegalArgumentException("Say why in 1 to 500 characters.");
        }
        store.add(studyId, surgeon.id(), granted, reason.strip(), lead.accountId(), clock.instant());
    }

    @Override
    public boolean appointed(UUID studyId, UUID accountId) {
        return store.appointed(studyId).contains(accountId);
    }

    /// whether the signed-in account may compare the answers for coding: who leads the study, or an appointed coder
    boolean mayCode(UUID studyId) {
        SignedIn account = current.require();
        if (account.role() == Role.STUDY_LEAD || account.role() == Role.ADMINISTRATOR) return true;
        return account.role() == Role.SURGEON
                && !account.mustChangePassword()
                && possible(studyId)
                && appointed(studyId, account.accountId());
    }

    private SignedIn lead() {
        SignedIn account = current.require();
        if (account.role() != Role.STUDY_LEAD || account.mustChangePassword()) {
            throw new AccessDeniedException("only a study lead appoints who codes causes");
        }
        return account;
    }

    private void leads() {
        SignedIn account = current.require();
        if (account.role() != Role.STUDY_LEAD && account.role() != Role.ADMINISTRATOR) {
            throw new AccessDeniedException("only who leads the study sees who codes causes");
        }
    }
}
