package org.levelread.audit.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import org.levelread.audit.AuditEntry;
import org.levelread.audit.AuditTrail;
import org.levelread.audit.AuditedAction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Who did what, the newest first.
@Route("audit")
@PageTitle("Audit trail · LevelRead")
@Menu(title = "Audit trail", order = 90, icon = "vaadin:records")
@RolesAllowed({"ADMINISTRATOR", "STUDY_LEAD"})
@StyleSheet("rooms.css")
class AuditView extends VerticalLayout {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ZoneId ZONE = ZoneId.systemDefault();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZONE);

    AuditView(AuditTrail trail) {
        setSizeFull();
        TextField filter = new TextField();
        filter.setPlaceholder("Filter: who, what, on what…");
        filter.setAriaLabel("Filter the trail");
        filter.setPrefixComponent(VaadinIcon.SEARCH.create());
        filter.setClearButtonVisible(true);
        filter.setValueChangeMode(ValueChangeMode.LAZY);
        filter.setMaxLength(200);
        Div bar = new Div(filter);
        bar.addClassName("filters");

        Grid<AuditEntry> grid = new Grid<>();
        grid.addColumn(entry -> TIME.format(entry.at()))
                .setHeader("Time (" + ZONE.getId() + ")")
                .setWidth("12rem")
                .setFlexGrow(0);
        grid.addColumn(AuditEntry::actor).setHeader("Who").setWidth("6rem").setFlexGrow(0);
        grid.addColumn(new ComponentRenderer<>(AuditView::what))
                .setHeader("What")
                .setWidth("11.5rem")
                .setFlexGrow(0);
        grid.addColumn(AuditEntry::subject)
                .setHeader("On what")
                .setTooltipGenerator(AuditEntry::subject)
                .setWidth("7.5rem")
                .setFlexGrow(1);
        grid.addColumn(entry -> shown(entry, words(entry.change(), "old")))
                .setHeader("Old")
                .setTooltipGenerator(entry -> shown(entry, words(entry.change(), "old")))
                .setWidth("7rem")
                .setFlexGrow(2);
        grid.addColumn(entry -> shown(entry, words(entry.change(), "new")))
                .setHeader("New")
                .setTooltipGenerator(entry -> shown(entry, words(entry.change(), "new")))
                .setWidth("7.5rem")
                .setFlexGrow(2);
        grid.addColumn(entry -> shown(entry, entry.reason()))
                .setHeader("Reason")
                .setTooltipGenerator(entry -> shown(entry, entry.reason()))
                .setWidth("7.5rem")
                .setFlexGrow(1);
        // a click on a row opens all of it
        grid.setItemDetailsRenderer(new ComponentRenderer<>(AuditView::whole));
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_ROW_STRIPES, GridVariant.LUMO_COMPACT);
        grid.setEmptyStateText("Nothing in the trail matches.");
        grid.setSizeFull();
        grid.setItems(
                query -> trail.entries(filter.getValue(), query.getOffset(), query.getLimit()).stream(),
                query -> trail.count(filter.getValue()));
        filter.addValueChangeListener(change -> grid.getDataProvider().refreshAll());
        add(bar, grid);
    }

    /// what was done in words, and the name that the filter and the programs know
    private static Component what(AuditEntry entry) {
        Span words = new Span(AuditedAction.find(entry.action()).map(AuditedAction::words).orElse(entry.action()));
        Span name = new Span(entry.action());
        name.addClassName("quiet-line");
        return new Div(words, name);
    }

    private static Component whole(AuditEntry entry) {
        Div whole = new Div();
        whole.addClassName("audit-entry");
        line(whole, "On", entry.subject());
        line(whole, "Old", shown(entry, words(entry.change(), "old")));
        line(whole, "New", shown(entry, words(entry.change(), "new")));
        line(whole, "Reason", shown(entry, entry.reason()));
        line(whole, "Detail", shown(entry, words(entry.detail())));
        return whole;
    }

    private static void line(Div whole, String name, String words) {
        if (!words.isBlank()) whole.add(new Paragraph(name + ": " + words));
    }

    private static String shown(AuditEntry entry, String words) {
        return entry.sealed() ? AuditedAction.find(entry.action()).filter(AuditedAction::own).isPresent()
                        ? "shown to who did it alone"
                        : "hidden until the results are open" : words;
    }

    private static String words(String json, String part) {
        JsonNode value = JSON.readTree(json).path(part);
        return value.isMissingNode() ? "" : words(value);
    }

    private static String words(String json) {
        return words(JSON.readTree(json));
    }

    /// "state: READING, version: 2"
    private static String words(JsonNode value) {
        return value.properties().stream()
                .map(each -> each.getKey() + ": "
                        + (each.getValue().isString() ? each.getValue().asString() : each.getValue().toString()))
                .collect(Collectors.joining(", "));
    }
}
