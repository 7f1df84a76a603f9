package org.levelread.imaging;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import org.levelread.imaging.ConnectedComponents.StructuringElement;

/// Prints processor time and allocation of distance transform, markers and watershed on a mask of 1024 x 512 pixels with
/// 14 bodies: median of 40 calls after 60 to warm up, one thread. Run its main; it is no test.
final class FloodingBench {
    private static final int WIDTH = 512;
    private static final int HEIGHT = 1024;
    private static final int WARM_UP = 60;
    private static final int CALLS = 40;
    private static final com.sun.management.ThreadMXBean CLOCK =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private FloodingBench() {}

    public static void main(String[] args) {
        Mask mask = bodies();
        System.out.println(mask.count() + " pixels of " + mask.values().length + " are foreground");
        GrayMap depth = DistanceTransform.distances(mask);
        LabelMap markers = HMaxima.mark(depth, mask, 3, StructuringElement.EIGHT_CONNECTED);
        GrayMap relief = new GrayMap(WIDTH, HEIGHT);
        for (int i = 0; i < relief.values().length; i++) relief.values()[i] = -depth.values()[i];
        double sum = measure("distance transform", WARM_UP, CALLS, () -> DistanceTransform.distances(mask))
                + measure("markers", WARM_UP, CALLS, () -> HMaxima.mark(depth, mask, 3, StructuringElement.EIGHT_CONNECTED))
                + measure(
                        "watershed",
                        WARM_UP,
                        CALLS,
                        () -> Watershed.flood(relief, markers, mask, StructuringElement.FOUR_CONNECTED));
        System.out.printf(Locale.ROOT, "%-28s %8.1f ms%n", "all three", sum);
        measure("naive distance transform", 0, 3, () -> naive(mask));
    }

    private static double measure(String what, int warmUp, int calls, Supplier<Object> call) {
        long[] nanos = new long[calls];
        long bytes = 0;
        long thread = Thread.currentThread().threadId();
        for (int k = -warmUp; k < calls; k++) {
            long before = CLOCK.getThreadAllocatedBytes(thread);
            long start = CLOCK.getCurrentThreadCpuTime();
            Object result = call.get();
            long end = CLOCK.getCurrentThreadCpuTime();
            if (result.hashCode() == 42) System.out.println();
            if (k < 0) continue;
            nanos[k] = end - start;
            bytes = CLOCK.getThreadAllocatedBytes(thread) - before;
        }
        Arrays.sort(nanos);
        double ms = nanos[calls / 2] / 1e6;
        System.out.printf(Locale.ROOT, "%-28s %8.1f ms %8.2f MB a call%n", what, ms, bytes / 1e6);
        return ms;
    }

    /// the nearest of all background pixels that touch the foreground
    private static GrayMap naive(Mask mask) {
        int[] edge = java.util.stream.IntStream.range(0, mask.values().length)
                .filter(i -> mask.values()[i] == 0 && touches(mask, i % WIDTH, i / WIDTH))
                .toArray();
        GrayMap out = new GrayMap(WIDTH, HEIGHT);
        for (int i = 0; i < out.values().length; i++) {
            if (mask.values()[i] == 0) continue;
            long least = Long.MAX_VALUE;
            for (int e : edge) {
                long dx = e % WIDTH - i % WIDTH;
                long dy = e / WIDTH - i / WIDTH;
                least = Math.min(least, dx * dx + dy * dy);
            }
            out.values()[i] = (float) Math.sqrt(least);
        }
        return out;
    }

    private static boolean touches(Mask mask, int x, int y) {
        return x > 0 && mask.at(x - 1, y)
                || x + 1 < WIDTH && mask.at(x + 1, y)
                || y > 0 && mask.at(x, y - 1)
                || y + 1 < HEIGHT && mask.at(x, y + 1);
    }

    /// up a curve, touching each other
    private static Mask bodies() {
        Mask mask = new Mask(WIDTH, HEIGHT);
        for (int k = 0; k < 14; k++) {
            double cx = 256 + 60 * Math.sin(k / 3.);
            double cy = 960 - 66 * k;
            for (int y = (int) cy - 32; y <= cy + 32; y++) {
                for (int x = (int) cx - 48; x <= cx + 48; x++) if (y >= 0) mask.values()[y * WIDTH + x] = 1;
            }
            if (k % 3 == 0)
                for (int y = (int) cy - 36; y < cy - 30; y++)
                    for (int x = (int) cx - 20; x < cx + 20; x++) if (y >= 0) mask.values()[y * WIDTH + x] = 1;
        }
        return mask;
    }
}
