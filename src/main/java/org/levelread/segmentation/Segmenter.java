package org.levelread.segmentation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.Radiograph;
import org.levelread.imaging.Resampling;

/// The three nets, loaded once; any number of threads may segment films at the same time.
public final class Segmenter implements AutoCloseable {
    /// of the grid on which all maps are given; nets may see finer ones
    private static final int COMMON_PIXELS = TrainingPlan.DEFAULT_PIXELS;

    private record Loaded(ModelFile file, Net net) {
        int pixels() {
            return file.pixels();
        }
    }

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

    /// @param mirrored whether to average with the mirrored film, which takes twice the time; on a grid that is finer than the
    ///     common one only hardware is looked for again, and only where there seems to be some
    public static Segmenter open(Path models, boolean mirrored) {
        ModelFile v = ModelFile.newest(models, Target.VERTEBRAE);
        ModelFile s = ModelFile.newest(models, Target.SACRUM);
        ModelFile i = ModelFile.newest(models, Target.INSTRUMENTATION);
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
        int pixels = Math.min(COMMON_PIXELS, Math.min(vertebrae.pixels(), Math.min(sacrum.pixels(), instrumentation.pixels())));
        Grid grid = Grid.of(film.width(), film.height(), pixels);
        var seen = new HashMap<Integer, Seen>();
        GrayMap[] bodies = maps(vertebrae, film, grid, seen);
        long t1 = System.nanoTime();
        GrayMap[] pelvis = maps(sacrum, film, grid, seen);
        long t2 = System.nanoTime();
        GrayMap metal = maps(instrumentation, film, grid, seen)[0];
        long t3 = System.nanoTime();
        float[] grey = seen.containsKey(pixels) ? seen.get(pixels).grey : FilmNormaliser.onGrid(film, grid);
        int thoracic = vertebrae.file().outputs().indexOf(Output.THORACIC.label());
        return new FilmMaps(
                on(grid, bodies[0]),
                on(grid, bodies[1]),
                on(grid, pelvis[0]),
                on(grid, pelvis[1]),
                Resampling.maximum(metal, grid.width(), grid.height()),
                thoracic < 0 ? null : on(grid, bodies[thoracic]),
                new GrayMap(grid.width(), grid.height(), grey),
                bodies[0],
                pelvis[0],
                metal,
                (t1 - t0) / 1e6,
                (t2 - t1) / 1e6,
                (t3 - t2) / 1e6);
    }

    /// Averages with the mirrored film where that costs little, on the common grid, and where hardware was seen: on real films
    /// without any, what a net saw was never seen in the mirrored film too.
    private GrayMap[] maps(Loaded net, Radiograph film, Grid common, Map<Integer, Seen> seen) {
        Seen s = seen.computeIfAbsent(net.pixels(), pixels -> Seen.of(film, pixels));
        GrayMap[] maps = net.net().maps(s.input, s.grid);
        boolean twice = s.grid.pixels() <= common.pixels() || net == instrumentation && sees(maps[0]);
        return mirrored && twice ? net.net().withMirrored(maps, s.input, s.grid) : maps;
    }

    private static boolean sees(GrayMap map) {
        for (float v : map.values()) if (v > .5f) return true;
        return false;
    }

    private static GrayMap on(Grid grid, GrayMap map) {
        return Resampling.areaAverage(map, grid.width(), grid.height());
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
