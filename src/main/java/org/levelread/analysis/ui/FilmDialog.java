package org.levelread.analysis.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.stream.Collectors;
import org.levelread.analysis.AgreementReport.Disagreement;
import org.levelread.analysis.AnswerOnFilm;
import org.levelread.analysis.AnswerOnFilm.NamedPlace;
import org.levelread.spine.Level;
import org.levelread.viewer.FilmLabel;
import org.levelread.viewer.RadiographViewer;

/// One film as everybody saw it, side by side, and why the answers may differ.
final class FilmDialog extends Dialog {
    FilmDialog(FilmRow row, List<AnswerOnFilm> answers, CausePicker.Confirmation confirmation) {
        setHeaderTitle(row.film().filmLabel());
        setWidth("96vw");
        setHeight("94vh");
        Div sides = new Div();
        sides.addClassName("film-sides");
        for (AnswerOnFilm answer : answers) sides.add(side(row, answer));
        if (answers.isEmpty()) sides.add(new Paragraph("Nobody has answered on this film yet."));
        Div differences = new Div();
        differences.addClassName("film-differences");
        row.film().bodies().ifPresent(bodies -> {
            Paragraph matched = new Paragraph(bodies.inWords());
            matched.setId("bodies");
            differences.add(matched);
        });
        for (Disagreement difference : row.disagreements()) differences.add(difference(difference, confirmation));
        Div body = new Div(sides, differences);
        body.addClassName("film-dialog");
        add(body);
        getFooter()
                .add(
                        new Anchor("review/" + row.film().filmId(), "Open in review"),
                        new Button("Close", click -> close()));
    }

    private static Div side(FilmRow row, AnswerOnFilm answer) {
        RadiographViewer viewer = new RadiographViewer();
        viewer.setFilmName(row.film().filmLabel() + ", " + Words.side(answer.by()));
        viewer.setFilmUrl("films/" + row.film().filmId() + "/pixels");
        viewer.setLabels(answer.levels().stream().map(FilmDialog::label).toList());
        Div side = new Div(new H3(Words.side(answer.by())), new Paragraph(summary(answer)), viewer);
        side.addClassName("film-side");
        return side;
    }

    private static FilmLabel label(NamedPlace place) {
        return new FilmLabel(
                place.level().name(), Math.max(0, place.x()), Math.max(0, place.y()), place.instrumented());
    }

    private static String summary(AnswerOnFilm answer) {
        if (!answer.determinable()) {
            return "not determinable"
                    + answer.reason().map(reason -> ": " + reason).orElse("");
        }
        String instrumented = answer.levels().reversed().stream()
                .filter(NamedPlace::instrumented)
                .map(NamedPlace::level)
                .map(Level::name)
                .collect(Collectors.joining(", "));
        return "instrumented: " + (instrumented.isEmpty() ? "none" : instrumented);
    }

    private static Div difference(Disagreement difference, CausePicker.Confirmation confirmation) {
        Span evidence = new Span("%s: %s (%d %%)"
                .formatted(
                        Words.side(difference.against()),
                        difference.suggested().evidence(),
                        Math.round(100 * difference.suggested().confidence())));
        Div line = new Div(evidence, new CausePicker(difference, confirmation));
        line.addClassName("cause-line");
        return line;
    }
}
