package org.levelread.segmentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Whose films they are: `patients.csv` of a folder of films, with the columns film (its name without ending) and
/// patient. Films of one patient stay together in training, validation or hold-out, and are drawn together for
/// intervals. Without the file each film is a patient of its own.
///
/// @param byFilm film to patient, empty without the file
public record Patients(Map<String, String> byFilm) {
    private static final String FILE = "patients.csv";

    public Patients {
        byFilm = Map.copyOf(byFilm);
    }

    /// @throws IllegalArgumentException in one sentence with file and line, if `patients.csv` is wrong
    public static Patients of(Path folder) {
        Path file = folder.resolve(FILE);
        var patients = new HashMap<String, String>();
        if (!Files.exists(file)) return new Patients(patients);
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
        }
        for (int n = 1; n <= lines.size(); n++) {
            String line = lines.get(n - 1).strip();
            if (n == 1) {
                if (!line.equals("film,patient")) {
                    throw new IllegalArgumentException(
                            file + ", line 1: expected the header film,patient, found " + line);
                }
                continue;
            }
            if (line.isEmpty()) continue;
            String[] cells = line.split(",", -1);
            if (cells.length != 2 || cells[0].isBlank() || cells[1].isBlank()) {
                throw new IllegalArgumentException(file + ", line " + n + ": expected a film and a patient, found " + line);
            }
            String before = patients.put(cells[0].strip(), cells[1].strip());
            if (before != null) {
                throw new IllegalArgumentException(file + ", line " + n + ": film " + cells[0] + " stands there twice");
            }
        }
        return new Patients(patients);
    }

    /// @throws IllegalArgumentException if `patients.csv` lacks the film
    public String of(String film) {
        if (byFilm.isEmpty()) return film;
        String patient = byFilm.get(film);
        if (patient == null) throw new IllegalArgumentException(FILE + " lacks the film " + film);
        return patient;
    }
}
