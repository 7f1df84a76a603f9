package org.levelread.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.levelread.ApplicationTest;
import org.levelread.protocol.Study;
import org.levelread.readers.Account;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;
import org.levelread.spine.Level;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionOperations;

/// Reminders through a mail server on this machine.
class RemindersTest extends ApplicationTest {
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @Autowired
    ReminderStore store;

    @Autowired
    AssignmentStore assigned;

    @Autowired
    Conduct conduct;

    @Autowired
    Readings readings;

    @Autowired
    Answering answering;

    @Autowired
    Reminders unconfigured;

    @Autowired
    CurrentAccount current;

    @Autowired
    SchedulerClient scheduler;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionOperations transaction;

    @Autowired
    Clock clock;

    private Study study;
    private Account ann;
    private Account lead;
    private ReminderMail mail;
    private Reminders reminders;

    @BeforeEach
    void aReaderWhoHasNotReadForAMonth() {
        server.start();
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(server.getSmtp().getPort());
        ObjectProvider<JavaMailSender> provider = new ObjectProvider<>() {
            @Override
            public JavaMailSender getObject() {
                return sender;
            }
        };
        mail = new ReminderMail(
                store, assigned, studies, accounts, provider, events, transaction, clock,
                "study@hospital.example", "https://levelread.hospital.example");
        reminders = new Reminders(store, mail, conduct, accounts, current, scheduler, events, clock);
        study = study();
        ann = account(Role.READER);
        lead = account(Role.STUDY_LEAD);
        for (int i = 0; i < 3; i++) film(study, "doe_jane_" + i + ".png");
        jdbc.sql("update reading.study_reader set joined_at = now() - interval '30 days' where study_id = :study")
                .param("study", study.id())
                .update();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void sendsHowMuchWaitsAndNothingOfAnAnswer() throws Exception {
        signIn(ann);
        Reading reading = readings.openNext(study.id()).orElseThrow();
        answering.save(
                reading.id(), 0, new Answer(List.of(new ReadingLevel(Level.T13, 1, 2, true)), true, ""), Effort.NONE, "w");
        signOut();
        accounts.setEmail(ann.id(), "ann@hospital.example", "asked for it");
        signIn(lead);
        reminders.remind(study.id(), ann.id());
        assertThatThrownBy(() -> reminders.remind(study.id(), ann.id())).hasMessageEndingWith("is on its way already.");
        assertThat(reminders.latest(study.id()).get(ann.id()).state()).isEqualTo(Reminder.State.QUEUED);
        signOut();

        mail.send(queued());
        mail.send(queued());

        MimeMessage[] sent = server.getReceivedMessages();
        assertThat(sent).as("sent once").hasSize(1);
        assertThat(sent[0].getAllRecipients()[0]).hasToString("ann@hospital.example");
        assertThat(sent[0].getFrom()[0]).hasToString("study@hospital.example");
        String text = GreenMailUtil.getBody(sent[0]);
        assertThat(text)
                .contains(ann.displayName(), study.title(), "3 films wait", "https://levelread.hospital.example")
                .doesNotContain("T13", "doe_jane", lead.displayName());
        assertThat(audited(ann.username())).containsSubsequence(
                "account.email-changed", "reader.reminder-asked", "reader.reminded");
        signIn(lead);
        assertThat(reminders.latest(study.id()).get(ann.id()).state()).isEqualTo(Reminder.State.SENT);
    }

    @Test
    void aServerThatDoesNotAnswerIsTriedAgainAndGivenUpInTheTrail() {
        accounts.setEmail(ann.id(), "ann@hospital.example", "asked for it");
        signIn(lead);
        reminders.remind(study.id(), ann.id());
        signOut();
        server.stop();
        UUID id = queued();
        for (int attempt = 1; attempt < ReminderMail.ATTEMPTS; attempt++) {
            assertThatThrownBy(() -> mail.send(id)).isInstanceOf(MailException.class);
        }
        mail.send(id);
        assertThat(store.find(id).orElseThrow().state()).isEqualTo(Reminder.State.FAILED);
        assertThat(audited(ann.username())).endsWith("reader.reminder-failed");
    }

    @Test
    void saysWhyNoneIsSent() {
        signIn(lead);
        assertThatThrownBy(() -> unconfigured.remind(study.id(), ann.id())).hasMessageStartingWith("No mail server is set up");
        assertThatThrownBy(() -> reminders.remind(study.id(), ann.id())).hasMessageStartingWith("No e-mail address of");
        signOut();
        assertThatThrownBy(() -> accounts.setEmail(ann.id(), "ann", "x")).hasMessageStartingWith("This is no e-mail address");
        jdbc.sql("update reading.study_reader set joined_at = now() where study_id = :study")
                .param("study", study.id())
                .update();
        signIn(lead);
        assertThatThrownBy(() -> reminders.remind(study.id(), ann.id())).hasMessage("No reminder is due for this reader.");
    }

    private UUID queued() {
        return jdbc.sql("select id from reading.reminder where study_id = :study")
                .param("study", study.id())
                .query(UUID.class)
                .single();
    }

    private List<String> audited(String subject) {
        return jdbc.sql("select action from audit.entry where subject = :subject order by seq")
                .param("subject", subject)
                .query(String.class)
                .list();
    }
}
