package org.levelread.reading.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.internal.nodefeature.ElementListenerMap;
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
import org.levelread.reading.Effort;
import org.levelread.reading.FilmQuality;
import org.levelread.reading.ReaderProgress;
import org.levelread.reading.Reading;
import org.levelread.reading.Readings;
import org.levelread.reading.Saving;
import org.levelread.reading.Submissions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ReadingViewTest extends PageTest {
    private static final Answer ANSWER = new Answer(List.of(), false, "Wrong view", FilmQuality.POOR, "AP film");

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
    void givesTheScreenTheFilmAndNothingThatTellsOfIt() {
        navigate(ReadingView.class);

        Assignment shown = screen().shown();
        assertThat(shown.place()).matches("Film 1 of \\d+");
        assertThat(shown.filmUrl()).matches("films/[0-9a-f-]{36}/pixels");
        assertThat(shown.account()).isEqualTo(ann.id());
        assertThat(shown.draft().answer()).isEqualTo(Answer.EMPTY);
        assertThat(shown.overlays()).isEmpty();
        assertThat(screen().getElement().getPropertyRaw("assignment").toString())
                .doesNotContain("doe_jane", "redict", "reference");
    }

    @Test
    void aPageOpenedAgainHasTheDraft() {
        navigate(ReadingView.class);
        Effort effort = new Effort(0, 0, 4);
        assertThat(answering.save(screen().shown().readingId(), 0, ANSWER, effort, "w")).isInstanceOf(Saving.Saved.class);

        navigate(Away.class);
        navigate(ReadingView.class);
        assertThat(screen().shown().draft().answer()).isEqualTo(ANSWER);
        assertThat(screen().shown().draft().version()).isEqualTo(1);
        assertThat(screen().shown().draft().effort().changes()).isEqualTo(4);
    }

    @Test
    void goesOnToTheNextFilmAndBackToCorrectAnEarlierOne() {
        navigate(ReadingView.class);
        UUID first = screen().shown().readingId();
        answering.sign(first, 0, ANSWER, Effort.NONE, Fixtures.password(ann));
        send("next-film", "{}");
        assertThat(screen().shown().place()).startsWith("Film 2 of");

        send("correct-answer", "{\"event.detail.reading\": \"%s\"}".formatted(first));
        Assignment correction = screen().shown();
        assertThat(correction.readingId()).isEqualTo(first);
        assertThat(correction.correcting()).isEqualTo(1);
        assertThat(correction.draft().answer()).isEqualTo(ANSWER);
        assertThat(correction.meaning()).isEqualTo(Answering.CORRECTION_MEANING);

        send("current-film", "{}");
        assertThat(screen().shown().place()).startsWith("Film 2 of");
        assertThat(screen().shown().correcting()).isZero();
    }

    @Test
    void anotherReadersAnswerCannotBeOpenedForCorrection() {
        navigate(ReadingView.class);
        UUID anns = screen().shown().readingId();
        signIn(account(Role.READER));
        navigate(Away.class);
        navigate(ReadingView.class);
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> send("correct-answer", "{\"event.detail.reading\": \"%s\"}".formatted(anns)));
    }

    @Test
    void endsWhenAllFilmsAreRead() {
        UUID study = currentStudy().id();
        for (ReaderProgress left = readings.ownProgress(study); !left.finished(); left = readings.ownProgress(study)) {
            Reading next = readings.openNext(study).orElseThrow();
            Submissions.submit(answering, next, ANSWER, 1000);
        }
        navigate(ReadingView.class);
        assertThat(find(Div.class).withId("nothing-left").single().getElement().getTextRecursively())
                .contains("All films are read", "not determinable: Wrong view");
    }

    @com.vaadin.flow.router.Route("away-from-reading")
    @jakarta.annotation.security.PermitAll
    static class Away extends Div {}

    private ReadingScreen screen() {
        return find(ReadingScreen.class).single();
    }

    /// what the screen in the browser sends
    private void send(String event, String data) {
        ReadingScreen screen = screen();
        screen.getElement()
                .getNode()
                .getFeature(ElementListenerMap.class)
                .fireEvent(new DomEvent(screen.getElement(), event, (ObjectNode) JsonMapper.shared().readTree(data)));
    }
}
