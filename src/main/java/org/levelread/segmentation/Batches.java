package org.levelread.segmentation;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.levelread.segmentation.TrainingSet.Part;

/// Draws batches: the batch of a step depends only on the seed, the step and the films, so a resumed training
/// sees what an uninterrupted one would have.
final class Batches {
    /// films whose aspects differ by more than this share no batch
    private static final double LIKE_ASPECT = Math.log(1.25);

    private final TrainingSet set;
    private final List<Output> outputs;
    private final int size;
    private final long seed;
    private final int window;

    /// @param window pixels of what a batch shows of a film, see [TrainingPlan#window()]
    Batches(TrainingSet set, List<Output> outputs, int size, long seed, int window) {
        this.set = set;
        this.outputs = outputs;
        this.size = size;
        this.seed = seed;
        this.window = window;
    }

    /// One film is drawn and gives the grid; the others are drawn among films of like aspect and stretched to it, or, where
    /// windows are shown, among all.
    Batch training(long step) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 31 + step);
        List<TrainingFilm> films = set.films(Part.TRAINING);
        int drawn = random.nextInt(films.size());
        TrainingFilm first = films.get(drawn);
        if (first.grid().pixels() > window) return windows(first, films, random);
        int low = drawn;
        int high = drawn;
        while (low > 0 && alike(films.get(low - 1), first)) low--;
        while (high + 1 < films.size() && alike(films.get(high + 1), first)) high++;
        var batch = new Batch(first.grid(), size, outputs.size());
        var augmentation = new Augmentation(random);
        augmentation.write(first, batch, 0, outputs);
        for (int n = 1; n < size; n++) {
            augmentation.write(films.get(random.nextInt(low, high + 1)), batch, n, outputs);
        }
        return batch;
    }

    private Batch windows(TrainingFilm first, List<TrainingFilm> films, RandomGenerator random) {
        Grid part = Grid.of(first.grid().width(), first.grid().height(), window);
        var batch = new Batch(part, size, outputs.size());
        var augmentation = new Augmentation(random);
        augmentation.writeWindow(first, batch, 0, outputs);
        for (int n = 1; n < size; n++) {
            augmentation.writeWindow(films.get(random.nextInt(films.size())), batch, n, outputs);
        }
        return batch;
    }

    private static boolean alike(TrainingFilm a, TrainingFilm b) {
        return Math.abs(Math.log(a.grid().aspect() / b.grid().aspect())) < LIKE_ASPECT;
    }

    /// whole films as they are, batches of one grid, no larger than those of training, at most `limit` films, evenly over the
    /// aspects
    List<Batch> plain(Part part, int limit) {
        List<TrainingFilm> films = set.films(part);
        var chosen = new ArrayList<TrainingFilm>();
        int n = Math.min(limit, films.size());
        for (int i = 0; i < n; i++) chosen.add(films.get((int) ((long) i * films.size() / n)));
        var batches = new ArrayList<Batch>();
        for (int i = 0; i < chosen.size(); ) {
            Grid grid = chosen.get(i).grid();
            int end = i, most = Math.max(1, (int) ((long) size * Math.min(window, grid.pixels()) / grid.pixels()));
            while (end < chosen.size()
                    && end - i < most
                    && chosen.get(end).grid().equals(grid)) end++;
            var batch = new Batch(grid, end - i, outputs.size());
            for (int k = i; k < end; k++) Augmentation.plain(chosen.get(k), batch, k - i, outputs);
            batches.add(batch);
            i = end;
        }
        return batches;
    }
}
