package org.levelread.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.Mask;
import org.levelread.spine.Level;

/// The bones of one patient on one film: what they take from the beam, and their exact outlines.
final class Bones {
    /// A body's mask on the film's grid and its corners in film pixels.
    record BodyOutline(Column.Placed vertebra, Mask mask, double[][] corners) {}

    final List<BodyOutline> bodies = new ArrayList<>();
    final Mask sacrum;
    final Mask s1Body;
    /// share of the body of S1 that lies on the film
    final double s1Share;
    /// the ends of the upper endplate of S1 in film pixels, anterior first
    final double[][] endplate = new double[2][];
    /// attenuation on the fine grid
    final GrayMap attenuation;

    private final Anatomy anatomy;
    private final Column column;
    private final FilmPlan plan;
    private final Camera camera;
    private final Chance chance;
    /// mm of cancellous and of cortical bone, on the fine grid
    private final GrayMap inner;
    private final GrayMap shell;
    private final double cortexMm;
    /// how thick the walls of the bodies are beside the rest of the cortex
    private final double walls;
    /// cancellous bone of the bodies beside that of a healthy spine: where there is little, only the endplates stand
    /// out from the tissue around them
    private final double density;

    Bones(Anatomy anatomy, Column column, FilmPlan plan, Set<Difficulty> difficulties, Chance chance) {
        this.anatomy = anatomy;
        this.column = column;
        this.plan = plan;
        this.chance = chance;
        camera = plan.camera();
        inner = new GrayMap(camera.width(), camera.height());
        shell = new GrayMap(camera.width(), camera.height());
        cortexMm = chance.between(.5, 1.3);
        boolean porotic = chance.happens(.35);
        density = porotic ? chance.between(.15, .75) : 1;
        walls = porotic ? chance.between(.1, .7) : chance.between(.35, 1.05);
        double endplates = chance.between(.3, 2.6);
        for (Column.Placed v : column.vertebrae) vertebra(v, endplates);
        Patch bone = add(
                anatomy.sacrum,
                anatomy.sacrum.mesh().inset(anatomy.sacrum.normals(), sacralCortex(endplates)),
                column::placeSacrum,
                chance.between(.5, 1.5),
                chance.between(.04, .7) * chance.between(.7, 1),
                Float.MAX_VALUE);
        sacrum = filmMask(bone, 4);
        double[] s1 = camera.project(Mesh.placed(anatomy.s1Body.xyz(), column::placeSacrum));
        s1Body = filmMask(Patch.around(camera, s1).cover(s1, anatomy.s1Body.triangles()), .5f);
        s1Share = shareOnFilm(s1);
        for (int end = 0; end < 2; end++) {
            double[] p = {(end == 0 ? .5 : -.5) * anatomy.endplateMm, 0, 0};
            column.placeSacrum(p);
            double[] q = camera.project(p);
            endplate[end] = new double[] {q[0] / FilmPlan.FINE, q[1] / FilmPlan.FINE};
        }
        bone(
                anatomy.pelvis,
                column::placePelvis,
                chance.between(1.2, 2.4) * cortexMm,
                chance.between(.3, 1.6),
                chance.between(.05, .6) * chance.between(.7, 1));
        remnantDiscs();
        hips();
        ribs();
        if (column.variant == FilmTruth.Variant.SACRALISED_L5) bridges();
        if (difficulties.contains(Difficulty.OVERLAP) && chance.happens(.4)) arms();
        attenuation = attenuation();
    }

    /// thickest in front, where the film shows one long bright line, and on the upper endplate
    private double[] sacralCortex(double endplates) {
        Anatomy.Bone sacrum = anatomy.sacrum;
        double front = chance.between(0, 2.5), top = chance.between(.2, 1) * endplates;
        double[] cortex = new double[sacrum.mesh().vertices()];
        for (int i = 0; i < cortex.length; i++) {
            double forwards = Math.max(0, sacrum.normals()[3 * i] - .5 * sacrum.normals()[3 * i + 2]);
            boolean endplate = sacrum.mesh().xyz()[3 * i + 2] > -8
                    && Math.abs(sacrum.mesh().xyz()[3 * i]) < 20;
            cortex[i] = 1.1
                    * cortexMm
                    * (1
                            + front * forwards * forwards
                            + (endplate ? top * Math.pow(Math.max(0, sacrum.normals()[3 * i + 2]), 4) : 0));
        }
        return cortex;
    }

    private void vertebra(Column.Placed v, double endplates) {
        double own = v.fractured() && chance.happens(.6) ? 1.3 : chance.between(.92, 1.08);
        if (v.lowest() > plan.highZ() + 60 || v.highest() < plan.lowZ() - 60) return;
        Anatomy.Bone bone = v.shape().bone();
        double[] cortex = new double[bone.mesh().vertices()];
        for (int i = 0; i < cortex.length; i++) {
            boolean body = Math.abs(bone.mesh().xyz()[3 * i]) < 24;
            cortex[i] = cortexMm
                    * (body ? walls + (1 - walls + endplates) * Math.pow(Math.abs(bone.normals()[3 * i + 2]), 4) : 1)
                    / v.size();
        }
        add(bone, bone.mesh().inset(bone.normals(), cortex), v, 1, own * density, Float.MAX_VALUE);
        double[] body = camera.project(Mesh.placed(v.shape().body().xyz(), v));
        Mask mask =
                filmMask(Patch.around(camera, body).cover(body, v.shape().body().triangles()), .5f);
        double[] corners = new double[12];
        for (int c = 0; c < 4; c++) {
            corners[3 * c] = v.quad()[c][0];
            corners[3 * c + 1] = v.across();
            corners[3 * c + 2] = v.quad()[c][1];
        }
        double[] q = camera.project(corners);
        double[][] onFilm = new double[4][];
        for (int c = 0; c < 4; c++) onFilm[c] = new double[] {q[3 * c] / FilmPlan.FINE, q[3 * c + 1] / FilmPlan.FINE};
        bodies.add(new BodyOutline(v, mask, onFilm));
    }

    private Patch bone(
            Anatomy.Bone bone, Mesh.Placement placement, double cortex, double shellWeight, double innerWeight) {
        return add(
                bone, bone.mesh().inset(bone.normals(), cortex), placement, shellWeight, innerWeight, Float.MAX_VALUE);
    }

    /// returns the depth of the whole bone
    private Patch add(
            Anatomy.Bone bone,
            double[] inset,
            Mesh.Placement placement,
            double shellWeight,
            double innerWeight,
            float most) {
        int[] triangles = bone.mesh().triangles();
        double[] outside = camera.project(Mesh.placed(bone.mesh().xyz(), placement));
        Patch whole = Patch.around(camera, outside).depth(camera, outside, triangles);
        if (whole.values().length == 0) return whole;
        Patch inside = whole.blank().depth(camera, camera.project(Mesh.placed(inset, placement)), triangles);
        for (int y = 0, i = 0; y < whole.height(); y++) {
            int at = (whole.top() + y) * camera.width() + whole.left();
            for (int x = 0; x < whole.width(); x++, i++, at++) {
                float all = Math.min(most, whole.values()[i]);
                float within = Math.min(all, inside.values()[i]);
                shell.values()[at] += (float) shellWeight * (all - within);
                inner.values()[at] += (float) innerWeight * within;
            }
        }
        return whole;
    }

    /// film pixels more than half of whose fine pixels exceed the threshold
    private Mask filmMask(Patch patch, float threshold) {
        Mask mask = new Mask(plan.width(), plan.height());
        int f = FilmPlan.FINE;
        byte[] count = new byte[mask.values().length];
        for (int y = 0, i = 0; y < patch.height(); y++) {
            int row = (patch.top() + y) / f * plan.width();
            for (int x = 0; x < patch.width(); x++, i++)
                if (patch.values()[i] > threshold) count[row + (patch.left() + x) / f]++;
        }
        for (int i = 0; i < count.length; i++) mask.values()[i] = (byte) (count[i] * 2 > f * f ? 1 : 0);
        return mask;
    }

    private double shareOnFilm(double[] projected) {
        int n = 0;
        for (int i = 0; i < projected.length; i += 3) {
            if (projected[i] >= 0
                    && projected[i] < camera.width()
                    && projected[i + 1] >= 0
                    && projected[i + 1] < camera.height()) n++;
        }
        return 3. * n / projected.length;
    }

    /// S1/S2 and S2/S3: pairs of dense lines across the sacral bodies
    private void remnantDiscs() {
        Mesh s1 = anatomy.s1Body;
        double[] anterior = lowerCorner(s1, 1), posterior = lowerCorner(s1, -1);
        for (int disc = 0; disc < 2; disc++) {
            boolean wide = disc == 0 && column.variant == FilmTruth.Variant.LUMBARISED_S1;
            if (!wide && chance.happens(.25)) continue;
            double shift = disc * chance.between(.9, 1.1),
                    strength = chance.between(wide ? 9 : 3, 16) * (disc == 0 ? 1 : .6);
            double gap = wide
                    ? chance.between(6, 10)
                    : chance.happens(.25) ? chance.between(4, 8) : chance.between(1.5, 4.5);
            for (int line = 0; line < 2; line++) {
                double lower = line == 0 ? 0 : -gap;
                double[][] ends = new double[2][];
                for (int e = 0; e < 2; e++) {
                    double[] c = e == 0 ? anterior : posterior;
                    double[] p = {c[0] - 12 * shift, 0, c[2] - 22 * shift + lower};
                    column.placeSacrum(p);
                    ends[e] = millimetres(p);
                }
                double width = chance.between(.6, 1.1), bend = chance.normal(0, 1.5);
                double length = Math.hypot(ends[1][0] - ends[0][0], ends[1][1] - ends[0][1]);
                double[] mid = {
                    (ends[0][0] + ends[1][0]) / 2 - bend * (ends[1][1] - ends[0][1]) / length,
                    (ends[0][1] + ends[1][1]) / 2 + bend * (ends[1][0] - ends[0][0]) / length
                };
                draw(
                        ends[0],
                        ends[1],
                        3 * width + Math.abs(bend),
                        (x, y) -> {
                            double d = Math.min(
                                    Rasters.distance(x, y, ends[0][0], ends[0][1], mid[0], mid[1]),
                                    Rasters.distance(x, y, mid[0], mid[1], ends[1][0], ends[1][1]));
                            return strength * Math.exp(-(d / width) * (d / width));
                        },
                        shell);
            }
        }
    }

    /// upper arms that hang or reach across the thoracic spine
    private void arms() {
        Column.Placed shoulder = column.vertebrae.getLast();
        for (int side : new int[] {-1, 1}) {
            double[] high = {shoulder.x() + chance.between(-30, 20), side * 190, shoulder.z() + 60};
            double[] low = {high[0] + chance.between(40, 190), side * 200, high[2] - chance.between(120, 240)};
            tube(millimetres(high), millimetres(low), 11, 6, .8);
        }
    }

    /// bone between the transverse processes of L5 and the wings of the sacrum
    private void bridges() {
        Column.Placed l5 = column.vertebrae.getFirst();
        boolean both = chance.happens(.6);
        double radius = chance.between(7, 12);
        for (int side : new int[] {-1, 1}) {
            if (side > 0 && !both) continue;
            double[] above = {-14, side * 36, -4}, below = {-14, side * 36, -6};
            l5.move(above);
            column.placeSacrum(below);
            tube(millimetres(above), millimetres(below), radius, radius - 1.2, 1);
        }
    }

    private static double[] lowerCorner(Mesh body, int side) {
        double lowX = body.low(0), depth = body.high(0) - lowX, lowZ = body.low(2), height = body.high(2) - lowZ;
        double best = Double.NEGATIVE_INFINITY;
        double[] found = new double[3];
        for (int i = 0; i < body.vertices(); i++) {
            double[] v = body.vertex(i);
            double score = side * (2 * (v[0] - lowX) / depth - 1) - 1.3 * (2 * (v[2] - lowZ) / height - 1);
            if (score > best) {
                best = score;
                found = v;
            }
        }
        return found;
    }

    /// femoral heads and shafts
    private void hips() {
        for (int side : new int[] {-1, 1}) {
            double[] hip = {75 + chance.normal(0, 6), side * 85 + chance.normal(0, 5), -95 + chance.normal(0, 6)};
            column.placePelvis(hip);
            double radius = chance.between(21, 27) * column.sacralSize, rim = radius - chance.between(.9, 1.8);
            double[] centre = millimetres(hip);
            draw(
                    centre,
                    centre,
                    radius,
                    (x, y) -> {
                        double d = (x - centre[0]) * (x - centre[0]) + (y - centre[1]) * (y - centre[1]);
                        double all = chord(radius, d), within = chord(rim, d);
                        return all - within;
                    },
                    shell);
            draw(
                    centre,
                    centre,
                    radius,
                    (x, y) -> .8 * chord(rim, (x - centre[0]) * (x - centre[0]) + (y - centre[1]) * (y - centre[1])),
                    inner);
            double[] neck = millimetres(new double[] {hip[0] - 12, hip[1] + side * 25, hip[2] - 32});
            double[] end =
                    millimetres(new double[] {hip[0] + chance.between(-30, 30), hip[1] + side * 30, hip[2] - 250});
            tube(centre, neck, 14, 11.5, .6);
            tube(neck, end, 15, 9, .8);
        }
    }

    private void tube(double[] a, double[] b, double outer, double cavity, double weight) {
        draw(
                a,
                b,
                outer,
                (x, y) -> {
                    double d = Rasters.distance(x, y, a[0], a[1], b[0], b[1]);
                    return weight * (chord(outer, d * d) - chord(cavity, d * d));
                },
                shell);
    }

    private static double chord(double radius, double distanceSquared) {
        return 2 * Math.sqrt(Math.max(0, radius * radius - distanceSquared));
    }

    private void ribs() {
        double size = chance.between(.9, 1.15);
        for (Column.Placed v : column.vertebrae) {
            boolean thoracic = v.level().name().startsWith("T");
            if (!thoracic && (column.ribs < 13 || v.level() != Level.L1)) continue;
            int rib = thoracic ? 12 - Integer.parseInt(v.level().name().substring(1)) : -1;
            double[] head = v.quad()[1];
            double tilt = .6 * Math.atan2(v.quad()[1][1] - v.quad()[0][1], v.quad()[0][0] - v.quad()[1][0]);
            double cos = Math.cos(-tilt), sin = Math.sin(-tilt);
            if (rib == 0 && column.ribs == 11) continue;
            for (List<Anatomy.Bone> side : anatomy.ribs) {
                if (rib >= side.size() || (rib == 0 && column.ribs == 12 && chance.happens(.2))) continue;
                Anatomy.Bone bone = side.get(Math.max(0, rib));
                double own = rib < 0 ? size * chance.between(.35, .8) : size;
                if (plan.highZ() < head[1] - 160) continue;
                add(
                        bone,
                        bone.mesh().inset(bone.normals(), 1.2),
                        p -> {
                            double x = p[0], z = p[2];
                            p[0] = head[0] + own * (cos * x - sin * z);
                            p[1] = p[1] * own + v.across();
                            p[2] = head[1] - 3 + own * (sin * x + cos * z);
                        },
                        1,
                        .6,
                        40);
            }
        }
    }

    /// a position on the film in millimetres from its upper left corner
    private double[] millimetres(double[] point) {
        double[] q = camera.project(point);
        return new double[] {q[0] * camera.pixelX(), q[1] * camera.pixelZ()};
    }

    @FunctionalInterface
    interface Profile {
        double at(double xMm, double yMm);
    }

    private void draw(double[] a, double[] b, double margin, Profile profile, GrayMap onto) {
        int x0 = Math.max(0, (int) ((Math.min(a[0], b[0]) - margin) / camera.pixelX())),
                x1 = Math.min(camera.width() - 1, (int) ((Math.max(a[0], b[0]) + margin) / camera.pixelX()));
        int y0 = Math.max(0, (int) ((Math.min(a[1], b[1]) - margin) / camera.pixelZ())),
                y1 = Math.min(camera.height() - 1, (int) ((Math.max(a[1], b[1]) + margin) / camera.pixelZ()));
        for (int y = y0; y <= y1; y++) {
            for (int x = x0; x <= x1; x++) {
                onto.values()[y * camera.width() + x] +=
                        (float) profile.at((x + .5) * camera.pixelX(), (y + .5) * camera.pixelZ());
            }
        }
    }

    /// with trabecular texture, blurred as by the focal spot
    private GrayMap attenuation() {
        int w = camera.width(), h = camera.height();
        double unit = plan.unit();
        double fine = chance.between(.02, .12), coarse = chance.between(.02, .1);
        GrayMap a = Rasters.noise(chance, w, h, chance.between(2, 4) * unit),
                b = Rasters.noise(chance, w, h, chance.between(8, 20) * unit);
        double trabecular = chance.between(.007, .022), cortical = chance.between(.04, .1);
        float[] out = new float[w * h];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (inner.values()[i] * trabecular * (1 + fine * a.values()[i] + coarse * b.values()[i])
                    + shell.values()[i] * cortical);
        }
        double sigma = chance.between(.2, 1.2) * FilmPlan.FINE * (chance.happens(.7) ? .6 : 1.2) * Math.min(unit, 1.6);
        return Rasters.blurred(new GrayMap(w, h, out), sigma);
    }

    /// one where any vertebral body is, on the film's grid; null where there is none
    @Nullable
    Mask anyBody() {
        if (bodies.isEmpty()) return null;
        Mask all = new Mask(plan.width(), plan.height());
        for (BodyOutline body : bodies) {
            byte[] m = body.mask().values();
            for (int i = 0; i < m.length; i++) all.values()[i] |= m[i];
        }
        return Arrays.equals(all.values(), new byte[all.values().length]) ? null : all;
    }
}
