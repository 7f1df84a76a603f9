package org.levelread.viewer;

import com.vaadin.flow.component.ComponentEvent;

/// The film arrived in the browser and is on the screen: from here on a reader can see it.
public class FilmShownEvent extends ComponentEvent<RadiographViewer> {
    private final int width;
    private final int height;

    FilmShownEvent(RadiographViewer source, int width, int height) {
        super(source, true);
        this.width = width;
        this.height = height;
    }

    /// film pixels
    public int width() {
        return width;
    }

    /// film pixels
    public int height() {
        return height;
    }
}
