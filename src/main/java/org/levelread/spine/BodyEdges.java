package org.levelread.spine;

import java.util.Arrays;
import org.levelread.imaging.DistanceTransform;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;

/// How the outlines of the bodies stand out in the film's grey values: of porotic bone hardly more is seen than its thin
/// walls and endplates.
///
/// Along the way from inside a body to outside, in bins of equal distance from its outline: the step from one side to the
/// other, and how much brighter the outline itself is than either side.
///
/// @param step median over the bodies of the absolute difference of both sides, in grey values
/// @param line likewise of the outline over the brighter side; below 0 where there is no bright line
record BodyEdges(double step, double line) {
    private static final int BINS = 11;
    /// width of a bin, in sides of a square of a body's usual area
    private static final double BIN = .05;
    /// bins of one side, and of the outline in the middle, where masks are not exact
    private static final int SIDE = 3;
    private static final int LINE = 1;
    private static final int LEAST_PIXELS = 5;
    private static final float METAL = .2f;

    double strength() {
        return Math.max(step, line);
    }

    /// @param labels body k of the chain as k + 1
    /// @param away distance to the nearest body, in pixels
    /// @param size side of a square of a body's usual area, in pixels
    static BodyEdges of(SpineMaps maps, LabelMap labels, Chain chain, GrayMap away, double size) {
        GrayMap grey = java.util.Objects.requireNonNull(maps.grey());
        int w = grey.width();
        Mask bodies = labels.foreground();
        byte[] inside = bodies.values();
        GrayMap deep = DistanceTransform.distances(bodies);
        double[][] sums = new double[chain.size()][BINS];
        int[][] counts = new int[chain.size()][BINS];
        double reach = BINS * BIN / 2 * size;
        for (int i = 0; i < inside.length; i++) {
            // distances to the pixels' centres on the other side of the outline
            double out = inside[i] != 0 ? .5 - deep.values()[i] : away.values()[i] - .5;
            if (Math.abs(out) >= reach || maps.instrumentation().values()[i] >= METAL) continue;
            float v = grey.values()[i];
            if (!Float.isFinite(v)) continue;
            int body = inside[i] != 0 ? labels.values()[i] - 1 : nearest(chain, i % w, i / w);
            int bin = (int) ((out + reach) / (BIN * size));
            sums[body][bin] += v;
            counts[body][bin]++;
        }
        double[] steps = new double[chain.size()];
        double[] lines = new double[chain.size()];
        int n = 0;
        for (int k = 0; k < chain.size(); k++) {
            if (chain.body(k).cut() != Body.Cut.NONE || Arrays.stream(counts[k]).min().orElse(0) < LEAST_PIXELS) continue;
            double inner = 0;
            double outer = 0;
            for (int b = 0; b < SIDE; b++) {
                inner += sums[k][b] / counts[k][b] / SIDE;
                outer += sums[k][BINS - 1 - b] / counts[k][BINS - 1 - b] / SIDE;
            }
            double line = Double.NEGATIVE_INFINITY;
            for (int b = BINS / 2 - LINE; b <= BINS / 2 + LINE; b++) line = Math.max(line, sums[k][b] / counts[k][b]);
            steps[n] = Math.abs(inner - outer);
            lines[n++] = line - Math.max(inner, outer);
        }
        return n == 0 ? new BodyEdges(0, 0) : new BodyEdges(median(steps, n), median(lines, n));
    }

    private static int nearest(Chain chain, int x, int y) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < chain.size(); k++) {
            double d = Math.hypot(x + .5 - chain.body(k).x(), y + .5 - chain.body(k).y());
            if (d >= least) continue;
            least = d;
            best = k;
        }
        return best;
    }

    private static double median(double[] values, int n) {
        double[] sorted = Arrays.copyOf(values, n);
        Arrays.sort(sorted);
        return sorted[n / 2];
    }
}
