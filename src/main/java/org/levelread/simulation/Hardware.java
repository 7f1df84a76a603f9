package org.levelread.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.Mask;
import org.levelread.spine.Level;

/// Spinal implants built from simple solids of published sizes: screws, rods, cages, plates, cross-links; and
/// cement.
final class Hardware {
    /// What a piece is, in the words of the segments.
    enum Kind {
        SCREW("Screw"),
        ROD("Rod"),
        CAGE("Cage"),
        OTHER("Other hardware");

        final String segment;

        Kind(String segment) {
            this.segment = segment;
        }
    }

    /// Where hardware is fixed in a level, in film pixels.
    record Fixation(Level level, double x, double y) {}

    final Map<Kind, GrayMap> attenuation = new EnumMap<>(Kind.class);
    final List<Fixation> fixations = new ArrayList<>();

    private final Anatomy anatomy;
    private final Column column;
    private final FilmPlan plan;
    private final Camera camera;
    private final Chance chance;
    /// attenuation of metal, 1/mm
    private final double metal;

    Hardware(Anatomy anatomy, Column column, FilmPlan plan, Chance chance) {
        this.anatomy = anatomy;
        this.column = column;
        this.plan = plan;
        this.chance = chance;
        camera = plan.camera();
        metal = chance.between(.25, .8);
        List<Integer> visible = visible();
        int start = plan.lowZ() < -15 ? oneOf(visible, -1, -1, 0, 0, 1) : oneOf(visible);
        List<Integer> levels = new ArrayList<>();
        int n = new int[] {2, 2, 3, 3, 4, 5, 6, 8}[chance.below(8)];
        for (int k = start; k < start + n && k < column.vertebrae.size(); k++) levels.add(k);
        if (levels.size() > 2 && chance.happens(.3)) levels.remove(chance.whole(1, levels.size() - 1));
        double kind = chance.unit();
        if (kind < .88) {
            screwsAndRods(levels);
            for (int i = 1; i < levels.size(); i++) if (chance.happens(.5)) cage(levels.get(i));
        } else {
            int from = chance.below(visible.size());
            List<Integer> some = visible.subList(from, Math.min(visible.size(), from + chance.whole(1, 4)));
            for (int k : some) if (chance.happens(.9)) cage(k);
            if (kind > .93) plate(some);
        }
    }

    /// numbers of the vertebrae that lie on the film; the second where none does
    private List<Integer> visible() {
        List<Integer> visible = new ArrayList<>();
        for (int k = 0; k < column.vertebrae.size(); k++) {
            double z = column.vertebrae.get(k).z();
            if (z > plan.lowZ() + 10 && z < plan.highZ() - 10) visible.add(k);
        }
        return visible.isEmpty() ? List.of(1) : visible;
    }

    private int oneOf(List<Integer> more, int... first) {
        int i = chance.below(first.length + more.size());
        return i < first.length ? first[i] : more.get(i - first.length);
    }

    private void screwsAndRods(List<Integer> levels) {
        double radius = chance.between(2.4, 3.6), pitch = chance.happens(.7) ? chance.between(2.2, 3.5) : 0;
        double tulip = chance.between(4.5, 6.5), rod = chance.between(2.5, 3.3);
        boolean boxed = chance.happens(.6);
        for (int side : new int[] {-1, 1}) {
            if (chance.happens(.06)) continue;
            List<double[]> heads = new ArrayList<>();
            for (int k : levels) {
                if (levels.size() > 2 && chance.happens(.05)) continue;
                double[][] screw = k < 0 ? sacralScrew(side) : pedicleScrew(k, side);
                double[] entry = screw[0], tip = screw[1], head = screw[2];
                capsule(entry, tip, radius, metal, pitch, Kind.SCREW);
                double[] axis = unit(entry, tip);
                double length = chance.between(4, 9) + 2;
                double[] front = along(head, axis, 2), back = along(head, axis, 2 - length - 2);
                if (boxed) block(front, back, tulip, 9 * metal, Kind.SCREW);
                else capsule(front, along(back, axis, 2), tulip, metal, 0, Kind.SCREW);
                capsule(head, entry, radius, metal, 0, Kind.SCREW);
                heads.add(middle(front, back));
                fixed(level(k), middle(entry, tip));
            }
            if (!heads.isEmpty()) rod(heads, rod);
        }
        if (levels.size() > 1 && chance.happens(.15)) {
            int k = levels.get(levels.size() / 2);
            if (k >= 0) capsule(in(k, -48, -18, -8), in(k, -48, 18, -8), 4, metal, 0, Kind.OTHER);
        }
    }

    /// entry, tip, head
    private double[][] sacralScrew(int side) {
        double length = 31;
        return new double[][] {
            inS1(-length * chance.between(.85, 1.15), side * 18, -length * chance.between(.2, .45)),
            inS1(length * chance.between(0, .42), side * 6, -length * chance.between(.1, .45)),
            inS1(-length * chance.between(1.1, 1.4), side * 20, -length * chance.between(.1, .4))
        };
    }

    private double[][] pedicleScrew(int k, int side) {
        double z = 14 * chance.between(.15, .75), tip = 14 * Math.clamp(z / 14 + chance.between(-.6, .4), -.7, .85);
        return new double[][] {
            in(k, -36 + chance.between(-3, 4), side * 17, z),
            in(k, chance.between(4, 17), side * 7, tip),
            in(k, -42 + chance.between(-4, 4), side * 18, z + chance.between(-1, 2))
        };
    }

    private void rod(List<double[]> heads, double radius) {
        List<double[]> knots = new ArrayList<>(heads);
        if (heads.size() == 1) {
            double[] h = heads.getFirst();
            knots = List.of(new double[] {h[0], h[1], h[2] - 15}, new double[] {h[0], h[1], h[2] + 15});
        } else {
            int n = heads.size();
            knots.addFirst(along(heads.getFirst(), unit(heads.get(1), heads.getFirst()), chance.between(5, 14)));
            knots.addLast(along(heads.get(n - 1), unit(heads.get(n - 2), heads.get(n - 1)), chance.between(5, 18)));
        }
        int steps = 40;
        double[][] axes = new double[3][steps];
        for (int i = 0; i < steps; i++) {
            double t = (double) i / (steps - 1) * (knots.size() - 1);
            int k = Math.min((int) t, knots.size() - 2);
            for (int j = 0; j < 3; j++)
                axes[j][i] = knots.get(k)[j] + (t - k) * (knots.get(k + 1)[j] - knots.get(k)[j]);
        }
        for (int j = 0; j < 3; j++) axes[j] = Rasters.smoothed(axes[j], 1.5);
        double[][] line = new double[steps / 2][];
        for (int i = 0; i < line.length; i++) {
            int at = i == line.length - 1 ? steps - 1 : 2 * i;
            line[i] = millimetres(new double[] {axes[0][at], axes[1][at], axes[2][at]});
        }
        paint(line, radius + 1, Kind.ROD, (x, y) -> {
            double d = 1e9;
            for (int i = 1; i < line.length; i++)
                d = Math.min(d, Rasters.distance(x, y, line[i - 1][0], line[i - 1][1], line[i][0], line[i][1]));
            return 2 * Math.sqrt(Math.max(0, radius * radius - d * d)) * metal;
        });
    }

    /// a cage in the disc below vertebra k
    private void cage(int k) {
        if (k < 0) return;
        Column.Placed upper = column.vertebrae.get(k);
        double[] ip = upper.quad()[2], ia = upper.quad()[3], sp, sa;
        if (k > 0) {
            sa = column.vertebrae.get(k - 1).quad()[0];
            sp = column.vertebrae.get(k - 1).quad()[1];
        } else {
            double[] front = inS1(anatomy.endplateMm / 2, 0, 0), back = inS1(-anatomy.endplateMm / 2, 0, 0);
            sa = new double[] {front[0], front[2]};
            sp = new double[] {back[0], back[2]};
        }
        double from = chance.between(.15, .45), to = chance.between(.6, .92), y = upper.across();
        double[] tp = between(ip, ia, from, y),
                ta = between(ip, ia, to, y),
                ba = between(sp, sa, to, y),
                bp = between(sp, sa, from, y);
        double kind = chance.unit();
        if (kind < .4) {
            for (double[][] end : new double[][][] {{tp, bp}, {ta, ba}}) {
                if (chance.happens(.6))
                    capsule(
                            mix(end[0], end[1], .2),
                            mix(end[0], end[1], .8),
                            chance.between(.5, 1),
                            2 * metal,
                            0,
                            Kind.CAGE);
                else
                    capsule(
                            mix(end[0], end[1], .5),
                            mix(end[0], end[1], .55),
                            chance.between(.8, 1.4),
                            2 * metal,
                            0,
                            Kind.CAGE);
            }
        } else {
            if (kind < .75) quadrilateral(new double[][] {tp, ta, ba, bp}, chance.between(4, 10) * metal * .5);
            double radius = chance.between(.7, 1.4);
            capsule(tp, ta, radius, metal, 0, Kind.CAGE);
            capsule(bp, ba, radius, metal, 0, Kind.CAGE);
        }
        double[] centre = mix(mix(tp, ta, .5), mix(bp, ba, .5), .5);
        fixed(upper.level(), centre);
        fixed(level(k - 1), centre);
    }

    /// an anterior plate with two screws in each body
    private void plate(List<Integer> levels) {
        List<double[]> points = new ArrayList<>();
        for (int k : levels) {
            points.add(in(k, 21, 0, -8));
            points.add(in(k, 21, 0, 8));
            for (int z : new int[] {-7, 7}) capsule(in(k, 20, 4, z), in(k, -5, 4, z), 2, metal, 0, Kind.SCREW);
            fixed(level(k), in(k, 8, 0, 0));
        }
        double radius = chance.between(1.2, 2.2);
        for (int i = 1; i < points.size(); i++)
            capsule(points.get(i - 1), points.get(i), radius, 2 * metal, 0, Kind.OTHER);
    }

    /// bone cement in one body: it is no fixation, and in no segment
    static void cement(Column column, FilmPlan plan, GrayMap bone, Chance chance) {
        List<Column.Placed> on = column.vertebrae.stream()
                .filter(v -> v.z() > plan.lowZ() + 10 && v.z() < plan.highZ() - 10)
                .toList();
        if (on.isEmpty()) return;
        Camera camera = plan.camera();
        double[] p = {chance.between(-5, 10), 0, chance.between(-5, 5)};
        on.get(chance.below(on.size())).move(p);
        double[] q = camera.project(p);
        double spread = chance.between(4, 7), strength = chance.between(.4, 1.5);
        GrayMap noise = Rasters.noise(chance, camera.width(), camera.height(), 6 * plan.unit());
        for (int y = 0, i = 0; y < camera.height(); y++) {
            for (int x = 0; x < camera.width(); x++, i++) {
                double dx = (x + .5 - q[0]) * camera.pixelX(), dz = (y + .5 - q[1]) * camera.pixelZ();
                double g = Math.exp(-(dx * dx + dz * dz) / (2 * spread * spread)) * (1 + .5 * noise.values()[i]);
                if (g > .05) bone.values()[i] += (float) (strength * Math.clamp(3 * g - .6, 0, 1.2));
            }
        }
    }

    /// film pixels most of whose fine pixels hold the kind; null where there are none
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

    private Level level(int k) {
        return k < 0 ? Level.S1 : column.vertebrae.get(k).level();
    }

    private void fixed(Level level, double[] point) {
        double[] q = camera.project(point);
        fixations.add(new Fixation(level, q[0] / FilmPlan.FINE, q[1] / FilmPlan.FINE));
    }

    private double[] in(int k, double x, double y, double z) {
        double[] p = {x, y, z};
        column.vertebrae.get(k).move(p);
        return p;
    }

    private double[] inS1(double x, double y, double z) {
        double[] p = {x, y, z};
        column.placeSacrum(p);
        return p;
    }

    private static double[] unit(double[] from, double[] to) {
        double[] d = {to[0] - from[0], to[1] - from[1], to[2] - from[2]};
        double length = Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]) + 1e-9;
        return new double[] {d[0] / length, d[1] / length, d[2] / length};
    }

    private static double[] along(double[] p, double[] direction, double distance) {
        return new double[] {
            p[0] + direction[0] * distance, p[1] + direction[1] * distance, p[2] + direction[2] * distance
        };
    }

    private static double[] mix(double[] a, double[] b, double t) {
        return new double[] {a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), a[2] + t * (b[2] - a[2])};
    }

    private static double[] middle(double[] a, double[] b) {
        return mix(a, b, .5);
    }

    private static double[] between(double[] a, double[] b, double t, double y) {
        return new double[] {a[0] + t * (b[0] - a[0]), y, a[1] + t * (b[1] - a[1])};
    }

    private double[] millimetres(double[] point) {
        double[] q = camera.project(point);
        return new double[] {q[0] * camera.pixelX(), q[1] * camera.pixelZ()};
    }

    /// @param pitch of a thread, mm, or 0
    private void capsule(double[] from, double[] to, double radius, double perMm, double pitch, Kind kind) {
        double[] a = millimetres(from), b = millimetres(to);
        double length = Math.hypot(b[0] - a[0], b[1] - a[1]) + 1e-6;
        double ux = (b[0] - a[0]) / length, uy = (b[1] - a[1]) / length;
        paint(new double[][] {a, b}, 1.2 * radius + 1, kind, (x, y) -> {
            double d = Rasters.distance(x, y, a[0], a[1], b[0], b[1]);
            double t = (x - a[0]) * ux + (y - a[1]) * uy;
            double taper = pitch == 0 ? 1 : Math.clamp(.35 + (length - t) / (3 * radius), .35, 1);
            double r = radius * taper * (pitch == 0 ? 1 : 1 + .18 * Math.sin(t * 2 * Math.PI / pitch));
            return 2 * Math.sqrt(Math.max(0, r * r - d * d)) * perMm;
        });
    }

    /// a rectangle seen from the side, with the slot of a tulip
    private void block(double[] from, double[] to, double halfHeight, double value, Kind kind) {
        double[] a = millimetres(from), b = millimetres(to);
        double length = Math.hypot(b[0] - a[0], b[1] - a[1]) + 1e-6;
        double ux = (b[0] - a[0]) / length, uy = (b[1] - a[1]) / length;
        paint(new double[][] {a, b}, 1.5 * halfHeight + 1, kind, (x, y) -> {
            double t = (x - a[0]) * ux + (y - a[1]) * uy, d = Math.abs((y - a[1]) * ux - (x - a[0]) * uy);
            if (t < 0 || t > length || d > halfHeight) return 0;
            return t > .8 * length && d < .45 * halfHeight ? .7 * value : value;
        });
    }

    private void quadrilateral(double[][] corners, double value) {
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

    private void paint(double[][] around, double margin, Kind kind, Bones.Profile profile) {
        double lowX = 1e9, highX = -1e9, lowY = 1e9, highY = -1e9;
        for (double[] p : around) {
            lowX = Math.min(lowX, p[0] - margin);
            highX = Math.max(highX, p[0] + margin);
            lowY = Math.min(lowY, p[1] - margin);
            highY = Math.max(highY, p[1] + margin);
        }
        int x0 = Math.max(0, (int) (lowX / camera.pixelX())),
                x1 = Math.min(camera.width() - 1, (int) (highX / camera.pixelX()));
        int y0 = Math.max(0, (int) (lowY / camera.pixelZ())),
                y1 = Math.min(camera.height() - 1, (int) (highY / camera.pixelZ()));
        if (x0 > x1 || y0 > y1 || highX < 0 || highY < 0) return;
        GrayMap map = attenuation.computeIfAbsent(kind, k -> new GrayMap(camera.width(), camera.height()));
        for (int y = y0; y <= y1; y++) {
            for (int x = x0; x <= x1; x++) {
                map.values()[y * camera.width() + x] +=
                        (float) profile.at((x + .5) * camera.pixelX(), (y + .5) * camera.pixelZ());
            }
        }
    }
}
