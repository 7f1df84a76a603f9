package org.levelread.segmentation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.Radiograph;
import org.levelread.imaging.Resampling;

/// The three nets, loaded once; any number of threads may segment films at the same time.
public final class Segmenter implements AutoCloseable {
    /// label of the output that not every net for vertebrae has
    private record Loaded(ModelFile file, Net net) {}

    private final Loaded vertebrae;
    private final Loaded sacrum;
    private final Loaded instrumentation;
    private final boolean mirrored;

    private Segmenter(Loaded vertebrae, Loaded sacrum, Loaded instrumentation, boolean mirrored) {
        this.vertebrae = vertebrae;
        this.sacrum = sacrum;
        this.instrumentation = instrumentation;
        this.mirrored = mirrored;
    }

    /// The newest models of a folder, averaging each answer with that for the mirrored film.
    ///
    /// @throws IllegalArgumentException in one sentence, if a model is missing, changed or does not fit
    public static Segmenter open(Path models) {
        return open(models, true);
    }

    /// @param mirrored whether to average with the mirrored film, which takes twice the time; a net on a finer grid than the
    ///     others sees the film once in any case
    public static Segmenter open(Path models, boolean mirrored) {
        ModelFile v = ModelFile.newest(models, Target.VERTEBRAE);
        ModelFile s = ModelFile.newest(models, Target.SACRUM);
        ModelFile i = ModelFile.newest(models, Target.INSTRUMENTATION);
        if (s.pixels() != v.pixels()) {
            throw new IllegalArgumentException("model " + s.name() + " " + s.version() + " works on " + s.pixels()
                    + " pixels, " + v.name() + " " + v.version() + " on " + v.pixels()
                    + "; export versions that were trained alike");
        }
        if (i.pixels() < v.pixels()) {
            throw new IllegalArgumentException("model " + i.name() + " " + i.version() + " works on " + i.pixels()
                    + " pixels, fewer than the " + v.pixels() + " of " + v.name() + " " + v.version()
                    + "; train it with --pixels " + v.pixels() + " or more");
        }
        var loaded = new ArrayList<Loaded>();
        try {
            for (ModelFile f : List.of(v, s, i)) loaded.add(new Loaded(f, Net.load(f.folder(models))));
        } catch (RuntimeException e) {
            loaded.forEach(l -> l.net().close());
            throw e;
        }
        return new Segmenter(loaded.get(0), loaded.get(1), loaded.get(2), mirrored);
    }

    public FilmMaps segment(Radiograph film) {
        long t0 = System.nanoTime();
        Seen seen = Seen.of(film, vertebrae.file().pixels());
        Grid grid = seen.grid;
        GrayMap[] bodies = vertebrae.net().maps(seen.input, grid, mirrored);
        long t1 = System.nanoTime();
        GrayMap[] pelvis = sacrum.net().maps(seen.input, grid, mirrored);
        long t2 = System.nanoTime();
        int finePixels = instrumentation.file().pixels();
        boolean finer = finePixels > vertebrae.file().pixels();
        Seen close = finer ? Seen.of(film, finePixels) : seen;
        GrayMap metal = instrumentation.net().maps(close.input, close.grid, mirrored && !finer)[0];
        long t3 = System.nanoTime();
        int thoracic = vertebrae.file().outputs().indexOf(Output.THORACIC.label());
        return new FilmMaps(
                bodies[0],
                bodies[1],
                pelvis[0],
                pelvis[1],
                finer ? Resampling.maximum(metal, grid.width(), grid.height()) : metal,
                metal,
                thoracic < 0 ? null : bodies[thoracic],
                new GrayMap(grid.width(), grid.height(), seen.grey),
                (t1 - t0) / 1e6,
                (t2 - t1) / 1e6,
                (t3 - t2) / 1e6);
    }

    /// A film as a net sees it.
    ///
    /// @param grey on the grid, in the film's units
    private record Seen(Grid grid, float[] grey, float[] input) {
        static Seen of(Radiograph film, int pixels) {
            Grid grid = Grid.of(film.width(), film.height(), pixels);
            float[] grey = FilmNormaliser.onGrid(film, grid);
            float[] input = new float[grid.pixels() * FilmNormaliser.CHANNELS];
            FilmNormaliser.normalise(grey.clone(), grid, input, 0);
            return new Seen(grid, grey, input);
        }
    }

    /// name to version
    public Map<String, String> models() {
        var versions = new LinkedHashMap<String, String>();
        for (Loaded l : List.of(vertebrae, sacrum, instrumentation))
            versions.put(l.file().name(), l.file().version());
        return versions;
    }

    @Override
    public void close() {
        vertebrae.net().close();
        sacrum.net().close();
        instrumentation.net().close();
    }
}
