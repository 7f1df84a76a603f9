package org.levelread.simulation;

import java.util.List;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.Mask;

/// What is bright or drawn on a film and is not spinal hardware: clips, leads, a hip prosthesis, markers, boxes.
final class Clutter {
    private static final double[][][] LETTERS = {
        {{0, 0, 0, 1}, {0, 1, .6, 1}}, // L
        {{0, 0, 0, 1}, {0, 0, .5, 0}, {.5, 0, .5, .45}, {.5, .45, 0, .45}, {.15, .45, .6, 1}}, // R
        {{0, 0, .7, 0}, {.35, 0, .35, 1}}, // T
        {{.5, 0, .5, .8}, {.5, .8, .25, 1}, {.25, 1, 0, .8}}, // J
        {{0, 0, 0, 1}, {0, 0, .6, 0}, {0, .5, .5, .5}}, // F
        {{0, 0, 0, 1}, {.6, 0, .6, 1}, {0, .5, .6, .5}}, // H
        {{0, 0, .3, 1}, {.3, 1, .6, 0}}, // V
        {{.3, 0, .3, 1}}, // 1
    };

    private Clutter() {}

    /// adds metal that is not spinal hardware to the attenuation on the fine grid
    static void addMetal(Column column, FilmPlan plan, GrayMap attenuation, Chance chance) {
        Camera c = plan.camera();
        if (chance.happens(.12)) { // surgical clips in the belly
            double[] centre = {chance.between(20, 90), 0, chance.between(-20, 160)};
            for (int n = chance.whole(1, 8); n > 0; n--) {
                double x = centre[0] + chance.normal(0, 18),
                        z = centre[2] + chance.normal(0, 18),
                        a = chance.between(0, Math.PI),
                        l = chance.between(2.5, 5);
                line(
                        plan,
                        attenuation,
                        at(c, x, z),
                        at(c, x + l * Math.cos(a), z + l * Math.sin(a)),
                        .6,
                        chance.between(.4, 1.2));
            }
        }
        if (chance.happens(.08)) { // a lead across the skin
            double z = chance.between(0, plan.highZ()),
                    x = c.left(),
                    step = c.width() * c.pixelX() / 14,
                    slope = chance.normal(0, .4),
                    strength = chance.between(.2, .7);
            for (int i = 0; i < 14; i++) {
                double next = z + step * slope + chance.normal(0, 4);
                line(plan, attenuation, at(c, x, z), at(c, x + step, next), .7, strength);
                x += step;
                z = next;
            }
        }
        if (chance.happens(.05)) { // a hip prosthesis
            double[] hip = {75, chance.happens(.5) ? 85 : -85, -95};
            column.placePelvis(hip);
            double[] q = c.project(hip), head = {q[0] * c.pixelX(), q[1] * c.pixelZ()};
            double lean = chance.normal(0, 15);
            line(plan, attenuation, head, head, chance.between(12, 17), chance.between(.1, .25));
            line(plan, attenuation, head, new double[] {head[0] - 20, head[1] + 30}, 6, .3);
            line(
                    plan,
                    attenuation,
                    new double[] {head[0] - 20, head[1] + 30},
                    new double[] {head[0] - 20 + lean, head[1] + 170},
                    6.5,
                    .3);
        }
        if (chance.happens(.06)) { // a button or a zip
            double x = chance.between(c.left(), c.left() + c.width() * c.pixelX()),
                    z = chance.between(plan.lowZ(), plan.highZ());
            for (int n = chance.whole(1, 6); n > 0; n--, z -= 9)
                line(plan, attenuation, at(c, x, z), at(c, x, z), chance.between(1, 4), chance.between(.08, .4));
        }
    }

    private static double[] at(Camera c, double x, double z) {
        return new double[] {x - c.left(), c.top() - z};
    }

    private static void line(FilmPlan plan, GrayMap map, double[] a, double[] b, double radius, double perMm) {
        Camera c = plan.camera();
        int x0 = Math.max(0, (int) ((Math.min(a[0], b[0]) - radius) / c.pixelX())),
                x1 = Math.min(c.width() - 1, (int) ((Math.max(a[0], b[0]) + radius) / c.pixelX()));
        int y0 = Math.max(0, (int) ((Math.min(a[1], b[1]) - radius) / c.pixelZ())),
                y1 = Math.min(c.height() - 1, (int) ((Math.max(a[1], b[1]) + radius) / c.pixelZ()));
        for (int y = y0; y <= y1; y++) {
            for (int x = x0; x <= x1; x++) {
                double d = Rasters.distance((x + .5) * c.pixelX(), (y + .5) * c.pixelZ(), a[0], a[1], b[0], b[1]);
                map.values()[y * c.width() + x] +=
                        (float) (2 * Math.sqrt(Math.max(0, radius * radius - d * d)) * perMm);
            }
        }
    }

    /// draws side letters and boxes over the finished film, off the vertebral bodies
    static void addMarks(FilmPlan plan, List<Mask> bodies, GrayMap film, Chance chance) {
        int w = plan.width(), h = plan.height();
        double unit = plan.unit();
        for (int n = chance.below(4); n > 0; n--) {
            double size = chance.between(8, 24) * unit,
                    x = chance.between(.01, .97) * w,
                    y = chance.between(.01, .97) * h;
            double turn = chance.happens(.6) ? 0 : chance.between(-.8, .8),
                    thick = chance.between(.08, .16) * size,
                    tone = chance.between(.92, 1.1);
            int letters = chance.whole(1, 4);
            boolean mirrored = chance.happens(.2);
            double reach = size * (letters + 1);
            if (touches(bodies, (int) (x - size), (int) (y - size), (int) (x + reach), (int) (y + reach))) continue;
            for (int l = 0; l < letters; l++) {
                for (double[] s : LETTERS[chance.below(LETTERS.length)]) {
                    double[] p = glyph(s[0], s[1], l, size, turn, mirrored),
                            q = glyph(s[2], s[3], l, size, turn, mirrored);
                    stroke(film, x + p[0], y + p[1], x + q[0], y + q[1], Math.max(.8, thick), tone);
                }
            }
        }
        if (chance.happens(.1)) {
            for (int n = chance.whole(1, 6); n > 0; n--) {
                double x = chance.between(0, w - 30 * unit),
                        y = chance.between(0, h - 30 * unit),
                        a = chance.between(10, 40) * unit,
                        b = chance.between(10, 40) * unit,
                        tone = chance.unit();
                stroke(film, x, y, x + a, y, .7, tone);
                stroke(film, x, y + b, x + a, y + b, .7, tone);
                stroke(film, x, y, x, y + b, .7, tone);
                stroke(film, x + a, y, x + a, y + b, .7, tone);
            }
        }
    }

    private static double[] glyph(double x, double y, int number, double size, double turn, boolean mirrored) {
        double u = (mirrored ? -1 : 1) * (x + number * .9) * size, v = y * size;
        return new double[] {Math.cos(turn) * u - Math.sin(turn) * v, Math.sin(turn) * u + Math.cos(turn) * v};
    }

    private static boolean touches(List<Mask> bodies, int x0, int y0, int x1, int y1) {
        for (Mask body : bodies) {
            for (int y = Math.max(0, y0); y < Math.min(body.height(), y1); y++) {
                for (int x = Math.max(0, x0); x < Math.min(body.width(), x1); x++) if (body.at(x, y)) return true;
            }
        }
        return false;
    }

    private static void stroke(
            GrayMap film, double ax, double ay, double bx, double by, double halfWidth, double tone) {
        int x0 = (int) Math.max(0, Math.min(ax, bx) - halfWidth - 1),
                x1 = (int) Math.min(film.width() - 1, Math.max(ax, bx) + halfWidth + 1);
        int y0 = (int) Math.max(0, Math.min(ay, by) - halfWidth - 1),
                y1 = (int) Math.min(film.height() - 1, Math.max(ay, by) + halfWidth + 1);
        for (int y = y0; y <= y1; y++) {
            for (int x = x0; x <= x1; x++) {
                double cover = Math.clamp(halfWidth + .5 - Rasters.distance(x + .5, y + .5, ax, ay, bx, by), 0, 1);
                int i = y * film.width() + x;
                film.values()[i] = (float) Math.clamp(film.values()[i] * (1 - cover) + cover * tone, 0, 1);
            }
        }
    }
}
