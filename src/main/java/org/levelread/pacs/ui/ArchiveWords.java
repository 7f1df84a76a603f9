package org.levelread.pacs.ui;

import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.levelread.pacs.Job;

/// What the page says of times and states.
final class ArchiveWords {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZoneId.systemDefault());

    private ArchiveWords() {}

    /// "2 minutes ago", "in 30 seconds", "5 Mar 2026, 14:20" or "never"
    static String when(@Nullable Instant time, Instant now) {
        if (time == null) return "never";
        Duration since = Duration.between(time, now);
        Duration length = since.abs();
        if (length.toHours() >= 24) return TIME.format(time);
        String words = length.toMinutes() < 1
                ? count(Math.max(1, length.toSeconds()), "second")
                : length.toMinutes() < 60 ? count(length.toMinutes(), "minute") : count(length.toHours(), "hour");
        return since.isNegative() ? "in " + words : words + " ago";
    }

    static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    static Span badge(String text, String kind) {
        Span badge = new Span(text);
        badge.addClassNames("badge", "badge-" + kind);
        return badge;
    }

    static Span state(Job.State state) {
        return switch (state) {
            case WAITING -> badge("Waiting", "queued");
            case RUNNING -> badge("Running", "running");
            case DONE -> badge("Done", "done");
            case FAILED -> badge("Given up", "failed");
        };
    }

    static String kind(Job.Kind kind) {
        return switch (kind) {
            case FETCH -> "Fetch a film";
            case SEND -> "Send results";
        };
    }

    static String megabytes(long bytes) {
        return bytes < 10_000_000_000L ? bytes / 1_000_000 + " MB" : bytes / 1_000_000_000 + " GB";
    }
}
