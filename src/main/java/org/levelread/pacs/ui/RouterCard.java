package org.levelread.pacs.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import java.time.Clock;
import java.time.Instant;
import org.levelread.pacs.Router;
import org.levelread.pacs.Routers;
import org.levelread.viewer.AskWhy;

/// One router: when it pushed, how much it may, and what was refused.
final class RouterCard extends Section {
    RouterCard(Routers routers, Router router, Clock clock, Runnable refresh) {
        addClassName("archive-card");
        Instant now = clock.instant();
        Div head = new Div(
                new H4(router.name()),
                router.enabled() ? ArchiveWords.badge("May push", "done") : ArchiveWords.badge("Switched off", "queued"));
        head.addClassName("archive-head");
        add(
                head,
                new Paragraph("Last push %s. Today %s of %s. Results %s."
                        .formatted(
                                ArchiveWords.when(router.pushedAt(), now),
                                ArchiveWords.megabytes(router.usedToday()),
                                ArchiveWords.megabytes(router.dailyBytes()),
                                router.archiveId() == null ? "are not sent" : "go to its archive")));
        if (router.failure() != null) {
            Paragraph failure = new Paragraph(
                    "Last refused %s: %s".formatted(ArchiveWords.when(router.failedAt(), now), router.failure()));
            failure.addClassName("quiet-line");
            add(failure);
        }
        Button renew = new Button("New token…", click -> new AskWhy(
                        "Make a new token for " + router.name() + "?",
                        "The present one stops working at once.",
                        "Make it",
                        why -> RouterDialog.show(routers.renew(router.id(), why)))
                .open());
        String power = router.enabled() ? "Switch off" : "Switch on";
        Button powered = new Button(power + "…", click -> new AskWhy(
                        power + " " + router.name() + "?",
                        router.enabled() ? "Its films are refused from now on." : "It may push films again.",
                        power,
                        why -> {
                            routers.setEnabled(router.id(), !router.enabled(), why);
                            refresh.run();
                        })
                .open());
        Div buttons = new Div(renew, powered);
        buttons.addClassName("archive-buttons");
        for (Button button : new Button[] {renew, powered}) {
            button.addThemeVariants(ButtonVariant.LUMO_SMALL);
            button.setAriaLabel(button.getText() + ", " + router.name());
        }
        add(buttons);
    }
}
