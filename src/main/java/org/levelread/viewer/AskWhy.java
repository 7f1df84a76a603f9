package org.levelread.viewer;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;

/// Asks for the reason that the audit trail keeps with a change of study data or rights, and makes the change. Enter in the
/// field does it.
public final class AskWhy extends Dialog {
    /// as many characters as a reason may have here; the trail itself takes more
    public static final int LONGEST = 1000;

    /// The change itself.
    public interface Change {
        /// @param why not blank
        /// @throws IllegalArgumentException or IllegalStateException with a sentence where it is not possible
        void because(String why);
    }

    private final TextField why = new TextField("Why?");
    private final Refusal refusal = new Refusal();
    private final Div usual = new Div();
    private final Change change;
    private Runnable left = () -> {};
    private boolean done;

    /// @param sentence what the change does
    /// @param yes on the button that makes it
    /// @param asked fields that the change needs besides, above the reason
    public AskWhy(String title, String sentence, String yes, Change change, Component... asked) {
        this.change = change;
        setHeaderTitle(title);
        why.setId("why");
        why.setHelperText("Kept in the audit trail for good: name no patient");
        why.setMaxLength(LONGEST);
        // so that Enter finds what was typed
        why.setValueChangeMode(ValueChangeMode.EAGER);
        usual.addClassName("usual-reasons");
        usual.setVisible(false);
        VerticalLayout fields = new VerticalLayout(new Paragraph(sentence));
        fields.add(asked);
        fields.add(why, usual, refusal);
        fields.setPadding(false);
        fields.addClassName("dialog-fields");
        add(fields);
        Button go = new Button(yes, click -> go());
        go.setId("because");
        go.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        go.addClickShortcut(Key.ENTER).listenOn(why);
        getFooter().add(new Button("Cancel", click -> close()), go);
        addOpenedChangeListener(opened -> {
            if (opened.isOpened()) why.focus();
            else if (!done) left.run();
        });
    }

    /// offers reasons that are common; one press writes it into the field
    public AskWhy usual(List<String> reasons) {
        for (String reason : reasons) {
            Button button = new Button(reason, click -> {
                why.setValue(reason);
                why.focus();
            });
            button.addThemeVariants(ButtonVariant.LUMO_SMALL, ButtonVariant.LUMO_TERTIARY);
            usual.add(button);
        }
        usual.setVisible(!reasons.isEmpty());
        return this;
    }

    /// puts a reason into the field, such as the one given last
    public AskWhy beginning(String reason) {
        why.setValue(reason);
        return this;
    }

    /// is run where the dialog is closed without the change
    public AskWhy otherwise(Runnable notMade) {
        left = notMade;
        return this;
    }

    private void go() {
        if (why.getValue().isBlank()) {
            refusal.say("Say why.");
            why.focus();
            return;
        }
        try {
            change.because(why.getValue().strip());
            done = true;
            close();
        } catch (IllegalStateException | IllegalArgumentException e) {
            refusal.say(String.valueOf(e.getMessage()));
        }
    }
}
