package org.levelread.simulation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.Mask;
import org.levelread.imaging.Point;
import org.levelread.simulation.FilmTruth.LevelImplants;
import org.levelread.simulation.FilmTruth.LevelTruth;
import org.levelread.simulation.FilmTruth.Side;
import org.levelread.simulation.FilmTruth.View;
import org.levelread.slicer.Segment;
import org.levelread.spine.Level;

/// What is known of a rendered film: its masks and its truth.
///
/// @param cement where bone cement is seen
/// @param field the exposed field
/// @param mirrored whether the film is shown with its left and right sides swapped
/// @param inverted whether bone is dark
record Labels(
        long seed,
        Set<Difficulty> difficulties,
        Column column,
        FilmPlan plan,
        Bones bones,
        @Nullable Hardware hardware,
        Mask cement,
        Mask field,
        boolean mirrored,
        boolean inverted) {
    /// visible share of the body of S1 below which the film counts as one without sacrum, and carries no mask of it
    private static final double SACRUM_ABSENT = .05;
    private static final double SACRUM_VISIBLE = .35;

    List<Segment> segments() {
        List<Segment> segments = new ArrayList<>();
        if (!plan.camera().frontal()) addBonesAndMetal(segments);
        add(segments, "Exposed field", field, 1);
        return segments;
    }

    private void addBonesAndMetal(List<Segment> segments) {
        for (Bones.BodyOutline body : bones.bodies)
            add(segments, body.vertebra().level().name(), body.mask(), leastPixels());
        if (sacrumOnFilm()) {
            add(segments, "S1", bones.s1Body, 1);
            add(segments, "Sacrum", bones.sacrum, 1);
        }
        add(segments, "Cement", cement, 1);
        if (hardware == null) return;
        for (Hardware.Kind kind : Hardware.Kind.values()) add(segments, kind.segment, hardware.canvas.mask(kind), 1);
    }

    /// smaller parts of a body at the film's edge are left out
    private int leastPixels() {
        return (int) (30 * plan.unit() * plan.unit());
    }

    private void add(List<Segment> segments, String name, Mask mask, int least) {
        Mask exposed = exposed(mask);
        if (exposed.count() >= least) segments.add(new Segment(name, mirrored ? mirrored(exposed) : exposed));
    }

    private Mask exposed(Mask mask) {
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

    private boolean sacrumOnFilm() {
        return s1Share() >= SACRUM_ABSENT && exposed(bones.s1Body).count() >= leastPixels();
    }

    private double s1Share() {
        int on = bones.s1Body.count();
        return on == 0 ? 0 : bones.s1Share * exposed(bones.s1Body).count() / on;
    }

    FilmTruth truth() {
        boolean lateral = !plan.camera().frontal(), sacrum = lateral && sacrumOnFilm();
        List<LevelTruth> levels = lateral ? levels() : List.of();
        List<LevelImplants> implants = implants(levels, sacrum);
        Set<Difficulty> known = EnumSet.noneOf(Difficulty.class);
        known.addAll(difficulties);
        return new FilmTruth(
                seed,
                String.format(Locale.ROOT, "rendered-%06d", seed),
                plan.width(),
                plan.height(),
                lateral ? View.LATERAL : View.ANTEROPOSTERIOR,
                lateral ? mirrored ? Side.LEFT : Side.RIGHT : null,
                inverted,
                levels,
                sacrum ? new FilmTruth.Endplate(point(bones.endplate[0]), point(bones.endplate[1])) : null,
                lateral && s1Share() >= SACRUM_VISIBLE,
                lateral ? Math.round(1000 * s1Share()) / 1000. : 0,
                implants.stream().map(LevelImplants::level).toList(),
                implants,
                metalOnFilm(),
                column.variant,
                column.ribs,
                column.base,
                known.isEmpty() ? Part.ROUTINE : Part.HARD,
                List.copyOf(known),
                plan.type());
    }

    private List<LevelTruth> levels() {
        List<LevelTruth> levels = new ArrayList<>();
        for (Bones.BodyOutline body : bones.bodies) {
            if (exposed(body.mask()).count() < leastPixels()) continue;
            List<Point> corners = new ArrayList<>();
            boolean cut = false;
            for (double[] c : body.corners()) {
                corners.add(point(c));
                cut |= !inField(c[0], c[1]);
            }
            levels.add(new LevelTruth(body.vertebra().level(), corners, cut));
        }
        return levels;
    }

    private List<LevelImplants> implants(List<LevelTruth> levels, boolean sacrum) {
        if (hardware == null) return List.of();
        Map<Level, Set<Implant>> fixed = new EnumMap<>(Level.class);
        for (Hardware.Fixation f : hardware.fixations) {
            boolean shown = f.level() == Level.S1 ? sacrum : levels.stream().anyMatch(l -> l.level() == f.level());
            if (shown && inField(f.x(), f.y())) {
                fixed.computeIfAbsent(f.level(), l -> EnumSet.noneOf(Implant.class))
                        .add(f.implant());
            }
        }
        return fixed.entrySet().stream()
                .map(e -> new LevelImplants(e.getKey(), List.copyOf(e.getValue())))
                .toList();
    }

    private boolean metalOnFilm() {
        if (hardware == null) return false;
        for (Hardware.Kind kind : Hardware.Kind.values())
            if (exposed(hardware.canvas.mask(kind)).count() > 0) return true;
        return false;
    }

    private Point point(double[] p) {
        return new Point(mirrored ? plan.width() - p[0] : p[0], p[1]);
    }

    private boolean inField(double column, double row) {
        int x = (int) Math.floor(column), y = (int) Math.floor(row);
        return x >= 0 && y >= 0 && x < field.width() && y < field.height() && field.at(x, y);
    }
}
