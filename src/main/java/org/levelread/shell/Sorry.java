package org.levelread.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;

/// A page that has nothing but a sentence and the way back.
abstract class Sorry extends Main {
    final void say(String title, String sentence) {
        addClassName("sorry");
        removeAll();
        add(new H1(title), new Paragraph(sentence), new Anchor(".", "Back to the start"));
    }
}
