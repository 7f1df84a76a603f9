package org.levelread.imaging;

import java.util.Arrays;

/// Values below which a given share of the pixels lies, linear between neighbours as `numpy.percentile`.
public final class Percentiles {
    private Percentiles() {}

    /// @param percents 0 to 100
    public static double[] of(GrayMap map, double... percents) {
        float[] sorted = map.values().clone();
        Arrays.sort(sorted);
        return at(sorted.length, rank -> sorted[rank], percents);
    }

    /// the same of a film, by counting its 65536 possible values
    public static double[] of(Radiograph film, double... percents) {
        int[] upTo = new int[65536];
        for (short value : film.values()) upTo[value & 0xffff]++;
        for (int value = 1; value < upTo.length; value++) upTo[value] += upTo[value - 1];
        return at(film.values().length, rank -> lowestAbove(upTo, rank), percents);
    }

    /// the lowest value with more than `rank` pixels up to it
    private static int lowestAbove(int[] upTo, int rank) {
        int low = 0;
        int high = upTo.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (upTo[middle] > rank) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    private interface Ranked {
        double value(int rank);
    }

    private static double[] at(int count, Ranked ranked, double[] percents) {
        double[] values = new double[percents.length];
        for (int i = 0; i < percents.length; i++) {
            if (!(percents[i] >= 0 && percents[i] <= 100)) {
                throw new IllegalArgumentException("a percentile lies between 0 and 100 %, asked for " + percents[i]);
            }
            double position = percents[i] / 100 * (count - 1);
            int rank = (int) position;
            double below = ranked.value(rank);
            double above = ranked.value(Math.min(rank + 1, count - 1));
            values[i] = below + (position - rank) * (above - below);
        }
        return values;
    }
}
