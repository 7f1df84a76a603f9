package org.levelread.analysis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.levelread.spine.Cause;
import org.levelread.statistics.MaskOverlap;
import org.levelread.statistics.SetAgreement;

/// The answers behind a report as RFC 4180: UTF-8 without byte order mark, lines end with CR LF, one row a film and
/// reader, one more a film where there is a reference, and one for a film that nobody has read.
///
/// A text that a spreadsheet would take for a formula starts with an apostrophe here.
public final class ReportCsv {
    private static final List<String> HEADER = List.of(
            "film_id",
            "film",
            "patient_cluster",
            "reader",
            "model_determinable",
            "reader_determinable",
            "model_seen",
            "reader_seen",
            "model_instrumented",
            "reader_instrumented",
            "exact",
            "jaccard",
            "dice_vertebrae",
            "dice_sacrum",
            "dice_instrumentation",
            "dice_both_empty",
            "seconds",
            "suggested_cause",
            "suggested_confidence",
            "suggested_evidence",
            "confirmed_cause",
            "models");

    private ReportCsv() {}

    /// the bytes of the file; the same report gives the same bytes
    public static byte[] of(AgreementReport report) {
        StringBuilder csv = new StringBuilder(line(HEADER));
        for (FilmComparison film : report.films()) {
            for (ReaderAnswer r : film.readers()) {
                csv.append(row(
                        film,
                        Optional.of(r.reader()),
                        Optional.of(r.levels()),
                        String.format(Locale.ROOT, "%.1f", r.seconds())));
            }
            if (film.reference().isPresent())
                csv.append(row(film, Optional.of(FilmComparison.REFERENCE), film.reference(), ""));
            if (film.readers().isEmpty() && film.reference().isEmpty())
                csv.append(row(film, Optional.empty(), Optional.empty(), ""));
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// SHA-256 of [#of], 64 hexadecimal digits
    public static String checksum(AgreementReport report) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(of(report)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String row(FilmComparison film, Optional<String> by, Optional<LevelAnswer> other, String seconds) {
        Optional<LevelAnswer> model = film.modelLevels();
        boolean both = model.isPresent()
                && other.isPresent()
                && model.get().determinable()
                && other.get().determinable();
        Optional<SuggestedCause> suggested = by.flatMap(reader -> CauseSuggestions.of(film, reader));
        List<String> cells = new ArrayList<>();
        cells.add(text(film.filmId()));
        cells.add(text(film.filmLabel()));
        cells.add(text(film.patientCluster().orElse("")));
        cells.add(text(by.orElse("")));
        cells.add(model.map(m -> m.determinable() ? "1" : "0").orElse(""));
        cells.add(other.map(o -> o.determinable() ? "1" : "0").orElse(""));
        cells.add(model.map(m -> LevelSets.spaced(m.seen())).orElse(""));
        cells.add(other.map(o -> LevelSets.spaced(o.seen())).orElse(""));
        cells.add(model.map(m -> LevelSets.spaced(m.instrumented())).orElse(""));
        cells.add(other.map(o -> LevelSets.spaced(o.instrumented())).orElse(""));
        cells.add(both ? model.get().sameAs(other.get()) ? "1" : "0" : "");
        cells.add(
                both
                        ? six(SetAgreement.jaccard(
                                model.get().instrumented(), other.get().instrumented()))
                        : "");
        for (Structure s : Structure.values()) {
            MaskOverlap overlap = film.overlaps().get(s);
            cells.add(overlap == null ? "" : six(overlap.dice()));
        }
        cells.add(film.overlaps().entrySet().stream()
                .filter(e -> e.getValue().bothEmpty())
                .map(e -> e.getKey().word())
                .sorted()
                .collect(Collectors.joining(" ")));
        cells.add(seconds);
        cells.add(suggested.map(s -> s.cause().code()).orElse(""));
        cells.add(suggested
                .map(s -> String.format(Locale.ROOT, "%.2f", s.confidence()))
                .orElse(""));
        cells.add(suggested.map(s -> text(s.evidence())).orElse(""));
        cells.add(by.map(film.confirmedCauses()::get).map(Cause::code).orElse(""));
        cells.add(text(film.model().map(m -> versions(m.versions())).orElse("")));
        return line(cells);
    }

    private static String versions(Map<String, String> versions) {
        return versions.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining("; "));
    }

    private static String six(double value) {
        return String.format(Locale.ROOT, "%.6f", value);
    }

    /// Takes the sting out of a formula: OWASP, CSV injection. The full-width signs are formulas in some
    /// spreadsheets too.
    private static String text(String value) {
        String start = value.stripLeading();
        boolean formula = !start.isEmpty() && "=+-@\uFF1D\uFF0B\uFF0D\uFF20".indexOf(start.charAt(0)) >= 0
                || !value.isEmpty() && "\t\r\n".indexOf(value.charAt(0)) >= 0;
        return formula ? "'" + value : value;
    }

    private static String line(List<String> cells) {
        return cells.stream().map(ReportCsv::quoted).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
                && cell.equals(cell.strip());
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
