package org.levelread.reading.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;
import java.util.UUID;
import org.levelread.protocol.Studies;
import org.levelread.readers.CurrentAccount;
import org.levelread.readers.SignedIn;
import org.levelread.reading.Answering;
import org.levelread.reading.ReaderStanding;
import org.levelread.reading.Reading;
import org.levelread.reading.Readings;

/// One film after the other in the reader's own order: the film and what the reader says of it, nothing else.
@Route("reading")
@Menu(title = "Reading", order = 1, icon = "vaadin:eye")
@PageTitle("Reading")
@RolesAllowed("READER")
@StyleSheet("rooms.css")
public final class ReadingView extends Div {
    private final Readings readings;
    private final Answering answering;
    private final UUID studyId;
    private final SignedIn reader;
    private final AuthenticationContext authentication;

    ReadingView(
            Readings readings,
            Answering answering,
            Studies studies,
            CurrentAccount current,
            AuthenticationContext authentication) {
        this.readings = readings;
        this.answering = answering;
        this.studyId = studies.current().id();
        this.reader = current.require();
        this.authentication = authentication;
        addClassName("reading-view");
        showNext();
    }

    private void showNext() {
        removeAll();
        Optional<Reading> next = readings.openNext(studyId);
        add(next.<Component>map(reading -> screen(Assignment.toRead(reading, place(reading), reader, answering)
                        .showing(readings.shown(reading.id()))))
                .orElseGet(this::nothingLeft));
    }

    private void showEarlier(UUID readingId) {
        Reading reading = answering.own(readingId);
        removeAll();
        add(screen(Assignment.toCorrect(reading, place(reading), reader, answering)
                .showing(readings.shown(readingId))));
    }

    private ReadingScreen screen(Assignment assignment) {
        ReadingScreen screen = new ReadingScreen(assignment);
        screen.onNextFilm(this::showNext);
        screen.onCurrentFilm(this::showNext);
        screen.onCorrection(this::showEarlier);
        screen.onSignOut(authentication::logout);
        return screen;
    }

    private String place(Reading reading) {
        return "Film %d of %d"
                .formatted(
                        reading.orderIndex(), readings.ownProgress(studyId).assigned());
    }

    private Component nothingLeft() {
        ReaderStanding standing = readings.standing(studyId);
        ReaderDesk desk = new ReaderDesk(standing);
        if (standing.breakDue()) {
            desk.add(new BreakChoice(
                    this::showNext, reason -> readings.skipBreak(studyId, reason), this::showNext));
        }
        desk.add(new EarlierAnswers(answering.given(studyId), this::showEarlier));
        return desk;
    }
}
