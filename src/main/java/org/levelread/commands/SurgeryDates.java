package org.levelread.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The day of each patient's operation, out of a file with lines `patient identifier,YYYY-MM-DD`; kept for the time of
/// the
/// import alone.
record SurgeryDates(Map<String, LocalDate> byPatient) {
    /// @throws IllegalArgumentException with a sentence that names the line and no value
    static SurgeryDates read(Path file) throws IOException {
        Map<String, LocalDate> dates = new HashMap<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            int comma = line.lastIndexOf(',');
            if (line.isEmpty() || i == 0 && !line.matches(".*\\d{4}-\\d{2}-\\d{2}")) continue;
            try {
                if (comma < 1) throw new DateTimeParseException("no comma", line, 0);
                dates.put(
                        key(line.substring(0, comma)),
                        LocalDate.parse(line.substring(comma + 1).strip()));
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        "%s, line %d, is not \"patient identifier,YYYY-MM-DD\".".formatted(file.getFileName(), i + 1));
            }
        }
        return new SurgeryDates(Map.copyOf(dates));
    }

    @Nullable
    LocalDate of(String patientId) {
        return byPatient.get(key(patientId));
    }

    private static String key(String patientId) {
        return patientId.strip().toUpperCase(Locale.ROOT);
    }
}
