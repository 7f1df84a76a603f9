package org.levelread.analysis.ui;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.levelread.statistics.SampleSize;

/// How many films a study needs, computed while the numbers are typed.
@Route("sample-size")
@PageTitle("Sample size · LevelRead")
@Menu(title = "Sample size", order = 12, icon = "vaadin:scale-unbalance")
@RolesAllowed({"STUDY_LEAD", "ADMINISTRATOR"})
@StyleSheet("rooms.css")
class SampleSizeView extends VerticalLayout {
    private enum Goal {
        MARGIN("Interchangeable within a margin"),
        SHARE("A share, such as exact match, to a precision"),
        KAPPA("Cohen's kappa to a precision");

        private final String words;

        Goal(String words) {
            this.words = words;
        }
    }

    private final RadioButtonGroup<Goal> goal = new RadioButtonGroup<>("The study is sized for");
    private final NumberField difference = field("difference", "Expected difference", 0, "model with readers minus readers with each other");
    private final NumberField margin = field("margin", "Margin", .1, "above 0");
    private final NumberField deviation = field("deviation", "Standard deviation over films", .4, "of that difference on one film, from a pilot");
    private final NumberField power = field("power", "Power", .8, "in (0, 1)");
    private final NumberField share = field("share", "Expected share", .85, "in [0, 1]");
    private final NumberField kappa = field("kappa", "Expected kappa", .8, "below 1");
    private final NumberField prevalence = field("prevalence", "Share of yes", .3, "levels that are instrumented, in (0, 1)");
    private final NumberField halfWidth = field("half-width", "Half width of the interval", .05, "above 0");
    private final NumberField level = field("level", "Confidence level", .95, "in (0, 1)");
    private final NumberField films = field("films", "Films a patient", 1, "on average, at least 1");
    private final NumberField correlation = field("correlation", "Correlation of a patient's films", .5, "in [0, 1]");
    private final Map<Goal, List<NumberField>> asked = Map.of(
            Goal.MARGIN, List.of(difference, margin, deviation, power),
            Goal.SHARE, List.of(share, halfWidth),
            Goal.KAPPA, List.of(kappa, prevalence, halfWidth));
    private final H3 answer = new H3();
    private final Paragraph method = new Paragraph();
    private final Code same = new Code();

    SampleSizeView() {
        goal.setItems(Goal.values());
        goal.setItemLabelGenerator(one -> one.words);
        goal.setValue(Goal.MARGIN);
        goal.addValueChangeListener(change -> show());
        Div fields = new Div();
        fields.addClassName("number-fields");
        for (NumberField one : List.of(
                difference, margin, deviation, power, share, kappa, prevalence, halfWidth, level, films, correlation)) {
            one.setValueChangeMode(ValueChangeMode.LAZY);
            one.addValueChangeListener(change -> show());
            fields.add(one);
        }
        answer.setId("sample-size");
        answer.getElement().setAttribute("role", "status");
        same.addClassName("self-test-data");
        add(
                new Paragraph("Plan before the study begins: the number goes into the protocol with the call that gives it again."
                        + " ./levelread samplesize computes the same on the command line."),
                goal,
                fields,
                answer,
                method,
                same);
        show();
    }

    private static NumberField field(String id, String label, double value, String help) {
        NumberField field = new NumberField(label);
        field.setId(id);
        field.setValue(value);
        field.setHelperText(help);
        field.setWidth("17rem");
        return field;
    }

    private void show() {
        asked.values().forEach(all -> all.forEach(one -> one.setVisible(false)));
        asked.get(goal.getValue()).forEach(one -> one.setVisible(true));
        try {
            double interval = number(level);
            if (!(interval > 0 && interval < 1)) {
                throw new IllegalArgumentException("a confidence level lies in (0, 1), was " + interval);
            }
            SampleSize size = switch (goal.getValue()) {
                case MARGIN ->
                    SampleSize.ofMargin(
                            number(difference), number(deviation), number(margin), interval, number(power));
                case SHARE -> SampleSize.ofShare(number(share), number(halfWidth), interval);
                case KAPPA -> SampleSize.ofKappa(number(kappa), number(prevalence), number(halfWidth), interval);
            };
            double effect = SampleSize.designEffect(number(films), number(correlation));
            long needed = (long) Math.ceil(size.cases() * effect - 1e-9);
            answer.setText(needed + " films");
            method.setText(
                    size.method().name()
                            + (effect > 1
                                    ? "; " + size.cases() + " independent films times a design effect of "
                                            + Math.round(1000 * effect) / 1000.0
                                    : "")
                            + ".");
            same.setText(size.method().sameNumber());
            same.setVisible(true);
        } catch (IllegalArgumentException e) {
            answer.setText("No number yet");
            method.setText(sentence(e.getMessage()));
            same.setVisible(false);
        }
    }

    private static double number(NumberField field) {
        Double value = field.getValue();
        if (value == null) throw new IllegalArgumentException(field.getLabel() + ": type a number");
        return value;
    }

    private static String sentence(@Nullable String message) {
        String text = String.valueOf(message);
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }
}
