package org.levelread.reference;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.levelread.cases.Film;
import org.levelread.spine.Level;

/// References as CSV, UTF-8, one line a film:
///
/// ```
/// film,determinable,levels,instrumented,rationale
/// Film 1,yes,S1 L5 L4 L3 L2,L4 L5,
/// 2,no,,,the sacrum is not on the film
/// ```
final class ReferenceCsv {
    static final List<String> HEADER = List.of("film", "determinable", "levels", "instrumented", "rationale");

    private ReferenceCsv() {}

    static ParsedReferences parse(String file, byte[] bytes, FilmNames films) {
        ParsedReferences parsed = new ParsedReferences(file);
        Optional<String> text = text(bytes);
        if (text.isEmpty()) {
            parsed.wrong("", "bytes that are no UTF-8 text", "a CSV file saved as UTF-8");
            return parsed;
        }
        try (CSVParser parser = CSVParser.parse(new StringReader(text.get()), CSVFormat.RFC4180)) {
            boolean headed = false;
            long line = 1;
            for (CSVRecord row : parser) {
                if (!headed) {
                    headed = true;
                    if (!header(row, parsed)) return parsed;
                } else if (!(row.size() == 1 && row.get(0).isBlank())) {
                    row(row, line, films, parsed);
                }
                line = parser.getCurrentLineNumber() + 1;
            }
            if (!headed) parsed.wrong("line 1", "an empty file", "the header " + String.join(",", HEADER));
            else if (parsed.references.isEmpty() && parsed.problems.isEmpty())
                parsed.wrong("line 2", "nothing", "at least one film");
        } catch (IOException | UncheckedIOException e) {
            parsed.wrong("", "text that is no CSV (" + e.getMessage() + ")", "a CSV file with closed quotation marks");
        }
        return parsed;
    }

    private static boolean header(CSVRecord row, ParsedReferences parsed) {
        for (int i = 0; i < Math.max(HEADER.size(), row.size()); i++) {
            String found = i < row.size() ? row.get(i).strip() : "";
            String expected = i < HEADER.size() ? HEADER.get(i) : "";
            if (found.equalsIgnoreCase(expected)) continue;
            parsed.wrong(
                    "line 1, column " + (i + 1),
                    i < row.size() ? ParsedReferences.quoted(found) : "no column",
                    (expected.isEmpty() ? "no further column" : "the column \"" + expected + "\"")
                            + "; the header is " + String.join(",", HEADER));
            return false;
        }
        return true;
    }

    private static void row(CSVRecord row, long line, FilmNames films, ParsedReferences parsed) {
        if (row.size() != HEADER.size()) {
            parsed.wrong("line " + line, row.size() + " columns", HEADER.size() + ": " + String.join(",", HEADER));
            return;
        }
        int before = parsed.problems.size();
        Optional<Film> film = films.find(row.get(0));
        if (film.isEmpty())
            parsed.wrong(where(line, 0), ParsedReferences.quoted(row.get(0)), FilmNames.EXPECTED);
        Optional<Boolean> determinable = yesNo(row.get(1));
        if (determinable.isEmpty()) parsed.wrong(where(line, 1), ParsedReferences.quoted(row.get(1)), "yes or no");
        Set<Level> levels = parsed.levels(words(row.get(2)), where(line, 2));
        Set<Level> instrumented = parsed.levels(words(row.get(3)), where(line, 3));
        if (film.isPresent()) parsed.first(film.get(), "line " + line);
        if (parsed.problems.size() > before) return;
        parsed.add(
                film.orElseThrow(),
                "line " + line,
                determinable.orElseThrow(),
                levels.stream().map(level -> new ReferenceLevel(level, List.of())).toList(),
                instrumented,
                row.get(4).strip());
    }

    private static String where(long line, int column) {
        return "line " + line + ", column " + (column + 1) + " (" + HEADER.get(column) + ")";
    }

    private static List<String> words(String cell) {
        return Arrays.stream(cell.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }

    private static Optional<Boolean> yesNo(String cell) {
        return switch (cell.strip().toLowerCase(Locale.ROOT)) {
            case "yes", "true", "1" -> Optional.of(true);
            case "no", "false", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /// without a byte order mark
    static Optional<String> text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
