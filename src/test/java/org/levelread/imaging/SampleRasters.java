package org.levelread.imaging;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Small seeded rasters for the tests of this room.
final class SampleRasters {
    private SampleRasters() {}

    static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /// rows of `.` and `#`, one a line
    static Mask mask(String rows) {
        String[] lines = rows.strip().split("\\s+");
        Mask mask = new Mask(lines[0].length(), lines.length);
        for (int y = 0; y < lines.length; y++) {
            for (int x = 0; x < lines[y].length(); x++)
                mask.values()[y * mask.width() + x] = (byte) (lines[y].charAt(x) == '#' ? 1 : 0);
        }
        return mask;
    }

    static String rows(Mask mask) {
        StringBuilder rows = new StringBuilder();
        for (int y = 0; y < mask.height(); y++) {
            for (int x = 0; x < mask.width(); x++) rows.append(mask.at(x, y) ? '#' : '.');
            rows.append('\n');
        }
        return rows.toString();
    }

    /// rows of digits, one a line
    static LabelMap labels(String rows) {
        String[] lines = rows.strip().split("\\s+");
        LabelMap labels = new LabelMap(lines[0].length(), lines.length);
        for (int y = 0; y < lines.length; y++) {
            for (int x = 0; x < lines[y].length(); x++)
                labels.values()[y * labels.width() + x] = lines[y].charAt(x) - '0';
        }
        return labels;
    }

    /// 1 to 24 pixels a side, between nearly empty and nearly full
    static Mask anyMask(RandomGenerator random) {
        Mask mask = new Mask(random.nextInt(1, 25), random.nextInt(1, 25));
        double share = random.nextDouble(0.02, 0.98);
        for (int i = 0; i < mask.values().length; i++) mask.values()[i] = (byte) (random.nextDouble() < share ? 1 : 0);
        return mask;
    }

    /// whole numbers, so that sums and differences are exact
    static GrayMap anyMap(RandomGenerator random, int width, int height, int levels) {
        GrayMap map = new GrayMap(width, height);
        for (int i = 0; i < map.values().length; i++) map.values()[i] = random.nextInt(levels);
        return map;
    }

    /// some overlapping tilted rectangles and discs
    static Mask anyBlobs(RandomGenerator random, int width, int height) {
        Mask mask = new Mask(width, height);
        for (int blob = 0; blob < 6; blob++) {
            double cx = random.nextDouble(width);
            double cy = random.nextDouble(height);
            double a = random.nextDouble(4, width / 3.0);
            double b = random.nextDouble(4, height / 4.0);
            double angle = random.nextDouble(Math.PI);
            boolean disc = random.nextBoolean();
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    double u = Math.abs(Math.cos(angle) * (x - cx) + Math.sin(angle) * (y - cy)) / a;
                    double v = Math.abs(Math.cos(angle) * (y - cy) - Math.sin(angle) * (x - cx)) / b;
                    if (disc ? u * u + v * v < 1 : Math.max(u, v) < 1) mask.values()[y * width + x] = 1;
                }
            }
        }
        return mask;
    }

    static double overlap(Mask a, Mask b) {
        int both = 0;
        int either = 0;
        for (int i = 0; i < a.values().length; i++) {
            both += a.values()[i] & b.values()[i];
            either += a.values()[i] | b.values()[i];
        }
        return (double) both / either;
    }
}
