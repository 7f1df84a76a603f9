package org.levelread.commands;

import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.levelread.evaluation.DatasetFilm;
import org.levelread.imaging.Blur;
import org.levelread.imaging.DistanceTransform;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.Mask;
import org.levelread.imaging.Radiograph;
import org.levelread.imaging.Resampling;
import org.levelread.spine.Level;
import org.levelread.spine.SpineMaps;

/// The maps that nets without a fault would give, drawn from a film's reference: what the numbering makes of them is the
/// most it can reach.
///
/// @param softness deviation of the blur that stands for a net's soft edges, in pixels of the grid
/// @param thoracicSlips share of films whose border between lumbar and thoracic bodies lies one body too high or too low
/// @param thoracicNoise deviation of the log odds within each body
record TruthMaps(double softness, double thoracicSlips, double thoracicNoise) {
    /// of nets without any fault
    static final TruthMaps EXACT = new TruthMaps(.4, 0, 0);
    /// with a map of thoracic bodies as a fair net might give it
    static final TruthMaps FAIR = new TruthMaps(.6, .06, 1.5);
    /// see [org.levelread.segmentation]: a core is where the distance to the outline exceeds this share of its maximum
    private static final float CORE = .45f;
    private static final int GRID_PX = 110_592;
    private static final double SURE = 3;

    /// @param s1Body at the film's size
    /// @param seed of the planted noise
    SpineMaps of(DatasetFilm.Reference reference, Mask s1Body, Radiograph film, long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        double scale = Math.min(1, Math.sqrt(1.3 * GRID_PX / ((double) film.width() * film.height())));
        int w = (int) Math.max(1, Math.round(film.width() * scale));
        int h = (int) Math.max(1, Math.round(film.height() * scale));
        GrayMap bodies = new GrayMap(w, h);
        GrayMap cores = new GrayMap(w, h);
        GrayMap thoracic = new GrayMap(w, h);
        double slip = random.nextDouble();
        int shift = slip < thoracicSlips / 2 ? -1 : slip < thoracicSlips ? 1 : 0;
        for (Map.Entry<Level, Mask> body : reference.bodies().entrySet()) {
            Mask inside = onGrid(body.getValue(), w, h);
            // a border one body too high takes T12 for lumbar
            boolean bears = Level.USUAL.indexOf(body.getKey()) - shift >= Level.USUAL.indexOf(Level.T12);
            double odds = (bears ? SURE : -SURE) + thoracicNoise * random.nextGaussian();
            float p = (float) (1 / (1 + Math.exp(-odds)));
            GrayMap depth = DistanceTransform.distances(inside);
            float deepest = 0;
            for (float d : depth.values()) if (d < 1e6f) deepest = Math.max(deepest, d);
            for (int i = 0; i < inside.values().length; i++) {
                if (inside.values()[i] == 0) continue;
                bodies.values()[i] = 1;
                thoracic.values()[i] = p;
                if (depth.values()[i] > CORE * deepest) cores.values()[i] = 1;
            }
        }
        GrayMap soft = soft(bodies);
        for (int i = 0; i < soft.values().length; i++) thoracic.values()[i] *= soft.values()[i];
        return new SpineMaps(
                soft,
                soft(cores),
                soft(Resampling.toGray(onGrid(reference.sacrum(), w, h))),
                soft(Resampling.toGray(onGrid(s1Body, w, h))),
                soft(Resampling.toGray(onGrid(reference.instrumentation(), w, h))),
                thoracic,
                Resampling.resize(Resampling.toGray(film), w, h),
                film.width(),
                film.height(),
                film.spacing().orElse(null));
    }

    private GrayMap soft(GrayMap map) {
        GrayMap blurred = Blur.gaussian(map, softness);
        for (int i = 0; i < blurred.values().length; i++)
            blurred.values()[i] = Math.clamp(.985f * blurred.values()[i] + .002f, 0, 1);
        return blurred;
    }

    private static Mask onGrid(Mask mask, int width, int height) {
        if (mask.width() == width && mask.height() == height) return mask;
        GrayMap covered = Resampling.resize(Resampling.toGray(mask), width, height);
        Mask out = new Mask(width, height);
        for (int i = 0; i < out.values().length; i++) out.values()[i] = (byte) (covered.values()[i] > .5f ? 1 : 0);
        return out;
    }
}
