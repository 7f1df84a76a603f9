package org.levelread.pacs.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.levelread.pacs.Archive;
import org.levelread.pacs.Archives;
import org.levelread.pacs.Criteria;
import org.levelread.pacs.Job;

/// One archive: whether it answers, what waits and what went wrong.
final class ArchiveCard extends Section {
    private static final int SHOWN_JOBS = 200;

    private final Archives archives;
    private final Archive archive;
    private final Instant now;
    private final Runnable refresh;
    private final Div head = new Div();
    private final Paragraph told = new Paragraph();

    ArchiveCard(Archives archives, Archive archive, Clock clock, Consumer<Archive> edit, Runnable refresh) {
        this.archives = archives;
        this.archive = archive;
        this.now = clock.instant();
        this.refresh = refresh;
        addClassName("archive-card");
        Map<Job.State, Integer> counts = archives.counts(archive.id());
        head.add(new H4(archive.name()), health(archive));
        head.addClassName("archive-head");
        Span address = new Span(archive.baseUrl() + (archive.plain() ? " (not encrypted)" : ""));
        address.addClassName("quiet-line");
        told.getElement().setAttribute("role", "status");
        told.setVisible(false);
        add(head, address, criteria(), facts(counts));
        if (archive.health().failing()) {
            Paragraph failure = new Paragraph("%s: %s".formatted(
                    capital(ArchiveWords.when(archive.health().failedAt(), now)), archive.health().failure()));
            failure.addClassName("refusal");
            add(failure);
        }
        add(told, buttons(edit, counts));
        if (counts.values().stream().anyMatch(count -> count > 0)) add(jobs());
    }

    private static Component health(Archive archive) {
        if (!archive.enabled()) return ArchiveWords.badge("Switched off", "queued");
        if (archive.health().failing()) return ArchiveWords.badge("Does not answer as it should", "failed");
        if (archive.health().well()) return ArchiveWords.badge("Answers", "done");
        return ArchiveWords.badge("Not asked yet", "queued");
    }

    private Component criteria() {
        String said;
        try {
            Criteria asked = archives.searched(archive);
            said = "Takes %s; body part %s; view %s; study dates %s to %s%s."
                    .formatted(
                            String.join(", ", asked.modalities()),
                            asked.bodyParts().isEmpty() ? "any" : String.join(", ", asked.bodyParts()),
                            asked.views().isEmpty() ? "any" : String.join(", ", asked.views()),
                            asked.from() == null ? "any" : asked.from(),
                            asked.to() == null ? "any" : asked.to(),
                            archives.planned(archive.studyId()).isPresent() ? ", within the protocol" : "");
        } catch (IllegalArgumentException e) {
            said = String.valueOf(e.getMessage());
        }
        Paragraph line = new Paragraph(said);
        line.addClassName("criteria");
        return line;
    }

    private Component facts(Map<Job.State, Integer> counts) {
        String every = archive.searchEvery() == null
                ? "only when asked for"
                : "every " + ArchiveWords.count(archive.searchEvery().toMinutes(), "minute");
        Paragraph facts = new Paragraph("Last answer %s. Last search %s, %s. %s waiting, %d given up, %d done. Results %s."
                .formatted(
                        ArchiveWords.when(archive.health().answeredAt(), now),
                        ArchiveWords.when(archive.health().searchedAt(), now),
                        every,
                        ArchiveWords.count(counts.get(Job.State.WAITING) + counts.get(Job.State.RUNNING), "job"),
                        counts.get(Job.State.FAILED),
                        counts.get(Job.State.DONE),
                        archive.sendResults() ? "go back to it" : "are not sent"));
        return facts;
    }

    private Component buttons(Consumer<Archive> edit, Map<Job.State, Integer> counts) {
        Button test = new Button("Test connection", click -> test());
        Button search = new Button("Search now", click -> {
            archives.searchNow(archive.id());
            tell("The search is queued: press Refresh in a moment to see what it found.", false);
        });
        search.setEnabled(archive.enabled());
        Button change = new Button("Edit…", click -> edit.accept(archive));
        Div buttons = new Div(test, search, change);
        if (counts.get(Job.State.FAILED) > 0) {
            buttons.add(new Button("Try what was given up again", click -> {
                archives.tryFailedAgain(archive.id());
                refresh.run();
            }));
        }
        buttons.addClassName("archive-buttons");
        buttons.getChildren().forEach(button -> {
            ((Button) button).addThemeVariants(ButtonVariant.LUMO_SMALL);
            ((Button) button).setAriaLabel(((Button) button).getText() + ", " + archive.name());
        });
        return buttons;
    }

    private void test() {
        Optional<String> objection = archives.test(archive);
        if (objection.isEmpty()) tell(archive.name() + " answers as it should.", false);
        else tell(objection.get(), true);
        head.removeAll();
        head.add(new H4(archive.name()), health(archives.find(archive.id()).orElse(archive)));
    }

    private void tell(String sentence, boolean bad) {
        told.setText(sentence);
        told.setClassName("refusal", bad);
        told.setVisible(true);
    }

    private Component jobs() {
        Grid<Job> grid = new Grid<>();
        grid.addColumn(job -> ArchiveWords.kind(job.kind())).setHeader("What").setAutoWidth(true);
        grid.addColumn(job -> job.film() == null ? "" : job.film()).setHeader("Film").setAutoWidth(true);
        grid.addColumn(new ComponentRenderer<>(job -> ArchiveWords.state(job.state())))
                .setHeader("State")
                .setAutoWidth(true);
        grid.addColumn(job -> Integer.toString(job.attempts())).setHeader("Attempts").setAutoWidth(true);
        grid.addColumn(this::time).setHeader("When").setAutoWidth(true);
        grid.addColumn(job -> job.failure() == null ? "" : job.failure())
                .setHeader("Last error")
                .setFlexGrow(3)
                .setTooltipGenerator(job -> job.failure());
        grid.addColumn(new ComponentRenderer<>(this::again)).setHeader("").setAutoWidth(true).setFlexGrow(0);
        List<Job> shown = archives.jobs(archive.id(), SHOWN_JOBS);
        grid.setItems(shown);
        grid.setAllRowsVisible(shown.size() <= 8);
        if (shown.size() > 8) grid.setHeight("22rem");
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT, GridVariant.LUMO_ROW_STRIPES);
        grid.getElement().setAttribute("aria-label", "Jobs with " + archive.name());
        return grid;
    }

    private String time(Job job) {
        return switch (job.state()) {
            case WAITING -> job.nextAt().isAfter(now) ? ArchiveWords.when(job.nextAt(), now) : "next";
            case RUNNING -> "now";
            case DONE, FAILED -> ArchiveWords.when(job.endedAt(), now);
        };
    }

    private Component again(Job job) {
        if (job.state() != Job.State.FAILED && job.state() != Job.State.WAITING) return new Span();
        Button again = new Button("Now", click -> {
            archives.tryAgain(job.id());
            refresh.run();
        });
        again.setTooltipText("Try it now");
        again.setAriaLabel("Try now: " + ArchiveWords.kind(job.kind()));
        again.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
        return again;
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
