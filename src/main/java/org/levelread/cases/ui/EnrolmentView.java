package org.levelread.cases.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.orderedlayout.HorizontalLayout;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.levelread.cases.Decision;
import org.levelread.cases.Enrolment;
import org.levelread.cases.EnrolmentFlow;
import org.levelread.cases.Enrolments;
import org.levelread.protocol.Protocol.Criterion;
import org.levelread.protocol.Protocols;
import org.levelread.protocol.StepRefusedException;
import org.levelread.protocol.Studies;
import org.levelread.protocol.Study;
import org.levelread.viewer.AskWhy;
import org.levelread.viewer.Refusal;

/// Which films are in the study: every film with its decision, and the counts for the flow diagram.
@Route("enrolment")
@PageTitle("Enrolment · LevelRead")
@Menu(title = "Enrolment", order = 11, icon = "vaadin:filter")
@RolesAllowed({"SURGEON", "STUDY_LEAD"})
@StyleSheet("rooms.css")
class EnrolmentView extends VerticalLayout {
    private final Enrolments enrolments;
    private final Study study;
    private final List<Criterion> exclusion;
    private final Div flow = new Div();
    private final Grid<Enrolment> grid = new Grid<>();

    EnrolmentView(Enrolments enrolments, Protocols protocols, Studies studies) {
        this.enrolments = enrolments;
        this.study = studies.current();
        this.exclusion = protocols
                .latest(study.id())
                .map(version -> version.protocol().enrolment().exclusion())
                .orElseGet(List::of);
        setSizeFull();
        flow.setId("flow");
        flow.addClassName("enrolment-flow");
        grid.addColumn(film -> "Film " + film.number()).setHeader("Film").setWidth("6rem").setFlexGrow(0);
        grid.addColumn(new ComponentRenderer<>(EnrolmentView::badge)).setHeader("Decision").setWidth("9rem").setFlexGrow(0);
        grid.addColumn(this::why).setHeader("Why").setFlexGrow(3);
        grid.addColumn(film -> film.patient() == null ? "" : film.patient()).setHeader("Patient").setFlexGrow(1);
        grid.addColumn(film -> film.constructLevels() == null ? "" : film.constructLevels().toString())
                .setHeader("Construct")
                .setTooltipGenerator(film -> "instrumented levels as known before reading")
                .setWidth("7rem")
                .setFlexGrow(0);
        grid.addColumn(film -> film.site() == null ? "" : film.site()).setHeader("Site").setWidth("7rem").setFlexGrow(0);
        grid.addColumn(film -> film.view() == null ? "" : film.view()).setHeader("View").setWidth("6rem").setFlexGrow(0);
        grid.addColumn(new ComponentRenderer<>(film -> new Button("Decide…", click -> ask(film))))
                .setHeader("")
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addThemeVariants(
                GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_ROW_STRIPES, GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setEmptyStateText("No films yet: upload some on the page Cases.");
        grid.setSizeFull();
        add(flow, grid);
        refresh();
    }

    private void refresh() {
        grid.setItems(enrolments.inStudy(study.id()));
        EnrolmentFlow counts = enrolments.flow(study.id());
        flow.removeAll();
        flow.add(count("Offered", counts.offered()), count("Duplicates refused", counts.duplicates()));
        counts.excluded().forEach((criterion, n) -> flow.add(count("Excluded by " + criterion, n)));
        flow.add(
                count("Training", counts.training()),
                count("Not decided", counts.undecided()),
                count("Enrolled", counts.enrolled()),
                count("Patients", counts.patients()));
    }

    private static Component count(String text, int n) {
        Span number = new Span(Integer.toString(n));
        number.addClassName("figure");
        Span words = new Span(text);
        words.addClassName("quiet-line");
        return new Div(number, words);
    }

    private static Span badge(Enrolment film) {
        Decision decision = film.decision();
        Span badge = new Span(decision == null ? "Not decided" : decision.title());
        badge.addClassNames(
                "badge",
                decision == Decision.ENROLLED
                        ? "badge-done"
                        : decision == Decision.EXCLUDED ? "badge-failed" : "badge-queued");
        return badge;
    }

    private String why(Enrolment film) {
        String criterion = film.criterion();
        if (criterion == null) return film.note();
        String text = exclusion.stream()
                .filter(one -> one.id().equals(criterion))
                .map(one -> one.id() + ": " + one.text())
                .findFirst()
                .orElse(criterion);
        return film.note().isEmpty() ? text : text + ". " + film.note();
    }

    private static HorizontalLayout beside(Component left, Component right) {
        HorizontalLayout row = new HorizontalLayout(left, right);
        row.setWidthFull();
        row.setFlexGrow(1, left, right);
        return row;
    }

    private void ask(Enrolment film) {
        Dialog dialog = new Dialog("Film " + film.number());
        Select<Decision> decision = new Select<>();
        decision.setLabel("Decision");
        decision.setItems(Decision.values());
        decision.setItemLabelGenerator(Decision::title);
        decision.setValue(film.decision() == null ? Decision.ENROLLED : film.decision());
        Select<Criterion> criterion = new Select<>();
        criterion.setLabel("By criterion");
        criterion.setItems(exclusion);
        criterion.setItemLabelGenerator(one -> one.id() + ": " + one.text());
        criterion.setVisible(decision.getValue() == Decision.EXCLUDED);
        decision.addValueChangeListener(
                changed -> criterion.setVisible(changed.getValue() == Decision.EXCLUDED));
        TextField patient = new TextField("Patient's pseudonym");
        patient.setMaxLength(64);
        patient.setValue(film.patient() == null ? "" : film.patient());
        IntegerField construct = new IntegerField("Instrumented levels");
        construct.setMin(0);
        construct.setMax(20);
        construct.setValue(film.constructLevels());
        TextField site = new TextField("Site");
        site.setHelperText("where it was made, in short; the report counts by it");
        construct.setHelperText("as known before reading");
        site.setMaxLength(40);
        site.setValue(film.site() == null ? "" : film.site());
        TextField view = new TextField("View");
        view.setHelperText("such as LL or flexion");
        view.setMaxLength(40);
        view.setValue(film.view() == null ? "" : film.view());
        TextArea note = new TextArea("Note");
        note.setMaxLength(1000);
        note.setValue(film.note());
        TextArea why = new TextArea("Why something changes");
        why.setId("why");
        why.setMaxLength(AskWhy.LONGEST);
        why.setHelperText("Kept in the audit trail; not needed for what is said for the first time");
        why.setVisible(film.decision() != null || film.patient() != null || film.site() != null || film.view() != null);
        Refusal refusal = new Refusal();
        VerticalLayout fields = new VerticalLayout(
                decision, criterion, beside(patient, construct), beside(site, view), note, why, refusal);
        fields.setPadding(false);
        fields.addClassName("dialog-fields");
        dialog.add(fields);
        Button save = new Button("Save", click -> {
            try {
                enrolments.describe(film.filmId(), patient.getValue(), construct.getValue(), why.getValue());
                enrolments.place(film.filmId(), site.getValue(), view.getValue(), why.getValue());
                Criterion chosen = criterion.isVisible() ? criterion.getValue() : null;
                enrolments.decide(
                        film.filmId(), decision.getValue(), chosen == null ? null : chosen.id(), note.getValue(), why.getValue());
                dialog.close();
                refresh();
            } catch (IllegalArgumentException | StepRefusedException e) {
                refusal.say(String.valueOf(e.getMessage()));
            }
        });
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        dialog.getFooter().add(new Button("Cancel", click -> dialog.close()), save);
        dialog.open();
    }
}
