package org.levelread.viewer;

import com.vaadin.flow.component.html.Paragraph;

/// Why a page or a dialog did not do what was asked, read out by screen readers; hidden until there is something to say.
public final class Refusal extends Paragraph {
    public Refusal() {
        addClassName("refusal");
        getElement().setAttribute("role", "alert");
        setVisible(false);
    }

    public void say(String sentence) {
        setText(sentence);
        setVisible(true);
    }
}
