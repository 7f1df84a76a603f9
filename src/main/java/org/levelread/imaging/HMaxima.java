package org.levelread.imaging;

import java.util.Arrays;
import org.levelread.imaging.ConnectedComponents.StructuringElement;

/// Maxima that rise above their surroundings by more than a given height, as markers for a watershed.
///
/// A peak p counts when every path from it to a higher value first falls below p - h. Its marker is the connected
/// zone around it of at least p - h, the regional maximum of the morphological reconstruction of `map - h` under
/// `map`. Source: Soille, Morphological Image Analysis, section 6.3.4, doi:10.1007/978-3-662-05088-0.
public final class HMaxima {
    private HMaxima() {}

    /// The markers, numbered from 1; each connected part of the mask has at least one.
    ///
    /// @param map finite inside the mask
    /// @param h above or equal to 0, in the unit of the map
    public static LabelMap mark(GrayMap map, Mask mask, float h, StructuringElement se) {
        Rasters.requireSameSize(map.width(), map.height(), mask.width(), mask.height());
        if (!(h >= 0)) throw new IllegalArgumentException("the height must be 0 or more, was " + h);
        return new Descent(map, mask, h, se).run();
    }

    /// Goes down from the highest pixel and joins neighbours into components. A component whose peak has been left
    /// by more than h before it met a higher one is sealed: it gets a marker. Whatever joins a sealed component
    /// without a marker of its own is lower by construction and is given up.
    private static final class Descent {
        private final GrayMap map;
        private final Mask mask;
        private final float h;
        private final StructuringElement se;
        private final int[] parent;
        private final int[] peak;
        private final boolean[] sealed;
        private final int[] markers;
        private final int[] queue;
        private int count;

        Descent(GrayMap map, Mask mask, float h, StructuringElement se) {
            this.map = map;
            this.mask = mask;
            this.h = h;
            this.se = se;
            int size = map.values().length;
            parent = new int[size];
            peak = new int[size];
            sealed = new boolean[size];
            markers = new int[size];
            queue = new int[size];
            Arrays.fill(parent, -1);
        }

        LabelMap run() {
            for (long key : descending()) {
                int pixel = (int) key;
                parent[pixel] = pixel;
                peak[pixel] = pixel;
                join(pixel);
            }
            for (int i = 0; i < parent.length; i++) if (parent[i] == i && !sealed[i]) seal(i);
            return new LabelMap(map.width(), map.height(), markers);
        }

        /// pixels of the mask, highest value first; the lower half of a key is the pixel
        private long[] descending() {
            long[] keys = new long[mask.count()];
            int n = 0;
            for (int i = 0; i < parent.length; i++) {
                if (mask.values()[i] == 0) continue;
                float value = map.values()[i];
                if (!Float.isFinite(value))
                    throw new IllegalArgumentException("pixel " + i + " of the map is " + value);
                int bits = Float.floatToIntBits(value + 0f);
                keys[n++] = (long) ~(bits ^ (bits >> 31) & 0x7fffffff) << 32 | i;
            }
            Arrays.sort(keys);
            return keys;
        }

        private void join(int pixel) {
            int width = map.width();
            float value = map.values()[pixel];
            for (int n = 0; n < se.size(); n++) {
                int i = se.neighbour(n, pixel % width, pixel / width, width, map.height());
                if (i < 0 || parent[i] < 0) continue;
                int other = root(i);
                int own = root(pixel);
                if (other == own) continue;
                if (!sealed[other] && value < map.values()[peak[other]] - h) seal(other);
                boolean keepOther = map.values()[peak[other]] >= map.values()[peak[own]];
                int kept = keepOther ? other : own;
                int given = keepOther ? own : other;
                parent[given] = kept;
                sealed[kept] |= sealed[given];
            }
        }

        private void seal(int root) {
            sealed[root] = true;
            int width = map.width();
            float floor = map.values()[peak[root]] - h;
            markers[peak[root]] = ++count;
            queue[0] = peak[root];
            for (int head = 0, tail = 1; head < tail; head++) {
                for (int n = 0; n < se.size(); n++) {
                    int i = se.neighbour(n, queue[head] % width, queue[head] / width, width, map.height());
                    if (i < 0 || mask.values()[i] == 0 || markers[i] == count || map.values()[i] < floor) continue;
                    markers[i] = count;
                    queue[tail++] = i;
                }
            }
        }

        private int root(int i) {
            while (parent[i] != i) {
                parent[i] = parent[parent[i]];
                i = parent[i];
            }
            return i;
        }
    }
}
