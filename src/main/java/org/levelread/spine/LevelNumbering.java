package org.levelread.spine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.levelread.imaging.Contours;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;
import org.levelread.imaging.Point;
import org.levelread.imaging.Polygon;
import org.levelread.imaging.Polygons;

/// From what the nets saw to named levels, upwards from the sacrum; the door of this room.
///
/// Maps of any content give an answer: where the levels cannot be told, all names are missing and the reason is
/// given.
///
/// The confidence of a name and of a whole film's names is calibrated: see [Calibration].
public final class LevelNumbering {
    private static final String FRONTAL =
            "the film seems to be taken from the front, and levels are counted on lateral films";

    private static final String TOGETHER =
            "several vertebrae run into each other where hardware lies or the count begins, so the levels cannot be told";

    private LevelNumbering() {}

    /// both steps at once
    public static SpineFindings read(SpineMaps maps, NumberingOptions options) {
        return name(split(maps, options), options);
    }

    /// Step one: the watershed.
    ///
    /// @param maps all on the grid of `maps.bodies()`; other sizes are refused
    public static VertebraBodies split(SpineMaps maps, NumberingOptions options) {
        for (var map : Arrays.asList(
                maps.cores(), maps.sacrum(), maps.s1Body(), maps.instrumentation(), maps.thoracic(), maps.grey())) {
            if (map == null) continue;
            if (map.width() != maps.bodies().width()
                    || map.height() != maps.bodies().height()) {
                throw new IllegalArgumentException("all maps of a film share one grid, but one is " + map.width()
                        + " x "
                        + map.height() + " and the bodies' is " + maps.bodies().width() + " x "
                        + maps.bodies().height());
            }
        }
        return BodySplit.split(maps, options);
    }

    /// Step two: the chain, the names, the hardware and the flags.
    public static SpineFindings name(VertebraBodies split, NumberingOptions options) {
        return name(split, options, null);
    }

    /// @param fixed a name that the user knows; the others are counted from it, with or without a sacrum
    public static SpineFindings name(VertebraBodies split, NumberingOptions options, @Nullable FixedName fixed) {
        SpineMaps maps = split.maps();
        SacrumSearch sacrum = SacrumSearch.in(maps, split.bodies(), options);
        ChainRepair repair = new ChainRepair(split, sacrum.anchors());
        Chain chain = repair.mend(ChainSearch.best(split.bodies(), sacrum.anchors()));
        Scale scale = new Scale(maps);
        int fewest = options.fewestBodies() - (seesS1(chain) ? 1 : 0);
        if (chain.size() < fewest || chain.score() < .4 * chain.size()) {
            return noSpine(maps, chain.size(), options);
        }
        Naming naming = Naming.of(split, sacrum, repair, chain, options);
        LabelMap labels = renumber(repair.labels(), chain);
        HardwareMatch hardware = HardwareMatch.of(maps, labels, chain, sacrum.outline(), options);
        @Nullable TopSliver sliver =
                hardware.present() ? TopSliver.above(maps, labels, chain, sacrum.outline(), options) : null;
        if (sliver != null) {
            HardwareMatch withSliver =
                    HardwareMatch.of(maps, sliver.labels(), sliver.chain(), sacrum.outline(), options);
            // without hardware in it nothing is said of a body that is hardly seen
            if (withSliver.instrumented()[chain.size()]) {
                hardware = withSliver;
                labels = sliver.labels();
                chain = sliver.chain();
                naming = naming.withTop(chain);
            } else sliver = null;
        }
        ColumnFrame frame = new ColumnFrame(labels, chain, sacrum.outline(), hardware.hardware());
        @Nullable FrontalView view = FrontalView.of(maps, chain, frame, sacrum.outline());
        boolean frontal = view != null && view.frontal();
        if (frontal) naming = naming.withheld(FRONTAL, Numbering.Undetermined.WRONG_VIEW);
        int together = ChainRepair.runTogether(chain);
        if (together >= 0) naming = lower(naming, together, hardware);
        // a person who names a body has looked at the film
        if (fixed != null) naming = naming.from(fixed, scale);
        @Nullable String reason = naming.reason();
        @Nullable Level[] names = naming.names();
        List<Polygon> outlines = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) outlines.add(scale.toFilm(Contours.trace(labels, i + 1)));
        Suspicions suspicions = new Suspicions(naming, names, outlines);
        if (frontal) suspicions.frontal(view);
        List<Flag> flags =
                suspicions.all(
                        split, FilmSignals.of(maps, labels, chain), sacrum, repair, together, hardware, options);
        List<Double> known = SetEvidence.of(
                hardware, maps, labels, chain, naming.numbering().confidence(), options);
        List<LevelFinding> levels = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) {
            Body b = chain.body(i);
            boolean seenInPart = sliver != null && i == chain.size() - 1;
            levels.add(new LevelFinding(
                    names[i],
                    outlines.get(i),
                    seenInPart ? scale.toFilm(sliver.x(), sliver.y()) : scale.toFilm(b.x(), b.y()),
                    reason == null ? naming.confidences()[i] : b.probability(),
                    hardware.instrumented()[i],
                    chain.links().get(i).step()));
        }
        return new SpineFindings(
                levels,
                sacrumFinding(sacrum, chain, scale),
                new InstrumentationFinding(
                        hardware.present(),
                        Contours.traceAll(hardware.hardware(), 3).stream()
                                .map(scale::toFilm)
                                .toList()),
                instrumentedLevels(names, hardware, reason),
                reason == null,
                reason,
                flags,
                labels,
                naming.numbering(),
                construct(names, naming, hardware, chain, scale)
                        .with(names[0] == null ? 0 : Calibration.shipped().ofSet(array(known)), known),
                Endplates.measure(labels, chain, frame, maps, names));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(v -> v).toArray();
    }

    /// without names from bodies run together on; without any where hardware lies there, since a set of instrumented
    /// levels that lacks some is a wrong one
    private static Naming lower(Naming naming, int together, HardwareMatch hardware) {
        if (together == 0) return naming.withheld(TOGETHER, Numbering.Undetermined.UNSURE);
        for (int i = together; i < naming.names().length; i++) {
            if (hardware.instrumented()[i]) return naming.withheld(TOGETHER, Numbering.Undetermined.UNSURE);
        }
        return naming.below(together);
    }

    private static Construct construct(
            @Nullable Level[] names, Naming naming, HardwareMatch hardware, Chain chain, Scale scale) {
        if (!hardware.present()) return Construct.NONE;
        boolean named = names.length > 0 && names[0] != null;
        List<HardwareComponent> components = new ArrayList<>();
        for (HardwareComponent.Matched m : hardware.components()) {
            List<Level> levels = new ArrayList<>();
            for (int body : m.bodies()) {
                Level level = named ? HardwareComponent.name(body, names) : null;
                if (level != null) levels.add(level);
            }
            components.add(new HardwareComponent(
                    m.kind(),
                    scale.toFilm(Contours.trace(hardware.pieces(), m.label())),
                    levels,
                    m.evidence(),
                    Math.clamp(m.confidence(), 0, 1)));
        }
        List<Level> instrumented = new ArrayList<>();
        List<Construct.LevelEvidence> evidence = new ArrayList<>();
        List<Level> column = new ArrayList<>(List.of(Level.S1));
        if (named && hardware.s1Instrumented()) {
            instrumented.add(Level.S1);
            evidence.add(new Construct.LevelEvidence(
                    Level.S1, hardware.s1Why(), hardware.s1Trust() * naming.numbering().confidence()));
        }
        for (int i = 0; i < names.length && named; i++) {
            Level level = names[i];
            if (level == null) continue;
            column.add(level);
            if (!hardware.instrumented()[i]) continue;
            instrumented.add(level);
            evidence.add(new Construct.LevelEvidence(
                    level, hardware.why()[i], hardware.trust()[i] * naming.confidences()[i]));
        }
        return Construct.of(instrumented, column, hardware.pelvis(), hardware.touching(), components, evidence);
    }

    private static SpineFindings noSpine(SpineMaps maps, int bodies, NumberingOptions options) {
        int w = maps.bodies().width();
        int h = maps.bodies().height();
        return new SpineFindings(
                List.of(),
                new SacrumFinding(false, Polygon.EMPTY, null, 0),
                new InstrumentationFinding(false, List.of()),
                List.of(),
                false,
                "no lumbar spine was recognised: this may be another view or not a radiograph of the spine",
                Suspicions.wrongView(bodies),
                new LabelMap(w, h),
                Numbering.none(Numbering.Undetermined.WRONG_VIEW, options),
                Construct.NONE,
                SpineGeometry.NONE);
    }

    private static boolean seesS1(Chain chain) {
        return chain.anchor() != null && chain.anchor().kind() == Anchor.Kind.S1_BODY;
    }

    /// body k of the chain as label k + 1, all else 0
    static LabelMap renumber(LabelMap labels, Chain chain) {
        int[] fresh = new int[Arrays.stream(labels.values()).max().orElse(0) + 1];
        for (int k = 0; k < chain.size(); k++) fresh[chain.body(k).label()] = k + 1;
        int[] values = new int[labels.values().length];
        for (int i = 0; i < values.length; i++) values[i] = fresh[labels.values()[i]];
        return new LabelMap(labels.width(), labels.height(), values);
    }

    private static SacrumFinding sacrumFinding(SacrumSearch sacrum, Chain chain, Scale scale) {
        Anchor anchor = chain.anchor();
        if (anchor == null && sacrum.outline().count() == 0) return new SacrumFinding(false, Polygon.EMPTY, null, 0);
        SacrumFinding.@Nullable Endplate endplate = null;
        if (anchor != null && anchor.kind() == Anchor.Kind.S1_BODY) {
            double[] toward = {chain.body(0).x(), chain.body(0).y()};
            @Nullable Point[] ends = SacralEndplate.fit(anchor.region(), anchor.body(), toward);
            if (ends != null) {
                endplate = new SacrumFinding.Endplate(
                        scale.toFilm(ends[0].x(), ends[0].y()), scale.toFilm(ends[1].x(), ends[1].y()));
            }
        }
        Mask outline = sacrum.outline();
        return new SacrumFinding(
                anchor != null,
                scale.toFilm(Contours.trace(outline)),
                endplate,
                anchor == null ? 0 : Math.clamp(anchor.confidence(), 0, 1));
    }

    private static List<Level> instrumentedLevels(
            @Nullable Level[] names, HardwareMatch hardware, @Nullable String reason) {
        List<Level> out = new ArrayList<>();
        if (reason != null) return out;
        if (hardware.s1Instrumented()) out.add(Level.S1);
        for (int i = 0; i < names.length; i++) {
            Level level = names[i];
            if (level != null && hardware.instrumented()[i]) out.add(level);
        }
        return out;
    }

    /// from the grid of the maps to the film
    record Scale(double x, double y) {
        Scale(SpineMaps maps) {
            this(
                    (double) maps.filmWidth() / maps.bodies().width(),
                    (double) maps.filmHeight() / maps.bodies().height());
        }

        Point toFilm(double gridX, double gridY) {
            return new Point(gridX * x, gridY * y);
        }

        Polygon toFilm(Polygon outline) {
            return Polygons.scaled(outline, x, y);
        }
    }
}
