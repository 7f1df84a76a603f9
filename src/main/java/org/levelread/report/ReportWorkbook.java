package org.levelread.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/// Every table of a report as one Excel workbook, a sheet each; the same tables give the same bytes.
final class ReportWorkbook {
    private static final int WIDEST = 60;
    private static final int ROWS_IN_MEMORY = 100;

    private ReportWorkbook() {}

    /// @param sheets by the names of the sheets, at most 31 characters
    /// @param at the one time that the file holds
    static byte[] of(Map<String, Chapter> sheets, String title, Instant at) {
        // rows are written as they come: a workbook in memory of a large study's answers takes half a gigabyte
        try (SXSSFWorkbook book = new SXSSFWorkbook(ROWS_IN_MEMORY);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            // what Java's own reader of zip files understands
            book.setZip64Mode(Zip64Mode.AsNeeded);
            var about = book.getXSSFWorkbook().getProperties().getCoreProperties();
            about.setTitle(title);
            about.setCreator("LevelRead");
            about.setCreated(Optional.of(Date.from(at)));
            about.setModified(Optional.of(Date.from(at)));
            CellStyle bold = book.createCellStyle();
            Font font = book.createFont();
            font.setBold(true);
            bold.setFont(font);
            sheets.forEach((name, chapter) -> fill(book.createSheet(name), chapter, bold));
            book.write(out);
            return Packed.files(entries(out.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException("the workbook could not be written", e);
        }
    }

    private static void fill(Sheet sheet, Chapter chapter, CellStyle bold) {
        text(sheet.createRow(0), 0, chapter.title()).setCellStyle(bold);
        text(sheet.createRow(1), 0, chapter.sentence());
        DataTable table = chapter.table();
        Row head = sheet.createRow(3);
        int[] widths = new int[table.columns().size()];
        for (int i = 0; i < widths.length; i++) {
            text(head, i, table.columns().get(i)).setCellStyle(bold);
            widths[i] = table.columns().get(i).length();
        }
        int at = 4;
        for (List<Object> row : table.rows()) {
            Row line = sheet.createRow(at++);
            for (int i = 0; i < widths.length; i++) {
                Object value = row.get(i);
                switch (value) {
                    case null -> {}
                    case Number number -> line.createCell(i).setCellValue(number.doubleValue());
                    default -> text(line, i, value.toString());
                }
                widths[i] = Math.max(widths[i], DataTable.shown(value).length());
            }
        }
        // not POI's own way, which measures with the machine's fonts
        for (int i = 0; i < widths.length; i++) sheet.setColumnWidth(i, 256 * (2 + Math.min(WIDEST, widths[i])));
        sheet.createFreezePane(0, 4);
    }

    private static Cell text(Row row, int column, String text) {
        Cell cell = row.createCell(column);
        cell.setCellValue(text);
        return cell;
    }

    /// a workbook is a zip file with the time of writing in every entry: taken apart to be packed again without it
    private static Map<String, byte[]> entries(byte[] zip) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        return entries;
    }
}
