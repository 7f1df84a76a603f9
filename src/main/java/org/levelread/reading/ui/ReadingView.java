package org.levelread.reading.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.component.orderedlayout.HorizontalLayout;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.levelread.protocol.Studies;
import org.levelread.reading.Answer;
import org.levelread.reading.Answering;
import org.levelread.reading.Effort;
import org.levelread.reading.ReaderProgress;
import org.levelread.reading.Reading;
import org.levelread.reading.ReadingLevel;
import org.levelread.reading.Readings;
import org.levelread.reading.Saving;
import org.levelread.reading.Signing;
import org.levelread.spine.Level;
import org.levelread.viewer.FilmLabel;
import org.levelread.viewer.RadiographViewer;

/// One film after the other in the reader's own order: the film and what the reader says of it, nothing else.
@Route("reading")
@Menu(title = "Reading", order = 1, icon = "vaadin:eye")
@PageTitle("Reading")
@RolesAllowed("READER")
@StyleSheet("rooms.css")
public final class ReadingView extends HorizontalLayout {
    private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final Readings readings;
    private final Answering answering;
    private final UUID studyId;
    private final Clock clock;
    private final RadiographViewer viewer = new RadiographViewer();
    private final H2 place = new H2();
    private final Span saved = new Span();
    private final Button submit = new Button("Submit", e -> confirm());
    private final AnswerPanel panel = new AnswerPanel(this::save);
    private @Nullable Reading reading;
    private int version;
    private ActiveTime activeTime = new ActiveTime(0, Instant.EPOCH);

    ReadingView(Readings readings, Answering answering, Studies studies, Clock clock) {
        this.readings = readings;
        this.answering = answering;
        this.studyId = studies.current().id();
        this.clock = clock;
        setSizeFull();
        setSpacing(false);
        place.setId("place");
        saved.setId("saved");
        saved.getElement().setAttribute("aria-live", "polite");
        submit.setId("submit");
        submit.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        submit.setWidthFull();
        submit.setTooltipText("Ctrl+Enter");
        Shortcuts.addShortcutListener(this, this::confirm, Key.ENTER, KeyModifier.CONTROL);
        viewer.setLabelling(true);
        viewer.setSizeFull();
        viewer.addLabelsChangedListener(e -> {
            panel.show(levels(e.labels()));
            save();
        });
        // what the film took to arrive is not the reader's time
        viewer.addFilmShownListener(e -> activeTime = new ActiveTime(activeTime.millis(), clock.instant()));
        showNext();
    }

    private void showNext() {
        removeAll();
        Optional<Reading> next = readings.openNext(studyId);
        reading = next.orElse(null);
        add(next.map(this::film).orElseGet(this::nothingLeft));
    }

    private Component[] film(Reading next) {
        ReaderProgress progress = readings.ownProgress(studyId);
        place.setText("Film %d of %d".formatted(next.orderIndex(), progress.assigned()));
        version = next.version();
        activeTime = new ActiveTime(next.activeMs(), clock.instant());
        saved.setText(next.savedAt() == null ? "nothing to save yet" : savedAt(next.savedAt()));
        viewer.setFilmName(place.getText());
        viewer.setFilmUrl("films/" + next.filmId() + "/pixels");
        viewer.setLabels(labels(next.answer()));
        panel.show(next.answer());
        VerticalLayout side = new VerticalLayout(place, saved, panel, submit, keys());
        side.setWidth("21rem");
        side.addClassName("side-panel");
        return new Component[] {viewer, side};
    }

    private Component[] nothingLeft() {
        ReaderProgress progress = readings.ownProgress(studyId);
        Div page = new Div(
                new H2(progress.assigned() == 0 ? "No film to read yet" : "All films are read"),
                new Paragraph(
                        progress.assigned() == 0
                                ? "Films appear here as soon as the study has some."
                                : "You have submitted all %d films. Thank you.".formatted(progress.submitted())));
        page.setId("nothing-left");
        page.addClassName("nothing-left");
        return new Component[] {page};
    }

    private void save() {
        if (reading == null) return;
        switch (answering.save(reading.id(), version, panel.answer(), effort(), "")) {
            case Saving.Saved done -> {
                version = done.version();
                saved.setText(savedAt(done.at()));
            }
            case Saving.Conflict conflict -> tellConflict();
            case Saving.Locked locked -> tellLocked();
            case Saving.Closed(String reason) -> tell(reason);
        }
    }

    private Effort effort() {
        return new Effort(activeTime.act(clock.instant()), 0, 0);
    }

    private void confirm() {
        if (reading == null) return;
        Answer answer = panel.answer();
        Optional<String> objection = answer.objection();
        if (objection.isPresent()) {
            tell(objection.get());
            return;
        }
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader("Submit " + place.getText() + "?");
        Div text = new Div(new Paragraph(answer.summary()));
        answer.doubts().forEach(doubt -> text.add(new Paragraph(doubt)));
        text.add(new Paragraph(Answering.MEANING));
        PasswordField password = new PasswordField("Your password, as signature");
        password.setId("signature");
        password.setAutofocus(true);
        text.add(password);
        dialog.setText(text);
        dialog.setConfirmText("Sign and submit");
        dialog.setCancelable(true);
        dialog.setCancelText("Back to the film");
        dialog.addConfirmListener(e -> submit(answer, password.getValue()));
        dialog.open();
    }

    private void submit(Answer answer, String password) {
        if (reading == null) return;
        switch (answering.sign(reading.id(), version, answer, effort(), password)) {
            case Signing.Signed done -> showNext();
            case Signing.Refused(String objection) -> tell(objection);
            case Signing.WrongPassword wrong -> tell("The password is not right: nothing was submitted.");
            case Signing.Conflict conflict -> tellConflict();
            case Signing.Locked locked -> tellLocked();
        }
    }

    private void tellConflict() {
        tell("This film was changed in another window. Here is what was saved there.");
        showNext();
    }

    private void tellLocked() {
        tell("This film was submitted in another window. Here is the next one.");
        showNext();
    }

    private static Paragraph keys() {
        Paragraph keys = new Paragraph("Ctrl+Enter submits. The keys for the film stand below it; ? hides them.");
        keys.addClassName("quiet-line");
        return keys;
    }

    private static void tell(String sentence) {
        Notification.show(sentence, 6000, Notification.Position.TOP_CENTER)
                .addThemeVariants(NotificationVariant.LUMO_WARNING);
    }

    private static String savedAt(Instant at) {
        return "saved " + TIME_OF_DAY.format(at.atZone(ZoneId.systemDefault()));
    }

    private static List<FilmLabel> labels(Answer answer) {
        return answer.levels().stream()
                .map(level -> new FilmLabel(level.level().name(), level.x(), level.y(), level.instrumented()))
                .toList();
    }

    private static List<ReadingLevel> levels(List<FilmLabel> labels) {
        return labels.stream()
                .map(label ->
                        new ReadingLevel(Level.valueOf(label.level()), label.x(), label.y(), label.instrumented()))
                .toList();
    }
}
