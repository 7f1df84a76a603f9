package org.levelread.reading;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.levelread.audit.Audited;
import org.levelread.readers.Account;
import org.levelread.readers.Accounts;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;
import org.levelread.readers.SignedIn;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Reminds readers by e-mail when a study lead asks for it. Queued here, sent by [ReminderMail].
@Service
public class Reminders {
    private final ReminderStore store;
    private final ReminderMail mail;
    private final Conduct conduct;
    private final Accounts accounts;
    private final CurrentAccount current;
    private final SchedulerClient scheduler;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Reminders(
            ReminderStore store,
            ReminderMail mail,
            Conduct conduct,
            Accounts accounts,
            CurrentAccount current,
            SchedulerClient scheduler,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.mail = mail;
        this.conduct = conduct;
        this.accounts = accounts;
        this.current = current;
        this.scheduler = scheduler;
        this.events = events;
        this.clock = clock;
    }

    /// whether the server knows where to send e-mail
    public boolean possible() {
        return mail.configured();
    }

    /// the newest of each reader, by the reader
    public Map<UUID, Reminder> latest(UUID studyId) {
        lead();
        return store.latest(studyId).stream().collect(Collectors.toMap(Reminder::readerId, Function.identity()));
    }

    /// Queues a reminder to a reader for whom one is due.
    ///
    /// @throws IllegalStateException with a sentence where none is due, none can be sent, or one waits already
    @Transactional
    public void remind(UUID studyId, UUID readerId) {
        SignedIn lead = lead();
        if (!possible()) {
            throw new IllegalStateException(
                    "No mail server is set up: whoever runs the server sets SPRING_MAIL_HOST, as the README says.");
        }
        boolean due = conduct.progress(studyId).stream()
                .anyMatch(row -> row.readerId().equals(readerId) && row.reminderDue());
        if (!due) throw new IllegalStateException("No reminder is due for this reader.");
        Account reader = accounts.find(readerId).orElseThrow();
        if (accounts.email(readerId).isEmpty()) {
            throw new IllegalStateException("No e-mail address of " + reader.displayName()
                    + " is known: an administrator enters it on the page Accounts.");
        }
        Instant now = clock.instant();
        UUID id = UUID.randomUUID();
        if (!store.add(id, studyId, readerId, lead.accountId(), now)) {
            throw new IllegalStateException("A reminder to " + reader.displayName() + " is on its way already.");
        }
        scheduler.schedule(ReminderMail.TASK.instance(id.toString()).scheduledTo(now));
        events.publishEvent(Audited.entry(
                "reader.reminder-asked", reader.username(), Map.of("reminder", id.toString()), ""));
    }

    private SignedIn lead() {
        SignedIn account = current.require();
        if (account.role() != Role.STUDY_LEAD || account.mustChangePassword()) {
            throw new AccessDeniedException("only a study lead reminds readers");
        }
        return account;
    }
}
