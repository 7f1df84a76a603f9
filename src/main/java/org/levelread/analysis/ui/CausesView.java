package org.levelread.analysis.ui;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.ComboBoxVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.levelread.analysis.CauseCoders;
import org.levelread.analysis.CauseCodings;
import org.levelread.analysis.CauseCodings.CodingCase;
import org.levelread.protocol.Protocols;
import org.levelread.protocol.Studies;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.Role;
import org.levelread.spine.Cause;

/// Every difference between the model and another answer, for one coder: neither the program's suggestion nor anybody
/// else's cause is shown, so that two people code blind to each other. The study lead appoints coders here, once the study is locked.
@Route("causes")
@PageTitle("Causes · LevelRead")
@Menu(title = "Causes", order = 23, icon = "vaadin:question-circle")
@RolesAllowed({"SURGEON", "STUDY_LEAD", "ADMINISTRATOR"})
@StyleSheet("rooms.css")
public final class CausesView extends VerticalLayout {
    private final CauseCodings codings;
    /// what this coder gave, by film and answer
    private final Map<String, Cause> own = new HashMap<>();
    private final int cases;
    private final Span progress = new Span();

    CausesView(CauseCodings codings, CauseCoders coders, CurrentAccount current, Studies studies, Protocols protocols) {
        this.codings = codings;
        setSizeFull();
        if (!codings.mayCode(studies.current().id())) {
            cases = 0;
            Paragraph nobody = new Paragraph("The study lead has not appointed you to code causes. That is possible once the study's"
                    + " database is locked and its results are open.");
            nobody.setId("not-appointed");
            add(nobody);
            return;
        }
        if (!protocols.resultsVisible(studies.current().id())) {
            cases = 0;
            Paragraph sealed = new Paragraph("The protocol hides results until the database is locked and unblinded. Causes"
                    + " are coded after that.");
            sealed.setId("sealed");
            add(sealed);
            return;
        }
        List<CodingCase> all = codings.cases(studies.current().id());
        cases = all.size();
        for (CodingCase one : all) {
            Cause given = one.own();
            if (given != null) own.put(key(one), given);
        }
        Paragraph blind = new Paragraph("Give each difference its first cause in the causal chain. This page shows neither what the"
                + " program suggests nor what anybody else gave; a film's own page names what the model flagged on it. The report"
                + " says how far two coders agree.");
        blind.addClassName("quiet-line");
        progress.setId("coded");
        Grid<CodingCase> grid = new Grid<>();
        grid.setId("differences");
        grid.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.LUMO_WRAP_CELL_CONTENT, GridVariant.LUMO_ROW_STRIPES);
        grid.addComponentColumn(one -> new Anchor(
                        "review/" + one.film().id(), one.film().title()))
                .setHeader("Film")
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(one -> Words.instrumented(one.model())).setHeader("Model").setFlexGrow(1);
        grid.addColumn(one -> Words.side(one.against())).setHeader("Against").setAutoWidth(true).setFlexGrow(0);
        grid.addColumn(one -> Words.instrumented(one.other())).setHeader("Other answer").setFlexGrow(1);
        grid.addComponentColumn(this::picker).setHeader("Your cause").setWidth("19rem").setFlexGrow(0);
        grid.setEmptyStateText("The model differs from no answer.");
        grid.setItems(all);
        grid.setSizeFull();
        add(blind, progress);
        if (current.require().role() != Role.SURGEON) {
            add(new CoderPanel(codings, coders, studies.current().id(), current.require().role() == Role.STUDY_LEAD));
        }
        add(grid);
        count();
    }

    private ComboBox<Cause> picker(CodingCase one) {
        ComboBox<Cause> picker = new ComboBox<>();
        picker.addThemeVariants(ComboBoxVariant.LUMO_SMALL);
        picker.setAriaLabel("Cause of the difference to %s on %s"
                .formatted(Words.side(one.against()), one.film().title()));
        picker.setItems(Cause.values());
        picker.setItemLabelGenerator(cause -> cause.code() + " " + cause.meaning());
        picker.setPlaceholder("not coded yet");
        picker.setWidthFull();
        Cause given = own.get(key(one));
        if (given != null) picker.setValue(given);
        picker.addValueChangeListener(change -> {
            if (!change.isFromClient()) return;
            Cause before = change.getOldValue();
            Cause now = change.getValue();
            if (before == null && now != null) {
                code(one, now, "");
                return;
            }
            // a cause can be replaced, not taken back
            picker.setValue(before);
            if (now != null) CausePicker.askWhy(before, now, why -> {
                code(one, now, why);
                picker.setValue(now);
            });
        });
        return picker;
    }

    private void code(CodingCase one, Cause cause, String why) {
        codings.code(one.film().id(), one.against(), cause, why);
        own.put(key(one), cause);
        count();
    }

    private void count() {
        progress.setText(own.size() + " of " + cases + " differences coded by you");
    }

    private static String key(CodingCase one) {
        return one.film().id() + " " + one.against();
    }
}
