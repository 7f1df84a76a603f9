package org.levelread.reference.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.orderedlayout.HorizontalLayout;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.levelread.protocol.Studies;
import org.levelread.protocol.Study;
import org.levelread.reading.Answer;
import org.levelread.reading.ReadingLevel;
import org.levelread.reference.Adjudication;
import org.levelread.reference.AdjudicationCase;
import org.levelread.reference.Adjudications;
import org.levelread.spine.Level;
import org.levelread.viewer.FilmLabel;
import org.levelread.viewer.RadiographViewer;
import org.levelread.viewer.Refusal;

/// One film after another with the readers' answers, without names and without anything of the model unless the protocol shows
/// it; the adjudicator takes one over or names the levels, and says why.
@Route("adjudication")
@PageTitle("Adjudication · LevelRead")
@Menu(title = "Adjudication", order = 22, icon = "vaadin:scale")
@RolesAllowed({"ADJUDICATOR", "STUDY_LEAD"})
@StyleSheet("rooms.css")
public final class AdjudicationView extends HorizontalLayout {
    private final Adjudications adjudications;
    private final Study study;
    private final RadiographViewer viewer = new RadiographViewer();
    private final VerticalLayout side = new VerticalLayout();
    private final Select<AdjudicationCase> chooser = new Select<>();
    private final H3 said = new H3();
    private final Div answers = new Div();
    private final Checkbox undeterminable = new Checkbox("The levels cannot be determined");
    private final MultiSelectComboBox<Level> levels = new MultiSelectComboBox<>("Levels in view");
    private final MultiSelectComboBox<Level> instrumented = new MultiSelectComboBox<>("Instrumented levels");
    private final TextArea rationale = new TextArea("Why");
    private final Refusal refusal = new Refusal();
    private final Span progress = new Span();

    AdjudicationView(Adjudications adjudications, Studies studies) {
        this.adjudications = adjudications;
        this.study = studies.current();
        setSizeFull();
        setSpacing(false);
        addClassName("adjudication");
        viewer.setSizeFull();
        side.setWidth("26rem");
        side.addClassName("side-panel");
        form();
        show(null);
    }

    private void form() {
        chooser.setLabel("Film");
        chooser.setWidthFull();
        chooser.setId("film");
        chooser.setItemLabelGenerator(one -> one.film().title()
                + (one.differ() ? ", readers differ" : ", readers agree")
                + (one.own().isPresent() ? ", decided" : ""));
        chooser.addValueChangeListener(change -> {
            if (change.getValue() != null) open(change.getValue());
        });
        List<Level> downwards = Arrays.asList(Level.values()).reversed();
        for (MultiSelectComboBox<Level> box : List.of(levels, instrumented)) {
            box.setItems(downwards);
            box.setItemLabelGenerator(Level::name);
            box.setAutoExpand(MultiSelectComboBox.AutoExpandMode.VERTICAL);
            box.setWidthFull();
        }
        levels.setId("levels");
        instrumented.setId("instrumented");
        undeterminable.setId("undeterminable");
        undeterminable.addValueChangeListener(change -> {
            levels.setEnabled(!change.getValue());
            instrumented.setEnabled(!change.getValue());
        });
        rationale.setId("rationale");
        rationale.setWidthFull();
        rationale.setMaxLength(4000);
        rationale.setRequiredIndicatorVisible(true);
        answers.setWidthFull();
        answers.setId("answers");
    }

    /// @param film the one to show; null for the first that is not decided
    private void show(@org.jspecify.annotations.Nullable UUID film) {
        List<AdjudicationCase> cases = adjudications.cases(study.id());
        removeAll();
        side.removeAll();
        if (cases.isEmpty()) {
            VerticalLayout empty = new VerticalLayout(
                    new H2("Nothing to adjudicate yet"),
                    new Paragraph("A film appears here as soon as two readers have submitted their answers."));
            empty.setId("nothing");
            add(empty);
            return;
        }
        Button decide = new Button("Decide", click -> decide());
        decide.setId("decide");
        decide.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        long done = cases.stream().filter(one -> one.own().isPresent()).count();
        progress.setText(done + " of " + cases.size() + " films decided");
        progress.addClassName("quiet-line");
        side.add(progress, chooser, said, answers, new H3("Your decision"), undeterminable);
        side.add(levels, instrumented, rationale, refusal, decide);
        add(viewer, side);
        chooser.setItems(cases);
        AdjudicationCase wanted = cases.stream()
                .filter(one -> film == null ? one.own().isEmpty() : one.film().id().equals(film))
                .findFirst()
                .orElse(cases.getFirst());
        chooser.setValue(wanted);
    }

    private void open(AdjudicationCase one) {
        viewer.setFilmName(one.film().title());
        viewer.setFilmUrl("films/" + one.film().id() + "/pixels");
        viewer.setLabels(List.of());
        said.setText(one.model().isPresent() ? "What the readers and the model say" : "What the readers say");
        answers.removeAll();
        int number = 1;
        for (Answer answer : one.answers()) answers.add(line("Answer " + number++, answer));
        one.model().ifPresent(model -> {
            Component line = line("Model", model.answer());
            line.setId("model-answer");
            answers.add(line);
        });
        refusal.setVisible(false);
        Optional<Adjudication> own = one.own();
        undeterminable.setValue(own.isPresent() && !own.get().determinable());
        levels.setValue(ordered(own.map(Adjudication::levels).orElse(Set.of())));
        instrumented.setValue(ordered(own.map(Adjudication::instrumented).orElse(Set.of())));
        rationale.setValue(own.map(Adjudication::rationale).orElse(""));
    }

    /// @param whose "Answer 2", or "Model"
    private Component line(String whose, Answer answer) {
        Button look = new Button("Show", click -> viewer.setLabels(labels(answer)));
        Button take = new Button("Take over", click -> {
            viewer.setLabels(labels(answer));
            undeterminable.setValue(!answer.determinable());
            levels.setValue(
                    ordered(answer.levels().stream().map(ReadingLevel::level).toList()));
            instrumented.setValue(ordered(answer.instrumented()));
        });
        for (Button button : List.of(look, take)) {
            button.addThemeVariants(ButtonVariant.LUMO_SMALL);
            button.setAriaLabel(button.getText() + " " + whose.toLowerCase(Locale.ROOT));
        }
        Span text = new Span(whose + ": " + ReferenceWords.answer(answer));
        Div buttons = new Div(look, take);
        buttons.addClassName("downloads");
        Div line = new Div(text, buttons);
        line.addClassName("adjudicated-answer");
        return line;
    }

    /// from the head down, as the field shows them
    private static Set<Level> ordered(Collection<Level> some) {
        return new LinkedHashSet<>(ReferenceWords.downwards(some));
    }

    private static List<FilmLabel> labels(Answer answer) {
        if (!answer.determinable()) return Collections.emptyList();
        return answer.levels().stream()
                .map(level -> new FilmLabel(
                        level.level().name(), Math.max(0, level.x()), Math.max(0, level.y()), level.instrumented()))
                .toList();
    }

    private void decide() {
        AdjudicationCase one = chooser.getValue();
        boolean determinable = !undeterminable.getValue();
        try {
            adjudications.decide(
                    one.film().id(),
                    determinable,
                    determinable ? levels.getValue() : Set.of(),
                    determinable ? instrumented.getValue() : Set.of(),
                    rationale.getValue());
        } catch (IllegalArgumentException e) {
            refusal.say(String.valueOf(e.getMessage()));
            return;
        }
        Notification.show("Decided for " + one.film().title() + ".");
        show(null);
        // the button that had it is gone
        chooser.focus();
    }
}
