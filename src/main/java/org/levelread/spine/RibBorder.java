package org.levelread.spine;

import org.jspecify.annotations.Nullable;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.LabelMap;

/// Where the vertebrae that bear ribs begin on one chain: evidence for its names that does not come from the sacrum.
///
/// @param probabilities that each body bears ribs, from the lowest up, in [0, 1]
/// @param logLikelihoods `double[FURTHEST + shift]` of what the net saw in all bodies, where all names lie `shift` levels
///     higher than counted from the sacrum with five lumbar vertebrae, -FURTHEST to FURTHEST; as if bodies were
///     independent, which [NamePosterior] knows they are not
record RibBorder(double[] probabilities, double[] logLikelihoods) {
    static final int FURTHEST = ChainOdds.FURTHEST + 1;
    private static final double MOST_ODDS = 4;
    /// place of the lowest vertebra with ribs above S1
    private static final int T12 = Level.USUAL.indexOf(Level.T12);

    /// @return null where the net does not tell such bodies
    static @Nullable RibBorder of(SpineMaps maps, LabelMap labels, Chain chain) {
        GrayMap thoracic = maps.thoracic();
        if (thoracic == null || chain.size() == 0) return null;
        int highest = 0;
        for (int i = 0; i < chain.size(); i++) highest = Math.max(highest, chain.body(i).label());
        double[] bearing = new double[highest + 1];
        double[] all = new double[highest + 1];
        for (int i = 0; i < labels.values().length; i++) {
            int label = labels.values()[i];
            if (label == 0 || label > highest) continue;
            bearing[label] += thoracic.values()[i];
            all[label] += maps.bodies().values()[i];
        }
        double[] probabilities = new double[chain.size()];
        double[] sums = new double[2 * FURTHEST + 1];
        for (int i = 0; i < probabilities.length; i++) {
            int label = chain.body(i).label();
            double p = Math.clamp(bearing[label] / Math.max(1e-6, all[label]), 0, 1);
            probabilities[i] = p;
            double odds = Math.clamp(Math.log((p + 1e-6) / (1 - p + 1e-6)), -MOST_ODDS, MOST_ODDS);
            for (int k = 0; k < sums.length; k++) {
                boolean bears = chain.links().get(i).index() + k - FURTHEST >= T12;
                sums[k] -= Math.log1p(Math.exp(bears ? -odds : odds));
            }
        }
        return new RibBorder(probabilities, sums);
    }

    /// the same with one more body on top, of which as much is known as of the one below it
    RibBorder withTop() {
        double[] all = java.util.Arrays.copyOf(probabilities, probabilities.length + 1);
        all[probabilities.length] = probabilities[probabilities.length - 1];
        return new RibBorder(all, logLikelihoods);
    }
}
