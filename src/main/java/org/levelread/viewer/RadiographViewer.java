package org.levelread.viewer;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.shared.Registration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Shows a film with window and level, and lets a reader name its levels.
///
/// The browser fetches the pixels itself from the film's address: `application/octet-stream`, unsigned 16-bit
/// little-endian, row-major, higher is brighter, with the headers `X-Film-Width`, `X-Film-Height`,
/// `X-Window-Center` and `X-Window-Width`.
/// A page that must not show a prediction sets neither overlays nor labels: then they are nowhere in the page.
@Tag("levelread-viewer")
public class RadiographViewer extends Component implements HasSize, HasStyle {
    private static final String MODULE = ViewerModule.address();
    private static final int MOST_BOXES = 200;

    private List<FilmLabel> given = List.of();
    private int timesGiven;
    private List<FilmLabel> labels = List.of();
    private boolean labelling;
    private List<FilmBox> boxes = List.of();
    private boolean boxing;

    public RadiographViewer() {
        setSizeFull();
        getElement()
                .addEventListener(
                        "labels-changed", event -> take(event.getEventData().path("event.detail.labels")))
                .addEventData("event.detail.labels");
        getElement()
                .addEventListener(
                        "boxes-changed", event -> takeBoxes(event.getEventData().path("event.detail.boxes")))
                .addEventData("event.detail.boxes");
        getElement()
                .addEventListener("film-loaded", event -> {
                    JsonNode data = event.getEventData();
                    int width = data.path("event.detail.width").asInt(0);
                    int height = data.path("event.detail.height").asInt(0);
                    fireEvent(new FilmShownEvent(this, width, height));
                })
                .addEventData("event.detail.width")
                .addEventData("event.detail.height");
    }

    /// loaded at run time, so that Vaadin keeps its precompiled bundle
    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        event.getUI().getPage().addJsModule(MODULE);
        // a page that was left and shown again starts from what the reader had
        if (!labels.equals(given)) setLabels(labels);
    }

    /// where the browser fetches the film; empty for no film. What a reader had marked on another film is gone;
    /// labels and overlays that were set stay until others are set.
    public void setFilmUrl(String url) {
        if (!url.equals(getElement().getProperty("filmUrl"))) labels = given;
        getElement().setProperty("filmUrl", url);
    }

    /// how the film is called to those who cannot see it, such as "Case 12"
    public void setFilmName(String name) {
        getElement().setProperty("filmName", name);
    }

    public void setOverlays(List<Overlay> overlays) {
        getElement().setPropertyList("overlays", overlays);
    }

    /// what is shown, and in labelling mode where the reader goes on from; an empty list takes all marks away
    public void setLabels(List<FilmLabel> labels) {
        this.labels = given = List.copyOf(labels);
        getElement().setPropertyList("labels", given);
        // equal labels once more are no change to the property, but may be one to what the reader sees
        getElement().setProperty("labelsGiven", ++timesGiven);
    }

    /// the labels last set or last sent by the reader, lowest first in the latter case
    public List<FilmLabel> getLabels() {
        return labels;
    }

    /// whether the labels can be changed; otherwise changes sent by a browser are not taken
    public void setLabelling(boolean labelling) {
        this.labelling = labelling;
        getElement().setProperty("labelling", labelling);
    }

    public boolean isLabelling() {
        return labelling;
    }

    /// whether a drag draws a rectangle; otherwise rectangles sent by a browser are not taken. The film is then moved with
    /// the middle button or with the space bar held; Del takes the last rectangle back.
    public void setBoxing(boolean boxing) {
        this.boxing = boxing;
        getElement().setProperty("boxing", boxing);
    }

    /// rectangles drawn over the film, whether or not more can be drawn
    public void setBoxes(List<FilmBox> boxes) {
        this.boxes = List.copyOf(boxes);
        getElement().setPropertyList("boxes", this.boxes);
    }

    public List<FilmBox> getBoxes() {
        return boxes;
    }

    public Registration addBoxesChangedListener(ComponentEventListener<BoxesChangedEvent> listener) {
        return addListener(BoxesChangedEvent.class, listener);
    }

    public Registration addLabelsChangedListener(ComponentEventListener<LabelsChangedEvent> listener) {
        return addListener(LabelsChangedEvent.class, listener);
    }

    public Registration addFilmShownListener(ComponentEventListener<FilmShownEvent> listener) {
        return addListener(FilmShownEvent.class, listener);
    }

    private void take(JsonNode sent) {
        if (!labelling) return;
        labels = FilmLabels.read(sent);
        fireEvent(new LabelsChangedEvent(this, labels));
    }

    private void takeBoxes(JsonNode sent) {
        if (!boxing) return;
        if (!sent.isArray() || sent.size() > MOST_BOXES) {
            throw new IllegalArgumentException("Rectangles are a list of at most " + MOST_BOXES);
        }
        List<FilmBox> taken = new ArrayList<>();
        for (JsonNode box : sent) {
            taken.add(new FilmBox(
                    box.path("x").asInt(-1),
                    box.path("y").asInt(-1),
                    box.path("width").asInt(0),
                    box.path("height").asInt(0)));
        }
        boxes = List.copyOf(taken);
        fireEvent(new BoxesChangedEvent(this, boxes));
    }
}
