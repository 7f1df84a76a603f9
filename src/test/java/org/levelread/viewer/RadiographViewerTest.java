package org.levelread.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.internal.nodefeature.ElementListenerMap;
import com.vaadin.flow.internal.nodefeature.ElementPropertyMap;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RadiographViewerTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final RadiographViewer viewer = new RadiographViewer();

    @Test
    void takesTheReadersLabelsAndTellsThem() {
        List<List<FilmLabel>> heard = new ArrayList<>();
        viewer.addLabelsChangedListener(event -> heard.add(event.labels()));
        viewer.setLabelling(true);
        send("labels-changed", "event.detail.labels", labels("L5", "L4"));
        assertThat(heard).containsExactly(List.of(at("L5", 900), at("L4", 800)));
        assertThat(viewer.getLabels()).isEqualTo(heard.getFirst());
    }

    @Test
    void takesNoLabelsWhereNoneCanBeSet() {
        viewer.setLabels(List.of(at("L1", 10)));
        send("labels-changed", "event.detail.labels", labels("L5", "L4"));
        assertThat(viewer.getLabels()).containsExactly(at("L1", 10));
    }

    @Test
    void theNextFilmStartsWithoutTheMarksOfTheLast() {
        viewer.setLabelling(true);
        viewer.setFilmUrl("/films/1");
        send("labels-changed", "event.detail.labels", labels("L5", "L4"));
        viewer.setFilmUrl("/films/1");
        assertThat(viewer.getLabels()).hasSize(2);
        viewer.setFilmUrl("/films/2");
        assertThat(viewer.getLabels()).isEmpty();
    }

    @Test
    void givingTheSameLabelsAgainReachesTheBrowser() {
        viewer.setLabels(List.of());
        int before = viewer.getElement().getProperty("labelsGiven", 0);
        viewer.setLabels(List.of());
        assertThat(viewer.getElement().getProperty("labelsGiven", 0)).isEqualTo(before + 1);
    }

    @Test
    void aPageShownAgainHasTheReadersMarks() {
        viewer.setLabelling(true);
        send("labels-changed", "event.detail.labels", labels("L5", "L4"));
        new UI().add(viewer);
        assertThat(property("labels")).hasSize(2);
    }

    @Test
    void refusesForgedLabelsAndKeepsTheLastGoodOnes() {
        viewer.setLabelling(true);
        send("labels-changed", "event.detail.labels", labels("L5"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> send("labels-changed", "event.detail.labels", labels("L5", "C7")))
                .withMessageContaining("C7");
        assertThat(viewer.getLabels()).containsExactly(at("L5", 900));
    }

    @Test
    void tellsWhenTheFilmIsOnTheScreen() {
        List<String> shown = new ArrayList<>();
        viewer.addFilmShownListener(event -> shown.add(event.width() + "x" + event.height()));
        JsonNode data = JSON.readTree("{\"event.detail.width\": 700, \"event.detail.height\": 1600}");
        fire("film-loaded", data);
        assertThat(shown).containsExactly("700x1600");
    }

    @Test
    void aPageWithoutOverlaysAndLabelsHoldsNone() {
        viewer.setFilmUrl("/films/7");
        assertThat(viewer.getElement().getPropertyNames()).contains("filmUrl").doesNotContain("overlays", "labels");
    }

    @Test
    void overlaysAndLabelsReachTheElementInItsOwnWords() {
        viewer.setOverlays(List.of(new Overlay(
                "sacrum", "Sacrum", Overlay.SACRUM_COLOR, List.of(List.of(new double[] {1, 2}, new double[] {3, 4})))));
        viewer.setLabels(List.of(new FilmLabel("S1", 5, 6, true, 0.5), at("L5", 4)));
        assertThat(property("overlays"))
                .isEqualTo(JSON.readTree("[{\"id\": \"sacrum\", \"name\": \"Sacrum\", \"color\": \"#7ae582\","
                        + " \"polygons\": [[[1.0, 2.0], [3.0, 4.0]]], \"visible\": true}]"));
        assertThat(property("labels").get(0))
                .isEqualTo(JSON.readTree("{\"level\": \"S1\", \"x\": 5.0, \"y\": 6.0, \"instrumented\": true,"
                        + " \"confidence\": 0.5}"));
        assertThat(property("labels").get(1).path("confidence").isNumber()).isFalse();
    }

    @Test
    void loadsItsScriptWithoutVaadinsBundler() {
        assertThat(ViewerModule.address()).matches("context://viewer/radiograph-viewer\\.js(\\?v=[0-9a-f]{8})?");
        assertThat(RadiographViewer.class.getAnnotations()).hasSize(1);
        UI ui = new UI();
        ui.add(viewer);
        assertThat(viewer.isAttached()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"level": "L5"}                                                           | at most 20
                    [{"level": "L5", "x": 1, "y": 2}]                                          | instrumented
                    [{"level": "L5", "x": "1", "y": 2, "instrumented": true}]                  | instrumented
                    [{"level": "L5", "x": -1, "y": 2, "instrumented": true}]                   | beside the film
                    [{"level": "L5", "x": 1e999, "y": 2, "instrumented": true}]                | beside the film
                    [{"level": "C2", "x": 1, "y": 2, "instrumented": true}]                    | C2
                    """)
    void refusesWhatIsNoListOfLabels(String json, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FilmLabels.read(JSON.readTree(json)))
                .withMessageContaining(why);
    }

    @Test
    void refusesLevelsThatAreNoColumn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FilmLabels.read(labels("L5", "L3")))
                .withMessage("L4 is missing between L5 and L3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FilmLabels.read(labels("L4", "L5")))
                .withMessage("L5 cannot follow L4 upwards");
        assertThatIllegalArgumentException().isThrownBy(() -> FilmLabels.read(labels("L5", "L5")));
        assertThat(FilmLabels.read(labels("S1", "L5"))).hasSize(2);
        assertThat(FilmLabels.read(labels("S1", "L6", "L5"))).hasSize(3);
        assertThat(FilmLabels.read(labels("L1", "T13", "T12"))).hasSize(3);
        assertThat(FilmLabels.read(labels())).isEmpty();
    }

    @Test
    void refusesOverlaysThatCannotBeDrawn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Overlay("a", "A", "red;background:url(x)", List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Overlay("a", "A", "#ffffff", List.of(List.of(new double[] {1}))));
    }

    private static FilmLabel at(String level, double y) {
        return new FilmLabel(level, 100, y, false);
    }

    private static JsonNode labels(String... levels) {
        var array = JSON.createArrayNode();
        int y = 900;
        for (String level : levels) {
            array.addObject().put("level", level).put("x", 100).put("y", y).put("instrumented", false);
            y -= 100;
        }
        return array;
    }

    private void send(String event, String key, JsonNode data) {
        fire(event, JSON.createObjectNode().set(key, data));
    }

    private void fire(String event, JsonNode data) {
        viewer.getElement()
                .getNode()
                .getFeature(ElementListenerMap.class)
                .fireEvent(new DomEvent(viewer.getElement(), event, data));
    }

    private JsonNode property(String name) {
        return JSON.valueToTree(viewer.getElement()
                .getNode()
                .getFeature(ElementPropertyMap.class)
                .getProperty(name));
    }
}
