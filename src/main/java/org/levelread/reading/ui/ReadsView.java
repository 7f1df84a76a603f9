package org.levelread.reading.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.levelread.cases.Film;
import org.levelread.cases.Films;
import org.levelread.protocol.Studies;
import org.levelread.protocol.Study;
import org.levelread.readers.Account;
import org.levelread.readers.Accounts;
import org.levelread.reading.Effort;
import org.levelread.reading.StudyRead;
import org.levelread.reading.StudyReads;

/// Every read with its times, its first and its final answer; shut until the results are open.
@Route("reads")
@PageTitle("Reads · LevelRead")
@RolesAllowed({"STUDY_LEAD", "ADMINISTRATOR"})
@StyleSheet("rooms.css")
class ReadsView extends VerticalLayout {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH).withZone(ZoneId.systemDefault());

    ReadsView(StudyReads reads, Films films, Accounts accounts, Studies studies) {
        setSizeFull();
        Study study = studies.current();
        Anchor back = new Anchor("conduct", "Back to Conduct");
        back.addClassName("download");
        Div heading = new Div(new H2("Every read"), back);
        heading.addClassName("study-heading");
        add(heading);
        List<StudyRead> all;
        try {
            all = reads.all(study.id());
        } catch (IllegalStateException e) {
            Paragraph sealed = new Paragraph(String.valueOf(e.getMessage()));
            sealed.setId("sealed");
            add(sealed);
            return;
        }
        Map<UUID, String> names =
                accounts.list().stream().collect(Collectors.toMap(Account::id, Account::displayName));
        Map<UUID, Film> byId = films.inStudy(study.id()).stream().collect(Collectors.toMap(Film::id, film -> film));
        Grid<StudyRead> grid = new Grid<>();
        grid.addColumn(read -> names.getOrDefault(read.readerId(), ""))
                .setHeader("Reader")
                .setSortable(true)
                .setAutoWidth(true);
        grid.addColumn(read -> title(byId.get(read.filmId())))
                .setHeader("Film")
                .setComparator(Comparator.comparing(read -> number(byId.get(read.filmId()))))
                .setAutoWidth(true);
        grid.addColumn(ReadsView::arm).setHeader("Period, arm").setSortable(true).setAutoWidth(true);
        grid.addColumn(StudyRead::orderIndex).setHeader("Order").setSortable(true).setWidth("5rem").setFlexGrow(0);
        grid.addColumn(read -> WHEN.format(read.signedAt()))
                .setHeader("Signed")
                .setComparator(Comparator.comparing(StudyRead::signedAt))
                .setAutoWidth(true);
        grid.addColumn(new ComponentRenderer<>(read -> effort(read.effort())))
                .setHeader("At work")
                .setComparator(Comparator.comparing(read -> read.effort().activeMs()))
                .setWidth("8.5rem")
                .setFlexGrow(0);
        grid.addColumn(ReadsView::first)
                .setHeader("First answer")
                .setWidth("6.5rem")
                .setFlexGrow(1);
        grid.addColumn(ReadsView::latest)
                .setHeader("Final answer")
                .setWidth("10rem")
                .setFlexGrow(2);
        // an answer is read whole, without a pointer that rests on it
        grid.addThemeVariants(
                GridVariant.LUMO_NO_BORDER,
                GridVariant.LUMO_ROW_STRIPES,
                GridVariant.LUMO_COMPACT,
                GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setEmptyStateText("No film is read yet.");
        grid.setItems(all);
        grid.setSizeFull();
        add(grid);
    }

    private static Component effort(Effort effort) {
        Span beside = new Span("idle %s, %d %s"
                .formatted(seconds(effort.idleMs()), effort.changes(), effort.changes() == 1 ? "change" : "changes"));
        beside.addClassName("quiet-line");
        return new Div(new Span(seconds(effort.activeMs())), beside);
    }

    private static String latest(StudyRead read) {
        return read.latest().summary() + (read.corrections() == 0 ? "" : "; corrections: " + read.corrections());
    }

    private static String first(StudyRead read) {
        if (read.first() == null) return "not kept";
        return read.rethought() ? read.first().summary() : "the same";
    }

    private static String arm(StudyRead read) {
        return read.period() + ", " + read.arm().words() + (read.arm().steps() > 1 ? ", look " + read.step() : "")
                + (read.duplicate() ? ", hidden duplicate" : "");
    }

    private static String title(@Nullable Film film) {
        return film == null ? "" : film.title();
    }

    private static int number(@Nullable Film film) {
        return film == null ? 0 : film.number();
    }

    private static String seconds(long ms) {
        return String.format(Locale.ROOT, "%.1f s", ms / 1000.0);
    }
}
