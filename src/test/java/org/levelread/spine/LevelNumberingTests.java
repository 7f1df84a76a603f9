package org.levelread.spine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.levelread.spine.Level.L1;
import static org.levelread.spine.Level.L2;
import static org.levelread.spine.Level.L3;
import static org.levelread.spine.Level.L4;
import static org.levelread.spine.Level.L5;
import static org.levelread.spine.Level.S1;
import static org.levelread.spine.Level.T10;
import static org.levelread.spine.Level.T11;
import static org.levelread.spine.Level.T12;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.imaging.GrayMap;

class LevelNumberingTests {
    private final DrawnSpine spine = new DrawnSpine();

    private static SpineFindings read(SpineMaps maps) {
        return LevelNumbering.read(maps, NumberingOptions.USUAL);
    }

    private static List<Level> names(SpineFindings findings) {
        return findings.levels().stream().map(LevelFinding::level).toList();
    }

    private static List<Cause> causes(SpineFindings findings) {
        return findings.flags().stream().map(Flag::cause).toList();
    }

    /// every named body lies within half a body of where it was drawn
    private void assertInPlace(SpineFindings findings, SpineMaps maps) {
        double scale = (double) maps.filmWidth() / maps.bodies().width();
        for (LevelFinding f : findings.levels()) {
            double[] at = spine.centres.get(Level.USUAL.indexOf(f.level()) - 1);
            assertThat(Math.hypot(f.centroid().x() / scale - at[0], f.centroid().y() / scale - at[1]))
                    .as("%s", f.level())
                    .isLessThan(spine.length / 2 * spine.stretch);
        }
    }

    @Test
    void namesUpwardsFromTheSacrum() {
        SpineMaps maps = spine.draw();
        SpineFindings found = read(maps);
        assertThat(names(found)).containsExactly(L5, L4, L3, L2, L1, T12, T11, T10);
        assertThat(found.determinable()).isTrue();
        assertThat(found.reason()).isNull();
        assertThat(found.instrumentation().present()).isFalse();
        assertThat(found.flags()).isEmpty();
        assertThat(found.sacrum().visible()).isTrue();
        assertThat(found.levels()).allSatisfy(f -> assertThat(f.confidence()).isBetween(.6, 1.));
        assertInPlace(found, maps);
    }

    @Test
    void theEndplateIsTheUpperEdgeOfS1() {
        SpineFindings found = read(spine.draw());
        var endplate = found.sacrum().endplate();
        assertThat(endplate).isNotNull();
        double degrees = Math.toDegrees(Math.atan2(
                endplate.left().y() - endplate.right().y(),
                endplate.right().x() - endplate.left().x()));
        // drawn with the belly on the left and a sacral slope of 40 degrees: the front end lies lower
        assertThat(degrees).isBetween(36., 44.);
        assertThat(endplate.left().distanceTo(endplate.right()) / 3).isBetween(25., 40.);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, true",
        "0, 1, false",
        "20, 1, true",
        "-20, 1, false",
        "40, .9, true",
        "-40, .9, true",
        "0, 1.6, true",
        "0, .6, false",
        "15, 1.5, true"
    })
    void turnedMirroredAndStretchedFilmsKeepTheirNames(double degrees, double stretch, boolean left) {
        spine.rotationDegrees = degrees;
        spine.stretch = stretch;
        spine.facingLeft = left;
        spine.bodies = 7;
        SpineMaps maps = spine.draw();
        SpineFindings found = read(maps);
        assertThat(names(found)).startsWith(L5, L4, L3, L2, L1);
        assertInPlace(found, maps);
    }

    @ParameterizedTest
    @ValueSource(doubles = {.4, .6, 1, 1.5, 2.5})
    void sizeOfTheGridDoesNotMatter(double scale) {
        DrawnSpine scaled = new DrawnSpine((int) (256 * scale), (int) (430 * scale));
        scaled.length = 26 * scale;
        assertThat(names(read(scaled.draw()))).startsWith(L5, L4, L3, L2, L1, T12, T11);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aMissedBodyLeavesAGapInTheNames(int gap) {
        spine.missing.add(gap);
        SpineMaps maps = spine.draw();
        SpineFindings found = read(maps);
        assertThat(names(found)).doesNotContain(Level.USUAL.get(gap + 1)).contains(T12, T11);
        assertThat(causes(found)).contains(Cause.C3C);
        assertInPlace(found, maps);
    }

    @Test
    void aMissedLowestBodyIsSteppedOver() {
        spine.missing.add(0);
        SpineFindings found = read(spine.draw());
        assertThat(names(found)).startsWith(L4, L3);
        assertThat(causes(found)).contains(Cause.C3C);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void mergedBodiesAreCutApart(int lower) {
        spine.merged.add(lower);
        SpineMaps maps = spine.draw();
        SpineFindings found = read(maps);
        assertThat(names(found)).containsExactly(L5, L4, L3, L2, L1, T12, T11, T10);
        assertThat(causes(found)).contains(Cause.C3A);
        assertInPlace(found, maps);
    }

    @Test
    void whatCannotBeCutApartHasNoNameNorHasAnythingAboveIt() {
        spine.merged.addAll(List.of(3, 4, 5, 6));
        SpineFindings found = read(spine.draw());
        assertThat(names(found)).containsExactly(L5, L4, L3, null);
        assertThat(causes(found)).contains(Cause.C3A);
        assertThat(found.determinable()).isTrue();

        // with hardware in it the set of instrumented levels would lack some
        spine.screws.addAll(List.of(3, 4, 5, 6));
        found = read(spine.draw());
        assertThat(found.determinable()).isFalse();
        assertThat(found.reason()).contains("run into each other");
        assertThat(names(found)).containsOnlyNulls();
        assertThat(found.instrumentedLevels()).isEmpty();
    }

    @Test
    void aFracturedBodyKeepsItsName() {
        spine.fractured.add(3);
        SpineMaps maps = spine.draw();
        SpineFindings found = read(maps);
        assertThat(names(found)).containsExactly(L5, L4, L3, L2, L1, T12, T11, T10);
        assertInPlace(found, maps);
    }

    @Test
    void withoutCoresTheDistanceTransformSplits() {
        SpineMaps maps = spine.draw();
        Arrays.fill(maps.cores().values(), 0);
        assertThat(names(read(maps))).containsExactly(L5, L4, L3, L2, L1, T12, T11, T10);
    }

    @Test
    void aFalseBodyInADiscIsLeftOut() {
        SpineMaps maps = spine.draw();
        double[] a = spine.centres.get(2);
        double[] b = spine.centres.get(3);
        disc(maps.bodies(), (a[0] + b[0]) / 2, (a[1] + b[1]) / 2, 7);
        disc(maps.cores(), (a[0] + b[0]) / 2, (a[1] + b[1]) / 2, 4);
        assertThat(names(read(maps))).containsExactly(L5, L4, L3, L2, L1, T12, T11, T10);
    }

    @Test
    void withoutSacrumNothingIsNamed() {
        spine.sacrum = false;
        spine.s1Body = false;
        spine.screws.addAll(List.of(1, 2));
        SpineFindings found = read(spine.draw());
        assertThat(found.determinable()).isFalse();
        assertThat(found.reason()).startsWith("the sacrum is not in view");
        assertThat(names(found)).hasSize(8).containsOnlyNulls();
        assertThat(found.instrumentedLevels()).isEmpty();
        assertThat(found.instrumentation().present()).isTrue();
        assertThat(found.levels().stream().filter(LevelFinding::instrumented)).hasSize(2);
        assertThat(causes(found)).contains(Cause.C1A);
    }

    @Test
    void theOutlineStandsInForTheBodyOfS1() {
        spine.s1Body = false;
        SpineFindings found = read(spine.draw());
        assertThat(names(found)).startsWith(L5, L4, L3);
        assertThat(causes(found)).contains(Cause.C3E);
        assertThat(found.sacrum().endplate()).isNull();
        spine.s1Body = true;
        assertThat(found.numbering().confidence())
                .isLessThan(read(spine.draw()).numbering().confidence());
    }

    @Test
    void screwsMarkTheirLevels() {
        spine.screws.addAll(List.of(0, 1, 2));
        SpineFindings found = read(spine.draw());
        assertThat(found.instrumentedLevels()).containsExactly(L5, L4, L3);
        assertThat(found.instrumentation().polygons()).hasSize(3);
        assertThat(found.levels().stream().filter(LevelFinding::instrumented).map(LevelFinding::level))
                .containsExactly(L5, L4, L3);
    }

    @Test
    void aScrewInS1IsCounted() {
        spine.draw();
        SpineMaps maps = spine.draw();
        spine.metal(256 * .52, 430 * .80, 6, 30);
        assertThat(read(maps).instrumentedLevels()).containsExactly(S1);
    }

    @Test
    void aMarkerBesideTheSpineIsNoHardware() {
        SpineMaps maps = spine.draw();
        spine.metal(235, 40, 16, 12);
        SpineFindings found = read(maps);
        assertThat(found.instrumentation().present()).isFalse();
        assertThat(found.instrumentedLevels()).isEmpty();
    }

    @Test
    void aCageMarksBothNeighbours() {
        SpineMaps maps = spine.draw();
        double[] a = spine.centres.get(1);
        double[] b = spine.centres.get(2);
        disc(spine.metalMap(), (a[0] + b[0]) / 2, (a[1] + b[1]) / 2, 6);
        SpineFindings found = read(maps);
        assertThat(found.instrumentedLevels()).containsExactly(L4, L3);
    }

    @Test
    void hardwareAtTheUpperBorderIsFlagged() {
        SpineMaps maps = spine.draw();
        double[] top = spine.centres.getLast();
        spine.metal(top[0] + 20, top[1] - 60, 2 * top[1], 8);
        assertThat(causes(read(maps))).contains(Cause.C1B);
    }

    @Test
    void twoDiscsAreNoSpine() {
        SpineMaps maps = empty(200, 300);
        disc(maps.bodies(), 60, 60, 12);
        disc(maps.bodies(), 140, 220, 12);
        disc(maps.instrumentation(), 60, 60, 6);
        SpineFindings found = read(maps);
        assertThat(found.determinable()).isFalse();
        assertThat(found.reason()).startsWith("no lumbar spine was recognised");
        assertThat(found.instrumentation().present()).isFalse();
        assertThat(causes(found)).containsExactly(Cause.C2D);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void anyPlausibleSpineIsNamed(long seed) {
        RandomGenerator random = DrawnSpine.random(seed);
        spine.seed = seed;
        spine.jitter = .2;
        spine.slopeDegrees = 30 + 20 * random.nextDouble();
        spine.turnDegrees = 6 + 5 * random.nextDouble();
        spine.rotationDegrees = 20 * (random.nextDouble() - .5);
        spine.facingLeft = random.nextBoolean();
        spine.bodies = 4 + random.nextInt(5);
        spine.length = 22 + 6 * random.nextDouble();
        SpineMaps maps = spine.draw();
        SpineFindings found = read(maps);
        assertThat(found.determinable()).isTrue();
        assertThat(names(found)).startsWith(L5, L4, L3, L2);
        assertInPlace(found, maps);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void noiseGetsAnAnswer(long seed) {
        RandomGenerator random = DrawnSpine.random(seed);
        int w = 1 + random.nextInt(300);
        int h = 1 + random.nextInt(300);
        SpineMaps maps = empty(w, h);
        for (GrayMap m : List.of(maps.bodies(), maps.cores(), maps.sacrum(), maps.s1Body(), maps.instrumentation())) {
            for (int i = 0; i < m.values().length; i++) m.values()[i] = random.nextFloat();
        }
        assertWellFormed(read(maps));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void ahundredBlobsGetAnAnswer(long seed) {
        RandomGenerator random = DrawnSpine.random(seed);
        SpineMaps maps = empty(300, 400);
        for (int k = 0; k < 100; k++) {
            GrayMap m = k % 9 == 0
                    ? maps.s1Body()
                    : k % 10 == 0 ? maps.sacrum() : k % 7 == 0 ? maps.instrumentation() : maps.bodies();
            disc(m, 300 * random.nextDouble(), 400 * random.nextDouble(), 4 + 12 * random.nextDouble());
        }
        assertWellFormed(read(maps));
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 1, .5f, Float.NaN, -3, Float.POSITIVE_INFINITY})
    void constantMapsGetAnAnswer(float value) {
        for (int[] size : new int[][] {{1, 1}, {1, 50}, {50, 1}, {2, 2}, {64, 96}}) {
            SpineMaps maps = empty(size[0], size[1]);
            for (GrayMap m : List.of(maps.bodies(), maps.cores(), maps.sacrum(), maps.s1Body(), maps.instrumentation()))
                Arrays.fill(m.values(), value);
            SpineFindings found = read(maps);
            assertWellFormed(found);
            assertThat(found.determinable()).isFalse();
        }
    }

    private static void assertWellFormed(SpineFindings found) {
        assertThat(found.determinable()).isEqualTo(found.reason() == null);
        if (!found.determinable()) {
            assertThat(found.levels()).allSatisfy(f -> assertThat(f.level()).isNull());
            assertThat(found.instrumentedLevels()).isEmpty();
        }
        List<Level> names = found.levels().stream()
                .map(LevelFinding::level)
                .filter(l -> l != null)
                .toList();
        assertThat(names).doesNotHaveDuplicates();
        assertThat(found.levels()).allSatisfy(f -> {
            assertThat(f.confidence()).isBetween(0., 1.);
            assertThat(f.polygon().points()).hasSizeGreaterThan(2);
        });
        assertThat(found.flags()).allSatisfy(f -> {
            assertThat(f.confidence()).isBetween(0., 1.);
            assertThat(f.evidence()).isNotBlank().endsWith(".");
        });
        int highest = Arrays.stream(found.bodies().values()).max().orElse(0);
        assertThat(highest).isEqualTo(found.levels().size());
    }

    static SpineMaps empty(int w, int h) {
        return new SpineMaps(
                new GrayMap(w, h),
                new GrayMap(w, h),
                new GrayMap(w, h),
                new GrayMap(w, h),
                new GrayMap(w, h),
                w,
                h,
                null);
    }

    static void disc(GrayMap map, double cx, double cy, double radius) {
        for (int y = 0; y < map.height(); y++) {
            for (int x = 0; x < map.width(); x++) {
                if (Math.hypot(x + .5 - cx, y + .5 - cy) < radius) map.values()[y * map.width() + x] = .95f;
            }
        }
    }
}
