package org.levelread.reading.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import java.util.UUID;
import java.util.function.Consumer;
import org.levelread.viewer.ViewerModule;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The film and the answer, in the browser: it keeps the answer by itself and hands it to [AnsweringController] at
/// `readings/…`, so that nothing is lost with the server.
@Tag("levelread-reading")
final class ReadingScreen extends Component {
    private static final String MODULE = ViewerModule.address();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Assignment shown;

    ReadingScreen(Assignment assignment) {
        show(assignment);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        event.getUI().getPage().addJsModule(MODULE);
    }

    void show(Assignment assignment) {
        shown = assignment;
        getElement().setPropertyJson("assignment", JSON.<ObjectNode>valueToTree(assignment));
    }

    Assignment shown() {
        return shown;
    }

    /// the answer on the screen is signed
    void onNextFilm(Runnable next) {
        getElement().addEventListener("next-film", event -> next.run());
    }

    /// back from a correction to the film that is open
    void onCurrentFilm(Runnable current) {
        getElement().addEventListener("current-film", event -> current.run());
    }

    /// an earlier answer is to be corrected
    void onCorrection(Consumer<UUID> correction) {
        getElement()
                .addEventListener(
                        "correct-answer",
                        event -> correction.accept(UUID.fromString(
                                event.getEventData().path("event.detail.reading").asString())))
                .addEventData("event.detail.reading");
    }

    void onSignOut(Runnable signOut) {
        getElement().addEventListener("sign-out", event -> signOut.run());
    }
}
