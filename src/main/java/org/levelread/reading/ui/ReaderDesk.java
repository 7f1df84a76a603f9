package org.levelread.reading.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.levelread.reading.ReaderStanding;

/// What a reader sees where no film is to be read now: what is left, why not now, and when reading goes on.
final class ReaderDesk extends Div {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("EEEE, d MMMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZoneId.systemDefault());

    ReaderDesk(ReaderStanding standing) {
        setId("nothing-left");
        addClassName("nothing-left");
        if (standing.finished()) {
            add(
                    new H2("All films are read"),
                    new Paragraph("You have submitted all %s. Thank you.".formatted(films(standing.done()))));
            return;
        }
        if (standing.breakDue()) {
            add(new H2("Time for a break"), new Paragraph(standing.reason()));
        } else if (standing.opensAt() != null) {
            add(new H2("Your next session opens on " + WHEN.format(standing.opensAt())), new Paragraph(standing.reason()));
        } else if (!standing.reason().isEmpty()) {
            add(new H2("Nothing to read now"), new Paragraph(standing.reason()));
        } else {
            add(new H2("No film to read yet"), new Paragraph("Films appear here as soon as the study has some."));
        }
        if (standing.done() > 0 || standing.left() > 0) {
            add(new Paragraph("Read: %s. Left: %s.".formatted(films(standing.done()), films(standing.left()))));
        }
        if (standing.breakAfterMinutes() != null && !standing.breakDue()) {
            add(new Paragraph("Take a break after " + standing.breakAfterMinutes()
                    + " minutes of reading: tired eyes miss levels. What you have begun is kept."));
        }
    }

    private static String films(int n) {
        return n == 1 ? "1 film" : n + " films";
    }
}
