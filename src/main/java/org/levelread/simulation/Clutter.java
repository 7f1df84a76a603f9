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
        {{0, 1, .3, 0}, {.3, 0, .6, 1}, {.12, .6, .48, .6}}, // A
        {{0, 0, .6, 0}, {0, 0, 0, .5}, {0, .5, .6, .5}, {.6, .5, .6, 1}, {.6, 1, 0, 1}}, // S
        {{0, 1, 0, 0}, {0, 0, .6, 1}, {.6, 1, .6, 0}}, // N
        {{0, 0, 0, 1}, {0, 0, .4, 0}, {.4, 0, .6, .3}, {.6, .3, .6, .7}, {.6, .7, .4, 1}, {.4, 1, 0, 1}}, // D
        {{0, 0, .6, 1}, {.6, 0, 0, 1}}, // X
        {{0, 0, 0, 1}, {0, 0, .6, 0}, {0, .5, .45, .5}, {0, 1, .6, 1}}, // E
        {{.6, .1, .1, 0}, {.1, 0, 0, .5}, {0, .5, .1, 1}, {.1, 1, .6, .95}, {.6, .95, .6, .55}}, // G
        {{0, .1, .5, 0}, {.5, 0, .55, .35}, {.55, .35, 0, 1}, {0, 1, .6, 1}}, // 2
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
        if (chance.happens(.07)) { // a hip prosthesis
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
        if (chance.happens(.22)) leadLetters(column, plan, attenuation, chance);
        if (chance.happens(.12)) aorta(column, plan, attenuation, chance);
        if (chance.happens(.04)) { // a ring in the navel
            double x = column.vertebrae.getFirst().x() + chance.between(90, 150), z = chance.between(10, 60);
            double r = chance.between(3, 7), strength = chance.between(.3, .8);
            for (int i = 0; i < 8; i++) {
                double a = i * Math.PI / 4, b = a + Math.PI / 4;
                line(
                        plan,
                        attenuation,
                        at(c, x + r * Math.cos(a), z + r * Math.sin(a)),
                        at(c, x + r * Math.cos(b), z + r * Math.sin(b)),
                        .7,
                        strength);
            }
            line(plan, attenuation, at(c, x, z - r), at(c, x, z - r), chance.between(1.5, 3), strength);
        }
        if (chance.happens(.04)) { // stays and rivets of a brace behind the back or across the belly
            double x = column.vertebrae.getFirst().x() + (chance.happens(.6) ? -1 : 1) * chance.between(75, 130);
            double lean = chance.normal(0, 15), strength = chance.between(.08, .3);
            double[] low = at(c, x, chance.between(-80, 20)), high = at(c, x + lean, chance.between(120, 260));
            for (int n = chance.whole(1, 3); n > 0; n--) {
                double shift = 9 * n;
                line(
                        plan,
                        attenuation,
                        new double[] {low[0] + shift, low[1]},
                        new double[] {high[0] + shift, high[1]},
                        chance.between(1, 3),
                        strength);
            }
            for (double[] end : new double[][] {low, high})
                line(plan, attenuation, end, end, chance.between(2, 4), 2 * strength);
        }
        if (chance.happens(.06)) { // a button or a zip
            double x = chance.between(c.left(), c.left() + c.width() * c.pixelX()),
                    z = chance.between(plan.lowZ(), plan.highZ());
            for (int n = chance.whole(1, 6); n > 0; n--, z -= 9)
                line(plan, attenuation, at(c, x, z), at(c, x, z), chance.between(1, 4), chance.between(.08, .4));
        }
    }

    /// letters of lead on the table, before or behind the spine
    private static void leadLetters(Column column, FilmPlan plan, GrayMap map, Chance chance) {
        Camera c = plan.camera();
        Column.Placed beside = column.vertebrae.get(chance.below(Math.min(6, column.vertebrae.size())));
        double x = beside.x() + (chance.happens(.7) ? chance.between(30, 110) : -chance.between(45, 100));
        double z = chance.between(plan.lowZ(), plan.highZ());
        double size = chance.between(9, 22), turn = chance.happens(.4) ? 0 : chance.between(-1.2, 1.2);
        double radius = size * chance.between(.05, .1), strength = chance.between(.2, 1.2);
        boolean mirrored = chance.happens(.3);
        for (int row = chance.whole(1, 3), n = 0; n < row; n++) {
            double own = n == 0 ? size : .55 * size;
            for (int l = 0, letters = n == 0 ? chance.whole(1, 3) : 2; l < letters; l++) {
                for (double[] s : LETTERS[chance.below(LETTERS.length)]) {
                    double[] p = glyph(s[0], s[1] + 2.2 * n, l, own, turn, mirrored),
                            q = glyph(s[2], s[3] + 2.2 * n, l, own, turn, mirrored);
                    line(plan, map, at(c, x + p[0], z - p[1]), at(c, x + q[0], z - q[1]), radius, strength);
                }
            }
        }
    }

    /// flecks of chalk along two walls before the lumbar spine
    private static void aorta(Column column, FilmPlan plan, GrayMap map, Chance chance) {
        Camera c = plan.camera();
        double before = chance.between(24, 34), wide = chance.between(14, 26), strength = chance.between(.03, .12);
        double share = chance.between(.15, .8);
        for (int k = 1; k < Math.min(6, column.vertebrae.size() - 1); k++) {
            Column.Placed low = column.vertebrae.get(k), high = column.vertebrae.get(k + 1);
            for (int i = 0; i < 6; i++) {
                double t = i / 6., u = (i + chance.between(.5, 1)) / 6;
                for (int wall = 0; wall < 2; wall++) {
                    if (!chance.happens(share)) continue;
                    double forward = before + wall * wide + chance.normal(0, 1.2);
                    line(
                            plan,
                            map,
                            at(c, low.x() + t * (high.x() - low.x()) + forward, low.z() + t * (high.z() - low.z())),
                            at(
                                    c,
                                    low.x() + u * (high.x() - low.x()) + forward + chance.normal(0, .8),
                                    low.z() + u * (high.z() - low.z())),
                            chance.between(.5, 1.6),
                            strength * chance.between(.3, 1));
                }
            }
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
        if (chance.happens(.2)) plate(bodies, film, unit, chance);
        if (chance.happens(.12)) legend(film, unit, chance);
        if (chance.happens(.12)) print(bodies, film, unit, chance);
        if (chance.happens(.15)) { // left-over markers of plots
            double tone = chance.happens(.5) ? chance.between(0, .2) : chance.between(.8, 1);
            for (int n = chance.whole(1, 12); n > 0; n--) {
                double x = chance.between(.2, .8) * w, y = chance.between(.05, .95) * h;
                stroke(film, x, y, x, y, chance.between(.5, 1.4) * unit, chance.happens(.3) ? chance.unit() : tone);
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

    /// dark letters on a bright plate, mostly near an edge
    private static void plate(List<Mask> bodies, GrayMap film, double unit, Chance chance) {
        int w = film.width(), h = film.height(), letters = chance.whole(2, 9);
        double size = chance.between(5, 13) * unit, wide = (.9 * letters + .6) * size, high = 1.7 * size;
        double x = chance.happens(.4) ? chance.between(0, 4) : chance.between(0, Math.max(1, w - wide));
        double y = chance.happens(.4) ? chance.between(0, 4) : chance.between(0, Math.max(1, h - high));
        if (touches(bodies, (int) x, (int) y, (int) (x + wide), (int) (y + high))) return;
        boolean filled = chance.happens(.7);
        double bright = chance.between(.85, 1), dark = filled ? chance.between(0, .15) : bright;
        if (filled) fill(film, x, y, wide, high, bright);
        write(film, x + .5 * size, y + .35 * size, letters, size, chance.happens(.4), dark, chance);
    }

    /// a grey box of crosses and letters in an upper corner
    private static void legend(GrayMap film, double unit, Chance chance) {
        double size = chance.between(3, 6) * unit, wide = chance.between(3.5, 6) * size, gap = 1.6 * size;
        int rows = chance.whole(2, 6);
        double x = chance.happens(.7) ? film.width() - wide - chance.between(0, 4) : chance.between(0, 4);
        double y = chance.between(0, 5), tone = chance.between(.6, .95), ink = chance.between(0, .35);
        fill(film, x, y, wide, rows * gap + .6 * size, tone);
        for (int row = 0; row < rows; row++) {
            double top = y + .6 * size + row * gap;
            stroke(film, x + .5 * size, top, x + 1.3 * size, top + .8 * size, .5, ink);
            stroke(film, x + 1.3 * size, top, x + .5 * size, top + .8 * size, .5, ink);
            write(film, x + 2 * size, top, 2, .8 * size, false, ink, chance);
        }
    }

    /// a few lines of fine print
    private static void print(List<Mask> bodies, GrayMap film, double unit, Chance chance) {
        double size = chance.between(3, 7) * unit, x = chance.between(0, .8) * film.width();
        double y = chance.happens(.5) ? chance.between(0, .08) * film.height() : chance.between(0, .95) * film.height();
        double tone = chance.between(.6, 1);
        boolean mirrored = chance.happens(.2);
        for (int row = chance.whole(1, 4), n = 0; n < row; n++, y += 1.7 * size) {
            int letters = chance.whole(2, 12);
            if (touches(bodies, (int) x, (int) y, (int) (x + letters * size), (int) (y + 1.5 * size))) return;
            write(film, x, y, letters, size, mirrored, tone, chance);
        }
    }

    private static void write(
            GrayMap film, double x, double y, int letters, double size, boolean mirrored, double tone, Chance chance) {
        double from = mirrored ? x + (.9 * letters - .3) * size : x;
        for (int l = 0; l < letters; l++) {
            for (double[] s : LETTERS[chance.below(LETTERS.length)]) {
                double[] p = glyph(s[0], s[1], l, size, 0, mirrored), q = glyph(s[2], s[3], l, size, 0, mirrored);
                stroke(film, from + p[0], y + p[1], from + q[0], y + q[1], Math.max(.5, .07 * size), tone);
            }
        }
    }

    private static void fill(GrayMap film, double x, double y, double wide, double high, double tone) {
        for (int v = (int) Math.max(0, y); v < Math.min(film.height(), y + high); v++) {
            for (int u = (int) Math.max(0, x); u < Math.min(film.width(), x + wide); u++)
                film.values()[v * film.width() + u] = (float) tone;
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
