package org.levelread.audit.ui;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.levelread.audit.AuditEntry;
import org.levelread.audit.AuditTrail;

/// Who did what, the newest first.
@Route("audit")
@PageTitle("Audit trail · LevelRead")
@Menu(title = "Audit trail", order = 90, icon = "vaadin:records")
@RolesAllowed({"ADMINISTRATOR", "STUDY_LEAD"})
class AuditView extends VerticalLayout {
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
        grid.addColumn(AuditEntry::actor).setHeader("Who").setWidth("9rem").setFlexGrow(0);
        grid.addColumn(AuditEntry::action).setHeader("Action").setWidth("14rem").setFlexGrow(0);
        grid.addColumn(AuditEntry::subject)
                .setHeader("Subject")
                .setWidth("12rem")
                .setFlexGrow(1);
        grid.addColumn(AuditView::detail)
                .setHeader("Detail")
                .setTooltipGenerator(AuditView::detail)
                .setFlexGrow(3);
        grid.addColumn(AuditEntry::reason)
                .setHeader("Reason")
                .setTooltipGenerator(AuditEntry::reason)
                .setWidth("10rem")
                .setFlexGrow(1);
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_ROW_STRIPES, GridVariant.LUMO_COMPACT);
        grid.setEmptyStateText("Nothing in the trail matches.");
        grid.setSizeFull();
        grid.setItems(
                query -> trail.entries(filter.getValue(), query.getOffset(), query.getLimit()).stream(),
                query -> trail.count(filter.getValue()));
        filter.addValueChangeListener(change -> grid.getDataProvider().refreshAll());
        add(bar, grid);
    }

    /// the JSON without the marks that only a program needs
    private static String detail(AuditEntry entry) {
        return Stream.of(entry.detail(), entry.change())
                .map(json -> json.replaceAll("[{}\"]", "").strip())
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("; "));
    }
}
