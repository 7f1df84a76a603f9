package org.levelread.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.levelread.statistics.Estimate;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;
import org.levelread.statistics.Interval;

/// Numbers as one table prints them; a reason why there is none becomes a note below the table.
final class Figures {
    private static final String TO = " to ";
    private final List<String> notes = new ArrayList<>();

    /// "0.82 (0.64 to 1.00)"; an upper end above 1 is printed as 1, for coefficients that cannot pass it
    String ratio(Estimate estimate) {
        return switch (estimate) {
            case Estimated e ->
                two(e.value())
                        + e.interval()
                                .map(i -> " (" + two(i.lower()) + TO + two(Math.min(1, i.upper())) + ")")
                                .orElseGet(() -> marked(
                                        e.notes().isEmpty()
                                                ? "no interval"
                                                : e.notes().getFirst()));
            case NotEstimable n -> "n.e." + marked(n.reason());
        };
    }

    /// "75.6 (60.0 to 86.5)", in per cent
    String percent(Estimate estimate) {
        return switch (estimate) {
            case Estimated e ->
                one(100 * e.value())
                        + e.interval()
                                .map(i -> " (" + one(100 * i.lower()) + TO + one(100 * i.upper()) + ")")
                                .orElse("");
            case NotEstimable n -> "n.e." + marked(n.reason());
        };
    }

    /// "41 (33 to 58)", seconds
    String whole(Estimate estimate) {
        return switch (estimate) {
            case Estimated e ->
                number("%.0f", e.value())
                        + e.interval()
                                .map(i -> " (" + number("%.0f", i.lower()) + TO + number("%.0f", i.upper()) + ")")
                                .orElse("");
            case NotEstimable n -> "n.e." + marked(n.reason());
        };
    }

    /// "n.e., not estimable", then "a: all ratings fall in a single category"; empty where every number could be
    /// given
    String notes() {
        if (notes.isEmpty()) return "";
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < notes.size(); i++) {
            text.append(text.isEmpty() ? "" : "; ")
                    .append(letter(i))
                    .append(": ")
                    .append(notes.get(i));
        }
        return "n.e., not estimable. " + text + ".";
    }

    /// "0.64 to 1.00"
    static String interval(Interval i) {
        return two(i.lower()) + TO + two(Math.min(1, i.upper()));
    }

    static String two(double value) {
        return number("%.2f", value);
    }

    static String one(double value) {
        return number("%.1f", value);
    }

    private static String number(String format, double value) {
        String text = String.format(Locale.ROOT, format, value);
        // -0.00 is 0.00, and a minus is not a hyphen
        if (text.matches("-0(\\.0+)?")) return text.substring(1);
        return text.replace('-', '\u2212');
    }

    private String marked(String note) {
        if (!notes.contains(note)) notes.add(note);
        return " [" + letter(notes.indexOf(note)) + "]";
    }

    private static String letter(int i) {
        return i < 26 ? String.valueOf((char) ('a' + i)) : letter(i / 26 - 1) + letter(i % 26);
    }
}
