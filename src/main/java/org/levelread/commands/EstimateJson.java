package org.levelread.commands;

import java.util.Locale;
import org.levelread.statistics.Estimate;
import org.levelread.statistics.Estimate.Estimated;
import org.levelread.statistics.Estimate.NotEstimable;
import org.levelread.statistics.Interval;
import tools.jackson.databind.node.ObjectNode;

/// One estimate as the commands print it: `estimate`, `se`, `low`, `high`, `method`, `notEstimable`; these keys are
/// kept
/// stable.
final class EstimateJson {
    private EstimateJson() {}

    static void put(ObjectNode parent, String key, Estimate estimate) {
        ObjectNode node = parent.putObject(key);
        switch (estimate) {
            case Estimated e -> {
                node.put("estimate", e.value());
                if (e.standardError().isPresent())
                    node.put("se", e.standardError().getAsDouble());
                else node.putNull("se");
                if (e.interval().isPresent()) {
                    node.put("low", e.interval().get().lower());
                    node.put("high", e.interval().get().upper());
                } else {
                    node.putNull("low").putNull("high");
                }
                node.put("method", inWords(e)).putNull("notEstimable");
            }
            case NotEstimable n -> {
                node.putNull("estimate").putNull("se").putNull("low").putNull("high");
                node.put("method", n.method().name()).put("notEstimable", n.reason());
            }
        }
    }

    /// the method, and what a reader of the number should know
    static String inWords(Estimated e) {
        return e.notes().isEmpty() ? e.method().name() : e.method().name() + ". Note: " + String.join("; ", e.notes());
    }

    /// "0.4915  0.0510  0.3916 to 0.5915", or the reason why there is none
    static String row(String name, Estimate estimate) {
        return switch (estimate) {
            case Estimated e ->
                String.format(
                        Locale.ROOT,
                        "%-22s %10s %10s  %-24s",
                        name,
                        number(e.value()),
                        e.standardError().isPresent() ? number(e.standardError().getAsDouble()) : "",
                        e.interval().map(EstimateJson::interval).orElse(""));
            case NotEstimable n -> String.format(Locale.ROOT, "%-22s not estimable: %s", name, n.reason());
        };
    }

    private static String interval(Interval i) {
        return number(i.lower()) + " to " + number(i.upper());
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.4f", value);
        return text.equals("-0.0000") ? "0.0000" : text;
    }
}
