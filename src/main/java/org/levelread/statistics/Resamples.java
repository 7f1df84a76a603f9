package org.levelread.statistics;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// How often each cluster was drawn in each replicate. All figures of a report are made from the same draws.
///
/// The draws come one after the other from one generator, so they do not depend on the number of cores; what is made
/// of them may then run in any order.
final class Resamples {
    private static final int KEPT = 4;
    private static final Map<Key, SoftReference<Resamples>> MADE = new LinkedHashMap<>(8, .75f, true);

    private record Key(long seed, int replicates, int clusters) {}

    private final int clusters;
    private final byte[][] times;
    private final long[][][] planes;

    private Resamples(Key key) {
        clusters = key.clusters;
        times = new byte[key.replicates][clusters];
        planes = new long[key.replicates][][];
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(key.seed);
        int[] drawn = new int[clusters];
        for (int r = 0; r < key.replicates; r++) {
            Arrays.fill(drawn, 0);
            for (int i = 0; i < clusters; i++) drawn[random.nextInt(clusters)]++;
            int most = 0;
            for (int i = 0; i < clusters; i++) {
                // of n draws from n clusters, no cluster gets 128 before the sun burns out
                times[r][i] = (byte) Math.min(drawn[i], Byte.MAX_VALUE);
                most = Math.max(most, times[r][i]);
            }
            planes[r] = new long[32 - Integer.numberOfLeadingZeros(most)][clusters + 63 >> 6];
            for (int i = 0; i < clusters; i++) {
                for (int p = 0; times[r][i] >> p > 0; p++) {
                    if ((times[r][i] >> p & 1) == 1) planes[r][p][i >> 6] |= 1L << i;
                }
            }
        }
    }

    /// the draws of a seed, made once and kept while there is memory
    static Resamples of(long seed, int replicates, int clusters) {
        Key key = new Key(seed, replicates, clusters);
        synchronized (MADE) {
            SoftReference<Resamples> kept = MADE.get(key);
            Resamples made = kept == null ? null : kept.get();
            if (made == null) {
                made = new Resamples(key);
                MADE.put(key, new SoftReference<>(made));
                while (MADE.size() > KEPT) MADE.remove(MADE.keySet().iterator().next());
            }
            return made;
        }
    }

    int replicates() {
        return times.length;
    }

    /// how often each cluster was drawn; the array is the kept one
    byte[] times(int replicate) {
        return times[replicate];
    }

    /// the sums of one replicate, into `totals`
    void totals(ClusterSums sums, int replicate, double[] totals) {
        for (int j = 0; j < totals.length; j++) {
            totals[j] = sums.counts(j)
                    ? bits(planes[replicate], sums.planes(j))
                    : product(times[replicate], sums.column(j));
        }
    }

    private static long bits(long[][] drawn, long[][] counts) {
        long total = 0;
        for (int p = 0; p < drawn.length; p++) {
            for (int q = 0; q < counts.length; q++) {
                long[] a = drawn[p];
                long[] b = counts[q];
                int common = 0;
                for (int w = 0; w < a.length; w++) common += Long.bitCount(a[w] & b[w]);
                total += (long) common << p + q;
            }
        }
        return total;
    }

    private static double product(byte[] drawn, double[] values) {
        // four sums, so that one addition need not wait for the other
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < drawn.length; i += 4) {
            a += drawn[i] * values[i];
            b += drawn[i + 1] * values[i + 1];
            c += drawn[i + 2] * values[i + 2];
            d += drawn[i + 3] * values[i + 3];
        }
        for (; i < drawn.length; i++) a += drawn[i] * values[i];
        return a + b + c + d;
    }
}
