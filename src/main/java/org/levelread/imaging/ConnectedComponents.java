package org.levelread.imaging;

import java.util.Arrays;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.IntegerType;

/// Connected foreground pixels as numbered components, from 1 on, in the order of their first pixel row by row.
///
/// Called as in imglib2-algorithm.
public final class ConnectedComponents {
    public enum StructuringElement {
        FOUR_CONNECTED(new int[] {0, -1, 1, 0}, new int[] {-1, 0, 0, 1}),
        EIGHT_CONNECTED(new int[] {0, -1, 1, 0, -1, 1, -1, 1}, new int[] {-1, 0, 0, 1, -1, -1, 1, 1});

        private final int[] dx;
        private final int[] dy;

        StructuringElement(int[] dx, int[] dy) {
            this.dx = dx;
            this.dy = dy;
        }

        int size() {
            return dx.length;
        }

        /// the index of the n-th neighbour of (x, y), or -1 beyond the border
        int neighbour(int n, int x, int y, int width, int height) {
            int nx = x + dx[n];
            int ny = y + dy[n];
            return nx < 0 || ny < 0 || nx >= width || ny >= height ? -1 : ny * width + nx;
        }
    }

    private ConnectedComponents() {}

    /// Writes the component numbers of the non-zero pixels of `input` into `labeling`, 0 elsewhere.
    public static <T extends IntegerType<T>, L extends IntegerType<L>> void labelAllConnectedComponents(
            RandomAccessibleInterval<T> input, RandomAccessibleInterval<L> labeling, StructuringElement se) {
        int width = Rasters.width(input);
        int height = Rasters.height(input);
        Rasters.requireSameSize(width, height, Rasters.width(labeling), Rasters.height(labeling));
        Rasters.store(
                label(new Mask(width, height, Rasters.foreground(input)), se).values(), labeling);
    }

    public static LabelMap label(Mask mask, StructuringElement se) {
        int width = mask.width();
        int height = mask.height();
        byte[] foreground = mask.values();
        int[] labels = new int[foreground.length];
        int[] queue = new int[foreground.length];
        int label = 0;
        for (int first = 0; first < labels.length; first++) {
            if (foreground[first] == 0 || labels[first] != 0) continue;
            labels[first] = ++label;
            queue[0] = first;
            for (int head = 0, tail = 1; head < tail; head++) {
                int x = queue[head] % width;
                int y = queue[head] / width;
                for (int n = 0; n < se.size(); n++) {
                    int i = se.neighbour(n, x, y, width, height);
                    if (i < 0 || foreground[i] == 0 || labels[i] != 0) continue;
                    labels[i] = label;
                    queue[tail++] = i;
                }
            }
        }
        return new LabelMap(width, height, labels);
    }

    /// the component with the most pixels, the first of equals; empty where the mask is
    public static Mask largest(Mask mask, StructuringElement se) {
        LabelMap labels = label(mask, se);
        int[] areas = areas(labels);
        int largest = 1;
        for (int label = 2; label < areas.length; label++) if (areas[label] > areas[largest]) largest = label;
        byte[] kept = new byte[mask.values().length];
        for (int i = 0; i < kept.length; i++) kept[i] = (byte) (labels.values()[i] == largest ? 1 : 0);
        return new Mask(mask.width(), mask.height(), kept);
    }

    /// the mask without the components of fewer than `leastAreaPx` pixels
    public static Mask withoutSmall(Mask mask, StructuringElement se, int leastAreaPx) {
        LabelMap labels = label(mask, se);
        int[] areas = areas(labels);
        byte[] kept = new byte[mask.values().length];
        for (int i = 0; i < kept.length; i++) {
            int label = labels.values()[i];
            kept[i] = (byte) (label != 0 && areas[label] >= leastAreaPx ? 1 : 0);
        }
        return new Mask(mask.width(), mask.height(), kept);
    }

    /// pixels of each label, `int[highest label + 1]`, the background first
    public static int[] areas(LabelMap labels) {
        int highest = Arrays.stream(labels.values()).max().orElse(0);
        int[] areas = new int[highest + 1];
        for (int label : labels.values()) areas[label]++;
        return areas;
    }
}
