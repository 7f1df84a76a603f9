package org.levelread.analysis.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.levelread.statistics.GoldenExamples;
import org.levelread.statistics.GoldenExamples.Check;
import org.levelread.statistics.GoldenExamples.Example;

/// Computes published examples anew and sets what comes out beside what was published.
@Route("self-test")
@PageTitle("Self-test of the statistics · LevelRead")
@Menu(title = "Self-test", order = 80, icon = "vaadin:calc")
@RolesAllowed({"ADMINISTRATOR", "STUDY_LEAD"})
class SelfTestView extends VerticalLayout {
    private record Row(Example example, Check check) {}

    private final Span verdict = new Span();
    private final Grid<Row> grid = new Grid<>();
    private final Checkbox differing = new Checkbox("Only figures that differ");
    private List<Row> rows = List.of();

    SelfTestView() {
        setSizeFull();
        Paragraph about =
                new Paragraph("Worked examples from publications and other programs, computed by this server just"
                        + " now with the code that makes the report. A figure passes where it is the published one to the last"
                        + " digit given; “n.e.” is not estimable. Choose a row for its data and source.");
        about.addClassName("self-test-about");
        verdict.setId("self-test-verdict");
        Button again = new Button("Run again", VaadinIcon.REFRESH.create(), click -> run());
        again.setId("self-test-again");
        again.setDisableOnClick(true);
        again.addClickListener(click -> again.setEnabled(true));
        differing.addValueChangeListener(change -> show());
        Div bar = new Div(verdict, differing, again);
        bar.addClassNames("filters", "self-test-bar");

        grid.setId("self-test-figures");
        grid.addColumn(row -> row.example.title())
                .setHeader("Example")
                .setFlexGrow(3)
                .setWidth("14rem")
                .setTooltipGenerator(row -> row.example.title());
        grid.addColumn(row -> row.check.figure())
                .setHeader("Figure")
                .setFlexGrow(1)
                .setWidth("10rem");
        grid.addColumn(row -> row.check.expected())
                .setHeader("Published")
                .setWidth("8rem")
                .setFlexGrow(0);
        grid.addColumn(row -> row.check.computedInWords())
                .setHeader("Computed")
                .setWidth("9rem")
                .setFlexGrow(0);
        grid.addComponentColumn(row -> badge(row.check.passed() ? "same" : "differs", row.check.passed()))
                .setHeader("Result")
                .setWidth("7rem")
                .setFlexGrow(0);
        grid.setItemDetailsRenderer(new ComponentRenderer<>(SelfTestView::details));
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_ROW_STRIPES, GridVariant.LUMO_COMPACT);
        grid.setEmptyStateText("No figure differs from the published one.");
        grid.setSizeFull();
        add(about, bar, grid);
        run();
    }

    private void run() {
        long start = System.nanoTime();
        rows = GoldenExamples.run().stream()
                .flatMap(example -> example.checks().stream().map(check -> new Row(example, check)))
                .toList();
        long elapsedMs = (System.nanoTime() - start) / 1_000_000;
        long passed = rows.stream().filter(row -> row.check.passed()).count();
        boolean all = passed == rows.size();
        verdict.setText(
                passed + " of " + rows.size() + " figures are the published ones, computed in " + elapsedMs + " ms");
        verdict.setClassName(badgeClass(all));
        verdict.getElement().setAttribute("role", "status");
        show();
    }

    private void show() {
        grid.setItems(rows.stream()
                .filter(row -> !differing.getValue() || !row.check.passed())
                .toList());
    }

    private static Span badge(String text, boolean passed) {
        Span badge = new Span(text);
        badge.setClassName(badgeClass(passed));
        return badge;
    }

    private static String badgeClass(boolean passed) {
        return passed ? "badge badge-done" : "badge badge-failed";
    }

    private static Div details(Row row) {
        Code data = new Code(row.example.data());
        data.addClassName("self-test-data");
        Div details = new Div(new Paragraph(row.example.source()), data);
        details.addClassName("self-test-details");
        return details;
    }
}
