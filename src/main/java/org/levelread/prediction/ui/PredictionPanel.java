package org.levelread.prediction.ui;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.levelread.prediction.PredictedFilm;
import org.levelread.spine.Flag;
import org.levelread.spine.Level;
import org.levelread.spine.LevelFinding;

/// What the pipeline said of the film, in words and numbers.
final class PredictionPanel extends VerticalLayout {
    PredictionPanel(PredictedFilm film) {
        setPadding(false);
        setSpacing(false);
        add(verdict(film), levels(film));
        if (!film.flags().isEmpty()) add(new H3("Look closer"), flags(film.flags()));
        add(facts(film));
    }

    private static Div verdict(PredictedFilm film) {
        Div verdict = new Div();
        verdict.setId("predicted");
        if (!film.determinable()) {
            verdict.add(new Paragraph("Not determinable: " + film.reason()));
        } else if (film.instrumentedLevels().isEmpty()) {
            verdict.add(new Paragraph(
                    film.instrumentation().present() ? "Hardware, but in no named level." : "No instrumentation."));
        } else {
            verdict.add(new Paragraph("Instrumented: "
                    + film.instrumentedLevels().reversed().stream()
                            .map(Level::name)
                            .collect(Collectors.joining(", "))));
        }
        return verdict;
    }

    private static Grid<LevelFinding> levels(PredictedFilm film) {
        Grid<LevelFinding> levels = new Grid<>();
        levels.setId("predicted-levels");
        levels.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.LUMO_NO_BORDER);
        levels.addColumn(finding ->
                        finding.level() == null ? "unnamed" : finding.level().name())
                .setHeader("Level");
        levels.addColumn(finding -> percent(finding.confidence())).setHeader("Confidence");
        levels.addColumn(finding -> finding.instrumented() ? "instrumented" : "")
                .setHeader("Hardware");
        levels.setItems(film.levels().reversed());
        levels.setAllRowsVisible(true);
        return levels;
    }

    private static UnorderedList flags(List<Flag> flags) {
        UnorderedList list = new UnorderedList();
        list.setId("flags");
        for (Flag flag : flags) {
            list.add(new ListItem("%s %s (%s): %s"
                    .formatted(
                            flag.cause().code(), flag.cause().meaning(), percent(flag.confidence()), flag.evidence())));
        }
        return list;
    }

    private static Details facts(PredictedFilm film) {
        DescriptionList list = new DescriptionList();
        list.addClassName("facts");
        list.add(
                new DescriptionList.Term("sacrum"),
                new DescriptionList.Description(
                        film.sacrum().visible()
                                ? "in view, " + percent(film.sacrum().confidence())
                                : "not in view"));
        film.models()
                .forEach((name, version) ->
                        list.add(new DescriptionList.Term("model " + name), new DescriptionList.Description(version)));
        film.millis()
                .forEach((stage, millis) -> list.add(
                        new DescriptionList.Term(stage),
                        new DescriptionList.Description(String.format(Locale.ROOT, "%.0f ms", millis))));
        return new Details("Models and times", list);
    }

    static String percent(double share) {
        return Math.round(100 * share) + " %";
    }
}
