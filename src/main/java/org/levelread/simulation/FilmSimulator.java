package org.levelread.simulation;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.Mask;
import org.levelread.imaging.PixelSpacing;
import org.levelread.imaging.Radiograph;

/// Renders films of invented patients from one anatomy; each seed is one film. Safe to share between
/// threads.
public final class FilmSimulator {
    private final Anatomy anatomy;
    private final SimulationOptions options;

    public FilmSimulator(Anatomy anatomy, SimulationOptions options) {
        this.anatomy = anatomy;
        this.options = options;
    }

    public SimulationOptions options() {
        return options;
    }

    /// the same seed, options and anatomy give the same film, byte by byte
    public RenderedFilm render(long seed) {
        Chance chance = new Chance(seed);
        Set<Difficulty> difficulties = Difficulty.draw(options, chance);
        Column column = new Column(anatomy, options, difficulties, chance);
        FilmPlan plan = FilmPlan.draw(column, options, difficulties, chance);
        Bones bones = new Bones(anatomy, column, plan, difficulties, chance);
        @Nullable
        Hardware hardware = chance.happens(options.withHardware()) ? new Hardware(anatomy, column, plan, chance) : null;
        Mask cement = chance.happens(hardware == null ? .02 : .06)
                ? Hardware.cement(column, plan, bones.attenuation, chance)
                : new Mask(plan.width(), plan.height());
        GrayMap attenuation =
                together(bones.attenuation, SoftTissue.render(anatomy, column, plan, difficulties, chance));
        if (hardware != null) {
            for (GrayMap metal : hardware.canvas.attenuation.values()) {
                for (int i = 0; i < metal.values().length; i++) attenuation.values()[i] += metal.values()[i];
            }
        }
        Clutter.addMetal(column, plan, attenuation, chance);
        Exposure exposure = new Exposure(plan, difficulties, chance);
        GrayMap film = exposure.develop(attenuation, bones.anyBody());
        Clutter.addMarks(
                plan, bones.bodies.stream().map(Bones.BodyOutline::mask).toList(), film, chance);
        boolean inverted = chance.happens(.04);
        if (inverted) PostProcessing.invert(film);
        PostProcessing.store(film, chance);
        boolean mirrored = chance.happens(.5);
        Labels labels = new Labels(
                seed, difficulties, column, plan, bones, hardware, cement, exposure.field, mirrored, inverted);
        return new RenderedFilm(radiograph(film, plan, mirrored, chance), labels.segments(), labels.truth());
    }

    /// bone stands out less where there is hardly any tissue around it
    private static GrayMap together(GrayMap bone, GrayMap soft) {
        GrayMap fine = Rasters.resized(soft, bone.width(), bone.height());
        for (int i = 0; i < fine.values().length; i++) {
            float around = fine.values()[i];
            fine.values()[i] = around + bone.values()[i] * Math.min(1, around / .5f);
        }
        return fine;
    }

    private static Radiograph radiograph(GrayMap film, FilmPlan plan, boolean mirrored, Chance chance) {
        int w = plan.width(), h = plan.height();
        int most = new int[] {4095, 16383, 65535}[chance.below(3)];
        double low = chance.happens(.5) ? 0 : chance.between(0, .1) * most, high = chance.between(.75, 1) * most;
        short[] values = new short[w * h];
        for (int y = 0, i = 0; y < h; y++) {
            for (int x = 0; x < w; x++, i++) {
                float v = film.values()[mirrored ? y * w + w - 1 - x : i];
                values[i] = (short) Math.round(low + v * (high - low));
            }
        }
        // the detector lies about a fifth of the source's distance behind the spine
        double detector = 1.2;
        PixelSpacing spacing = Math.abs(plan.pixelX() / plan.pixelZ() - 1) > .001
                ? null
                : new PixelSpacing(plan.pixelZ() * detector, plan.pixelX() * detector, PixelSpacing.Origin.DETECTOR);
        return new Radiograph(w, h, values, spacing);
    }
}
