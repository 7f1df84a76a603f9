package org.levelread.analysis.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.levelread.analysis.AgreementReport;
import org.levelread.analysis.AgreementReport.Disagreement;
import org.levelread.analysis.FilmComparison;
import org.levelread.analysis.LevelAnswer;
import org.levelread.analysis.Structure;

/// The model beside each reader and the reference, a row a film.
final class FilmGrid extends Grid<FilmRow> {
    FilmGrid(AgreementReport report, CausePicker.Confirmation confirmation, Consumer<FilmRow> opened) {
        setId("films");
        addClassName("film-grid");
        addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT, GridVariant.LUMO_COMPACT);
        addComponentColumn(row -> title(row, opened))
                .setHeader("Film")
                .setAutoWidth(true)
                .setFlexGrow(0);
        addComponentColumn(row -> answer(row.model(), Optional.empty()))
                .setHeader("Model")
                .setWidth("7.5rem")
                .setFlexGrow(1);
        for (String reader : report.readers()) {
            addComponentColumn(row -> answer(row.reader(reader), row.model()))
                    .setHeader("Reader " + reader)
                    .setWidth("7.5rem")
                    .setFlexGrow(1);
        }
        if (report.films().stream().anyMatch(film -> film.reference().isPresent())) {
            addComponentColumn(row -> answer(row.film().reference(), row.model()))
                    .setHeader("Reference")
                    .setWidth("7.5rem")
                    .setFlexGrow(1);
        }
        if (report.films().stream().anyMatch(film -> !film.overlaps().isEmpty())) {
            addComponentColumn(FilmGrid::dice)
                    .setHeader("Dice")
                    .setWidth("8.5rem")
                    .setFlexGrow(0);
        }
        addComponentColumn(row -> causes(row, confirmation))
                .setHeader("Cause of each difference")
                .setWidth("17.5rem")
                .setFlexGrow(0);
        setItems(rows(report));
        setAllRowsVisible(true);
    }

    private static List<FilmRow> rows(AgreementReport report) {
        // the report sorts by id; people look for numbers
        return report.films().stream()
                .sorted((a, b) -> Integer.compare(number(a), number(b)))
                .map(film -> new FilmRow(
                        film,
                        report.disagreements().stream()
                                .filter(difference -> difference.filmId().equals(film.filmId()))
                                .toList()))
                .toList();
    }

    /// 7 of "Film 7"
    private static int number(FilmComparison film) {
        return Integer.parseInt(film.filmLabel().replaceAll("\\D", ""));
    }

    private static Component title(FilmRow row, Consumer<FilmRow> opened) {
        Button button = new Button(row.film().filmLabel(), click -> opened.accept(row));
        button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
        button.setTooltipText("Show all answers side by side");
        return button;
    }

    private static Component answer(Optional<LevelAnswer> answer, Optional<LevelAnswer> model) {
        if (answer.isEmpty()) return quiet("no answer yet");
        Div cell = new Div();
        if (answer.get().determinable()) {
            cell.add(new Span(Words.seen(answer.get())), quiet("instrumented: " + Words.instrumented(answer.get())));
        } else {
            cell.add(new Span("not determinable"));
        }
        model.ifPresent(m -> cell.add(
                Words.same(m, answer.get()) ? badge("match", "badge-done") : badge("differs", "badge-failed")));
        return cell;
    }

    private static Component dice(FilmRow row) {
        if (row.film().overlaps().isEmpty()) return quiet("no mask reference");
        Div cell = new Div();
        cell.addClassName("dice");
        for (Structure structure : Structure.values()) {
            Span line = new Span(structure.word() + " " + row.dice(structure));
            line.getStyle().set("display", "block");
            cell.add(line);
        }
        return cell;
    }

    private static Component causes(FilmRow row, CausePicker.Confirmation confirmation) {
        Div cell = new Div();
        for (Disagreement difference : row.disagreements()) {
            Div line = new Div(new Span(shortly(difference.against())), new CausePicker(difference, confirmation));
            line.addClassName("cause-line");
            cell.add(line);
        }
        return cell;
    }

    private static String shortly(String against) {
        return against.equals(FilmComparison.REFERENCE) ? "Ref." : against;
    }

    private static Span quiet(String text) {
        Span span = new Span(text);
        span.addClassName("quiet-line");
        return span;
    }

    private static Span badge(String text, String look) {
        Span badge = new Span(text);
        badge.addClassNames("badge", look);
        return badge;
    }
}
