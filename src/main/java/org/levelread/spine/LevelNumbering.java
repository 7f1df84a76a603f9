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
/// The confidence of a name is the product of five factors in [0, 1]: the mean body probability inside the
/// body; the confidence in S1; exp(-c), where c is the mean cost of the links from S1 to the body; .85 for each
/// missing body stepped over; and 1 - exp(-m / .3), where m is the margin over the best rival numbering (one
/// clear body = 1).
public final class LevelNumbering {
    private static final double SKIP_TRUST = .85;
    private static final double MARGIN_SCALE = .3;

    private LevelNumbering() {}

    /// both steps at once
    public static SpineFindings read(SpineMaps maps, NumberingOptions options) {
        return name(split(maps, options), options);
    }

    /// Step one: the watershed.
    ///
    /// @param maps all on the grid of `maps.bodies()`; other sizes are refused
    public static VertebraBodies split(SpineMaps maps, NumberingOptions options) {
        for (var map : List.of(maps.cores(), maps.sacrum(), maps.s1Body(), maps.instrumentation())) {
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
        SpineMaps maps = split.maps();
        SacrumSearch sacrum = SacrumSearch.in(maps, split.bodies(), options);
        ChainRepair repair = new ChainRepair(split, sacrum.anchors());
        Chain chain = repair.mend(ChainSearch.best(split.bodies(), sacrum.anchors()));
        Scale scale = new Scale(maps);
        int fewest = options.fewestBodies() - (seesS1(chain) ? 1 : 0);
        if (chain.size() < fewest || chain.score() < .4 * chain.size()) {
            return noSpine(maps, chain.size());
        }
        double[] confidences = confidences(chain);
        @Nullable String reason = whyNot(chain, sacrum, confidences, options);
        @Nullable Level[] names = new Level[chain.size()];
        for (int i = 0; i < names.length && reason == null; i++)
            names[i] = level(chain.links().get(i).index());
        LabelMap labels = renumber(repair.labels(), chain);
        HardwareMatch hardware = HardwareMatch.of(maps, labels, chain, options);
        List<Flag> flags = new Suspicions(chain, names).all(split, sacrum, repair, hardware, options);
        List<LevelFinding> levels = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) {
            Body b = chain.body(i);
            levels.add(new LevelFinding(
                    names[i],
                    scale.toFilm(Contours.trace(labels, i + 1)),
                    scale.toFilm(b.x(), b.y()),
                    reason == null ? confidences[i] : b.probability(),
                    hardware.instrumented()[i]));
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
                labels);
    }

    private static SpineFindings noSpine(SpineMaps maps, int bodies) {
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
                new LabelMap(w, h));
    }

    private static @Nullable String whyNot(
            Chain chain, SacrumSearch sacrum, double[] confidences, NumberingOptions options) {
        if (chain.anchor() == null) {
            return sacrum.anchors().isEmpty()
                    ? "the sacrum is not in view, so the levels cannot be counted from it"
                    : "the sacrum does not fit under the lowest vertebra found, so the levels cannot be counted from it";
        }
        if (chain.rival() != 0 && chain.margin() < options.leastMargin()) {
            return "two numberings fit about equally well: the names could lie %d %s %s"
                    .formatted(
                            Math.abs(chain.rival()),
                            Math.abs(chain.rival()) == 1 ? "level" : "levels",
                            chain.rival() > 0 ? "higher" : "lower");
        }
        double[] sorted = confidences.clone();
        Arrays.sort(sorted);
        if (sorted[sorted.length / 2] < options.leastConfidence()) {
            return "the vertebrae and the sacrum were seen too faintly to name the levels";
        }
        return null;
    }

    private static boolean seesS1(Chain chain) {
        return chain.anchor() != null && chain.anchor().kind() == Anchor.Kind.S1_BODY;
    }

    private static @Nullable Level level(int index) {
        return index < Level.USUAL.size() ? Level.USUAL.get(index) : null;
    }

    private static double[] confidences(Chain chain) {
        double[] out = new double[chain.size()];
        double trust = chain.anchor() == null ? 0 : chain.anchor().confidence();
        double clear = 1 - Math.exp(-Math.max(0, chain.margin()) / MARGIN_SCALE);
        double cost = 0;
        for (int i = 0; i < out.length; i++) {
            Chain.Link link = chain.links().get(i);
            cost += link.cost();
            trust *= Math.pow(SKIP_TRUST, link.step() - 1);
            out[i] = Math.clamp(link.body().probability() * trust * clear * Math.exp(-cost / (i + 1)), 0, 1);
        }
        return out;
    }

    /// body k of the chain as label k + 1, all else 0
    private static LabelMap renumber(LabelMap labels, Chain chain) {
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
    private record Scale(double x, double y) {
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
