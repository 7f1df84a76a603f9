package org.levelread.reading.ui;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.orderedlayout.VerticalLayout;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.levelread.protocol.Protocols;
import org.levelread.protocol.Studies;
import org.levelread.protocol.Study;
import org.levelread.reading.Blinding;
import org.levelread.reading.BlindingEvidence;

/// The blinding certificate: what shows that a study is read blind, looked up at this moment.
@Route("blinding")
@PageTitle("Blinding certificate · LevelRead")
@RolesAllowed({"STUDY_LEAD", "ADMINISTRATOR"})
@StyleSheet("rooms.css")
class BlindingView extends VerticalLayout {
    BlindingView(Blinding blinding, Protocols protocols, Studies studies, Clock clock) {
        Study study = studies.current();
        BlindingEvidence evidence = blinding.evidence(study.id());
        setWidthFull();
        addClassName("certificate");
        add(new H2("Blinding certificate: " + study.title()));
        Paragraph verdict = new Paragraph(
                evidence.holds()
                        ? "Everything that was looked at holds."
                        : "Something does not hold: see below, and tell whoever analyses the study.");
        verdict.setId("verdict");
        if (!evidence.holds()) verdict.addClassName("refusal");
        String version = protocols
                .latest(study.id())
                .map(frozen -> "Protocol version " + frozen.number() + ", SHA-256 " + frozen.sha256() + ".")
                .orElse("No protocol is frozen.");
        add(verdict, new Paragraph("Looked up at " + clock.instant().truncatedTo(ChronoUnit.SECONDS) + ". " + version));
        UnorderedList lines = new UnorderedList();
        lines.setId("evidence");
        for (BlindingEvidence.Line line : evidence.lines()) {
            Span badge = new Span(line.holds() ? "Holds" : "Does not hold");
            badge.addClassNames("badge", line.holds() ? "badge-done" : "badge-failed");
            Span looked = new Span(line.looked());
            looked.addClassName("quiet-line");
            lines.add(new ListItem(new Div(badge, new Span(" " + line.statement())), looked));
        }
        add(lines);
    }
}
