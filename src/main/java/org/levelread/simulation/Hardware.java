package org.levelread.simulation;

import java.util.ArrayList;
import java.util.List;
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

    /// Where a piece is fixed in a level, in film pixels.
    record Fixation(Level level, Implant implant, double x, double y) {}

    final MetalCanvas canvas;
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
        canvas = new MetalCanvas(plan);
        metal = chance.happens(.3) ? chance.between(.1, .25) : chance.between(.25, .8);
        List<Integer> visible = visible();
        int start = plan.lowZ() < -15 ? oneOf(visible, -1, -1, -1, -1, 0, 0, 0, 0, 1, 1) : oneOf(visible);
        List<Integer> levels = new ArrayList<>();
        int n = new int[] {2, 2, 2, 3, 3, 3, 4, 5, 6, 8, 11}[chance.below(11)];
        for (int k = start; k < start + n && k < column.vertebrae.size(); k++) levels.add(k);
        if (levels.size() > 2 && chance.happens(.3)) levels.remove(chance.whole(1, levels.size() - 1));
        double kind = chance.unit();
        if (kind < .88) {
            screwsAndRods(levels);
            for (int i = 1; i < levels.size(); i++) if (chance.happens(.5)) cage(levels.get(i));
            if (levels.getFirst() < 0 && chance.happens(.15)) iliacScrews();
        } else if (kind < .91) {
            betweenSpines(visible.get(chance.below(visible.size())));
        } else {
            int from = chance.below(visible.size());
            List<Integer> some = visible.subList(from, Math.min(visible.size(), from + chance.whole(1, 4)));
            for (int k : some) if (chance.happens(.9)) cage(k);
            if (kind > .96) plate(some);
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
            if (chance.happens(.08)) continue;
            List<double[]> heads = new ArrayList<>();
            for (int k : levels) {
                if (levels.size() > 2 && chance.happens(.05)) continue;
                double[][] screw = k < 0 ? sacralScrew(side) : pedicleScrew(k, side);
                double[] entry = screw[0], tip = screw[1], head = screw[2];
                if (chance.happens(.02)) { // broken
                    double at = chance.between(.3, .7), gap = chance.between(.04, .15);
                    canvas.capsule(entry, Points.mix(entry, tip, at), radius, metal, 0, Kind.SCREW);
                    canvas.capsule(Points.mix(entry, tip, at + gap), tip, radius, metal, pitch, Kind.SCREW);
                } else canvas.capsule(entry, tip, radius, metal, pitch, Kind.SCREW);
                double[] axis = Points.unit(entry, tip);
                double length = chance.between(4, 9) + 2;
                double[] front = Points.along(head, axis, 2), back = Points.along(head, axis, 2 - length - 2);
                if (boxed) canvas.block(front, back, tulip, 9 * metal, Kind.SCREW);
                else canvas.capsule(front, Points.along(back, axis, 2), tulip, metal, 0, Kind.SCREW);
                canvas.capsule(head, entry, radius, metal, 0, Kind.SCREW);
                heads.add(Points.middle(front, back));
                fixed(level(k), Implant.SCREW, Points.middle(entry, tip));
            }
            if (levels.getLast() > 3 && chance.happens(.12)) heads.add(hook(levels.getLast(), side));
            if (heads.isEmpty() || chance.happens(.02)) continue;
            if (heads.size() > 2 && chance.happens(.04)) { // a broken rod
                int at = chance.whole(1, heads.size());
                rod(heads.subList(0, at), rod);
                rod(heads.subList(at, heads.size()), rod);
            } else rod(heads, rod);
        }
        if (levels.size() > 1 && chance.happens(.15)) {
            int k = levels.get(levels.size() / 2);
            if (k >= 0) canvas.capsule(in(k, -48, -18, -8), in(k, -48, 18, -8), 4, metal, 0, Kind.OTHER);
        }
    }

    /// around the lamina; returns where the rod holds it
    private double[] hook(int k, int side) {
        double z = chance.between(-6, 8), r = chance.between(4, 6);
        double[] head = in(k, -44, side * 14, z);
        double[][] bend = new double[5][];
        for (int i = 0; i < 5; i++) {
            double a = Math.PI * (i - 1) / 4;
            bend[i] = in(k, -36 + r * Math.sin(a), side * 13, z - 2 * r + r - r * Math.cos(a));
        }
        for (int i = 1; i < 5; i++)
            canvas.capsule(bend[i - 1], bend[i], chance.between(1.5, 2.2), metal, 0, Kind.OTHER);
        canvas.capsule(head, bend[0], 3.2, metal, 0, Kind.OTHER);
        fixed(level(k), Implant.HOOK, bend[2]);
        return head;
    }

    /// long screws from behind S2 into both iliac wings; they hold the pelvis, no level
    private void iliacScrews() {
        double radius = chance.between(3, 4.2), length = chance.between(60, 95);
        for (int side : new int[] {-1, 1}) {
            double[] head = inS1(-38 + chance.normal(0, 3), side * 32, -32 + chance.normal(0, 5));
            double[] tip = inS1(-38 + length * .75, side * (32 + length * .35), -32 - length * chance.between(.35, .7));
            canvas.capsule(head, tip, radius, metal, chance.happens(.6) ? 3 : 0, Kind.SCREW);
            canvas.capsule(head, Points.along(head, Points.unit(tip, head), 8), 5.5, metal, 0, Kind.SCREW);
            canvas.capsule(head, inS1(-44, side * 22, -12), 2.8, metal, 0, Kind.ROD);
        }
    }

    /// a spacer between the spinous processes of vertebra k and the one below
    private void betweenSpines(int k) {
        double high = chance.between(4, 9), wide = chance.between(4, 8);
        double x = chance.between(-66, -54), z = chance.between(-24, -14);
        for (int end : new int[] {-1, 1}) {
            double[] wing = in(k, x + end * wide, 0, z);
            canvas.capsule(
                    in(k, x + end * wide, 0, z - high), in(k, x + end * wide, 0, z + high), 1.4, metal, 0, Kind.OTHER);
            canvas.capsule(wing, in(k, x, 0, z), chance.between(2, 4), metal, 0, Kind.OTHER);
        }
        double[] centre = in(k, x, 0, z);
        fixed(level(k), Implant.SPACER, centre);
        fixed(level(k - 1), Implant.SPACER, centre);
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
            knots.addFirst(
                    Points.along(heads.getFirst(), Points.unit(heads.get(1), heads.getFirst()), chance.between(5, 14)));
            knots.addLast(Points.along(
                    heads.get(n - 1), Points.unit(heads.get(n - 2), heads.get(n - 1)), chance.between(5, 18)));
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
            line[i] = new double[] {axes[0][at], axes[1][at], axes[2][at]};
        }
        canvas.wire(line, radius, metal, Kind.ROD);
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
        double[] tp = Points.between(ip, ia, from, y),
                ta = Points.between(ip, ia, to, y),
                ba = Points.between(sp, sa, to, y),
                bp = Points.between(sp, sa, from, y);
        int type = chance.weighted(.4, .2, .2, .1, .1);
        Implant implant = type == 4 ? Implant.DISC : Implant.CAGE;
        switch (type) {
            case 0 -> markers(tp, ta, ba, bp);
            case 1 -> { // titanium with windows
                canvas.quadrilateral(new double[][] {tp, ta, ba, bp}, chance.between(.5, 3.5) * metal);
                outline(tp, ta, ba, bp, chance.between(.6, 1.2));
            }
            case 2 -> { // two faces
                double radius = chance.between(.7, 1.4);
                canvas.capsule(tp, ta, radius, metal, 0, Kind.CAGE);
                canvas.capsule(bp, ba, radius, metal, 0, Kind.CAGE);
            }
            case 3 -> { // a threaded cylinder
                double[] back = Points.mix(tp, bp, .5), front = Points.mix(ta, ba, .5);
                double radius = Math.max(2, .45 * Points.distance(Points.mix(tp, ta, .5), Points.mix(bp, ba, .5)));
                canvas.capsule(back, front, radius, .4 * metal, chance.between(2, 3.5), Kind.CAGE);
                outline(tp, ta, ba, bp, chance.between(.5, 1));
            }
            default -> { // an artificial disc: two plates with keels and a core that is hardly seen
                for (double[][] face : new double[][][] {{tp, ta, bp, ba}, {bp, ba, tp, ta}}) {
                    canvas.capsule(face[0], face[1], 1.2, 2 * metal, 0, Kind.CAGE);
                    double[] middle = Points.mix(face[0], face[1], .5), other = Points.mix(face[2], face[3], .5);
                    canvas.capsule(
                            middle,
                            Points.along(middle, Points.unit(other, middle), chance.between(2, 5)),
                            1,
                            metal,
                            0,
                            Kind.CAGE);
                }
            }
        }
        double[] centre = Points.mix(Points.mix(tp, ta, .5), Points.mix(bp, ba, .5), .5);
        fixed(upper.level(), implant, centre);
        fixed(level(k - 1), implant, centre);
    }

    /// the dots and pins that show where a cage of PEEK lies
    private void markers(double[] tp, double[] ta, double[] ba, double[] bp) {
        for (double[][] end : new double[][][] {{tp, bp}, {ta, ba}}) {
            boolean pin = chance.happens(.45);
            double radius = pin ? chance.between(.5, 1) : chance.between(.6, 1.2);
            int dots = pin ? 1 : chance.whole(1, 3);
            for (int i = 0; i < dots; i++) {
                double from = pin ? .2 : dots == 1 ? .5 : .2 + .6 * i, to = pin ? .8 : from + .03;
                double[] a = Points.mix(end[0], end[1], from), b = Points.mix(end[0], end[1], to);
                double across = chance.normal(0, 6);
                a[1] += across;
                b[1] += across;
                canvas.capsule(a, b, radius, 2 * metal, 0, Kind.CAGE);
            }
        }
    }

    private void outline(double[] tp, double[] ta, double[] ba, double[] bp, double radius) {
        double[][] corners = {tp, ta, ba, bp};
        for (int i = 0; i < 4; i++) canvas.capsule(corners[i], corners[(i + 1) % 4], radius, metal, 0, Kind.CAGE);
    }

    /// an anterior plate with two screws in each body
    private void plate(List<Integer> levels) {
        List<double[]> points = new ArrayList<>();
        for (int k : levels) {
            points.add(in(k, 21, 0, -8));
            points.add(in(k, 21, 0, 8));
            for (int z : new int[] {-7, 7}) canvas.capsule(in(k, 20, 4, z), in(k, -5, 4, z), 2, metal, 0, Kind.SCREW);
            fixed(level(k), Implant.PLATE, in(k, 8, 0, 0));
        }
        double radius = chance.between(1.2, 2.2);
        for (int i = 1; i < points.size(); i++)
            canvas.capsule(points.get(i - 1), points.get(i), radius, 2 * metal, 0, Kind.OTHER);
    }

    /// bone cement in one body: it is no fixation and no hardware, and has a segment of its own
    ///
    /// @return where it is seen, on the film; empty where no body lies on the film
    static Mask cement(Column column, FilmPlan plan, GrayMap bone, Chance chance) {
        Mask seen = new Mask(plan.width(), plan.height());
        List<Column.Placed> on = column.vertebrae.stream()
                .filter(v -> v.z() > plan.lowZ() + 10 && v.z() < plan.highZ() - 10)
                .toList();
        if (on.isEmpty()) return seen;
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
                // from half of the brightest on
                if (3 * g - .6 > .6) seen.values()[y / FilmPlan.FINE * seen.width() + x / FilmPlan.FINE] = 1;
            }
        }
        return seen;
    }

    private Level level(int k) {
        return k < 0 ? Level.S1 : column.vertebrae.get(k).level();
    }

    private void fixed(Level level, Implant implant, double[] point) {
        double[] q = camera.project(point);
        fixations.add(new Fixation(level, implant, q[0] / FilmPlan.FINE, q[1] / FilmPlan.FINE));
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
}
