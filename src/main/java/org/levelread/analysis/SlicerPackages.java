package org.levelread.analysis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.levelread.cases.Film;
import org.levelread.cases.Films;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;
import org.levelread.imaging.Radiograph;
import org.levelread.prediction.PredictedFilm;
import org.levelread.prediction.PredictionRun;
import org.levelread.prediction.Predictions;
import org.levelread.prediction.RunState;
import org.levelread.prediction.Structure;
import org.levelread.reference.ImportOutcome;
import org.levelread.reference.ReferenceImports;
import org.levelread.reference.ReferenceVersion;
import org.levelread.reference.References;
import org.levelread.slicer.FilmNrrd;
import org.levelread.slicer.SegNrrd;
import org.levelread.slicer.Segment;
import org.levelread.slicer.SlicerSegmentation;
import org.springframework.stereotype.Service;

/// A film with its masks on the way to 3D Slicer, and corrected ones on the way back.
@Service
public class SlicerPackages {
    private static final String README = """
            %s of LevelRead for 3D Slicer (https://www.slicer.org), version 5 or newer.

            1. Drag %s.nrrd and %s.seg.nrrd into Slicer; the one is a volume, the other a segmentation.
            2. Correct the segments in the module Segment Editor. Keep their names: L5, L4 ... for the vertebrae, Sacrum,
               Screw, Rod, Cage or Instrumentation for the hardware. A "Vertebra 3" has no level yet: give it its name.
            3. Save the segmentation alone, as .seg.nrrd, and bring it back on LevelRead's page "3D Slicer".
            """;

    private final Films films;
    private final Predictions predictions;
    private final References references;
    private final ReferenceImports imports;

    SlicerPackages(Films films, Predictions predictions, References references, ReferenceImports imports) {
        this.films = films;
        this.predictions = predictions;
        this.references = references;
        this.imports = imports;
    }

    /// one film of the list
    ///
    /// @param modelMasks whether a run has finished
    /// @param referenceMasks whether the newest reference has masks
    public record Row(Film film, boolean modelMasks, boolean referenceMasks) {}

    public List<Row> rows(UUID studyId) {
        Map<UUID, PredictionRun> runs = new HashMap<>();
        for (PredictionRun run : predictions.latestInStudy(studyId)) runs.put(run.filmId(), run);
        List<Film> all = films.inStudy(studyId);
        Map<UUID, ReferenceVersion> newest = references.newest(all.stream().map(Film::id).toList());
        return all.stream()
                .map(film -> new Row(
                        film,
                        runs.containsKey(film.id()) && runs.get(film.id()).state() == RunState.DONE,
                        newest.containsKey(film.id()) && newest.get(film.id()).masks()))
                .toList();
    }

    /// a zip of the film and what the model outlined, a segment each vertebra; empty before a run has finished
    public Optional<byte[]> withModelMasks(Film film) {
        return predictions
                .latest(film.id())
                .filter(run -> run.state() == RunState.DONE)
                .map(run -> zip(film, SegNrrd.toBytes(segmentation(film, run), SegNrrd.Encoding.GZIP)));
    }

    /// a zip of the film and its newest reference's masks; empty where it has none
    public Optional<byte[]> withReferenceMasks(Film film) {
        return references.segmentation(film.id()).map(masks -> zip(film, masks));
    }

    /// "film-7", by which the file that comes back finds its film
    public static String fileName(Film film) {
        return "film-" + film.number();
    }

    /// Stores corrected masks as a new version of the film's reference.
    ///
    /// A file that covers more than the film, as after painting at its edge, is cut to the film.
    public ImportOutcome bringBack(Film film, String fileName, byte[] file, String rationale) {
        byte[] masks = file;
        try {
            SegNrrd.Extent extent = SegNrrd.extent(file, fileName);
            boolean placed = extent.left() != 0 || extent.top() != 0;
            boolean beyond = extent.left() < 0
                    || extent.top() < 0
                    || (long) extent.left() + extent.width() > film.width()
                    || (long) extent.top() + extent.height() > film.height();
            if (placed && beyond) {
                masks = SegNrrd.toBytes(
                        SegNrrd.read(file, fileName, film.width(), film.height()), SegNrrd.Encoding.GZIP);
            }
        } catch (IOException e) {
            // the import reads it again and says what is wrong
        }
        return imports.takeSegmentation(film.id(), fileName, masks, rationale);
    }

    private SlicerSegmentation segmentation(Film film, PredictionRun run) {
        List<Segment> segments = new ArrayList<>();
        PredictedFilm prediction = PredictedFilm.parse(String.valueOf(run.result()));
        predictions.levels(run.id()).ifPresent(levels -> {
            for (int body = 0; body < prediction.levels().size(); body++) {
                var level = prediction.levels().get(body).level();
                String name = level == null ? "Vertebra " + (body + 1) : level.name();
                segments.add(new Segment(name, labelled(levels, body + 1)));
            }
        });
        if (segments.isEmpty()) {
            predictions.mask(run.id(), Structure.VERTEBRAE).ifPresent(mask -> segments.add(new Segment("Vertebrae", mask)));
        }
        predictions.mask(run.id(), Structure.SACRUM).ifPresent(mask -> segments.add(new Segment("Sacrum", mask)));
        predictions
                .mask(run.id(), Structure.INSTRUMENTATION)
                .ifPresent(mask -> segments.add(new Segment("Instrumentation", mask)));
        return new SlicerSegmentation(film.width(), film.height(), film.spacing(), segments);
    }

    private static Mask labelled(LabelMap labels, int label) {
        Mask mask = new Mask(labels.width(), labels.height());
        for (int i = 0; i < mask.values().length; i++) if (labels.values()[i] == label) mask.values()[i] = 1;
        return mask;
    }

    private byte[] zip(Film film, byte[] masks) {
        String name = fileName(film);
        Radiograph radiograph = films.radiograph(film.id());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            // both are compressed already
            zip.setLevel(0);
            put(zip, name + ".nrrd", FilmNrrd.toBytes(radiograph));
            put(zip, name + ".seg.nrrd", masks);
            put(zip, "README.txt", README.formatted(film.title(), name, name).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot happen in memory", e);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
