package org.levelread.analysis.ui;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.levelread.analysis.AgreementReport;
import org.levelread.analysis.FilmComparison;
import org.levelread.analysis.LevelAnswer;
import org.levelread.spine.Level;
import org.levelread.statistics.Estimate;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;
import org.levelread.statistics.Interval;

/// Answers and numbers as the page writes them.
final class Words {
    private Words() {}

    /// "Model", "Reader A", "Reference"
    static String side(String by) {
        return switch (by) {
            case AgreementReport.MODEL -> "Model";
            case FilmComparison.REFERENCE -> "Reference";
            default -> "Reader " + by;
        };
    }

    /// "T12–S1", from the head down; "none" where nothing was named
    static String seen(LevelAnswer answer) {
        if (!answer.determinable()) return "not determinable";
        List<Level> levels = downwards(answer.seen());
        if (levels.isEmpty()) return "none";
        return levels.size() == 1 ? levels.getFirst().name() : levels.getFirst() + "–" + levels.getLast();
    }

    /// "L4, L5", from the head down; "none" where there is none
    static String instrumented(LevelAnswer answer) {
        if (!answer.determinable()) return "not determinable";
        return answer.instrumented().isEmpty()
                ? "none"
                : downwards(answer.instrumented()).stream().map(Level::name).collect(Collectors.joining(", "));
    }

    /// whether both say the same: the same instrumented levels, or both not determinable
    static boolean same(LevelAnswer first, LevelAnswer second) {
        return first.determinable() == second.determinable()
                && first.instrumented().equals(second.instrumented());
    }

    /// "0.83"; "–" where it cannot be estimated
    static String value(Estimate estimate) {
        return estimate.estimated().map(e -> two(e.value())).orElse("–");
    }

    /// "75 %"; "–" where it cannot be estimated
    static String percent(Estimate estimate) {
        return estimate.estimated().map(e -> Math.round(100 * e.value()) + " %").orElse("–");
    }

    /// "95 % interval 0.71 to 0.91", or why there is none
    static String interval(Estimate estimate) {
        return switch (estimate) {
            case Estimated e ->
                e.interval()
                        .map(i -> "%.0f %% interval %s".formatted(100 * i.level(), range(i)))
                        .orElseGet(() -> "no interval"
                                + (e.notes().isEmpty() ? "" : ": " + e.notes().getFirst()));
            case NotEstimable n -> "not estimable: " + n.reason();
        };
    }

    /// "0.83 (0.71 to 0.91)", or that it is not estimable; [#interval] says why
    static String valueWithInterval(Estimate estimate) {
        return switch (estimate) {
            case Estimated e ->
                two(e.value()) + e.interval().map(i -> " (" + range(i) + ")").orElse("");
            case NotEstimable n -> "not estimable";
        };
    }

    static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String range(Interval interval) {
        return two(interval.lower()) + " to " + two(Math.min(1, interval.upper()));
    }

    private static List<Level> downwards(Collection<Level> levels) {
        return levels.stream().sorted(Comparator.reverseOrder()).toList();
    }
}
