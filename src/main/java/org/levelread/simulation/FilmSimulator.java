package org.levelread.simulation;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.Mask;
import org.levelread.imaging.PixelSpacing;
import org.levelread.imaging.Point;
import org.levelread.imaging.Radiograph;
import org.levelread.simulation.FilmTruth.LevelTruth;
import org.levelread.simulation.FilmTruth.Side;
import org.levelread.slicer.Segment;
import org.levelread.spine.Level;

/// Renders lateral films of invented patients from one anatomy; each seed is one film. Safe to share between
/// threads.
public final class FilmSimulator {
    /// visible share of the body of S1 below which the film counts as one without sacrum, and carries no mask of it
    private static final double SACRUM_ABSENT = .05;
    private static final double SACRUM_VISIBLE = .35;

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
        Column column = new Column(anatomy, options, chance);
        FilmPlan plan = FilmPlan.draw(column, options, chance);
        Bones bones = new Bones(anatomy, column, plan, chance);
        @Nullable
        Hardware hardware = chance.happens(options.withHardware()) ? new Hardware(anatomy, column, plan, chance) : null;
        if (chance.happens(hardware == null ? .02 : .06)) Hardware.cement(column, plan, bones.attenuation, chance);
        GrayMap attenuation = together(bones.attenuation, SoftTissue.render(anatomy, column, plan, chance));
        if (hardware != null) {
            for (GrayMap metal : hardware.attenuation.values()) {
                for (int i = 0; i < metal.values().length; i++) attenuation.values()[i] += metal.values()[i];
            }
        }
        Clutter.addMetal(column, plan, attenuation, chance);
        Exposure exposure = new Exposure(plan, chance);
        GrayMap film = exposure.develop(attenuation, bones.anyBody());
        Clutter.addMarks(
                plan, bones.bodies.stream().map(Bones.BodyOutline::mask).toList(), film, chance);
        PostProcessing.store(film, chance);
        boolean mirrored = chance.happens(.5);
        return new RenderedFilm(
                radiograph(film, plan, mirrored, chance),
                segments(plan, bones, hardware, exposure.field, mirrored),
                truth(seed, column, plan, bones, hardware, exposure.field, mirrored));
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

    private List<Segment> segments(
            FilmPlan plan, Bones bones, @Nullable Hardware hardware, Mask field, boolean mirrored) {
        List<Segment> segments = new ArrayList<>();
        for (Bones.BodyOutline body : bones.bodies)
            add(segments, body.vertebra().level().name(), body.mask(), field, mirrored, leastPixels(plan));
        if (sacrumOnFilm(plan, bones, field)) {
            add(segments, "S1", bones.s1Body, field, mirrored, 1);
            add(segments, "Sacrum", bones.sacrum, field, mirrored, 1);
        }
        if (hardware != null) {
            for (Hardware.Kind kind : Hardware.Kind.values())
                add(segments, kind.segment, hardware.mask(kind), field, mirrored, 1);
        }
        add(segments, "Exposed field", field, field, mirrored, 1);
        return segments;
    }

    /// smaller parts of a body at the film's edge are left out
    private static int leastPixels(FilmPlan plan) {
        return (int) (30 * plan.unit() * plan.unit());
    }

    private static void add(List<Segment> segments, String name, Mask mask, Mask field, boolean mirrored, int least) {
        Mask exposed = exposed(mask, field);
        if (exposed.count() >= least) segments.add(new Segment(name, mirrored ? mirrored(exposed) : exposed));
    }

    private static Mask exposed(Mask mask, Mask field) {
        Mask out = new Mask(mask.width(), mask.height());
        for (int i = 0; i < out.values().length; i++) out.values()[i] = (byte) (mask.values()[i] & field.values()[i]);
        return out;
    }

    private static Mask mirrored(Mask mask) {
        int w = mask.width();
        Mask out = new Mask(w, mask.height());
        for (int i = 0; i < out.values().length; i++) out.values()[i] = mask.values()[i - i % w + w - 1 - i % w];
        return out;
    }

    private static boolean sacrumOnFilm(FilmPlan plan, Bones bones, Mask field) {
        return s1Share(bones, field) >= SACRUM_ABSENT
                && exposed(bones.s1Body, field).count() >= leastPixels(plan);
    }

    private static double s1Share(Bones bones, Mask field) {
        int on = bones.s1Body.count();
        return on == 0 ? 0 : bones.s1Share * exposed(bones.s1Body, field).count() / on;
    }

    private static FilmTruth truth(
            long seed,
            Column column,
            FilmPlan plan,
            Bones bones,
            @Nullable Hardware hardware,
            Mask field,
            boolean mirrored) {
        List<LevelTruth> levels = new ArrayList<>();
        for (Bones.BodyOutline body : bones.bodies) {
            if (exposed(body.mask(), field).count() < leastPixels(plan)) continue;
            List<Point> corners = new ArrayList<>();
            boolean cut = false;
            for (double[] c : body.corners()) {
                corners.add(point(c, plan, mirrored));
                cut |= !inField(c, field);
            }
            levels.add(new LevelTruth(body.vertebra().level(), corners, cut));
        }
        boolean sacrum = sacrumOnFilm(plan, bones, field);
        FilmTruth.Endplate endplate = sacrum
                ? new FilmTruth.Endplate(
                        point(bones.endplate[0], plan, mirrored), point(bones.endplate[1], plan, mirrored))
                : null;
        Set<Level> fixed = EnumSet.noneOf(Level.class);
        boolean present = false;
        if (hardware != null) {
            for (Hardware.Fixation f : hardware.fixations) {
                boolean shown = f.level() == Level.S1 ? sacrum : levels.stream().anyMatch(l -> l.level() == f.level());
                if (shown && inField(new double[] {f.x(), f.y()}, field)) fixed.add(f.level());
            }
            for (Hardware.Kind kind : Hardware.Kind.values())
                present |= exposed(hardware.mask(kind), field).count() > 0;
        }
        return new FilmTruth(
                seed,
                plan.width(),
                plan.height(),
                mirrored ? Side.LEFT : Side.RIGHT,
                levels,
                endplate,
                s1Share(bones, field) >= SACRUM_VISIBLE,
                List.copyOf(fixed),
                present,
                column.variant,
                column.base,
                plan.type());
    }

    private static Point point(double[] p, FilmPlan plan, boolean mirrored) {
        return new Point(mirrored ? plan.width() - p[0] : p[0], p[1]);
    }

    private static boolean inField(double[] p, Mask field) {
        int x = (int) Math.floor(p[0]), y = (int) Math.floor(p[1]);
        return x >= 0 && y >= 0 && x < field.width() && y < field.height() && field.at(x, y);
    }
}
