package org.levelread.report;

import java.util.Locale;
import org.levelread.statistics.Estimate;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;

/// Numbers inside a sentence.
final class Phrases {
    private Phrases() {}

    /// "82.3 % (95 % CI 71.0 to 90.2)", or that it is not estimable and why
    static String percent(Estimate estimate) {
        return switch (estimate) {
            case Estimated e ->
                one(100 * e.value()) + " %"
                        + e.interval()
                                .map(i -> " (95 % CI " + one(100 * i.lower()) + " to " + one(100 * i.upper()) + ")")
                                .orElse("");
            case NotEstimable n -> "not estimable (" + n.reason() + ")";
        };
    }

    /// "0.82 (95 % CI 0.71 to 0.90)"
    static String number(Estimate estimate) {
        return switch (estimate) {
            case Estimated e ->
                two(e.value())
                        + e.interval()
                                .map(i -> " (95 % CI " + two(i.lower()) + " to " + two(i.upper()) + ")")
                                .orElse("");
            case NotEstimable n -> "not estimable (" + n.reason() + ")";
        };
    }

    /// "0.823 (95 % CI 0.711 to 0.902)", for numbers that lie close together
    static String precise(Estimate estimate) {
        return switch (estimate) {
            case Estimated e ->
                three(e.value())
                        + e.interval()
                                .map(i -> " (95 % CI " + three(i.lower()) + " to " + three(i.upper()) + ")")
                                .orElse("");
            case NotEstimable n -> "not estimable (" + n.reason() + ")";
        };
    }

    static String three(double value) {
        return String.format(Locale.ROOT, "%.3f", value).replace('-', '\u2212');
    }

    /// "1 film", "7 films"
    static String count(long n, String thing) {
        return n + " " + thing + (n == 1 ? "" : "s");
    }

    static String share(long part, long whole) {
        return whole == 0 ? "–" : one(100.0 * part / whole) + " %";
    }

    static String one(double value) {
        return Figures.one(value);
    }

    static String two(double value) {
        return Figures.two(value);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
