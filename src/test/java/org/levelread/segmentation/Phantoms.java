package org.levelread.segmentation;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.levelread.imaging.Mask;
import org.levelread.imaging.Radiograph;
import org.levelread.slicer.Segment;
import org.levelread.slicer.SlicerSegmentation;

/// Films a tiny net can learn: a column of bright boxes, a bright disc below, a very bright rod beside.
final class Phantoms {
    record Phantom(Radiograph film, SlicerSegmentation segmentation) {}

    static final UNetShape TINY = new UNetShape(2, 4, List.of(6, 8, 8), Output.values().length);
    static final int PIXELS = 64 * 96;

    private Phantoms() {}

    static Phantom phantom(long seed, int width, int height) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        short[] grey = new short[width * height];
        for (int i = 0; i < grey.length; i++) grey[i] = (short) (8000 + random.nextInt(4000) + 6000 * i / grey.length);
        List<Segment> segments = new ArrayList<>();
        int left = width / 4 + random.nextInt(width / 8);
        int top = random.nextInt(height / 20);
        int side = height / 7;
        String[] levels = {"L2", "L3", "L4", "L5"};
        for (String level : levels) {
            var mask = new Mask(width, height);
            fill(mask, left, top, left + side, top + side * 3 / 4, grey, 30000);
            segments.add(new Segment(level, mask));
            top += side;
        }
        var sacrum = new Mask(width, height);
        fill(sacrum, left, top, left + side, height, grey, 36000);
        segments.add(new Segment("Sacrum", sacrum));
        var s1 = new Mask(width, height);
        fill(s1, left, top, left + side, top + side / 2, grey, 40000);
        segments.add(new Segment("S1", s1));
        var rod = new Mask(width, height);
        int x = left + side + 4;
        fill(rod, x, height / 4, x + Math.max(3, width / 20), height * 3 / 4, grey, 62000);
        segments.add(new Segment("Rod", rod));
        return new Phantom(
                new Radiograph(width, height, grey, null), new SlicerSegmentation(width, height, null, segments));
    }

    private static void fill(Mask mask, int x0, int y0, int x1, int y1, short[] grey, int value) {
        for (int y = y0; y < Math.min(y1, mask.height()); y++) {
            for (int x = x0; x < Math.min(x1, mask.width()); x++) {
                mask.values()[y * mask.width() + x] = 1;
                grey[y * mask.width() + x] = (short) value;
            }
        }
    }

    static TrainingFilm film(long seed) {
        Phantom p = phantom(seed, 64, 96);
        return film("film-" + seed, p.film(), p.segmentation());
    }

    static TrainingFilm film(String name, Radiograph film, SlicerSegmentation segmentation) {
        return TrainingFilm.of(name, name, film, segmentation, SegmentNames.KNOWN, PIXELS);
    }

    static List<TrainingFilm> films(int count) {
        var films = new ArrayList<TrainingFilm>();
        for (int i = 0; i < count; i++) films.add(film(i));
        return films;
    }

    static Batches batches(Target target, int size) {
        return new Batches(TrainingSet.of(films(20), 3), target.outputs(), size, 3, PIXELS);
    }
}
