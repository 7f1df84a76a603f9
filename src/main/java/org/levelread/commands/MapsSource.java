package org.levelread.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.levelread.evaluation.DatasetFilm;
import org.levelread.imaging.Mask;
import org.levelread.imaging.Radiograph;
import org.levelread.intake.FilmReader;
import org.levelread.pipeline.FilmPipeline;
import org.levelread.spine.SpineMaps;

/// Where the maps of a film come from that is numbered again and again.
sealed interface MapsSource extends AutoCloseable {
    SpineMaps maps(Path folder, DatasetFilm film, DatasetFilm.Reference reference) throws IOException;

    /// what made the maps, with its versions
    String key();

    @Override
    void close();

    /// Kept in the sub-folder `maps` of the films.
    record OfNets(FilmPipeline pipeline) implements MapsSource {
        @Override
        public SpineMaps maps(Path folder, DatasetFilm film, DatasetFilm.Reference reference) throws IOException {
            MapsCache kept = new MapsCache(folder.resolve("maps"), key());
            Optional<SpineMaps> found = kept.find(film.name());
            if (found.isPresent()) return found.get();
            SpineMaps maps = pipeline.analyse(FilmReader.read(film.image())).maps();
            kept.put(film.name(), maps);
            return maps;
        }

        @Override
        public String key() {
            return pipeline.models().entrySet().stream()
                    .map(e -> e.getKey() + " " + e.getValue())
                    .collect(Collectors.joining(", "));
        }

        @Override
        public void close() {
            pipeline.close();
        }
    }

    /// Drawn from the reference.
    record OfTruth(TruthMaps drawn) implements MapsSource {
        @Override
        public SpineMaps maps(Path folder, DatasetFilm film, DatasetFilm.Reference reference) throws IOException {
            Radiograph image = FilmReader.read(film.image());
            Mask s1 = FilmKind.s1Body(film, image.width(), image.height());
            return drawn.of(reference, s1, image, film.name().hashCode());
        }

        @Override
        public String key() {
            return "none, from the truth: " + drawn;
        }

        @Override
        public void close() {}
    }
}
