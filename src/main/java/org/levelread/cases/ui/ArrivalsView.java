package org.levelread.cases.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.levelread.cases.BlackedOut;
import org.levelread.cases.Film;
import org.levelread.cases.Quarantine;
import org.levelread.cases.QuarantinedFilm;
import org.levelread.protocol.Studies;
import org.levelread.protocol.Study;
import org.levelread.readers.CurrentAccount;
import org.levelread.viewer.AskWhy;

/// The films that a person must look at before readers see them: one at a time, taken as it is, blacked out or
/// discarded.
@Route("arrivals")
@PageTitle("Arrivals · LevelRead")
@Menu(title = "Arrivals", order = 11, icon = "vaadin:inbox")
@StyleSheet("rooms.css")
@RolesAllowed({"SURGEON", "STUDY_LEAD", "ADMINISTRATOR"})
class ArrivalsView extends VerticalLayout {
    /// where names usually stand
    private static final double EDGE_SHARE = 0.08;

    private final Quarantine quarantine;
    private final CurrentAccount current;
    private final Study study;
    private List<QuarantinedFilm> waiting = List.of();
    private int place;
    /// the reason given last, by kind of decision: it mostly holds for the next film, too
    private final Map<Kind, String> last = new EnumMap<>(Kind.class);

    /// What can be decided, with the reasons that are common.
    private enum Kind {
        TAKEN(List.of("I see no text in the picture", "The text names nobody: side, view or scale")),
        BLACKED_OUT(List.of("All text that I see is blacked out", "What may name a patient is blacked out")),
        DISCARDED(List.of("Not a lateral film of the spine", "The text cannot be blacked out without hiding a level"));

        private final List<String> reasons;

        Kind(List<String> reasons) {
            this.reasons = reasons;
        }
    }

    ArrivalsView(Quarantine quarantine, Studies studies, CurrentAccount current) {
        this.quarantine = quarantine;
        this.current = current;
        this.study = studies.current();
        addClassName("arrivals");
        refresh();
    }

    private void refresh() {
        waiting = quarantine.waiting(study.id());
        place = Math.clamp(place, 0, Math.max(0, waiting.size() - 1));
        removeAll();
        if (waiting.isEmpty()) {
            add(nothing());
            return;
        }
        QuarantinedFilm film = waiting.get(place);
        Button take = new Button("", VaadinIcon.CHECK.create());
        Button undo = new Button("Undo", VaadinIcon.ARROW_BACKWARD.create());
        Select<Integer> frame = frames(film);
        IntConsumer drawn = count -> {
            String what = frame.isVisible() ? "frame " + frame.getValue() : "it";
            take.setText("Take " + what
                    + (count == 0 ? " as it is" : " with " + count + (count == 1 ? " part" : " parts") + " blacked out"));
            undo.setEnabled(count > 0);
        };
        FilmToBlackOut picture = new FilmToBlackOut(film, drawn);
        frame.addValueChangeListener(chosen -> {
            picture.show(chosen.getValue());
            drawn.accept(picture.rectangles().size());
        });
        take.addClickListener(click -> take(film, frame.getValue(), picture));
        take.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        take.setId("take");
        undo.addClickListener(click -> picture.undo());
        undo.setId("undo");
        Div room = new Div(head(film), bar(film, picture, take, undo, frame), picture);
        room.addClassName("arrivals-film");
        // not Enter, which presses whatever button has the focus; and not while a reason is typed
        take.addClickShortcut(Key.KEY_T).listenOn(room);
        add(room);
        picture.focus();
    }

    /// seen where there is something to choose
    private Select<Integer> frames(QuarantinedFilm film) {
        List<Integer> waiting = quarantine.frames(film);
        Select<Integer> frame = new Select<>();
        frame.setId("frame");
        frame.setAriaLabel("Frame of the file that is the film");
        frame.setItems(waiting);
        frame.setItemLabelGenerator(number -> "Frame " + number + " of " + film.frames());
        frame.setValue(film.frame());
        frame.setVisible(waiting.size() > 1);
        return frame;
    }

    private static Div nothing() {
        Div empty = new Div(
                new H2("No film waits"),
                new Paragraph(
                        "Films whose pixels may show a name come here first, whether uploaded, imported or sent by an"
                                + " archive. A person blacks the text out or takes the film as it is."));
        empty.setId("nothing-waits");
        return empty;
    }

    private Component head(QuarantinedFilm film) {
        Span count = new Span((place + 1) + " of " + waiting.size() + " that wait");
        count.addClassName("quiet-line");
        Paragraph reason = new Paragraph("This film " + film.reason());
        reason.setId("reason");
        Span how = new Span(
                "Look at its edges and corners, and draw over every name, number and date, with the pointer, or on the focused"
                        + " film with arrow keys and Enter. T takes the film, for a reason.");
        how.addClassName("quiet-line");
        return new Div(new H2(film.title()), count, reason, how);
    }

    private Component bar(QuarantinedFilm film, FilmToBlackOut picture, Button take, Button undo, Select<Integer> frame) {
        Button top = new Button("Black out the top edge", click -> picture.blackOut(0, 0, 1, EDGE_SHARE));
        Button bottom =
                new Button("Black out the bottom edge", click -> picture.blackOut(0, 1 - EDGE_SHARE, 1, EDGE_SHARE));
        Button discard = new Button("Discard", VaadinIcon.TRASH.create(), click -> discard(film));
        discard.addThemeVariants(ButtonVariant.LUMO_ERROR, ButtonVariant.LUMO_TERTIARY);
        discard.setId("discard");
        Div bar = new Div(frame, take, undo, top, bottom, step("Previous", -1), step("Next", 1), discard);
        bar.addClassName("arrivals-bar");
        return bar;
    }

    private Button step(String text, int by) {
        Button step = new Button(text, click -> {
            place += by;
            refresh();
        });
        step.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        step.setEnabled(place + by >= 0 && place + by < waiting.size());
        return step;
    }

    private void take(QuarantinedFilm film, int frame, FilmToBlackOut picture) {
        List<BlackedOut> rectangles = picture.rectangles();
        boolean drawn = !rectangles.isEmpty();
        ask(
                film,
                drawn ? Kind.BLACKED_OUT : Kind.TAKEN,
                drawn ? "The film goes into the study with what you drew over blacked out for good." : "The film goes into the study as it is.",
                "Take it",
                why -> {
                    String said = quarantine
                            .clear(film.id(), frame, rectangles, current.require().accountId(), why)
                            .map(Film::title)
                            .map(title -> film.title() + " is in the study as " + title + ".")
                            .orElse("Somebody else has decided about " + film.title() + ".");
                    Notification.show(said);
                });
    }

    private void discard(QuarantinedFilm film) {
        ask(
                film,
                Kind.DISCARDED,
                "Its pixels are kept nowhere, and the same film is not taken again.",
                "Discard it",
                why -> quarantine.discard(film.id(), current.require().accountId(), why));
    }

    private void ask(QuarantinedFilm film, Kind kind, String sentence, String yes, AskWhy.Change decision) {
        new AskWhy(film.title(), sentence, yes, why -> {
                    decision.because(why);
                    last.put(kind, why);
                    refresh();
                })
                .usual(kind.reasons)
                .beginning(last.getOrDefault(kind, ""))
                .open();
    }
}
