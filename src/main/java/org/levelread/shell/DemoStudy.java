package org.levelread.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.levelread.cases.Film;
import org.levelread.cases.FilmAddition;
import org.levelread.cases.Films;
import org.levelread.imaging.Point;
import org.levelread.intake.FilmReader;
import org.levelread.protocol.DemoStudyLoaded;
import org.levelread.protocol.Protocols;
import org.levelread.protocol.Studies;
import org.levelread.protocol.Study;
import org.levelread.reference.FilmReference;
import org.levelread.reference.ReferenceLevel;
import org.levelread.reference.References;
import org.levelread.spine.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Loads the demo study: `films/film-*.dcm`, each with its `.truth.json` and `.seg.nrrd`. A second load adds
/// nothing.
@Component
class DemoStudy {
    private static final Logger log = LoggerFactory.getLogger(DemoStudy.class);

    private final Studies studies;
    private final Protocols protocols;
    private final Films films;
    private final References references;
    private final TransactionOperations transaction;
    private final ApplicationEventPublisher events;
    private final JsonMapper json;
    private final Path folder;

    DemoStudy(
            Studies studies,
            Protocols protocols,
            Films films,
            References references,
            TransactionOperations transaction,
            ApplicationEventPublisher events,
            JsonMapper json,
            @Value("${levelread.demo-folder:study-protocols/demo}") Path folder) {
        this.studies = studies;
        this.protocols = protocols;
        this.films = films;
        this.references = references;
        this.transaction = transaction;
        this.events = events;
        this.json = json;
        this.folder = folder;
    }

    void load() {
        Study study = studies.demo().orElseThrow();
        adoptProtocol(study);
        Set<String> there =
                films.inStudy(study.id()).stream().map(Film::originalName).collect(Collectors.toSet());
        for (Path file : filmFiles()) {
            if (there.contains(file.getFileName().toString())) continue;
            try {
                load(study.id(), file);
            } catch (IOException | RuntimeException e) {
                log.error("The demo film {} was left out", file, e);
            }
        }
        events.publishEvent(new DemoStudyLoaded(study.id(), folder));
    }

    private void adoptProtocol(Study study) {
        try {
            protocols.adopt(study.id(), Files.readString(folder.resolve("protocol.yaml")));
        } catch (IOException | RuntimeException e) {
            log.error("The demo study's protocol in {} cannot be frozen: nobody can read", folder, e);
        }
    }

    private List<Path> filmFiles() {
        Path where = folder.resolve("films");
        if (!Files.isDirectory(where)) {
            log.warn("The demo study has no films: there is no folder {}", where.toAbsolutePath());
            return List.of();
        }
        try (Stream<Path> files = Files.list(where)) {
            return files.filter(file -> file.getFileName().toString().matches("film-.*\\.dcm"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            log.error("The demo study cannot be read", e);
            return List.of();
        }
    }

    private void load(UUID studyId, Path file) throws IOException {
        String stem = file.getFileName().toString().replaceAll("\\.dcm$", "");
        JsonNode truth = json.readTree(Files.readString(file.resolveSibling(stem + ".truth.json")));
        Path masks = file.resolveSibling(stem + ".seg.nrrd");
        byte[] segmentation = Files.exists(masks) ? Files.readAllBytes(masks) : null;
        try (InputStream in = Files.newInputStream(file)) {
            var radiograph = FilmReader.read(in, file.getFileName().toString());
            transaction.executeWithoutResult(status -> {
                FilmAddition addition =
                        films.add(studyId, radiograph, file.getFileName().toString(), null);
                if (addition instanceof FilmAddition.Added(Film film)) {
                    references.put(reference(film.id(), truth), segmentation);
                }
            });
        }
    }

    /// S1 is among the levels where its endplate is on the film; it has no outline of a body
    static FilmReference reference(UUID filmId, JsonNode truth) {
        List<ReferenceLevel> levels = new ArrayList<>();
        for (JsonNode level : truth.path("levels")) {
            List<Point> corners = level.path("corners")
                    .valueStream()
                    .map(corner -> new Point(
                            corner.get("x").asDouble(), corner.get("y").asDouble()))
                    .toList();
            levels.add(new ReferenceLevel(level(level.path("level")), corners));
        }
        Set<Level> instrumented = EnumSet.noneOf(Level.class);
        truth.path("instrumentedLevels").forEach(level -> instrumented.add(level(level)));
        boolean s1 = truth.hasNonNull("s1Endplate") || instrumented.contains(Level.S1);
        if (s1) levels.add(new ReferenceLevel(Level.S1, List.of()));
        return new FilmReference(filmId, "rendered", levels, instrumented);
    }

    private static Level level(JsonNode name) {
        return Level.parse(name.asString())
                .orElseThrow(() -> new IllegalArgumentException("a truth names the level " + name));
    }
}
