package org.levelread.spine;

import java.util.List;
import org.levelread.imaging.DistanceTransform;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;

/// What speaks for and against a set of instrumented levels as a whole, in the order of [Calibration#SET_FEATURES]: that no
/// level is missing from it and none too many in it.
final class SetEvidence {
    /// hardware of a lower probability is seen faintly
    private static final double FAINT = .8;
    /// metal under the threshold counts from this probability
    private static final double FAINTEST = .1;
    private static final double MOST_LEVELS = 3;

    private SetEvidence() {}

    /// @param labels body k of the chain as k + 1
    /// @param names the probability that all names are right
    static List<Double> of(
            HardwareMatch hardware, SpineMaps maps, LabelMap labels, Chain chain, double names, NumberingOptions options) {
        int lowest = hardware.s1Instrumented() ? -1 : chain.size();
        int highest = -1;
        double least = hardware.s1Instrumented() ? hardware.s1Trust() : 1;
        int counted = 0;
        for (int k = 0; k < chain.size(); k++) {
            if (!hardware.instrumented()[k]) continue;
            lowest = Math.min(lowest, k);
            highest = k;
            least = Math.min(least, hardware.trust()[k]);
            counted++;
        }
        int skipped = highest < 0 ? 0 : highest - Math.max(0, lowest) + 1 - counted;
        boolean below = lowest >= 0 && lowest < chain.size();
        return List.of(
                Calibration.logOdds(names),
                faintly(hardware.hardware(), maps.instrumentation()),
                (double) skipped,
                below ? Math.min(MOST_LEVELS, hardware.beyond(chain, lowest, false)) : 0,
                highest >= 0 ? Math.min(MOST_LEVELS, hardware.beyond(chain, highest, true)) : 0,
                least,
                faintAbout(maps.instrumentation(), labels, chain, options));
    }

    private static double faintly(Mask hardware, GrayMap map) {
        double faint = 0;
        for (int i = 0; i < hardware.values().length; i++)
            if (hardware.values()[i] != 0 && map.values()[i] < FAINT) faint++;
        return faint / Math.max(1, hardware.count());
    }

    private static double faintAbout(GrayMap map, LabelMap labels, Chain chain, NumberingOptions options) {
        GrayMap away = DistanceTransform.distancesTo(labels.foreground());
        double sum = 0;
        for (int i = 0; i < map.values().length; i++) {
            float p = map.values()[i];
            if (p > FAINTEST && p <= options.threshold() && away.values()[i] < chain.pitch()) sum += p;
        }
        return sum
                / Math.max(
                        1,
                        ChainSearch.typicalArea(
                                chain.links().stream().map(Chain.Link::body).toList()));
    }
}
