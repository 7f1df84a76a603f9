package org.levelread.simulation;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// The one source of chance of a film: the same seed gives the same draws on every machine.
final class Chance {
    private final RandomGenerator generator;

    Chance(long seed) {
        generator = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /// uniform in [0, 1)
    double unit() {
        return generator.nextDouble();
    }

    /// uniform in [low, high)
    double between(double low, double high) {
        return low + (high - low) * generator.nextDouble();
    }

    double normal(double mean, double deviation) {
        return mean + deviation * generator.nextGaussian();
    }

    boolean happens(double probability) {
        return generator.nextDouble() < probability;
    }

    /// 0 to n - 1
    int below(int n) {
        return generator.nextInt(n);
    }

    /// low to high - 1
    int whole(int low, int high) {
        return generator.nextInt(low, high);
    }

    /// an index, with the given weights
    int weighted(double... weights) {
        double sum = 0;
        for (double w : weights) sum += w;
        double x = generator.nextDouble() * sum;
        for (int i = 0; i < weights.length; i++) if ((x -= weights[i]) < 0) return i;
        return weights.length - 1;
    }

    /// Beta(2, 2): the median of three uniforms
    double central() {
        double a = unit(), b = unit(), c = unit();
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
