package org.levelread.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.levelread.report.ReportTable.Align;

/// A chapter's table for the printed page: without the columns that only a program needs.
final class ChapterTable {
    private static final int MOST_ROWS = 24;
    private static final int NARROWEST = 7;
    private static final int WIDEST = 34;

    private ChapterTable() {}

    /// empty where there is no row, or too many for a page
    static Optional<ReportTable> of(DataTable table) {
        if (table.rows().isEmpty() || table.rows().size() > MOST_ROWS) return Optional.empty();
        List<Integer> columns = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            if (!table.columns().get(i).equals("same number by")) columns.add(i);
        }
        ReportTable set = new ReportTable();
        for (int i : columns) {
            boolean number = table.rows().stream().noneMatch(row -> row.get(i) instanceof String);
            String title = table.columns().get(i);
            set.column(title, share(title, i, table), number ? Align.RIGHT : Align.LEFT);
        }
        for (List<Object> row : table.rows()) {
            set.row(columns.stream().map(i -> DataTable.shown(row.get(i))).toArray(String[]::new));
        }
        return Optional.of(set);
    }

    /// as wide as its longest cell and the longest word of its title, within limits
    private static float share(String title, int column, DataTable table) {
        int longest = Arrays.stream(title.split(" ")).mapToInt(String::length).max().orElse(0) + 1;
        for (List<Object> row : table.rows()) {
            longest = Math.max(longest, DataTable.shown(row.get(column)).length());
        }
        return Math.clamp(longest, NARROWEST, WIDEST);
    }
}
