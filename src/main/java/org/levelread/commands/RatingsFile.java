package org.levelread.commands;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.levelread.spine.Level;
import org.levelread.statistics.Ratings;
import org.levelread.statistics.Ratings.Rating;

/// Reads ratings from a CSV file: columns `case`, `reader`, `rating` and, where wanted, `patient`, in any order; an
/// empty rating is missing.
final class RatingsFile {
    private static final List<String> REQUIRED = List.of("case", "reader", "rating");
    private static final String EXPECTED = "case,reader,rating or case,reader,rating,patient";
    private static final Set<String> MISSING = Set.of("na", "n/a", "#n/a", "nan", "null", ".");
    private static final Pattern LIKE_A_LEVEL = Pattern.compile("(?i)(th|[ctlsd])[ -]?\\d{1,2}");
    private static final Pattern ZERO = Pattern.compile("[+-]?0*\\.?0*([eE].*)?");
    private static final long MOST_BYTES = 200_000_000;

    /// The message says the line, the column and what was expected.
    static final class Refused extends Exception {
        Refused(String message) {
            super(message);
        }

        static Refused at(int line, String message) {
            return new Refused("line " + line + ": " + message);
        }

        static Refused at(int line, int column, String name, String message) {
            return new Refused("line " + line + ", column " + (column + 1) + " (" + name + "): " + message);
        }
    }

    private RatingsFile() {}

    /// Ratings and where they stand in the file.
    ///
    /// @param lines of each rating, from 1
    /// @param column of the ratings, from 0
    record Read(List<Rating> ratings, List<Integer> lines, int column) {
        Refused refused(int rating, String message) {
            return Refused.at(lines.get(rating), column, "rating", message);
        }

        private String value(int rating) {
            return ratings.get(rating).value().orElse("");
        }
    }

    static Read read(Path file) throws Refused {
        return parse(text(file));
    }

    /// A misspelt level beside levels would be a category of its own, and all coefficients that go by the order would fail
    /// to come.
    static void requireLevels(Read read) throws Refused {
        boolean levels = read.ratings.stream()
                .flatMap(r -> r.value().stream())
                .anyMatch(v -> Level.parse(v).isPresent());
        if (!levels) return;
        for (int i = 0; i < read.ratings.size(); i++) {
            String value = read.value(i);
            if (LIKE_A_LEVEL.matcher(value).matches() && Level.parse(value).isEmpty()) {
                throw read.refused(
                        i,
                        value + " is no level; expected T1 to T13, L1 to L6 or S1, or nothing where the rating is missing");
            }
        }
    }

    /// what other programs write for a missing rating would be a category here, and a number beyond all bounds has no square
    private static Read requireRatings(Read read) throws Refused {
        for (int i = 0; i < read.ratings.size(); i++) {
            String value = read.value(i);
            if (MISSING.contains(value.toLowerCase(Locale.ROOT))) {
                throw read.refused(i, "is " + value + "; expected a rating, or nothing where it is missing");
            }
            if (!Ratings.isNumber(value)) continue;
            double size = Math.abs(Double.parseDouble(value));
            if (size > 1e100 || size < 1e-100 && !ZERO.matcher(value).matches()) {
                throw read.refused(
                        i, "is " + value + "; expected a number of at most 1e100 and, but for 0, of at least 1e-100");
            }
        }
        return read;
    }

    private static String text(Path file) throws Refused {
        byte[] bytes;
        try {
            if (Files.isDirectory(file)) throw new Refused("is a folder: give the CSV file in it");
            if (Files.size(file) > MOST_BYTES) throw new Refused("has more than 200 MB: split it");
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new Refused("does not exist: check the path");
        } catch (IOException e) {
            throw new Refused("cannot be read: check that it may be opened");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            int nul = text.indexOf('\0');
            if (nul >= 0) {
                throw Refused.at(line(text, nul), "holds a zero byte: this is no CSV text; save it as CSV in UTF-8");
            }
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw unreadable(bytes);
        }
    }

    private static Refused unreadable(byte[] bytes) {
        int line = 1;
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i < bytes.length && bytes[i] != '\n') continue;
            byte[] one = Arrays.copyOfRange(bytes, start, i);
            String decoded = new String(one, StandardCharsets.UTF_8);
            int bad = decoded.indexOf('\ufffd');
            if (bad >= 0) {
                int column = (int) decoded.substring(0, bad)
                                .chars()
                                .filter(c -> c == ',')
                                .count()
                        + 1;
                return new Refused("line " + line + ", column " + column
                        + ": holds a byte that is not UTF-8; expected UTF-8 text, so save the file as CSV in UTF-8");
            }
            line++;
            start = i + 1;
        }
        return new Refused("is not UTF-8 text; save it as CSV in UTF-8");
    }

    private static Read parse(String text) throws Refused {
        List<Row> rows = rows(text);
        if (rows.isEmpty()) throw Refused.at(1, "is empty; expected the header " + EXPECTED);
        Map<String, Integer> columns = header(rows.getFirst());
        int width = rows.getFirst().fields.size();
        List<Rating> ratings = new ArrayList<>();
        List<Integer> lines = new ArrayList<>();
        Map<List<String>, Integer> lineOf = new HashMap<>();
        Map<String, Optional<String>> patientOf = new HashMap<>();
        Map<String, Integer> firstLine = new HashMap<>();
        for (Row row : rows.subList(1, rows.size())) {
            if (row.fields.size() != width) {
                throw Refused.at(
                        row.line,
                        "has " + row.fields.size() + (row.fields.size() == 1 ? " column" : " columns") + ", expected "
                                + width + " as in the header (" + String.join(",", rows.getFirst().fields) + ")");
            }
            String unit = required(row, columns, "case", "the name of the case");
            String reader = required(row, columns, "reader", "the name of the reader");
            Optional<String> rating = optional(row, columns.get("rating"));
            Optional<String> patient =
                    columns.containsKey("patient") ? optional(row, columns.get("patient")) : Optional.empty();
            Integer earlier = lineOf.putIfAbsent(List.of(unit, reader), row.line);
            if (earlier != null) {
                throw Refused.at(
                        row.line,
                        columns.get("reader"),
                        "reader",
                        reader + " rates case " + unit + " a second time, the first is in line " + earlier
                                + "; expected one rating a case and reader");
            }
            Optional<String> known = patientOf.putIfAbsent(unit, patient);
            firstLine.putIfAbsent(unit, row.line);
            if (known != null && !known.equals(patient)) {
                throw Refused.at(
                        row.line,
                        columns.get("patient"),
                        "patient",
                        "case " + unit + " has the patient " + patient.orElse("(none)") + ", but "
                                + known.orElse("(none)") + " in line " + firstLine.get(unit)
                                + "; expected one patient a case");
            }
            ratings.add(new Rating(unit, reader, rating, patient));
            lines.add(row.line);
        }
        if (ratings.isEmpty()) throw Refused.at(2, "is missing; expected a rating a line below the header");
        return requireRatings(new Read(ratings, lines, columns.get("rating")));
    }

    private static Map<String, Integer> header(Row row) throws Refused {
        Map<String, Integer> columns = new HashMap<>();
        if (row.fields.size() == 1 && row.fields.getFirst().matches(".*[;\\t|].*")) {
            throw Refused.at(row.line, "has no comma; expected the header " + EXPECTED + ", separated by commas");
        }
        for (int i = 0; i < row.fields.size(); i++) {
            String name = row.fields.get(i).strip().toLowerCase(Locale.ROOT);
            if (!REQUIRED.contains(name) && !name.equals("patient")) {
                throw Refused.at(
                        row.line,
                        i,
                        name.isEmpty() ? "no name" : name,
                        "is not known; expected the header " + EXPECTED);
            }
            if (columns.put(name, i) != null) {
                throw Refused.at(row.line, i, name, "stands there twice; expected the header " + EXPECTED);
            }
        }
        for (String name : REQUIRED) {
            if (!columns.containsKey(name)) {
                throw Refused.at(row.line, "lacks the column " + name + "; expected the header " + EXPECTED);
            }
        }
        return columns;
    }

    private static String required(Row row, Map<String, Integer> columns, String name, String what) throws Refused {
        int column = columns.get(name);
        return optional(row, column)
                .orElseThrow(() -> Refused.at(row.line, column, name, "is empty; expected " + what));
    }

    private static Optional<String> optional(Row row, int column) {
        return Optional.of(row.fields.get(column).strip()).filter(s -> !s.isEmpty());
    }

    private record Row(int line, List<String> fields) {}

    /// RFC 4180, with lines ended by LF, CR or both; empty lines are left out
    private static List<Row> rows(String text) throws Refused {
        List<Row> rows = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        int line = 1;
        int start = 1;
        boolean quoted = false;
        boolean wasQuoted = false;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '\n';
            if (quoted && i < text.length()) {
                if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    field.append('"');
                    i++;
                } else if (c == '"') {
                    quoted = false;
                } else {
                    if (c == '\n') line++;
                    field.append(c);
                }
                continue;
            }
            if (quoted) {
                throw new Refused("line " + start + ", column " + (fields.size() + 1)
                        + ": a quotation mark is opened and not closed; expected a closing one");
            }
            switch (c) {
                case '"' -> {
                    if (!field.toString().isBlank() || wasQuoted) {
                        throw new Refused(
                                "line " + line + ", column " + (fields.size() + 1)
                                        + ": holds a quotation mark inside a value; expected it doubled, and the value in quotation marks");
                    }
                    field.setLength(0);
                    quoted = true;
                    wasQuoted = true;
                }
                case ',' -> {
                    fields.add(field.toString());
                    field.setLength(0);
                    wasQuoted = false;
                }
                case '\n', '\r' -> {
                    if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') continue;
                    fields.add(field.toString());
                    if (fields.size() > 1 || !fields.getFirst().isBlank())
                        rows.add(new Row(start, List.copyOf(fields)));
                    fields.clear();
                    field.setLength(0);
                    wasQuoted = false;
                    line++;
                    start = line;
                }
                default -> {
                    if (wasQuoted && !Character.isWhitespace(c)) {
                        throw new Refused("line " + line + ", column " + (fields.size() + 1)
                                + ": goes on after the closing quotation mark; expected a comma or the line's end");
                    }
                    if (!wasQuoted) field.append(c);
                }
            }
        }
        return rows;
    }

    private static int line(String text, int end) {
        return (int) text.substring(0, end).chars().filter(c -> c == '\n').count() + 1;
    }
}
