package org.levelread.spine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.imaging.GrayMap;

/// Which levels hardware counts for, by its geometry alone.
class HardwareMatchTests {
    private static DrawnSpine spine(boolean facingLeft) {
        DrawnSpine spine = new DrawnSpine();
        spine.bodies = 8;
        spine.facingLeft = facingLeft;
        return spine;
    }

    private static SpineFindings read(SpineMaps maps) {
        return LevelNumbering.read(maps, NumberingOptions.USUAL.withLeastConfidence(0));
    }

    /// between the centres of two neighbours, and so far from the middle across the spine
    private static double[] inDisc(DrawnSpine spine, int lower, double across) {
        double[] a = spine.centres.get(lower);
        double[] b = spine.centres.get(lower + 1);
        double d = Math.hypot(b[0] - a[0], b[1] - a[1]);
        return new double[] {
            (a[0] + b[0]) / 2 - across * (b[1] - a[1]) / d, (a[1] + b[1]) / 2 + across * (b[0] - a[0]) / d
        };
    }

    private static void mark(DrawnSpine spine, int lower, double across) {
        double[] at = inDisc(spine, lower, across);
        // hardware is drawn before the film is mirrored
        spine.metal(spine.facingLeft ? at[0] : spine.width - at[0], at[1], 3, 3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void twoMarksApartInOneDiscAreACage(boolean facingLeft) {
        DrawnSpine spine = spine(facingLeft);
        SpineMaps maps = spine.draw();
        mark(spine, 2, -8);
        mark(spine, 2, 8);
        SpineFindings f = read(maps);
        assertThat(f.instrumentedLevels()).containsExactly(Level.L3, Level.L2);
        assertThat(f.construct().components())
                .filteredOn(c -> c.kind() == HardwareComponent.Kind.CAGE)
                .hasSize(2);
    }

    @Test
    void oneMarkOrMarksOfTwoDiscsAreNone() {
        DrawnSpine one = spine(true);
        SpineMaps maps = one.draw();
        mark(one, 2, -8);
        assertThat(read(maps).instrumentedLevels()).isEmpty();
        DrawnSpine two = spine(true);
        maps = two.draw();
        mark(two, 2, -8);
        mark(two, 4, 8);
        assertThat(read(maps).instrumentedLevels()).isEmpty();
    }

    /// what may be a cage changes the set only where one neighbour alone has a screw, and a clear one is a cage
    @Test
    void onlyMarksBesideOneScrewLeaveADoubtAboutTheCage() {
        DrawnSpine alone = spine(true);
        SpineMaps maps = alone.draw();
        mark(alone, 2, -8);
        mark(alone, 2, 8);
        assertThat(read(maps).flags()).noneMatch(f -> f.cause() == Cause.C5C);
        DrawnSpine beside = spine(true);
        beside.screws.add(3);
        maps = beside.draw();
        mark(beside, 2, -8);
        mark(beside, 2, 8);
        SpineFindings f = read(maps);
        assertThat(f.instrumentedLevels()).containsExactly(Level.L3, Level.L2);
        assertThat(f.flags()).anyMatch(x -> x.cause() == Cause.C5C && x.measured() != null);
        DrawnSpine clear = spine(true);
        clear.screws.add(3);
        maps = clear.draw();
        double[] at = inDisc(clear, 2, 0);
        clear.metal(at[0], at[1], 6, 24);
        f = read(maps);
        assertThat(f.instrumentedLevels()).containsExactly(Level.L3, Level.L2);
        assertThat(f.flags()).noneMatch(x -> x.cause() == Cause.C5C);
    }

    /// the body above is cut off but for a few rows: too little to be counted, enough to be the cage's neighbour
    @Test
    void aCageCountsForABodyOfWhichTheBorderLeavesASliver() {
        DrawnSpine spine = spine(true);
        SpineMaps maps = spine.draw();
        double[] at = inDisc(spine, 6, 0);
        int from = (int) Math.round(spine.centres.get(7)[1] + 9);
        SpineFindings without = read(cropped(maps, from, Integer.MAX_VALUE));
        spine.metal(at[0], at[1], 5, 22);
        SpineFindings with = read(cropped(maps, from, Integer.MAX_VALUE));
        assertThat(without.levels()).hasSize(7);
        assertThat(with.instrumentedLevels()).containsExactly(Level.T11, Level.T10);
        assertThat(with.levels()).hasSize(8);
        LevelFinding top = with.levels().getLast();
        assertThat(top.level()).isEqualTo(Level.T10);
        assertThat(top.polygon().points()).isNotEmpty();
        assertThat(top.centroid().y()).isBetween(0., 60.);
        assertThat(with.levels().stream().limit(7).map(LevelFinding::level))
                .isEqualTo(without.levels().stream().map(LevelFinding::level).toList());
    }

    @Test
    void aShaftWhosePedicleLiesOutsideTheFilmCounts() {
        DrawnSpine spine = spine(true);
        spine.bodies = 9;
        SpineMaps maps = spine.draw();
        double[] at = spine.centres.get(8);
        int width = (int) Math.round(at[0] + 19);
        spine.metal(at[0] + 10, at[1], 4, 36);
        SpineFindings f = read(cropped(maps, 0, width));
        assertThat(f.instrumentedLevels()).containsExactly(Level.T9);
        assertThat(f.construct().evidence().getFirst().evidence()).contains("outside the film");
    }

    private static SpineMaps cropped(SpineMaps m, int fromRow, int toColumn) {
        List<GrayMap> all = List.of(m.bodies(), m.cores(), m.sacrum(), m.s1Body(), m.instrumentation());
        List<GrayMap> cut = all.stream().map(g -> cropped(g, fromRow, toColumn)).toList();
        GrayMap any = cut.getFirst();
        return new SpineMaps(
                any, cut.get(1), cut.get(2), cut.get(3), cut.get(4), 3 * any.width(), 3 * any.height(), null);
    }

    private static GrayMap cropped(GrayMap g, int fromRow, int toColumn) {
        int w = Math.min(g.width(), toColumn);
        GrayMap out = new GrayMap(w, g.height() - fromRow);
        for (int y = 0; y < out.height(); y++)
            for (int x = 0; x < w; x++) out.values()[y * w + x] = g.values()[(y + fromRow) * g.width() + x];
        return out;
    }
}
