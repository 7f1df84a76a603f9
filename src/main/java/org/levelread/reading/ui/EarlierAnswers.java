package org.levelread.reading.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.levelread.reading.GivenAnswer;

/// A reader's own signed answers, each with the way to its correction.
final class EarlierAnswers extends Div {
    EarlierAnswers(List<GivenAnswer> given, Consumer<UUID> correct) {
        addClassName("earlier-answers");
        setVisible(!given.isEmpty());
        add(new H3("Your answers"));
        for (GivenAnswer answer : given) {
            Button button = new Button("Correct …", click -> correct.accept(answer.readingId()));
            button.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
            button.setAriaLabel("Correct film " + answer.orderIndex());
            String summary = answer.summary() + (answer.revision() > 1 ? " (corrected)" : "");
            add(new Div(new Span("Film " + answer.orderIndex()), new Span(summary), button));
        }
    }
}
