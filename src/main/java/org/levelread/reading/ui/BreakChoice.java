package org.levelread.reading.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import java.util.function.Consumer;
import org.levelread.viewer.Refusal;

/// What a reader can do while a break is due: look again when it is over, or say why not to wait.
final class BreakChoice extends Div {
    /// @param skip throws IllegalStateException with a sentence where that is not possible
    BreakChoice(Runnable look, Consumer<String> skip, Runnable skipped) {
        setId("break");
        Button again = new Button("The break is over", click -> look.run());
        again.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        TextField reason = new TextField("Reason to read on without it");
        reason.setHelperText("Written down as a deviation from the protocol");
        reason.setMaxLength(500);
        reason.setId("break-reason");
        Refusal refusal = new Refusal();
        Button on = new Button("Read on", click -> {
            try {
                skip.accept(reason.getValue());
                skipped.run();
            } catch (IllegalStateException e) {
                refusal.say(String.valueOf(e.getMessage()));
            }
        });
        on.setId("break-skip");
        Div without = new Div(reason, on);
        without.addClassName("chooser");
        add(again, without, refusal);
    }
}
