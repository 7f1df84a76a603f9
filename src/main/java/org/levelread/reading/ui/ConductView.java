package org.levelread.reading.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.levelread.protocol.Protocols;
import org.levelread.protocol.Step;
import org.levelread.protocol.StepOutcome;
import org.levelread.protocol.StepRecord;
import org.levelread.protocol.Studies;
import org.levelread.protocol.Study;
import org.levelread.protocol.StudyState;
import org.levelread.readers.Account;
import org.levelread.readers.Accounts;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;
import org.levelread.reading.Conduct;
import org.levelread.reading.Deviation;
import org.levelread.reading.Effort;
import org.levelread.reading.ReaderRow;
import org.levelread.reading.Reminder;
import org.levelread.reading.Reminders;
import org.levelread.viewer.AskWhy;
import org.levelread.viewer.Refusal;

/// The course of a study: its state and the next steps, its readers and how far they are, and what did not go as planned. Shows
/// no answer.
@Route("conduct")
@PageTitle("Conduct · LevelRead")
@Menu(title = "Conduct", order = 6, icon = "vaadin:tasks")
@RolesAllowed({"STUDY_LEAD", "ADMINISTRATOR"})
@StyleSheet("rooms.css")
class ConductView extends VerticalLayout {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZoneId.systemDefault());

    private final Conduct conduct;
    private final Reminders reminders;
    private final Protocols protocols;
    private final Accounts accounts;
    private final Study study;
    private final boolean lead;
    private Map<UUID, Reminder> reminded = Map.of();

    ConductView(Conduct conduct, Reminders reminders, Protocols protocols, Accounts accounts, Studies studies, CurrentAccount current) {
        this.conduct = conduct;
        this.reminders = reminders;
        this.protocols = protocols;
        this.accounts = accounts;
        this.study = studies.current();
        this.lead = current.require().role() == Role.STUDY_LEAD;
        setWidthFull();
        show();
    }

    private void show() {
        removeAll();
        StudyState state = protocols.state(study.id());
        Map<UUID, String> names =
                accounts.list().stream().collect(Collectors.toMap(Account::id, Account::displayName));
        add(heading(state));
        if (state == StudyState.PLANNED) {
            add(new Paragraph("No protocol is frozen yet: freeze one on the page Protocol."));
            return;
        }
        add(section("Readers", readers(state, names)));
        add(section("What did not go as planned", deviations(names)));
        add(section("Steps", steps(names)));
    }

    private Component heading(StudyState state) {
        Span badge = new Span(state.title());
        badge.setId("state");
        badge.addClassName("badge");
        Div buttons = new Div();
        buttons.addClassName("downloads");
        if (lead) {
            switch (state) {
                case FROZEN -> buttons.add(step("Start reading", Step.STARTED));
                case READING -> buttons.add(step("Pause…", Step.PAUSED), step("Close…", Step.CLOSED));
                case PAUSED -> buttons.add(step("Resume…", Step.RESUMED), step("Close…", Step.CLOSED));
                case CLOSED -> buttons.add(step("Reopen…", Step.REOPENED), step("Lock the database…", Step.LOCKED));
                case PLANNED, LOCKED -> {}
            }
            boolean begun = state.compareTo(StudyState.READING) >= 0;
            if (begun && !protocols.resultsVisible(study.id())) buttons.add(step("Unblind…", Step.UNBLINDED));
        }
        Anchor certificate = new Anchor("blinding", "Blinding certificate");
        certificate.addClassName("download");
        buttons.add(certificate);
        if (protocols.resultsVisible(study.id())) {
            Anchor reads = new Anchor("reads", "Every read");
            reads.addClassName("download");
            buttons.add(reads);
        }
        Div heading = new Div(new Div(new H2(study.title()), badge), buttons);
        heading.addClassName("study-heading");
        return heading;
    }

    private Button step(String text, Step step) {
        Button button = new Button(text, click -> ask(text.replace("…", ""), step));
        button.setId("step-" + step.words());
        if (step == Step.STARTED || step == Step.RESUMED) button.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return button;
    }

    private void ask(String title, Step step) {
        if (!step.needsReason() && step.meaning() == null) {
            done(protocols.take(study.id(), step, "", ""), new Dialog(), new Refusal());
            return;
        }
        Dialog dialog = new Dialog(title);
        TextArea reason = new TextArea(step.needsReason() ? "Reason" : "Reason, if there is one");
        reason.setMaxLength(2000);
        PasswordField password = new PasswordField("Your password, as a signature");
        password.setHelperText(step.meaning());
        password.setVisible(step.meaning() != null);
        Refusal refusal = new Refusal();
        dialog.add(fields(reason, password, refusal));
        Button go = new Button(title, click -> {
            StepOutcome outcome = protocols.take(study.id(), step, reason.getValue(), password.getValue());
            password.clear();
            done(outcome, dialog, refusal);
        });
        go.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        dialog.getFooter().add(new Button("Cancel", click -> dialog.close()), go);
        dialog.open();
    }

    private void done(StepOutcome outcome, Dialog dialog, Refusal refusal) {
        switch (outcome) {
            case StepOutcome.Taken taken -> {
                dialog.close();
                show();
            }
            case StepOutcome.Refused(String sentence) -> {
                if (dialog.isOpened()) refusal.say(sentence);
                else tell(sentence);
            }
        }
    }

    private Component readers(StudyState state, Map<UUID, String> names) {
        List<ReaderRow> rows = conduct.progress(study.id());
        Div list = new Div();
        list.addClassName("reader-progress");
        list.setId("readers");
        reminded = lead ? reminders.latest(study.id()) : Map.of();
        if (rows.isEmpty()) list.add(new Paragraph("Nobody takes part yet."));
        for (ReaderRow row : rows) list.add(card(state, row, names.getOrDefault(row.readerId(), "")));
        VerticalLayout all = new VerticalLayout(list);
        all.setPadding(false);
        if (lead && state == StudyState.FROZEN) all.add(chooser());
        return all;
    }

    private Component card(StudyState state, ReaderRow row, String name) {
        Div card = new Div(new Span(name + (row.active() ? "" : " (left)")));
        card.addClassName("reader-card");
        ReaderRow.Training training = row.training();
        if (training != null) {
            card.add(line(
                    training.passed()
                            ? "Training passed"
                            : "Training: " + training.submitted() + " of " + training.assigned()
                                    + (training.attempt() > 1 ? ", attempt " + training.attempt() : "")));
        }
        for (ReaderRow.Count count : row.counts()) {
            String text = "Period " + count.period() + ", "
                    + count.arm().words() + ": " + count.submitted() + " of " + count.assigned();
            ProgressBar bar = new ProgressBar(0, Math.max(1, count.assigned()), count.submitted());
            bar.getElement().setAttribute("aria-label", name + ", " + text);
            card.add(line(text), bar);
            Effort typical = count.typical();
            if (typical != null) card.add(line(effort(typical)));
        }
        if (row.lastReadAt() != null) card.add(line("Last read " + WHEN.format(row.lastReadAt())));
        if (row.opensAt() != null) card.add(line("Next session opens " + WHEN.format(row.opensAt())));
        if (row.leftBecause() != null) card.add(line("Left: " + row.leftBecause()));
        if (row.reminderDue()) {
            Span due = new Span("Reminder due");
            due.addClassNames("badge", "badge-running");
            card.add(due);
        }
        Reminder last = reminded.get(row.readerId());
        if (last != null) card.add(line(words(last)));
        if (!lead || !row.active()) return card;
        Div buttons = new Div();
        buttons.addClassName("downloads");
        if (state == StudyState.FROZEN) {
            buttons.add(new Button("Take out…", click -> askForReason(
                    "Take " + name + " out of the study",
                    "The place is free for another reader.",
                    "Take out",
                    reason -> conduct.removeReader(study.id(), row.readerId(), reason))));
        } else if (state == StudyState.READING || state == StudyState.PAUSED) {
            buttons.add(new Button("Replace…", click -> askForReplacement(row, name)));
            if (row.opensAt() != null) {
                buttons.add(new Button("Open now…", click -> askForReason(
                        "Let " + name + " read on before the time",
                        "This is a deviation from the protocol and is written down as one.",
                        "Open now",
                        reason -> conduct.openEarly(study.id(), row.readerId(), reason))));
            }
        }
        if (row.reminderDue() && (last == null || last.state() != Reminder.State.QUEUED)) {
            Button remind = small("Remind by e-mail", () -> reminders.remind(study.id(), row.readerId()));
            remind.setEnabled(reminders.possible());
            if (!reminders.possible()) remind.setTooltipText("No mail server is set up");
            buttons.add(remind);
        }
        card.add(buttons);
        return card;
    }

    private static String words(Reminder last) {
        return switch (last.state()) {
            case QUEUED -> "A reminder is on its way";
            case SENT -> "Reminded " + WHEN.format(last.endedAt());
            case FAILED -> "The reminder of " + WHEN.format(last.askedAt()) + " could not be sent: the audit trail says why";
        };
    }

    private static String effort(Effort typical) {
        return "Median of a film: %s at work, %s idle, %d %s"
                .formatted(
                        seconds(typical.activeMs()),
                        seconds(typical.idleMs()),
                        typical.changes(),
                        typical.changes() == 1 ? "change" : "changes");
    }

    private static String seconds(long ms) {
        long seconds = Math.round(ms / 1000.0);
        return seconds < 120 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }

    private Button small(String text, Runnable deed) {
        return new Button(text, click -> {
            try {
                deed.run();
                show();
            } catch (IllegalStateException e) {
                tell(String.valueOf(e.getMessage()));
            }
        });
    }

    private Component chooser() {
        Select<Account> who = new Select<>();
        who.setLabel("Reader");
        who.setId("candidate");
        who.setItems(conduct.candidates(study.id()));
        who.setItemLabelGenerator(Account::displayName);
        Button add = small("Add reader", () -> {
            if (who.getValue() == null) throw new IllegalStateException("Choose a reader first.");
            conduct.addReader(study.id(), who.getValue().id());
        });
        add.setId("add-reader");
        Div line = new Div(who, add);
        line.addClassName("chooser");
        return line;
    }

    private void askForReplacement(ReaderRow row, String name) {
        Dialog dialog = new Dialog("Replace " + name);
        Select<Account> who = new Select<>();
        who.setLabel("By");
        who.setItems(conduct.candidates(study.id()));
        who.setItemLabelGenerator(Account::displayName);
        TextArea reason = new TextArea("Why " + name + " leaves");
        reason.setMaxLength(1000);
        Refusal refusal = new Refusal();
        dialog.add(
                new Paragraph("The new reader takes over the whole plan of this place, so that the balance stays. What "
                        + name + " has read stays on record."),
                fields(who, reason, refusal));
        Button go = new Button("Replace", click -> {
            try {
                if (who.getValue() == null) throw new IllegalStateException("Choose who takes over.");
                conduct.replaceReader(
                        study.id(), row.readerId(), who.getValue().id(), reason.getValue());
                dialog.close();
                show();
            } catch (IllegalStateException e) {
                refusal.say(String.valueOf(e.getMessage()));
            }
        });
        go.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        dialog.getFooter().add(new Button("Cancel", click -> dialog.close()), go);
        dialog.open();
    }

    private void askForReason(String title, String sentence, String yes, AskWhy.Change change) {
        new AskWhy(title, sentence, yes, why -> {
                    change.because(why);
                    show();
                })
                .open();
    }

    private void describeDeviation() {
        Dialog dialog = new Dialog("A deviation from the protocol");
        TextArea text = new TextArea("What did not go as planned");
        text.setMaxLength(2000);
        Refusal refusal = new Refusal();
        dialog.add(new Paragraph("It cannot be changed or taken back."), fields(text, refusal));
        Button go = new Button("Write down", click -> {
            try {
                conduct.note(study.id(), text.getValue());
                dialog.close();
                show();
            } catch (IllegalStateException e) {
                refusal.say(String.valueOf(e.getMessage()));
            }
        });
        go.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        dialog.getFooter().add(new Button("Cancel", click -> dialog.close()), go);
        dialog.open();
        text.focus();
    }

    private Component deviations(Map<UUID, String> names) {
        List<Deviation> deviations = conduct.deviations(study.id());
        VerticalLayout all = new VerticalLayout();
        all.setPadding(false);
        if (deviations.isEmpty()) all.add(new Paragraph("Nothing is written down."));
        else all.add(list(deviations, d -> WHEN.format(d.at()) + ": " + d.kind().title()
                + (d.readerId() == null ? "" : ", " + names.getOrDefault(d.readerId(), "")) + ". " + d.description()));
        if (lead && protocols.state(study.id()) != StudyState.LOCKED) {
            all.add(new Button("Write something down…", click -> describeDeviation()));
        }
        return all;
    }

    private Component steps(Map<UUID, String> names) {
        return list(protocols.steps(study.id()), (StepRecord step) -> WHEN.format(step.at()) + ": " + step.step().words()
                + " by " + (step.takenBy() == null ? "the server" : names.getOrDefault(step.takenBy(), ""))
                + (step.meaning() == null ? "" : ", signed: “" + step.meaning() + "”")
                + (step.reason().isEmpty() ? "" : " Reason: " + step.reason()));
    }

    private static <T> UnorderedList list(List<T> items, Function<T, String> words) {
        UnorderedList list = new UnorderedList();
        for (T item : items) list.add(new ListItem(words.apply(item)));
        return list;
    }

    private static Section section(String title, Component content) {
        Section section = new Section(new H3(title), content);
        section.setWidthFull();
        return section;
    }

    private static VerticalLayout fields(Component... fields) {
        VerticalLayout layout = new VerticalLayout(fields);
        layout.setPadding(false);
        layout.addClassName("dialog-fields");
        return layout;
    }

    private static Span line(String text) {
        Span line = new Span(text);
        line.addClassName("quiet-line");
        return line;
    }

    private static void tell(String sentence) {
        Dialog dialog = new Dialog("Not done");
        dialog.add(new Paragraph(sentence));
        dialog.getFooter().add(new Button("Close", click -> dialog.close()));
        dialog.open();
    }
}
