package org.levelread.reading;

import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.levelread.audit.Audited;
import org.levelread.protocol.Studies;
import org.levelread.readers.Account;
import org.levelread.readers.Accounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Sends queued reminders. A mail server that does not answer is tried again for about an hour.
@Component
class ReminderMail {
    static final TaskDescriptor<Void> TASK = TaskDescriptor.of("reminder");
    static final int ATTEMPTS = 8;

    private static final Logger log = LoggerFactory.getLogger(ReminderMail.class);

    private final ReminderStore store;
    private final AssignmentStore assignments;
    private final Studies studies;
    private final Accounts accounts;
    private final ObjectProvider<JavaMailSender> sender;
    private final ApplicationEventPublisher events;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final String from;
    private final String address;

    /// @param from the sender's address
    /// @param address where readers open LevelRead in their browsers; empty: the mail does not say
    ReminderMail(
            ReminderStore store,
            AssignmentStore assignments,
            Studies studies,
            Accounts accounts,
            ObjectProvider<JavaMailSender> sender,
            ApplicationEventPublisher events,
            TransactionOperations transaction,
            Clock clock,
            @Value("${levelread.mail.from:levelread@localhost}") String from,
            @Value("${levelread.public-address:}") String address) {
        this.store = store;
        this.assignments = assignments;
        this.studies = studies;
        this.accounts = accounts;
        this.sender = sender;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
        this.from = from;
        this.address = address;
    }

    boolean configured() {
        return sender.getIfAvailable() != null;
    }

    /// @throws MailException where the server did not take it and it is worth trying again
    void send(UUID id) {
        Reminder reminder = store.find(id).orElse(null);
        if (reminder == null || reminder.state() != Reminder.State.QUEUED) return;
        Account reader = accounts.find(reminder.readerId()).orElseThrow();
        Optional<String> to = accounts.email(reader.id());
        JavaMailSender mail = sender.getIfAvailable();
        long left = assignments.of(reminder.studyId(), reader.id()).stream()
                .filter(read -> read.state() != ReadingState.SUBMITTED)
                .count();
        if (to.isEmpty() || mail == null) {
            fail(reminder, reader, to.isEmpty() ? "No e-mail address is known any more." : "No mail server is set up any more.");
        } else if (left == 0 || !reader.enabled()) {
            fail(reminder, reader, "Nothing is left to read.");
        } else {
            int attempts = store.attempt(id);
            try {
                mail.send(message(to.get(), reader, studies.find(reminder.studyId()).orElseThrow().title(), left));
            } catch (MailException e) {
                log.warn("Reminder {} was not taken by the mail server, attempt {} of {}", id, attempts, ATTEMPTS, e);
                if (attempts < ATTEMPTS) throw e;
                fail(reminder, reader, "The mail server did not take it in " + ATTEMPTS + " attempts.");
                return;
            }
            end(reminder, reader, Reminder.State.SENT, "reader.reminded", Map.of("filmsLeft", left), "");
        }
    }

    private SimpleMailMessage message(String to, Account reader, String study, long left) {
        SimpleMailMessage message = new SimpleMailMessage();
        message.setFrom(from);
        message.setTo(to);
        message.setSubject("Films wait for you in a reader study");
        message.setText("""
                Dear %s,

                you take part as a reader in the study "%s".
                %s for you to read. What you have begun is kept.
                %s
                This message was sent by the study's server because you have not read for some days.
                If you do not take part any more, tell the study lead.
                """.formatted(
                        reader.displayName(),
                        study,
                        left == 1 ? "1 film waits" : left + " films wait",
                        address.isBlank() ? "" : "\nSign in at " + address + "\n"));
        return message;
    }

    private void fail(Reminder reminder, Account reader, String why) {
        end(reminder, reader, Reminder.State.FAILED, "reader.reminder-failed", Map.of("sent", false), why);
    }

    private void end(
            Reminder reminder, Account reader, Reminder.State state, String action, Map<String, ?> value, String why) {
        transaction.executeWithoutResult(status -> {
            store.end(reminder.id(), state, clock.instant());
            events.publishEvent(Audited.entry(action, reader.username(), value, why));
        });
    }

    @Configuration
    static class Scheduling {
        @Bean
        Task<Void> reminderTask(ReminderMail mail) {
            return Tasks.oneTime(TASK)
                    .onDeadExecutionRevive()
                    .onFailure(new FailureHandler.ExponentialBackoffFailureHandler<>(Duration.ofSeconds(30), 2))
                    .execute((instance, context) -> mail.send(UUID.fromString(instance.getId())));
        }
    }
}
