package org.levelread.viewer;

import com.vaadin.flow.component.ComponentEvent;
import java.util.List;

/// A person drew a rectangle or took the last one back.
public class BoxesChangedEvent extends ComponentEvent<RadiographViewer> {
    private final List<FilmBox> boxes;

    BoxesChangedEvent(RadiographViewer source, List<FilmBox> boxes) {
        super(source, true);
        this.boxes = boxes;
    }

    /// all rectangles as they now are, the oldest first
    public List<FilmBox> boxes() {
        return boxes;
    }
}
