package org.levelread.segmentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A folder of films for training: `NAME.png`, `NAME.jpg` or `NAME.dcm`, and beside each its `NAME.seg.nrrd`.
///
/// Optional are `segments.json` ([SegmentNames]) and `patients.csv` ([Patients]).
record DatasetFolder(Path folder, SegmentNames names, Patients patients) {
    private static final String SEGMENTS = ".seg.nrrd";
    private static final List<String> FILMS = List.of(".png", ".jpg", ".jpeg", ".dcm");

    /// @throws IllegalArgumentException in one sentence, if it is no folder or one of the two files is wrong
    static DatasetFolder open(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    folder + " is not a folder; give one with films (NAME.png or NAME.dcm) and NAME.seg.nrrd");
        }
        return new DatasetFolder(folder, SegmentNames.of(folder), Patients.of(folder));
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
        return patients.of(stem(film));
    }
}
