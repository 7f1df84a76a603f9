package org.levelread.report;

import java.util.ArrayList;
import java.util.List;

/// A table before it is set: columns with their share of the width, and rows of text.
final class ReportTable {
    enum Align {
        LEFT,
        CENTRE,
        RIGHT
    }

    /// @param share of the width; all shares together are the whole
    record Column(String title, float share, Align align) {}

    /// @param cells as many as there are columns
    /// @param below one line more under the row, small, over the whole width; may be empty
    /// @param strong set in bold
    record Row(List<String> cells, String below, boolean strong) {}

    private final List<Column> columns = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    ReportTable column(String title, float share, Align align) {
        columns.add(new Column(title, share, align));
        return this;
    }

    void row(String... cells) {
        add(new Row(List.of(cells), "", false));
    }

    void strongRow(String... cells) {
        add(new Row(List.of(cells), "", true));
    }

    void rowWith(String below, String... cells) {
        add(new Row(List.of(cells), below, false));
    }

    List<Column> columns() {
        return columns;
    }

    List<Row> rows() {
        return rows;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    private void add(Row row) {
        if (row.cells().size() != columns.size()) {
            throw new IllegalArgumentException(
                    row.cells().size() + " cells in a table of " + columns.size() + " columns");
        }
        rows.add(row);
    }
}
