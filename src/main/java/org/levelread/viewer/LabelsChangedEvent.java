package org.levelread.viewer;

import com.vaadin.flow.component.ComponentEvent;
import java.util.List;

/// A reader set, moved, renamed or removed a mark.
public class LabelsChangedEvent extends ComponentEvent<RadiographViewer> {
    private final List<FilmLabel> labels;

    LabelsChangedEvent(RadiographViewer source, List<FilmLabel> labels) {
        super(source, true);
        this.labels = labels;
    }

    /// all labels as they now are, lowest level first
    public List<FilmLabel> labels() {
        return labels;
    }
}
