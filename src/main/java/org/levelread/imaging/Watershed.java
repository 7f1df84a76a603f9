package org.levelread.imaging;

import java.util.Arrays;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.IntegerType;
import net.imglib2.type.numeric.RealType;
import org.levelread.imaging.ConnectedComponents.StructuringElement;

/// Floods a relief from markers; every pixel goes to the marker whose water reaches it first.
///
/// Pixels are taken lowest first and, at one height, first come first served, the markers in reading order; the
/// water level may fall again behind a pass. The same as `skimage.segmentation.watershed(relief, markers,
/// connectivity, mask=mask)` of scikit-image 0.19.3, pixel for pixel, unless markers begin at one height, whose
/// order is left open there. Markers outside the mask do not flow.
public final class Watershed {
    private Watershed() {}

    /// Grows the labels inside the mask, in place.
    ///
    /// @param relief flooded from low to high, compared as 32-bit float; not a number is refused
    /// @param labels in: the markers, 0 elsewhere; out: the basins
    /// @param mask where water may flow: not zero
    public static <T extends RealType<T>, L extends IntegerType<L>, M extends IntegerType<M>> void flood(
            RandomAccessibleInterval<T> relief,
            RandomAccessibleInterval<L> labels,
            RandomAccessibleInterval<M> mask,
            StructuringElement se) {
        int width = Rasters.width(relief);
        int height = Rasters.height(relief);
        Rasters.requireSameSize(width, height, Rasters.width(labels), Rasters.height(labels));
        Rasters.requireSameSize(width, height, Rasters.width(mask), Rasters.height(mask));
        LabelMap basins = flood(
                new GrayMap(width, height, Rasters.floats(relief)),
                new LabelMap(width, height, Rasters.ints(labels)),
                new Mask(width, height, Rasters.foreground(mask)),
                se);
        Rasters.store(basins.values(), labels);
    }

    /// the basins, a new map; the markers are not changed
    public static LabelMap flood(GrayMap relief, LabelMap markers, Mask mask, StructuringElement se) {
        int width = relief.width();
        int height = relief.height();
        Rasters.requireSameSize(width, height, markers.width(), markers.height());
        Rasters.requireSameSize(width, height, mask.width(), mask.height());
        int[] labels = new int[width * height];
        PixelQueue queue = new PixelQueue(mask.count());
        for (int i = 0; i < labels.length; i++) {
            if (markers.values()[i] == 0 || mask.values()[i] == 0) continue;
            labels[i] = markers.values()[i];
            queue.add(i, relief.values()[i]);
        }
        while (!queue.isEmpty()) {
            int from = queue.poll();
            int x = from % width;
            int y = from / width;
            for (int n = 0; n < se.size(); n++) {
                int i = se.neighbour(n, x, y, width, height);
                if (i < 0 || labels[i] != 0 || mask.values()[i] == 0) continue;
                labels[i] = labels[from];
                queue.add(i, relief.values()[i]);
            }
        }
        return new LabelMap(width, height, labels);
    }

    /// A binary heap of pixels by height, then by age. One long is one entry: the height in the upper half, mapped
    /// so that the order of floats is that of integers, and the age in the lower half.
    private static final class PixelQueue {
        private final int[] pixelOfAge;
        private long[] heap;
        private int size;
        private int age;

        PixelQueue(int mostPixels) {
            pixelOfAge = new int[mostPixels];
            heap = new long[Math.min(mostPixels, 1024) + 1];
        }

        boolean isEmpty() {
            return size == 0;
        }

        void add(int pixel, float height) {
            if (Float.isNaN(height))
                throw new IllegalArgumentException("the relief of pixel " + pixel + " is not a number");
            // adding 0 turns -0 into 0, which must be as high as 0
            int bits = Float.floatToIntBits(height + 0f);
            long key = (long) (bits ^ (bits >> 31) & 0x7fffffff) << 32 | age;
            pixelOfAge[age++] = pixel;
            if (size == heap.length) heap = Arrays.copyOf(heap, 2 * size);
            int slot = size++;
            while (slot > 0 && heap[(slot - 1) / 2] > key) {
                heap[slot] = heap[(slot - 1) / 2];
                slot = (slot - 1) / 2;
            }
            heap[slot] = key;
        }

        int poll() {
            int pixel = pixelOfAge[(int) heap[0]];
            long moved = heap[--size];
            int slot = 0;
            for (int child = 1; child < size; child = 2 * slot + 1) {
                if (child + 1 < size && heap[child + 1] < heap[child]) child++;
                if (heap[child] >= moved) break;
                heap[slot] = heap[child];
                slot = child;
            }
            heap[slot] = moved;
            return pixel;
        }
    }
}
