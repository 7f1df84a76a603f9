package org.levelread.spine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.levelread.imaging.GrayMap;

/// Faults planted in drawn spines (seeds 1 to 20): the flag that needs no reference must name them first.
class PlantedFaultTests {
    private static final int SEEDS = 20;

    private static int first(Consumer<DrawnSpine> fault, Cause cause) {
        int right = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            List<Flag> flags = flags(fault, seed);
            if (flags.stream()
                    .max(Comparator.comparingDouble(Flag::confidence))
                    .filter(f -> f.cause() == cause)
                    .isPresent()) right++;
        }
        return right;
    }

    private static int firstOnFilm(UnaryOperator<GrayMap> fault, double noise, Cause cause) {
        int right = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            DrawnSpine spine = clean(seed);
            SpineMaps maps = spine.draw();
            List<Flag> flags = LevelNumbering.read(
                            maps.withGrey(fault.apply(spine.film(noise))), NumberingOptions.USUAL)
                    .flags();
            if (flags.stream()
                    .max(Comparator.comparingDouble(Flag::confidence))
                    .filter(f -> f.cause() == cause && f.measured() != null)
                    .isPresent()) right++;
        }
        return right;
    }

    private static DrawnSpine clean(long seed) {
        DrawnSpine spine = new DrawnSpine();
        spine.seed = seed;
        spine.jitter = .08;
        spine.facingLeft = seed % 2 == 0;
        spine.rotationDegrees = seed % 5 * 4 - 8;
        spine.bodies = 7;
        return spine;
    }

    @Test
    void lowContrast() {
        assertThat(firstOnFilm(film -> film, .4, Cause.C2A)).isGreaterThanOrEqualTo(18);
    }

    @Test
    void invertedFilm() {
        assertThat(firstOnFilm(film -> changed(film, (i, v) -> 65535 - v), .03, Cause.C2E))
                .isGreaterThanOrEqualTo(18);
    }

    @Test
    void stitchedSeam() {
        assertThat(firstOnFilm(
                        film -> changed(film, (i, v) -> v + (i / film.width() < film.height() / 2 ? 6000 : 0)),
                        .03,
                        Cause.C1D))
                .isGreaterThanOrEqualTo(18);
    }

    @Test
    void saturatedBodies() {
        assertThat(firstOnFilm(film -> changed(film, (i, v) -> Math.min(v, 36000)), .03, Cause.C2A))
                .isGreaterThanOrEqualTo(18);
    }

    /// neither brightness nor contrast of the display nor the film itself changes a name or makes a flag
    @Test
    void aClearFilmOfAnyBrightnessHasNoFlag() {
        int flagged = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            DrawnSpine spine = clean(seed);
            SpineMaps maps = spine.draw();
            GrayMap film = spine.film(.03);
            SpineFindings plain = LevelNumbering.read(maps, NumberingOptions.USUAL);
            SpineFindings bright = LevelNumbering.read(
                    maps.withGrey(changed(film, (i, v) -> 20000 + .3f * v)), NumberingOptions.USUAL);
            assertThat(bright.levels()).isEqualTo(plain.levels());
            if (!bright.flags().isEmpty()) flagged++;
        }
        assertThat(flagged).isLessThanOrEqualTo(1);
    }

    /// porotic bodies are as dark as what is beside them: endplates and walls are seen, and that is enough
    @Test
    void bodiesThatShowByTheirOutlinesAloneAreNoLowContrast() {
        int flagged = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            DrawnSpine spine = clean(seed);
            SpineMaps maps = spine.draw();
            GrayMap body = spine.bodyMap();
            GrayMap porotic = changed(
                    spine.film(.03),
                    (i, v) -> v + 65535 * (.6f * body.values()[i] * (.95f - body.values()[i]) - .25f * body.values()[i]));
            if (flagged(maps.withGrey(porotic), Cause.C2A)) flagged++;
            GrayMap gone = changed(porotic, (i, v) -> v - 65535 * .6f * body.values()[i] * (.95f - body.values()[i]));
            assertThat(flagged(maps.withGrey(gone), Cause.C2A)).isTrue();
        }
        assertThat(flagged).isLessThanOrEqualTo(1);
    }

    /// ribs that begin where they should say that a cut between two bodies neither made nor lost one
    @Test
    void bodiesCutApartAreNoDoubtWhereRibsConfirmTheCount() {
        int confirmed = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            DrawnSpine spine = clean(seed);
            spine.merged.add(2 + (int) (seed % 2));
            spine.ribsFrom = 5;
            SpineFindings found = LevelNumbering.read(spine.draw(), NumberingOptions.USUAL);
            if (found.numbering().ribs().outcome() != RibCheck.Outcome.CONFIRMS) continue;
            confirmed++;
            assertThat(found.flags()).noneMatch(f -> f.cause() == Cause.C3A);
        }
        assertThat(confirmed).isGreaterThanOrEqualTo(15);
    }

    /// where ribs begin says nothing of what lies above
    @Test
    void bodiesCutApartAboveTheFirstRibStayADoubt() {
        int flagged = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            DrawnSpine spine = clean(seed);
            spine.bodies = 8;
            spine.merged.add(5);
            spine.ribsFrom = 5;
            if (flagged(spine.draw(), Cause.C3A)) flagged++;
        }
        assertThat(flagged).isGreaterThanOrEqualTo(15);
    }

    private static boolean flagged(SpineMaps maps, Cause cause) {
        return LevelNumbering.read(maps, NumberingOptions.USUAL).flags().stream().anyMatch(f -> f.cause() == cause);
    }

    private interface Change {
        float of(int pixel, float value);
    }

    private static GrayMap changed(GrayMap film, Change change) {
        GrayMap out = new GrayMap(film.width(), film.height());
        for (int i = 0; i < out.values().length; i++) out.values()[i] = change.of(i, film.values()[i]);
        return out;
    }

    private static List<Flag> flags(Consumer<DrawnSpine> fault, long seed) {
        DrawnSpine spine = clean(seed);
        fault.accept(spine);
        return LevelNumbering.read(spine.draw(), NumberingOptions.USUAL).flags();
    }

    @Test
    void mergedBodies() {
        assertThat(first(s -> s.merged.add(2 + (int) (s.seed % 2)), Cause.C3A)).isGreaterThanOrEqualTo(18);
    }

    @Test
    void missedBodies() {
        assertThat(first(s -> s.missing.add(2 + (int) (s.seed % 3)), Cause.C3C)).isGreaterThanOrEqualTo(18);
    }

    @Test
    void noSacrum() {
        assertThat(first(s -> s.sacrum = s.s1Body = false, Cause.C1A)).isGreaterThanOrEqualTo(18);
    }

    @Test
    void onlyTheSacrumsOutline() {
        assertThat(first(s -> s.s1Body = false, Cause.C3E)).isGreaterThanOrEqualTo(18);
    }

    @Test
    void cleanFilmsHaveNoFlag() {
        int flagged = 0;
        for (long seed = 1; seed <= SEEDS; seed++) if (!flags(s -> {}, seed).isEmpty()) flagged++;
        assertThat(flagged).isLessThanOrEqualTo(1);
    }

    @Test
    void aFlagSaysWhereAndHowMuch() {
        Flag gap = flags(s -> s.missing.add(3), 4).stream()
                .filter(f -> f.cause() == Cause.C3C)
                .findFirst()
                .orElseThrow();
        assertThat(gap.where().points()).isNotEmpty();
        assertThat(gap.measured()).isNotNull();
        assertThat(gap.measured().value()).isGreaterThan(gap.measured().limit());
    }
}
