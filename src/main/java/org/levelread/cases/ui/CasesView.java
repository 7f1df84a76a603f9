package org.levelread.cases.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.orderedlayout.HorizontalLayout;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.levelread.cases.DeidentificationKey;
import org.levelread.cases.Film;
import org.levelread.cases.FilmProgress;
import org.levelread.cases.FilmProgress.State;
import org.levelread.cases.FilmProgressSource;
import org.levelread.cases.Films;
import org.levelread.cases.Uploads;
import org.levelread.protocol.Studies;
import org.levelread.protocol.Study;
import org.levelread.readers.Account;
import org.levelread.readers.Accounts;
import org.levelread.readers.CurrentAccount;

/// The study's films: bringing them in, how far the pipeline is with each, what it found.
@Route("cases")
@PageTitle("Cases · LevelRead")
@Menu(title = "Cases", order = 10, icon = "vaadin:film")
@RolesAllowed({"SURGEON", "STUDY_LEAD", "ADMINISTRATOR"})
class CasesView extends VerticalLayout {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZoneId.systemDefault());

    /// one line of the list
    record Row(Film film, FilmProgress progress, String from) {
        String words() {
            return String.join(
                            " ",
                            film.title(),
                            film.originalName(),
                            from,
                            progress.summary(),
                            stateText(progress.state()))
                    .toLowerCase(Locale.ROOT);
        }
    }

    private final Films films;
    private final Accounts accounts;
    private final DeidentificationKey key;
    private final FilmProgressSource progress;
    private final Study study;
    private final Grid<Row> grid = new Grid<>();
    private final TextField filter = new TextField();
    private final Select<State> state = new Select<>();
    private final Span count = new Span();
    private final Button again = new Button("", VaadinIcon.REFRESH.create(), click -> runFailedAgain());
    private final UnorderedList refusals = new UnorderedList();
    private final Section refused = new Section();
    /// many runs that change at once redraw the list once
    private final AtomicBoolean redrawing = new AtomicBoolean();
    private List<Row> rows = List.of();
    private @Nullable Runnable unsubscribe;

    CasesView(
            Films films,
            Uploads uploads,
            Accounts accounts,
            FilmProgressSource progress,
            Studies studies,
            CurrentAccount current,
            DeidentificationKey key) {
        this.films = films;
        this.key = key;
        this.accounts = accounts;
        this.progress = progress;
        this.study = studies.current();
        setSizeFull();
        addClassName("cases");
        add(
                new FilmUpload(uploads, study.id(), current.require(), this::showRefusal, this::refresh),
                refusedFiles(),
                filters(),
                list());
        refresh();
    }

    private Section refusedFiles() {
        Paragraph title = new Paragraph("Not stored");
        title.addClassName("refused-title");
        Button dismiss = new Button("Dismiss", click -> {
            refusals.removeAll();
            refused.setVisible(false);
        });
        dismiss.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
        Div head = new Div(title, dismiss);
        head.addClassName("refused-head");
        refused.add(head, refusals);
        refused.addClassName("refused");
        refused.setId("refused");
        refused.getElement().setAttribute("role", "alert");
        refused.setVisible(false);
        return refused;
    }

    private HorizontalLayout filters() {
        filter.setPlaceholder("Filter: number, file, finding…");
        filter.setAriaLabel("Filter the films");
        filter.setPrefixComponent(VaadinIcon.SEARCH.create());
        filter.setClearButtonVisible(true);
        filter.setValueChangeMode(ValueChangeMode.LAZY);
        filter.addValueChangeListener(change -> applyFilter());
        filter.setId("filter");
        state.setItems(State.values());
        state.setItemLabelGenerator(value -> value == null ? "Every state" : stateText(value));
        state.setEmptySelectionAllowed(true);
        state.setEmptySelectionCaption("Every state");
        state.setPlaceholder("Every state");
        state.setAriaLabel("Filter by state");
        state.addValueChangeListener(change -> applyFilter());
        count.addClassName("count");
        again.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        again.setId("run-again");
        HorizontalLayout bar = new HorizontalLayout(filter, state, again, count);
        bar.addClassName("filters");
        bar.setAlignItems(Alignment.CENTER);
        bar.setWidthFull();
        return bar;
    }

    private Grid<Row> list() {
        grid.addColumn(new ComponentRenderer<>(CasesView::link))
                .setHeader("Film")
                .setComparator(Comparator.comparing((Row row) -> row.film().number()))
                .setWidth("6rem")
                .setFlexGrow(0);
        grid.addColumn(new ComponentRenderer<>(CasesView::badge))
                .setHeader("State")
                .setComparator(Comparator.comparing((Row row) -> row.progress().state()))
                .setWidth("7rem")
                .setFlexGrow(0);
        grid.addColumn(row -> row.progress().summary())
                .setHeader("Prediction")
                .setWidth("10.5rem")
                .setFlexGrow(3);
        grid.addColumn(row -> row.film().originalName())
                .setHeader("Called")
                .setTooltipGenerator(row -> row.film().originalName())
                .setSortable(true)
                .setWidth("9.5rem")
                .setFlexGrow(1);
        grid.addColumn(row -> row.film().width() + "\u00a0×\u00a0" + row.film().height())
                .setHeader("Pixels")
                .setWidth("8rem")
                .setFlexGrow(0);
        grid.addColumn(row -> TIME.format(row.film().uploadedAt()))
                .setHeader("Added")
                .setComparator(
                        Comparator.<Row, Instant>comparing(row -> row.film().uploadedAt()))
                .setWidth("10.5rem")
                .setFlexGrow(0);
        grid.addColumn(Row::from)
                .setHeader("From")
                .setSortable(true)
                .setWidth("7.5rem")
                .setFlexGrow(0);
        grid.addThemeVariants(
                GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_ROW_STRIPES, GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setEmptyStateText("No films yet: drop some above.");
        grid.setSizeFull();
        grid.addItemDoubleClickListener(
                click -> UI.getCurrent().navigate(reviewPath(click.getItem().film())));
        return grid;
    }

    private static RouterLink link(Row row) {
        RouterLink link = new RouterLink();
        link.setText(row.film().title());
        link.getElement().setAttribute("href", reviewPath(row.film()));
        return link;
    }

    private static String reviewPath(Film film) {
        return "review/" + film.id();
    }

    private static Span badge(Row row) {
        State state = row.progress().state();
        Span badge = new Span(stateText(state));
        badge.addClassNames("badge", "badge-" + state.name().toLowerCase(Locale.ROOT));
        return badge;
    }

    private static String stateText(State state) {
        return switch (state) {
            case QUEUED -> "Queued";
            case RUNNING -> "Running";
            case DONE -> "Done";
            case FAILED -> "Failed";
        };
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI page = event.getUI();
        unsubscribe = progress.onChange(filmId -> {
            if (redrawing.compareAndSet(false, true)) page.access(this::refresh);
        });
        refresh();
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (unsubscribe != null) unsubscribe.run();
    }

    private void refresh() {
        redrawing.set(false);
        Map<UUID, String> names = accounts.list().stream().collect(Collectors.toMap(Account::id, Account::displayName));
        Map<UUID, FilmProgress> all = progress.inStudy(study.id());
        rows = films.inStudy(study.id()).stream()
                .map(film -> new Row(
                        film,
                        all.getOrDefault(film.id(), new FilmProgress(State.QUEUED, "")),
                        film.uploadedBy() == null ? "Demo study" : names.getOrDefault(film.uploadedBy(), "")))
                .toList();
        grid.setItems(rows);
        applyFilter();
    }

    private void applyFilter() {
        String[] words = filter.getValue().strip().toLowerCase(Locale.ROOT).split("\\s+");
        // a picture is found by its file's name, of which the pseudonym alone is kept
        String called = key.pseudonyms().fileName(filter.getValue());
        State wanted = state.getValue();
        grid.getListDataView().setFilter(row -> {
            String text = row.words();
            if (wanted != null && row.progress().state() != wanted) return false;
            if (row.film().originalName().equals(called)) return true;
            for (String word : words) if (!text.contains(word)) return false;
            return true;
        });
        int failed = failed().size();
        again.setVisible(failed > 0);
        again.setText(failed == 1 ? "Run the failed film again" : "Run the " + failed + " failed films again");
        int total = rows.size();
        long running = rows.stream()
                .filter(row ->
                        row.progress().state() == State.QUEUED || row.progress().state() == State.RUNNING)
                .count();
        count.setText((total == 1 ? "1 film" : total + " films") + (running == 0 ? "" : ", " + running + " in work"));
    }

    private List<Film> failed() {
        return rows.stream()
                .filter(row -> row.progress().state() == State.FAILED)
                .map(Row::film)
                .toList();
    }

    private void runFailedAgain() {
        failed().forEach(film -> progress.runAgain(film.id()));
        refresh();
    }

    private void showRefusal(String sentence) {
        refusals.add(new ListItem(sentence));
        refused.setVisible(true);
    }
}
