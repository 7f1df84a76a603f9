package org.levelread.simulation;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.Mask;

/// From attenuation to the picture a detector shows: scatter, noise, window, gradation, collimation, markers.
final class Exposure {
    private final FilmPlan plan;
    private final Chance chance;
    private final boolean dim;
    private final int w;
    private final int h;
    final Mask field;

    Exposure(FilmPlan plan, Set<Difficulty> difficulties, Chance chance) {
        dim = difficulties.contains(Difficulty.LOW_EXPOSURE);
        this.plan = plan;
        this.chance = chance;
        w = plan.width();
        h = plan.height();
        field = new Mask(w, h);
    }

    /// @param attenuation on the fine grid
    /// @param bodies all vertebral bodies on the film's grid, null where there is none
    /// @return grey values in [0, 1], dense is bright
    GrayMap develop(GrayMap attenuation, @Nullable Mask bodies) {
        GrayMap film = new GrayMap(w, h, displayed(detected(attenuation, bodies), bodies));
        PostProcessing.enhance(film, plan.unit(), chance);
        collimate(film);
        return film;
    }

    private GrayMap detected(GrayMap attenuation, @Nullable Mask bodies) {
        int n = attenuation.values().length;
        float[] light = new float[n];
        for (int i = 0; i < n; i++) light[i] = (float) Math.exp(-attenuation.values()[i]);
        GrayMap beam = new GrayMap(attenuation.width(), attenuation.height(), light);
        GrayMap film = Rasters.shrunk(beam, FilmPlan.FINE);
        double reference = median(film, bodies);
        GrayMap scatter =
                Rasters.resized(Rasters.blurred(Rasters.shrunk(film, 2), 6 * plan.unit()), beam.width(), beam.height());
        double scattered = dim ? chance.between(.5, 1.4) : chance.between(0, .8),
                veil = dim ? chance.between(.25, .9) : chance.between(.01, .45),
                noise = dim ? chance.between(.06, .22) : chance.between(0, .05);
        for (int i = 0; i < n; i++) {
            double arrived = light[i] + scattered * Math.min(scatter.values()[i], 3 * reference) + veil * reference;
            light[i] = (float) -Math.log(arrived);
        }
        GrayMap read = Rasters.shrunk(beam, FilmPlan.FINE);
        for (int i = 0; i < w * h; i++) read.values()[i] += (float) chance.normal(0, noise / FilmPlan.FINE);
        return read;
    }

    private double median(GrayMap film, @Nullable Mask bodies) {
        return Math.max(1e-6, Rasters.percentile(inBodies(film, bodies), 50));
    }

    private static float[] inBodies(GrayMap film, @Nullable Mask bodies) {
        if (bodies == null) return film.values();
        float[] values = new float[bodies.count()];
        int n = 0;
        for (int i = 0; i < film.values().length; i++) if (bodies.values()[i] != 0) values[n++] = film.values()[i];
        return values;
    }

    private float[] displayed(GrayMap film, @Nullable Mask bodies) {
        float[] v = film.values();
        double low, high;
        float[] body = inBodies(film, bodies);
        if (body.length > 50 && body.length < v.length && chance.happens(.85)) {
            double middle = Rasters.percentile(body, 50), mean = 0, square = 0;
            for (float b : body) {
                mean += b / body.length;
                square += (double) b * b / body.length;
            }
            double spread = Math.sqrt(Math.max(0, square - mean * mean)) + .15;
            high = middle + chance.between(1.2, 4.5) * spread;
            low = chance.happens(.6)
                    ? Math.min(Rasters.percentile(v, 2), middle - 1)
                    : middle - chance.between(2, 6) * spread;
        } else {
            high = Rasters.percentile(v, 99.5);
            low = Rasters.percentile(v, 1);
        }
        boolean sigmoid = chance.happens(.5);
        double steep = chance.between(3, 6), gamma = Math.exp(chance.normal(.08, .42));
        float[] out = new float[v.length];
        double least = 1e9, most = -1e9;
        for (int i = 0; i < v.length; i++) {
            double t = (v[i] - low) / (high - low + 1e-6);
            t = sigmoid ? 1 / (1 + Math.exp(-(t - .5) * steep)) : Math.clamp(t, 0, 1.15) / 1.15;
            out[i] = (float) t;
            least = Math.min(least, t);
            most = Math.max(most, t);
        }
        for (int i = 0; i < v.length; i++) {
            double t = sigmoid ? (out[i] - least) / (most - least + 1e-6) : out[i];
            out[i] = (float) Math.pow(Math.clamp(t, 0, 1), gamma);
        }
        return out;
    }

    private void collimate(GrayMap film) {
        java.util.Arrays.fill(field.values(), (byte) 1);
        if (!chance.happens(.3)) return;
        double left = blade(w), right = w - blade(w), top = blade(h), bottom = h - blade(h);
        double turn = chance.happens(.4) ? Math.toRadians(chance.between(-4, 4)) : 0,
                cos = Math.cos(turn),
                sin = Math.sin(turn);
        float outside = chance.happens(.75) ? 0 : (float) chance.between(.8, 1), glow = (float) chance.between(0, .08);
        for (int y = 0, i = 0; y < h; y++) {
            for (int x = 0; x < w; x++, i++) {
                double dx = x + .5 - w / 2., dy = y + .5 - h / 2.;
                double u = w / 2. + cos * dx + sin * dy, v = h / 2. - sin * dx + cos * dy;
                if (u >= left && u < right && v >= top && v < bottom) continue;
                field.values()[i] = 0;
                film.values()[i] = outside + (outside == 0 ? glow * film.values()[i] : 0);
            }
        }
    }

    private double blade(int side) {
        return chance.happens(.5) ? chance.between(0, .12) * side : 0;
    }
}
