package org.levelread.spine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.Mask;

/// Whether a film shows the spine from the front, where no level may be named.
///
/// From the front each vertebra is its own mirror image: pedicles, processes and joints lie to both sides of the body
/// alike, and the sacrum lies straight below. From the side the arches lie behind and nothing of the kind in front, and
/// the sacrum runs backwards.
///
/// @param symmetry median over the bodies of how alike the grey values to the left and right of the body's axis are: twice
///     their covariance over the sum of their variances, in [-1, 1]; not a number where too few bodies lie on the film
///     whole
/// @param sacrumAside how far the sacrum's middle lies beside the axis of S1, in depths of the lowest body; 0 without S1
/// @param turn between the lowest and the highest direction of the column, in degrees of the grid
/// @param anchored whether a sacrum is in view
record FrontalView(double symmetry, double sacrumAside, double turn, boolean anchored) {
    /// of 38 rendered films from the front with something like a sacrum 32 are more alike, of 650 lateral ones 2, whose
    /// sacrum runs backwards; nine real lateral films reach .65
    static final double ALIKE = .8;
    /// without a sacrum nothing else tells the views apart: of 81 and 699 films 40 and none
    private static final double ALIKE_ALONE = .87;
    /// the sacrum of a lateral film usually lies farther behind
    private static final double BELOW = .3;

    /// from the front only a crooked column turns: half of the lateral ones turn by more, of 53 alike from the front none
    private static final double MOST_TURN = 45;

    /// samples on each side of the axis, from it to REACH depths away, and along it over the body's height
    private static final int ACROSS = 24;

    private static final int ALONG = 8;
    private static final double REACH = 1.3;
    /// the axis may lie this far beside the centre, in depths, in so many steps to each side
    private static final double AXIS_STEP = .04;

    private static final int AXIS_STEPS = 2;
    private static final int LEAST_SAMPLES = 60;

    boolean frontal() {
        if (turn > MOST_TURN) return false;
        return anchored ? symmetry > ALIKE && Math.abs(sacrumAside) < BELOW : symmetry > ALIKE_ALONE;
    }

    /// @return null where the film's grey values are not at hand
    static @Nullable FrontalView of(SpineMaps maps, Chain chain, ColumnFrame frame, Mask sacrum) {
        GrayMap grey = maps.grey();
        if (grey == null || chain.size() == 0) return null;
        double[] alike = new double[chain.size()];
        int n = 0;
        for (int i = 0; i < chain.size(); i++) {
            double a = alike(grey, frame, i);
            if (!Double.isNaN(a)) alike[n++] = a;
        }
        Arrays.sort(alike, 0, n);
        return new FrontalView(
                n == 0 ? Double.NaN : alike[n / 2],
                aside(chain, frame, sacrum),
                turn(chain, frame),
                chain.anchor() != null);
    }

    private static double turn(Chain chain, ColumnFrame frame) {
        double least = 180;
        double most = -180;
        for (int i = 0; i < chain.size(); i++) {
            double degrees = Math.toDegrees(Math.atan2(frame.up(i)[0], -frame.up(i)[1]));
            least = Math.min(least, degrees);
            most = Math.max(most, degrees);
        }
        return most - least;
    }

    private static double aside(Chain chain, ColumnFrame frame, Mask sacrum) {
        Anchor anchor = chain.anchor();
        if (anchor == null || sacrum.count() == 0) return 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i < sacrum.values().length; i++) {
            if (sacrum.values()[i] == 0) continue;
            x += i % sacrum.width() + .5 - anchor.body().x();
            y += i / sacrum.width() + .5 - anchor.body().y();
        }
        double[] up = frame.up(0);
        return (up[0] * y - up[1] * x) / sacrum.count() / frame.depth(0);
    }

    /// at the axis where both sides are most alike
    private static double alike(GrayMap grey, ColumnFrame frame, int body) {
        double best = Double.NaN;
        for (int step = -AXIS_STEPS; step <= AXIS_STEPS; step++) {
            double a = alike(grey, frame, body, step * AXIS_STEP);
            if (!(a <= best)) best = Double.isNaN(a) ? best : a;
        }
        return best;
    }

    private static double alike(GrayMap grey, ColumnFrame frame, int body, double axis) {
        double[] sums = new double[6];
        for (int v = 0; v < ALONG; v++) {
            double above = (v + .5) / ALONG - .5;
            for (int u = 0; u < ACROSS; u++) {
                double away = (u + .5) / ACROSS * REACH;
                double left = at(grey, frame.point(body, axis - away, above));
                double right = at(grey, frame.point(body, axis + away, above));
                if (Double.isNaN(left) || Double.isNaN(right)) continue;
                sums[0]++;
                sums[1] += left;
                sums[2] += right;
                sums[3] += left * left;
                sums[4] += right * right;
                sums[5] += left * right;
            }
        }
        double n = sums[0];
        if (n < LEAST_SAMPLES) return Double.NaN;
        double covariance = sums[5] / n - sums[1] / n * sums[2] / n;
        double variances = sums[3] / n - sums[1] / n * sums[1] / n + sums[4] / n - sums[2] / n * sums[2] / n;
        return variances > 0 ? 2 * covariance / variances : Double.NaN;
    }

    private static double at(GrayMap grey, double[] point) {
        int x = (int) Math.floor(point[0]);
        int y = (int) Math.floor(point[1]);
        if (x < 0 || y < 0 || x >= grey.width() || y >= grey.height()) return Double.NaN;
        return grey.values()[y * grey.width() + x];
    }
}
