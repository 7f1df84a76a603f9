package org.levelread.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/// A table as RFC 4180: UTF-8 without byte order mark, lines end with CR LF.
final class PackCsv {
    private PackCsv() {}

    static byte[] of(DataTable table) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
            csv.printRecord(table.columns());
            for (List<Object> row : table.rows()) {
                for (Object cell : row) csv.print(safe(cell, DataTable.exact(cell)));
                csv.println();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// a text that a spreadsheet would take for a formula starts with an apostrophe
    static String safe(@Nullable Object cell, String text) {
        boolean formula = cell instanceof String && !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0;
        return formula ? "'" + text : text;
    }
}
