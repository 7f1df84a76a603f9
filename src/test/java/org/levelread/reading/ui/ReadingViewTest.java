package org.levelread.reading.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.internal.nodefeature.ElementListenerMap;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.levelread.Fixtures;
import org.levelread.PageTest;
import org.levelread.readers.Account;
import org.levelread.readers.Role;
import org.levelread.reading.Answer;
import org.levelread.reading.Answering;
import org.levelread.reading.ReaderProgress;
import org.levelread.reading.Reading;
import org.levelread.reading.Readings;
import org.levelread.reading.Submissions;
import org.levelread.viewer.FilmLabel;
import org.levelread.viewer.RadiographViewer;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ReadingViewTest extends PageTest {
    @Autowired
    Readings readings;

    @Autowired
    Answering answering;

    private Account ann;

    @BeforeEach
    void readerWithTwoFilms() {
        ann = account(Role.READER);
        film(currentStudy(), "doe_jane_1950.png");
        film(currentStudy(), "doe_jane_1951.png");
        signIn(ann);
    }

    @Test
    void showsTheFilmAndNothingThatTellsOfIt() {
        navigate(ReadingView.class);

        assertThat(text("place")).matches("Film 1 of \\d+");
        RadiographViewer viewer = find(RadiographViewer.class).single();
        assertThat(viewer.isLabelling()).isTrue();
        assertThat(viewer.getLabels()).isEmpty();
        assertThat(viewer.getElement().getProperty("overlays")).isNull();
        assertThat(viewer.getElement().getProperty("filmUrl")).matches("films/[0-9a-f-]{36}/pixels");
    }

    @Test
    void savesEachChangeAndShowsItAgainAfterAReload() {
        navigate(ReadingView.class);
        label("""
                [{"level": "L5", "x": 50, "y": 150, "instrumented": true}, {"level": "L4", "x": 50, "y": 100, "instrumented": false}]""");
        assertThat(text("saved")).matches("saved \\d\\d:\\d\\d:\\d\\d");

        RadiographViewer reloaded = viewer(anotherWindow());
        assertThat(reloaded.getLabels())
                .containsExactly(new FilmLabel("L5", 50, 150, true), new FilmLabel("L4", 50, 100, false));
        assertThat(reloaded.getElement().getProperty("filmName")).startsWith("Film 1 of");
    }

    @Test
    void confirmsWithASummaryAndGoesOnToTheNextFilm() {
        navigate(ReadingView.class);
        String first = find(RadiographViewer.class).single().getElement().getProperty("filmUrl");
        test(button("submit")).click();
        assertThat(find(ConfirmDialog.class).exists()).isFalse();

        label("[{\"level\": \"L5\", \"x\": 50, \"y\": 150, \"instrumented\": true}]");
        test(button("submit")).click();
        ConfirmDialog dialog = find(ConfirmDialog.class).single();
        test(find(PasswordField.class).withId("signature").single()).setValue(Fixtures.password(ann));
        assertThat(dialog.getElement().getTextRecursively()).contains("level L5; instrumented L5");
        test(dialog).confirm();

        assertThat(text("place")).startsWith("Film 2 of");
        RadiographViewer viewer = find(RadiographViewer.class).single();
        assertThat(viewer.getElement().getProperty("filmUrl")).isNotEqualTo(first);
        assertThat(viewer.getLabels()).isEmpty();
    }

    @Test
    void endsWhenAllFilmsAreRead() {
        readAllBut(1);
        navigate(ReadingView.class);
        test(find(Checkbox.class).withId("not-determinable").single()).click();
        RadioButtonGroup<?> reason =
                find(RadioButtonGroup.class).withId("reason").single();
        test(reason).selectItem("Wrong view");
        test(button("submit")).click();
        test(find(PasswordField.class).withId("signature").single()).setValue(Fixtures.password(ann));
        test(find(ConfirmDialog.class).single()).confirm();

        assertThat(find(Div.class).withId("nothing-left").single().getElement().getTextRecursively())
                .contains("All films are read");
    }

    @Test
    void aSecondWindowIsToldAndShowsWhatWasSaved() {
        RadiographViewer stale = viewer(navigate(ReadingView.class));
        send(viewer(anotherWindow()), "[{\"level\": \"L3\", \"x\": 50, \"y\": 150, \"instrumented\": false}]");

        send(stale, "[{\"level\": \"L2\", \"x\": 50, \"y\": 150, \"instrumented\": false}]");

        assertThat(stale.getLabels()).containsExactly(new FilmLabel("L3", 50, 150, false));
        assertThat(test(find(Notification.class).single()).getText()).contains("changed in another window");
    }

    private void readAllBut(int left) {
        UUID study = currentStudy().id();
        Answer answer = new Answer(List.of(), false, "Wrong view");
        while (true) {
            Reading next = readings.openNext(study).orElseThrow();
            ReaderProgress progress = readings.ownProgress(study);
            if (progress.assigned() - progress.submitted() == left) return;
            Submissions.submit(answering, next, answer, 1000);
        }
    }

    private ReadingView anotherWindow() {
        return new ReadingView(readings, answering, studies, Clock.systemUTC());
    }

    private static RadiographViewer viewer(ReadingView window) {
        return (RadiographViewer) window.getComponentAt(0);
    }

    private void label(String labels) {
        send(find(RadiographViewer.class).single(), labels);
    }

    /// what the viewer in the browser sends
    private static void send(RadiographViewer viewer, String labels) {
        ObjectNode data = JsonMapper.shared().createObjectNode();
        data.set("event.detail.labels", JsonMapper.shared().readTree(labels));
        viewer.getElement()
                .getNode()
                .getFeature(ElementListenerMap.class)
                .fireEvent(new DomEvent(viewer.getElement(), "labels-changed", data));
    }

    private Button button(String id) {
        return find(Button.class).withId(id).single();
    }

    private String text(String id) {
        return find(H2.class).withId(id).exists()
                ? find(H2.class).withId(id).single().getText()
                : find(Span.class).withId(id).single().getText();
    }
}
