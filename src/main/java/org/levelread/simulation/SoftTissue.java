package org.levelread.simulation;

import java.util.Set;
import org.levelread.imaging.GrayMap;

/// What lies around the bones: the trunk's outline, lungs, bowel gas and texture, as attenuation on the film's
/// grid.
final class SoftTissue {
    private static final double LOWEST = -400;

    private final Anatomy anatomy;
    private final Column column;
    private final FilmPlan plan;
    private final Chance chance;
    private final boolean overlap;
    private final int w;
    private final int h;
    /// mm of each pixel in the patient
    private final float[] patientX;
    private final float[] patientZ;
    private final double step;
    private final double[] spineX;
    /// attenuation of soft tissue, 1/mm
    private final double perMm;

    private SoftTissue(Anatomy anatomy, Column column, FilmPlan plan, Set<Difficulty> difficulties, Chance chance) {
        this.anatomy = anatomy;
        this.column = column;
        this.plan = plan;
        this.chance = chance;
        overlap = difficulties.contains(Difficulty.OVERLAP);
        w = plan.width();
        h = plan.height();
        patientX = new float[w * h];
        patientZ = new float[w * h];
        Camera c = plan.camera();
        for (int y = 0, i = 0; y < h; y++) {
            for (int x = 0; x < w; x++, i++) {
                double dx = c.left() + (x + .5) * plan.pixelX() - c.centreX(),
                        dz = c.top() - (y + .5) * plan.pixelZ() - c.centreZ();
                patientX[i] = (float) (c.centreX() + c.cosRoll() * dx + c.sinRoll() * dz);
                patientZ[i] = (float) (c.centreZ() - c.sinRoll() * dx + c.cosRoll() * dz);
            }
        }
        int n = column.vertebrae.size();
        double[] zs = new double[n + 4], xs = new double[n + 4];
        zs[0] = -400;
        zs[1] = -200;
        boolean frontal = c.frontal();
        xs[0] = frontal ? 0 : column.vertebrae.getFirst().x() - 20 + chance.between(-20, 20);
        xs[1] = frontal ? 0 : -20;
        xs[2] = frontal ? 0 : -10;
        for (int k = 0; k < n; k++) {
            zs[k + 3] = Math.max(column.vertebrae.get(k).z(), zs[k + 2] + 1);
            xs[k + 3] = frontal
                    ? column.vertebrae.get(k).across()
                    : column.vertebrae.get(k).x();
        }
        zs[n + 3] = zs[n + 2] + 100;
        xs[n + 3] = xs[n + 2];
        step = (zs[n + 3] - LOWEST) / 59;
        spineX = new double[60];
        for (int i = 0; i < 60; i++) spineX[i] = Rasters.interpolate(LOWEST + i * step, zs, xs);
        perMm = chance.between(.006, .016);
    }

    static GrayMap render(Anatomy anatomy, Column column, FilmPlan plan, Set<Difficulty> difficulties, Chance chance) {
        return new SoftTissue(anatomy, column, plan, difficulties, chance).render();
    }

    private GrayMap render() {
        double waist = chance.between(0, .25),
                belly = chance.between(95, 170),
                back = chance.between(50, 95),
                half = chance.between(130, 200);
        double buttock = chance.between(15, 70),
                buttockZ = chance.between(40, 90),
                hollow = chance.between(0, 15),
                phase = chance.between(0, 6),
                hips = chance.happens(.5) ? chance.between(.2, .8) : chance.between(0, .3);
        if (plan.camera().frontal()) { // as broad to the left as to the right, and not as deep
            belly = half;
            back = half;
            half = chance.between(85, 140);
            buttock = 0;
            hollow = 0;
        }
        double[] backs = Rasters.smoothed(spineX, 9), fronts = Rasters.smoothed(spineX, 14), halves = new double[60];
        for (int i = 0; i < 60; i++) {
            double z = LOWEST + i * step;
            backs[i] += -back - buttock * bell(z, -buttockZ, 70) + hollow * bell(z, 90, 60);
            fronts[i] += belly * (1 + .15 * Math.sin(z / 80 + phase));
            halves[i] = half * (1 - waist * bell(z, 110, 50) + hips * bell(z, -60, 70));
        }
        double roundness = chance.between(.35, .7);
        int top = Math.min(chance.whole(4, 9), column.vertebrae.size() - 1);
        double dome = column.vertebrae.get(top).z() + chance.between(-10, 40),
                rise = chance.between(15, 60),
                middle = chance.between(-20, 40),
                width = chance.between(.35, .6);
        double second = chance.normal(0, 10), air = chance.between(.25, .75), fade = chance.between(20, 150);
        boolean ct = chance.happens(.25) && !plan.camera().frontal();
        double ctScale = chance.between(.85, 1.3),
                ctX = chance.normal(0, 2.5),
                ctY = chance.normal(0, 4),
                keep = chance.between(0, .5),
                ctWeight = chance.between(.6, 1.1);
        float[] soft = new float[w * h];
        for (int i = 0; i < soft.length; i++) {
            double x = patientX[i], z = patientZ[i];
            double bk = Rasters.lookup(backs, LOWEST, step, z), ft = Rasters.lookup(fronts, LOWEST, step, z);
            double centre = (bk + ft) / 2, depth = ft - bk;
            double u = 2 * (x - centre) / depth;
            double inside = 1 - u * u;
            if (inside <= 0) continue;
            double value = 2 * Rasters.lookup(halves, LOWEST, step, z) * Math.pow(inside, roundness) * perMm;
            double v = (x - centre - middle) / (width * depth);
            double edge = dome + rise * Math.clamp(1 - v * v, -1.5, 1);
            double lung = air
                    * ((z > edge ? .5 : 0) + (z > edge + second ? .5 : 0))
                    * Math.clamp((z - edge) / fade + .4, 0, 1);
            value *= 1 - lung * Math.clamp((x - bk - 20) / 20, 0, 1) * Math.clamp((ft - x - 15) / 20, 0, 1);
            if (ct) {
                TissueProjection t = anatomy.tissue;
                double cm = t.at(t.s1X() + ctX + x / t.pixelMm() / ctScale, t.s1Y() + ctY - z / t.pixelMm() / ctScale);
                value = keep * value + ctWeight * cm * perMm * 10 * Math.min(1, 6 * inside);
            }
            soft[i] = (float) value;
        }
        texture(soft, chance.between(40, 120) * plan.unit(), chance.between(0, .15));
        texture(soft, chance.between(10, 30) * plan.unit(), chance.between(0, .06));
        if (overlap || chance.happens(.8)) bowelGas(soft);
        if (chance.happens(overlap ? .7 : .35)) rectalGas(soft);
        double strength = chance.between(.01, .09), slope = chance.between(.3, 1);
        for (int period : new int[] {2, 4, 8, 16})
            texture(soft, period * plan.unit(), strength * Math.pow(period / 8., slope));
        GrayMap map = new GrayMap(w, h, soft);
        GrayMap smooth = Rasters.blurred(map, 1.2 * plan.unit());
        for (int i = 0; i < soft.length; i++) soft[i] = Math.max(0, (soft[i] + smooth.values()[i]) / 2);
        return map;
    }

    private static double bell(double z, double centre, double width) {
        double d = (z - centre) / width;
        return Math.exp(-d * d);
    }

    private void texture(float[] soft, double period, double strength) {
        float[] noise = Rasters.noise(chance, w, h, Math.max(1.5, period)).values();
        for (int i = 0; i < soft.length; i++) if (soft[i] > .05) soft[i] += (float) strength * noise[i];
    }

    private void bowelGas(float[] soft) {
        float[] gas = new float[w * h];
        int n = (int) Math.exp(chance.between(1.2, 5.2));
        double nearX = overlap ? chance.between(-35, 15) : chance.between(5, 110),
                nearZ = chance.between(-60, 150),
                spreadX = chance.between(20, 60),
                spreadZ = chance.between(20, 90);
        boolean rectum = chance.happens(.5);
        for (int k = 0; k < n; k++) {
            double dx = chance.normal(nearX, spreadX), z = chance.normal(nearZ, spreadZ);
            if (rectum && k % 3 == 0) {
                dx = chance.between(-40, 70);
                z = chance.between(-150, -20);
            }
            double a = chance.between(2.5, 22) * (n < 40 ? 1 : .6) * (chance.happens(.85) ? 1 : 1.8),
                    b = a * chance.between(.4, 1),
                    turn = chance.between(0, Math.PI);
            bubble(gas, Rasters.lookup(spineX, LOWEST, step, z) + 20 + dx, z, a, b, turn);
        }
        float[] warpX = Rasters.noise(chance, w, h, 12 * plan.unit()).values(),
                warpY = Rasters.noise(chance, w, h, 12 * plan.unit()).values();
        GrayMap straight = new GrayMap(w, h, gas);
        double lucent = chance.between(.5, 1.6),
                wall = chance.happens(.5) ? chance.between(0, 1.2) : 0,
                sharp = chance.between(.5, 3);
        float[] bent = new float[w * h];
        for (int y = 0, i = 0; y < h; y++) {
            for (int x = 0; x < w; x++, i++)
                bent[i] = Rasters.sample(straight, x + 3 * plan.unit() * warpX[i], y + 3 * plan.unit() * warpY[i]);
        }
        for (int y = 0, i = 0; y < h; y++) {
            for (int x = 0; x < w; x++, i++) {
                if (soft[i] <= .1) continue;
                double g = bent[i];
                soft[i] -= (float) (Math.min(g, 60) * perMm * lucent);
                if (wall > 0 && x > 0 && y > 0 && x < w - 1 && y < h - 1) {
                    double bend = Math.abs(bent[i - 1] + bent[i + 1] + bent[i - w] + bent[i + w] - 4 * g) * plan.unit();
                    if (bend > sharp) soft[i] += (float) (Math.min(g, 30) * perMm * wall);
                }
            }
        }
    }

    /// one or a few large pockets in the hollow of the sacrum
    private void rectalGas(float[] soft) {
        float[] gas = new float[w * h];
        for (int n = chance.whole(1, 4); n > 0; n--) {
            double[] p = {chance.between(8, 45), 0, -chance.between(45, 120)};
            column.placeSacrum(p);
            double a = chance.between(8, 26);
            bubble(
                    gas,
                    plan.camera().frontal() ? p[1] : p[0],
                    p[2],
                    a,
                    a * chance.between(.5, 1),
                    chance.between(0, Math.PI));
        }
        double lucent = chance.between(.3, 1.1);
        for (int i = 0; i < soft.length; i++)
            if (soft[i] > .1) soft[i] -= (float) (Math.min(gas[i], 55) * perMm * lucent);
    }

    private void bubble(float[] gas, double x, double z, double a, double b, double turn) {
        Camera c = plan.camera();
        double u0 = (x - c.left()) / plan.pixelX(), v0 = (c.top() - z) / plan.pixelZ();
        double cos = Math.cos(turn), sin = Math.sin(turn);
        int x0 = Math.max(0, (int) (u0 - a / plan.pixelX())), x1 = Math.min(w - 1, (int) (u0 + a / plan.pixelX()));
        int y0 = Math.max(0, (int) (v0 - a / plan.pixelZ())), y1 = Math.min(h - 1, (int) (v0 + a / plan.pixelZ()));
        for (int py = y0; py <= y1; py++) {
            for (int px = x0; px <= x1; px++) {
                double dx = (px + .5 - u0) * plan.pixelX(), dz = (py + .5 - v0) * plan.pixelZ();
                double e = (dx * cos + dz * sin) / a, f = (dz * cos - dx * sin) / b, r = 1 - e * e - f * f;
                if (r > 0) gas[py * w + px] += (float) (2 * a * Math.sqrt(r));
            }
        }
    }
}
