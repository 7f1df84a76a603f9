package org.levelread.simulation;

import java.util.EnumMap;
import java.util.Map;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.Mask;
import org.levelread.simulation.Hardware.Kind;

/// Paints solids of metal as the beam sees them, each kind on a map of its own.
final class MetalCanvas {
    /// attenuation on the fine grid; a kind that has not been painted is absent
    final Map<Kind, GrayMap> attenuation = new EnumMap<>(Kind.class);

    private final FilmPlan plan;
    private final Camera camera;

    MetalCanvas(FilmPlan plan) {
        this.plan = plan;
        camera = plan.camera();
    }

    /// film pixels most of whose fine pixels hold the kind
    Mask mask(Kind kind) {
        Mask mask = new Mask(plan.width(), plan.height());
        GrayMap map = attenuation.get(kind);
        if (map == null) return mask;
        byte[] count = new byte[mask.values().length];
        int f = FilmPlan.FINE;
        for (int y = 0, i = 0; y < map.height(); y++) {
            for (int x = 0; x < map.width(); x++, i++) if (map.values()[i] > .2) count[y / f * plan.width() + x / f]++;
        }
        for (int i = 0; i < count.length; i++) mask.values()[i] = (byte) (count[i] * 2 >= f * f ? 1 : 0);
        return mask;
    }

    /// its place on the film, mm, and how much larger than in the plane y = 0 it shows
    private double[] millimetres(double[] point) {
        double[] q = camera.project(point);
        return new double[] {q[0] * camera.pixelX(), q[1] * camera.pixelZ(), q[2] * camera.sourceMm()};
    }

    /// a round bar
    ///
    /// @param perMm attenuation, 1/mm
    /// @param pitch of a thread, mm, or 0
    void capsule(double[] from, double[] to, double radius, double perMm, double pitch, Kind kind) {
        double[] a = millimetres(from), b = millimetres(to);
        double length = Math.hypot(b[0] - a[0], b[1] - a[1]) + 1e-6;
        double ux = (b[0] - a[0]) / length, uy = (b[1] - a[1]) / length;
        paint(new double[][] {a, b}, 1.2 * radius + 1, kind, (x, y) -> {
            double d = Rasters.distance(x, y, a[0], a[1], b[0], b[1]);
            double t = (x - a[0]) * ux + (y - a[1]) * uy;
            double taper = pitch == 0 ? 1 : Math.clamp(.35 + (length - t) / (3 * radius), .35, 1);
            double larger = a[2] + (b[2] - a[2]) * Math.clamp(t / length, 0, 1);
            double r = larger * radius * taper * (pitch == 0 ? 1 : 1 + .18 * Math.sin(t * 2 * Math.PI / pitch));
            return 2 * Math.sqrt(Math.max(0, r * r - d * d)) * perMm;
        });
    }

    /// a bar bent along the points
    void wire(double[][] points, double radius, double perMm, Kind kind) {
        double[][] line = new double[points.length][];
        for (int i = 0; i < line.length; i++) line[i] = millimetres(points[i]);
        double r = radius * line[line.length / 2][2];
        // each stretch looks only at its own surroundings; where two meet, the deeper counts
        int w = camera.width(), h = camera.height();
        float[] deepest = new float[w * h];
        for (int i = 1; i < line.length; i++) {
            double[] a = line[i - 1], b = line[i];
            area(new double[][] {a, b}, r, (x, y, at) -> {
                double d = Rasters.distance(x, y, a[0], a[1], b[0], b[1]);
                if (d < r) deepest[at] = Math.max(deepest[at], (float) (2 * Math.sqrt(r * r - d * d) * perMm));
            });
        }
        float[] values = map(kind).values();
        for (int i = 0; i < deepest.length; i++) values[i] += deepest[i];
    }

    /// a rectangle seen from the side, with the slot of a tulip
    void block(double[] from, double[] to, double halfHeight, double value, Kind kind) {
        double[] a = millimetres(from), b = millimetres(to);
        double length = Math.hypot(b[0] - a[0], b[1] - a[1]) + 1e-6;
        double ux = (b[0] - a[0]) / length, uy = (b[1] - a[1]) / length;
        paint(new double[][] {a, b}, 1.5 * halfHeight + 1, kind, (x, y) -> {
            double t = (x - a[0]) * ux + (y - a[1]) * uy, d = Math.abs((y - a[1]) * ux - (x - a[0]) * uy);
            if (t < 0 || t > length || d > a[2] * halfHeight) return 0;
            return t > .8 * length && d < .45 * a[2] * halfHeight ? .7 * value : value;
        });
    }

    /// a box in a disc space, seen from the side
    void quadrilateral(double[][] corners, double value) {
        double[][] p = new double[4][];
        for (int i = 0; i < 4; i++) p[i] = millimetres(corners[i]);
        paint(p, 1, Kind.CAGE, (x, y) -> {
            int turns = 0;
            for (int i = 0; i < 4; i++) {
                double[] a = p[i], b = p[(i + 1) % 4];
                turns += (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]) > 0 ? 1 : -1;
            }
            return Math.abs(turns) == 4 ? value : 0;
        });
    }

    private GrayMap map(Kind kind) {
        return attenuation.computeIfAbsent(kind, k -> new GrayMap(camera.width(), camera.height()));
    }

    private void paint(double[][] around, double margin, Kind kind, Bones.Profile profile) {
        float[] values = map(kind).values();
        area(around, margin, (x, y, at) -> values[at] += (float) profile.at(x, y));
    }

    @FunctionalInterface
    private interface Brush {
        void touch(double xMm, double yMm, int at);
    }

    /// touches every fine pixel in the box around the points
    private void area(double[][] around, double margin, Brush brush) {
        double lowX = 1e9, highX = -1e9, lowY = 1e9, highY = -1e9;
        for (double[] p : around) {
            lowX = Math.min(lowX, p[0] - margin);
            highX = Math.max(highX, p[0] + margin);
            lowY = Math.min(lowY, p[1] - margin);
            highY = Math.max(highY, p[1] + margin);
        }
        if (highX < 0 || highY < 0) return;
        int w = camera.width();
        int x0 = Math.max(0, (int) (lowX / camera.pixelX())), x1 = Math.min(w - 1, (int) (highX / camera.pixelX()));
        int y0 = Math.max(0, (int) (lowY / camera.pixelZ())),
                y1 = Math.min(camera.height() - 1, (int) (highY / camera.pixelZ()));
        for (int y = y0; y <= y1; y++) {
            for (int x = x0; x <= x1; x++)
                brush.touch((x + .5) * camera.pixelX(), (y + .5) * camera.pixelZ(), y * w + x);
        }
    }
}
