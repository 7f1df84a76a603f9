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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.levelread.prediction.PredictedFilm;
import org.levelread.prediction.PredictionDetails;
import org.levelread.spine.Flag;
import org.levelread.spine.Level;
import org.levelread.spine.LevelFinding;

/// What the pipeline said of the film, in words and numbers.
final class PredictionPanel extends VerticalLayout {
    PredictionPanel(PredictedFilm film, PredictionDetails details) {
        setPadding(false);
        add(verdict(film));
        Double confidence = details.confidence();
        if (confidence != null) add(naming(confidence, details));
        add(levels(film));
        if (!film.flags().isEmpty()) add(new H3("Look closer"), flags(film.flags()));
        if (!details.construct().isEmpty()) add(section("Construct", "construct", details.construct()));
        if (!details.geometry().isEmpty()) add(section("Geometry", "geometry", details.geometry()));
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
                    + film.instrumentedLevels().stream()
                            .sorted(Comparator.reverseOrder())
                            .map(Level::name)
                            .collect(Collectors.joining(", "))));
        }
        return verdict;
    }

    private static Paragraph naming(double confidence, PredictionDetails details) {
        String others = details.namings().isEmpty() ? "" : " Otherwise: " + String.join("; ", details.namings()) + ".";
        String ribs = details.ribs().isEmpty() ? "" : " " + details.ribs();
        Paragraph naming = new Paragraph("All names right: " + percent(confidence) + "." + others + ribs);
        naming.setId("naming");
        naming.addClassName("quiet-line");
        return naming;
    }

    private static Details section(String title, String id, List<String> lines) {
        UnorderedList list = new UnorderedList();
        for (String line : lines) list.add(new ListItem(line));
        Details section = new Details(title, list);
        section.setId(id);
        return section;
    }

    private record Row(String level, double confidence, boolean instrumented) {}

    /// from the head down, S1 last
    private static List<Row> rows(PredictedFilm film) {
        List<Row> rows = new ArrayList<>();
        for (LevelFinding finding : film.levels().reversed()) {
            Level level = finding.level();
            rows.add(new Row(level == null ? "unnamed" : level.name(), finding.confidence(), finding.instrumented()));
        }
        if (film.determinable() && film.sacrum().visible()) {
            rows.add(new Row(
                    "S1", film.sacrum().confidence(), film.instrumentedLevels().contains(Level.S1)));
        }
        return rows;
    }

    private static Grid<Row> levels(PredictedFilm film) {
        Grid<Row> levels = new Grid<>();
        levels.setId("predicted-levels");
        levels.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.LUMO_NO_BORDER);
        levels.addColumn(Row::level).setHeader("Level");
        levels.addColumn(row -> percent(row.confidence())).setHeader("Confidence");
        levels.addColumn(row -> row.instrumented() ? "instrumented" : "").setHeader("Hardware");
        levels.setItems(rows(film));
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
