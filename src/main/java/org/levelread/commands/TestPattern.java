package org.levelread.commands;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.levelread.imaging.Radiograph;

/// A drawn film that looks enough like a spine to keep every stage busy: bright boxes up a curve over noise.
final class TestPattern {
    private TestPattern() {}

    static Radiograph film(int width, int height) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        short[] values = new short[width * height];
        double pitch = height / 10.;
        for (int y = 0, i = 0; y < height; y++) {
            double level = y / pitch;
            double centre = width * (.5 + .08 * Math.sin(level * .7));
            boolean bone = level % 1 > .22;
            for (int x = 0; x < width; x++, i++) {
                double away = Math.abs(x - centre) / width;
                double soft = 14_000 * Math.exp(-Math.pow((x - width * .5) / (width * .35), 2));
                double grey = 6_000 + soft + (bone && away < .09 ? 16_000 : 0) + 900 * random.nextGaussian();
                values[i] = (short) Math.clamp((long) grey, 0, 65_535);
            }
        }
        return new Radiograph(width, height, values, null);
    }
}
