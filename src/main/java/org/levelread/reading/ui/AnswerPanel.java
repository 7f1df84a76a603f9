package org.levelread.reading.ui;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import org.levelread.reading.Answer;
import org.levelread.reading.ReadingLevel;

/// What the reader has said so far, and whether the levels can be determined at all.
final class AnswerPanel extends VerticalLayout {
    private final Div named = new Div();
    private final Checkbox notDeterminable = new Checkbox("Levels cannot be determined");
    private final RadioButtonGroup<NotDeterminableReason> reason = new RadioButtonGroup<>("Because");
    private final TextField otherReason = new TextField("What hinders you");
    private final Runnable changed;
    private List<ReadingLevel> levels = List.of();

    /// @param changed called after every change that the reader makes here
    AnswerPanel(Runnable changed) {
        this.changed = changed;
        setPadding(false);
        named.setId("named-levels");
        named.addClassName("named-levels");
        notDeterminable.setId("not-determinable");
        reason.setItems(NotDeterminableReason.values());
        reason.setItemLabelGenerator(NotDeterminableReason::words);
        reason.addThemeVariants(RadioGroupVariant.LUMO_VERTICAL);
        reason.setId("reason");
        otherReason.setId("other-reason");
        otherReason.setMaxLength(1000);
        otherReason.setWidthFull();
        otherReason.setValueChangeMode(ValueChangeMode.LAZY);
        otherReason.setValueChangeTimeout(500);
        notDeterminable.addValueChangeListener(e -> showThen(e.isFromClient()));
        reason.addValueChangeListener(e -> showThen(e.isFromClient()));
        otherReason.addValueChangeListener(e -> showThen(e.isFromClient()));
        add(new H3("Your answer"), named, notDeterminable, reason, otherReason);
    }

    void show(Answer answer) {
        levels = answer.levels();
        notDeterminable.setValue(!answer.determinable());
        NotDeterminableReason picked = NotDeterminableReason.of(answer.reason()).orElse(null);
        reason.setValue(picked);
        otherReason.setValue(picked == NotDeterminableReason.OTHER ? answer.reason() : "");
        render();
    }

    void show(List<ReadingLevel> levels) {
        this.levels = levels;
        render();
    }

    Answer answer() {
        boolean determinable = !notDeterminable.getValue();
        return new Answer(levels, determinable, determinable ? "" : reasonInWords());
    }

    private String reasonInWords() {
        NotDeterminableReason picked = reason.getValue();
        if (picked == null) return "";
        return picked == NotDeterminableReason.OTHER ? otherReason.getValue() : picked.words();
    }

    private void showThen(boolean byReader) {
        render();
        if (byReader) changed.run();
    }

    private void render() {
        boolean undeterminable = notDeterminable.getValue();
        reason.setVisible(undeterminable);
        otherReason.setVisible(undeterminable && reason.getValue() == NotDeterminableReason.OTHER);
        named.removeAll();
        named.setVisible(!undeterminable);
        if (levels.isEmpty()) {
            named.add(new Paragraph("No level named yet. Click a vertebral body and give it its name."));
            return;
        }
        for (ReadingLevel level : levels.reversed()) {
            Span chip = new Span(
                    level.instrumented()
                            ? level.level() + ", instrumented"
                            : level.level().name());
            chip.addClassName("badge");
            if (level.instrumented()) chip.addClassName("badge-instrumented");
            named.add(chip);
        }
    }
}
