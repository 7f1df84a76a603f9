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

    /// a probability of hardware that is looked at again
    private static final float LIKELY = .3f;
    /// pixels that the net sees around what it is asked about
    private static final int AROUND = 96;

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

    /// @param mirrored whether to average with the mirrored film, which takes up to twice the time
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

    /// Averages with the mirrored film; on a fine grid hardware is looked for again only about where there seems to be some.
    /// On real films without any, what the net saw was never seen in the mirrored film too.
    private GrayMap[] maps(Loaded net, Radiograph film, Grid common, Map<Integer, Seen> seen) {
        Seen s = seen.computeIfAbsent(net.pixels(), pixels -> Seen.of(film, pixels));
        GrayMap[] maps = net.net().maps(s.input, s.grid);
        if (!mirrored) return maps;
        if (net != instrumentation || s.grid.pixels() <= common.pixels()) {
            return net.net().withMirrored(maps, s.input, s.grid);
        }
        int left = s.grid.width(), top = s.grid.height(), right = -1, bottom = -1;
        for (int i = 0; i < s.grid.pixels(); i++) {
            if (maps[0].values()[i] <= LIKELY) continue;
            left = Math.min(left, i % s.grid.width());
            right = Math.max(right, i % s.grid.width());
            top = Math.min(top, i / s.grid.width());
            bottom = i / s.grid.width();
        }
        if (right < 0) return maps;
        int[] across = stretch(left, right, s.grid.width());
        int[] down = stretch(top, bottom, s.grid.height());
        return net.net().withMirrored(maps, s.input, s.grid, across[0], down[0], new Grid(across[1], down[1]));
    }

    /// start and length, a multiple of [Grid#MULTIPLE], of what lies about the pixels `from` to `to`
    private static int[] stretch(int from, int to, int side) {
        int needed = to + 1 - from + 2 * AROUND;
        int length = Math.min(side, Math.ceilDiv(needed, Grid.MULTIPLE) * Grid.MULTIPLE);
        return new int[] {Math.clamp(from - AROUND, 0, side - length), length};
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
