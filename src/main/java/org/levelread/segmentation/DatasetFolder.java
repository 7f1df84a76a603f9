package org.levelread.segmentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A folder of films for training: `NAME.png`, `NAME.jpg` or `NAME.dcm`, and beside each its `NAME.seg.nrrd`.
///
/// Optional are `segments.json` ([SegmentNames]) and `patients.csv` with the columns film (the NAME) and patient: films
/// of one patient stay together in training, validation or hold-out. Without it each film is a patient of its own.
///
/// @param patients NAME to patient, empty without `patients.csv`
record DatasetFolder(Path folder, SegmentNames names, Map<String, String> patients) {
    private static final String PATIENTS = "patients.csv";
    private static final String SEGMENTS = ".seg.nrrd";
    private static final List<String> FILMS = List.of(".png", ".jpg", ".jpeg", ".dcm");

    /// @throws IllegalArgumentException in one sentence, if it is no folder or one of the two files is wrong
    static DatasetFolder open(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    folder + " is not a folder; give one with films (NAME.png or NAME.dcm) and NAME.seg.nrrd");
        }
        return new DatasetFolder(folder, SegmentNames.of(folder), patients(folder.resolve(PATIENTS)));
    }

    private static Map<String, String> patients(Path file) {
        var patients = new HashMap<String, String>();
        if (!Files.exists(file)) return patients;
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
        return patients;
    }

    /// the films there are now, by name
    List<Path> films() {
        return list(FILMS);
    }

    /// the segmentations there are now, by name
    List<Path> segmentations() {
        return list(List.of(SEGMENTS));
    }

    private List<Path> list(List<String> endings) {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.filter(f -> endings.stream().anyMatch(e -> named(f).endsWith(e)))
                    .sorted()
                    .toList());
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot list " + folder + ": " + e.getMessage(), e);
        }
    }

    private static String named(Path file) {
        return file.getFileName().toString();
    }

    /// the film's NAME
    static String stem(Path film) {
        String name = named(film);
        return name.substring(0, name.lastIndexOf('.'));
    }

    static Path segmentationOf(Path film) {
        return film.resolveSibling(stem(film) + SEGMENTS);
    }

    /// whether a segmentation's film is there
    static boolean hasFilm(Path segmentation) {
        String stem = named(segmentation).replace(SEGMENTS, "");
        return FILMS.stream().anyMatch(e -> Files.exists(segmentation.resolveSibling(stem + e)));
    }

    /// @throws IllegalArgumentException if `patients.csv` lacks the film
    String patientOf(Path film) {
        String stem = stem(film);
        if (patients.isEmpty()) return stem;
        String patient = patients.get(stem);
        if (patient == null) throw new IllegalArgumentException(PATIENTS + " lacks the film " + stem);
        return patient;
    }
}
