package org.levelread.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.levelread.imaging.Radiograph;
import org.levelread.slicer.SegNrrd;
import org.levelread.slicer.SlicerSegmentation;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Writes rendered films as `film-000001.png` or `film-000001.dcm`, `film-000001.seg.nrrd` and
/// `film-000001.truth.json`; the number is the seed, and a film that is already there is not rendered again.
public final class DatasetWriter {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private DatasetWriter() {}

    /// renders the films with the seeds from `firstSeed` on
    ///
    /// @throws IllegalArgumentException where films of these options cannot be written in the format
    /// @param progress told after each film how many are done, by one thread at a time
    /// @throws IOException when the folder cannot be written
    public static void simulate(
            Anatomy anatomy,
            SimulationOptions options,
            FilmFormat format,
            int count,
            long firstSeed,
            Path folder,
            int threads,
            IntConsumer progress)
            throws IOException {
        if (count < 1 || threads < 1 || firstSeed < 0) {
            throw new IllegalArgumentException("count and threads are at least 1 and the seed at least 0, were " + count
                    + ", " + threads + " and " + firstSeed);
        }
        format.objection(options).ifPresent(sentence -> {
            throw new IllegalArgumentException(sentence);
        });
        Files.createDirectories(folder);
        FilmSimulator simulator = new FilmSimulator(anatomy, options);
        AtomicInteger done = new AtomicInteger();
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> films = new ArrayList<>();
            for (long seed = firstSeed; seed < firstSeed + count; seed++) {
                long own = seed;
                films.add(workers.submit(() -> {
                    if (!Files.exists(truthFile(folder, own))) write(simulator.render(own), options, format, folder);
                    synchronized (done) {
                        progress.accept(done.incrementAndGet());
                    }
                    return null;
                }));
            }
            try {
                for (Future<?> film : films) film.get();
            } catch (ExecutionException e) {
                workers.shutdownNow();
                if (e.getCause() instanceof IOException io) throw io;
                throw new IllegalStateException("a film could not be rendered: " + e.getCause(), e.getCause());
            } catch (InterruptedException e) {
                workers.shutdownNow();
                Thread.currentThread().interrupt();
                throw new IOException("stopped after " + done.get() + " of " + count + " films", e);
            }
        }
    }

    /// writes one film; its truth last, so that a film with a truth is whole
    static void write(RenderedFilm rendered, SimulationOptions options, FilmFormat format, Path folder)
            throws IOException {
        long seed = rendered.truth().seed();
        Radiograph film = rendered.film();
        format.write(folder.resolve(name(seed) + format.ending()), rendered, options);
        SegNrrd.write(
                folder.resolve(name(seed) + ".seg.nrrd"),
                new SlicerSegmentation(
                        film.width(), film.height(), film.spacing().orElse(null), rendered.segments()));
        Path half = folder.resolve(name(seed) + ".truth.json.part");
        Files.write(half, JSON.writeValueAsBytes(rendered.truth()));
        Files.move(half, truthFile(folder, seed), StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path truthFile(Path folder, long seed) {
        return folder.resolve(name(seed) + ".truth.json");
    }

    private static String name(long seed) {
        return String.format(Locale.ROOT, "film-%06d", seed);
    }
}
