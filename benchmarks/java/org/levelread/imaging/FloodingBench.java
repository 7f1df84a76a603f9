package org.levelread.imaging;

import java.util.concurrent.TimeUnit;
import org.levelread.imaging.ConnectedComponents.StructuringElement;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Distance transform, markers and watershed on a mask of 1024 x 512 pixels with 14 bodies, one thread, beside a naive
/// distance transform; with the bytes allocated a call (`gc.alloc.rate.norm`). Run its main after `mvn -Pbench
/// test-compile`.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FloodingBench {
    private static final int WIDTH = 512;
    private static final int HEIGHT = 1024;

    private Mask mask = new Mask(WIDTH, HEIGHT);

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(FloodingBench.class.getSimpleName())
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }

    /// up a curve, touching each other
    @Setup
    public void bodies() {
        mask = new Mask(WIDTH, HEIGHT);
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
    }

    /// all that splits touching bodies
    @Benchmark
    public LabelMap flood() {
        GrayMap depth = DistanceTransform.distances(mask);
        LabelMap markers = HMaxima.mark(depth, mask, 3, StructuringElement.EIGHT_CONNECTED);
        GrayMap relief = new GrayMap(WIDTH, HEIGHT);
        for (int i = 0; i < relief.values().length; i++) relief.values()[i] = -depth.values()[i];
        return Watershed.flood(relief, markers, mask, StructuringElement.FOUR_CONNECTED);
    }

    /// the first of the three steps
    @Benchmark
    public GrayMap distances() {
        return DistanceTransform.distances(mask);
    }

    /// that step done naively: the nearest of all background pixels that touch the foreground
    @Benchmark
    public GrayMap naiveDistances() {
        int[] edge = java.util.stream.IntStream.range(0, mask.values().length)
                .filter(i -> mask.values()[i] == 0 && touches(i % WIDTH, i / WIDTH))
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

    private boolean touches(int x, int y) {
        return x > 0 && mask.at(x - 1, y)
                || x + 1 < WIDTH && mask.at(x + 1, y)
                || y > 0 && mask.at(x, y - 1)
                || y + 1 < HEIGHT && mask.at(x, y + 1);
    }
}
