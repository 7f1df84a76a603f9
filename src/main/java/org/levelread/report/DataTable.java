package org.levelread.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.levelread.statistics.Estimate;
import org.levelread.statistics.Interval;

/// A table of texts and numbers, for the page, the workbook and the CSV alike.
///
/// @param rows each as long as `columns`; a cell is a String, an Integer, a Double or null where there is nothing
public record DataTable(List<String> columns, List<List<Object>> rows) {
    public DataTable {
        columns = List.copyOf(columns);
        List<List<Object>> checked = new ArrayList<>();
        for (List<Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(row.size() + " cells in a table of " + columns.size() + " columns");
            }
            checked.add(Collections.unmodifiableList(new ArrayList<>(row)));
        }
        rows = Collections.unmodifiableList(checked);
    }

    /// Collects the rows of a table.
    static final class Builder {
        private final List<String> columns;
        private final List<List<Object>> rows = new ArrayList<>();

        Builder(String... columns) {
            this.columns = List.of(columns);
        }

        Builder row(Object... cells) {
            rows.add(Arrays.asList(cells));
            return this;
        }

        /// the label, then value, lower and upper end, n used, n left out and the reason why there is no number
        Builder estimate(String label, Estimate estimate) {
            Optional<Estimate.Estimated> known = estimate.estimated();
            Optional<Interval> interval = known.flatMap(Estimate.Estimated::interval);
            return row(
                    label,
                    known.map(Estimate.Estimated::value).orElse(null),
                    interval.map(Interval::lower).orElse(null),
                    interval.map(Interval::upper).orElse(null),
                    estimate.sample().used(),
                    estimate.sample().excludedCount(),
                    switch (estimate) {
                        case Estimate.Estimated e -> String.join("; ", e.notes());
                        case Estimate.NotEstimable n -> "not estimable: " + n.reason();
                    },
                    estimate.method().sameNumber());
        }

        DataTable build() {
            return new DataTable(columns, rows);
        }
    }

    /// for [Builder#estimate]
    static Builder estimates(String first) {
        return new Builder(first, "estimate", "lower", "upper", "n used", "n left out", "note", "same number by");
    }

    /// "0.823", "4.0e-5", "12", "" for nothing
    static String shown(@Nullable Object cell) {
        return switch (cell) {
            case null -> "";
            case Double d when d != 0 && Math.abs(d) < .0005 -> String.format(Locale.ROOT, "%.1e", d).replaceFirst("e-0", "e-");
            case Double d -> Math.abs(d) >= 100 ? String.format(Locale.ROOT, "%.1f", d) : String.format(Locale.ROOT, "%.3f", d);
            default -> cell.toString();
        };
    }

    /// a cell at full precision, as a CSV holds it
    static String exact(@Nullable Object cell) {
        return switch (cell) {
            case null -> "";
            case Double d -> new BigDecimal(d).round(new MathContext(12)).stripTrailingZeros().toPlainString();
            default -> cell.toString();
        };
    }
}
