package org.levelread.spine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.levelread.imaging.GrayMap;

/// Draws the maps of an ideal spine: boxes with soft edges up a lordotic curve from a sacrum, so that the truth
/// is known.
final class DrawnSpine {
    final int width;
    final int height;
    int bodies = 8;
    double length = 26;
    double slopeDegrees = 40;
    double turnDegrees = 9;
    double lean;
    double stretch = 1;
    double rotationDegrees;
    boolean facingLeft = true;
    boolean sacrum = true;
    boolean s1Body = true;
    double jitter;
    /// number of the lowest body that bears ribs, from 0 for the lowest of all; below 0 draws no map of them
    int ribsFrom = -1;
    /// probability that the net gives a body that bears ribs
    double ribsSeen = .95;
    long seed = 1;
    final List<Integer> missing = new ArrayList<>();
    final List<Integer> fractured = new ArrayList<>();
    /// index k: body k and k + 1 run into each other
    final List<Integer> merged = new ArrayList<>();
    final List<Integer> screws = new ArrayList<>();
    final List<double[]> centres = new ArrayList<>();
    /// whether the film shows an arch behind each body, as from the side
    boolean arches = true;
    private final List<double[]> backs = new ArrayList<>();

    private GrayMap bodyMap;
    private GrayMap coreMap;
    private GrayMap sacrumMap;
    private GrayMap s1Map;
    private GrayMap metalMap;
    private GrayMap ribMap;

    DrawnSpine() {
        this(256, 430);
    }

    DrawnSpine(int width, int height) {
        this.width = width;
        this.height = height;
        bodyMap = new GrayMap(width, height);
        coreMap = new GrayMap(width, height);
        sacrumMap = new GrayMap(width, height);
        s1Map = new GrayMap(width, height);
        metalMap = new GrayMap(width, height);
        ribMap = new GrayMap(width, height);
    }

    static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    SpineMaps draw() {
        RandomGenerator random = random(seed);
        for (GrayMap m : List.of(bodyMap, coreMap, sacrumMap, s1Map, metalMap, ribMap)) Arrays.fill(m.values(), 0);
        centres.clear();
        backs.clear();
        // the belly on the left; angles from straight up, positive towards the belly
        double angle = Math.toRadians(slopeDegrees);
        double x = width * .52;
        double y = height * .80;
        double s1Angle = angle;
        if (s1Body) box(s1Map, x, y, angle, length * .9, length * 1.3, 1, .95);
        if (sacrum) {
            box(sacrumMap, x, y, angle, length, length * 1.4, 1, .95);
            double a = s1Angle;
            double sx = x;
            double sy = y;
            for (int k = 1; k < 4; k++) {
                sx -= .8 * length * Math.sin(a) * -1;
                sy += .8 * length * Math.cos(a);
                a += Math.toRadians(12);
                box(sacrumMap, sx, sy, a, length, length * (1.4 - .2 * k), 1, .95);
            }
        }
        double size = length;
        double below = length * .9;
        for (int k = 0; k < bodies; k++) {
            double gap = size * .24 * (1 + jitter * random.nextGaussian());
            double step = below / 2 + gap + size / 2;
            double heading = angle - Math.toRadians(turnDegrees / 2);
            x -= step * Math.sin(heading);
            y -= step * Math.cos(heading);
            angle -= Math.toRadians(turnDegrees * (k > 4 ? .2 : 1) * (1 + jitter * random.nextGaussian()));
            angle = Math.max(angle, Math.toRadians(-25));
            double tall = fractured.contains(k) ? size * .6 : size;
            centres.add(toGrid(x, y));
            backs.add(toGrid(x + 1.25 * size * Math.cos(angle), y - 1.25 * size * Math.sin(angle)));
            if (!missing.contains(k)) {
                box(bodyMap, x, y, angle, tall, size * 1.35, 1, .95);
                box(ribMap, x, y, angle, tall, size * 1.35, k >= ribsFrom ? ribsSeen : 1 - ribsSeen, .95);
                if (!merged.contains(k) && !merged.contains(k - 1))
                    box(coreMap, x, y, angle, tall * .6, size * .9, 1, .95);
            }
            if (merged.contains(k)) {
                double mx = x - .62 * size * Math.sin(angle);
                double my = y - .62 * size * Math.cos(angle);
                box(bodyMap, mx, my, angle, size, size * 1.2, 1, .8);
                box(coreMap, mx, my, angle, size * 1.6, size * .9, 1, .9);
            }
            if (screws.contains(k)) {
                double across = angle + Math.PI / 2;
                double px = x - .35 * size * Math.sin(across) * -1;
                double py = y - .35 * size * Math.cos(across) * -1;
                box(metalMap, px, py, angle, size * .2, size * 1.6, 1, .97);
            }
            below = tall;
            size *= .98;
        }
        SpineMaps maps = new SpineMaps(bodyMap, coreMap, sacrumMap, s1Map, metalMap, width * 3, height * 3, null);
        return ribsFrom < 0 ? maps : maps.withThoracic(ribMap);
    }

    /// A film that fits the maps drawn last, 0 to 65535: bodies brighter than the rest, with noise of a pixel.
    ///
    /// @param noise deviation, in shares of the bodies' contrast
    GrayMap film(double noise) {
        RandomGenerator random = random(seed);
        GrayMap film = new GrayMap(width, height);
        for (int i = 0; i < film.values().length; i++) {
            double soft = .3 + .1 * (i % width) / width;
            double bone = .25 * Math.max(bodyMap.values()[i], sacrumMap.values()[i]);
            double metal = .4 * metalMap.values()[i];
            if (arches && arch(i % width, i / width)) bone = Math.max(bone, .22);
            film.values()[i] = (float) (65535 * (soft + bone + metal + .25 * noise * random.nextGaussian()));
        }
        return film;
    }

    private boolean arch(int x, int y) {
        for (double[] b : backs) if (Math.hypot(x - b[0], y - b[1]) < .25 * length) return true;
        return false;
    }

    /// a box of hardware at a place of the grid
    void metal(double x, double y, double tall, double wide) {
        box(metalMap, x, y, 0, tall, wide, 1, .97);
    }

    GrayMap metalMap() {
        return metalMap;
    }

    GrayMap bodyMap() {
        return bodyMap;
    }

    private double[] toGrid(double x, double y) {
        double dx = x - width / 2.;
        double dy = y - height / 2.;
        double r = Math.toRadians(rotationDegrees);
        double gx = (dx * Math.cos(r) - dy * Math.sin(r)) * stretch;
        double gy = dx * Math.sin(r) + dy * Math.cos(r);
        return new double[] {width / 2. + (facingLeft ? gx : -gx), height / 2. + gy};
    }

    /// raises the map to the probability inside a box turned by the angle, with an edge of about two pixels
    private void box(
            GrayMap map, double cx, double cy, double angle, double tall, double wide, double opacity, double top) {
        double r = Math.toRadians(rotationDegrees);
        for (int y = 0, i = 0; y < height; y++) {
            for (int x = 0; x < width; x++, i++) {
                double gx = ((facingLeft ? x + .5 : width - x - .5) - width / 2.) / stretch;
                double gy = y + .5 - height / 2.;
                double px = width / 2. + gx * Math.cos(r) + gy * Math.sin(r) - cx;
                double py = height / 2. - gx * Math.sin(r) + gy * Math.cos(r) - cy;
                double up = -px * Math.sin(angle) - py * Math.cos(angle);
                double across = px * Math.cos(angle) - py * Math.sin(angle);
                double inside = Math.min(tall / 2 - Math.abs(up), wide / 2 - Math.abs(across));
                float p = (float) (opacity * top / (1 + Math.exp(-2 * inside)));
                map.values()[i] = Math.max(map.values()[i], p);
            }
        }
    }
}
