package org.levelread.analysis.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import java.util.List;
import org.levelread.analysis.CodedProgress;

/// How far every reader has come; counts only.
final class ProgressList extends Div {
    ProgressList(List<CodedProgress> readers) {
        setId("progress");
        addClassName("reader-progress");
        if (readers.isEmpty())
            add(new Paragraph("No reader has films yet: make an account with the role reader and upload films."));
        for (CodedProgress reader : readers) {
            ProgressBar bar = new ProgressBar(0, Math.max(1, reader.assigned()), reader.submitted());
            bar.getElement().setAttribute("aria-label", "Reader " + reader.reader());
            add(new Div(
                    new Span("Reader %s: %d of %d films"
                            .formatted(reader.reader(), reader.submitted(), reader.assigned())),
                    bar));
        }
    }
}
