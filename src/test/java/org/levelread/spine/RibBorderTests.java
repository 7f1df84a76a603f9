package org.levelread.spine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.levelread.spine.Level.L1;
import static org.levelread.spine.Level.L4;
import static org.levelread.spine.Level.L5;
import static org.levelread.spine.Level.L6;
import static org.levelread.spine.Level.T12;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.levelread.imaging.GrayMap;

/// The count from the sacrum against where ribs begin.
class RibBorderTests {
    private static SpineFindings read(int ribsFrom, double seen) {
        DrawnSpine spine = new DrawnSpine();
        spine.bodies = 9;
        spine.ribsFrom = ribsFrom;
        spine.ribsSeen = seen;
        return LevelNumbering.read(spine.draw(), NumberingOptions.USUAL.withLeastConfidence(0));
    }

    private static List<@Nullable Level> names(SpineFindings f) {
        return f.levels().stream().map(LevelFinding::level).toList();
    }

    private static List<Cause> causes(SpineFindings f) {
        return f.flags().stream().map(Flag::cause).toList();
    }

    @Test
    void ribsAtTheSixthBodyMakeTheCountSurer() {
        SpineFindings without = read(-1, 0);
        SpineFindings with = read(5, .95);
        assertThat(names(with)).startsWith(L5, L4).contains(L1, T12);
        assertThat(with.flags()).isEmpty();
        assertThat(with.numbering().confidence())
                .isGreaterThan(without.numbering().confidence());
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 6})
    void aContradictionIsFlaggedAndLowersTheConfidence(int ribsFrom) {
        SpineFindings usual = read(5, .95);
        SpineFindings odd = read(ribsFrom, .95);
        assertThat(causes(odd)).contains(Cause.C4B, Cause.C4D);
        assertThat(odd.numbering().confidence()).isLessThan(usual.numbering().confidence() - .1);
        Flag flag = odd.flags().stream()
                .filter(f -> f.cause() == Cause.C4B)
                .findFirst()
                .orElseThrow();
        assertThat(flag.measured()).isNotNull();
        assertThat(flag.measured().value()).isEqualTo(ribsFrom);
        assertThat(flag.where().points()).isNotEmpty();
    }

    @Test
    void theWordOnRibsGoesWithTheNames() {
        assertThat(read(-1, 0).numbering().ribs().outcome()).isEqualTo(RibCheck.Outcome.NOT_CHECKED);
        assertThat(read(5, .95).numbering().ribs().outcome()).isEqualTo(RibCheck.Outcome.CONFIRMS);
        assertThat(read(4, .95).numbering().ribs().outcome()).isEqualTo(RibCheck.Outcome.CONTRADICTS);
        assertThat(read(6, .95).numbering().ribs().outcome()).isEqualTo(RibCheck.Outcome.CONTRADICTS);
        RibCheck vague = read(5, .55).numbering().ribs();
        assertThat(vague.outcome()).isEqualTo(RibCheck.Outcome.UNCLEAR);
        assertThat(vague.evidence()).contains("body 6").contains("six or four");
    }

    /// six lumbar vertebrae look like five as long as no rib is in view: a word, but no flag
    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5})
    void aFilmCutBelowTheRibsSaysThatTheCountStandsAlone(int bodies) {
        DrawnSpine spine = new DrawnSpine();
        spine.bodies = bodies;
        spine.ribsFrom = 6;
        SpineFindings f = LevelNumbering.read(spine.draw(), NumberingOptions.USUAL);
        assertThat(names(f)).startsWith(L5, L4);
        assertThat(f.numbering().ribs().outcome()).isEqualTo(RibCheck.Outcome.NOT_IN_VIEW);
        assertThat(f.flags()).isEmpty();
    }

    @Test
    void fourAndSixLumbarVertebraeAreAmongTheHypotheses() {
        assertThat(read(6, .95).numbering().hypotheses())
                .anySatisfy(h -> assertThat(h.variant()).isEqualTo(Numbering.Variant.SIX_LUMBAR))
                .anySatisfy(h -> assertThat(h.lowest()).isEqualTo(L6));
        assertThat(read(4, .95).numbering().hypotheses())
                .anySatisfy(h -> assertThat(h.variant()).isEqualTo(Numbering.Variant.FOUR_LUMBAR))
                .anySatisfy(h -> assertThat(h.lowest()).isEqualTo(L4));
    }

    /// a film on which both speak too clearly for a name is called transitional and gets none
    @Test
    void aStudyMayAbstainFromContradictions() {
        DrawnSpine spine = new DrawnSpine();
        spine.bodies = 9;
        spine.ribsFrom = 6;
        SpineFindings f = LevelNumbering.read(spine.draw(), NumberingOptions.USUAL.withLeastConfidence(.97));
        assertThat(f.determinable()).isFalse();
        assertThat(f.numbering().undetermined()).isEqualTo(Numbering.Undetermined.TRANSITIONAL);
        assertThat(f.reason()).contains("contradict").contains("transitional");
        assertThat(names(f)).containsOnlyNulls();
    }

    /// on real films the border of the ribs is seen at another body more often than spines have four lumbar vertebrae
    @Test
    void namesThatFollowTheRibsAgainstTheSacrumNeedMoreThanTheUsualConfidence() {
        DrawnSpine spine = new DrawnSpine();
        spine.bodies = 9;
        spine.ribsFrom = 4;
        spine.ribsSeen = .999;
        SpineMaps sure = spine.draw();
        SpineMaps maps = new SpineMaps(
                sure.bodies(),
                sure.cores(),
                faint(sure.sacrum()),
                faint(sure.s1Body()),
                sure.instrumentation(),
                sure.thoracic(),
                sure.grey(),
                sure.filmWidth(),
                sure.filmHeight(),
                sure.spacing());
        SpineFindings inAnyCase = LevelNumbering.read(maps, NumberingOptions.USUAL.withLeastConfidence(0));
        assertThat(names(inAnyCase)).startsWith(L4);
        assertThat(inAnyCase.numbering().confidence())
                .isBetween(NumberingOptions.USUAL.leastConfidence(), .8);
        SpineFindings usual = LevelNumbering.read(maps, NumberingOptions.USUAL);
        assertThat(names(usual)).containsOnlyNulls();
        assertThat(usual.numbering().undetermined()).isEqualTo(Numbering.Undetermined.TRANSITIONAL);
        assertThat(causes(usual)).contains(Cause.C4B);
    }

    private static GrayMap faint(GrayMap map) {
        float[] values = map.values().clone();
        for (int i = 0; i < values.length; i++) values[i] *= .55f;
        return new GrayMap(map.width(), map.height(), values);
    }

    @Test
    void anUncertainMapSaysNothing() {
        SpineFindings vague = read(6, .5);
        assertThat(names(vague)).startsWith(L5, L4);
        assertThat(causes(vague)).doesNotContain(Cause.C4B);
    }

    @Test
    void likelihoodsOfABorderSeenAtTheSixthBodyAreLargestForTheCount() {
        DrawnSpine spine = new DrawnSpine();
        spine.ribsFrom = 5;
        SpineMaps maps = spine.draw();
        VertebraBodies split = LevelNumbering.split(maps, NumberingOptions.USUAL);
        SacrumSearch sacrum = SacrumSearch.in(split.maps(), split.bodies(), NumberingOptions.USUAL);
        Chain chain = ChainSearch.best(split.bodies(), sacrum.anchors());
        RibBorder border = RibBorder.of(split.maps(), split.labels(), chain);
        assertThat(border).isNotNull();
        double[] logs = border.logLikelihoods();
        assertThat(logs[RibBorder.FURTHEST])
                .isEqualTo(Arrays.stream(logs).max().orElseThrow());
        assertThat(logs[RibBorder.FURTHEST]).isGreaterThan(logs[RibBorder.FURTHEST + 1] + 2);
    }

    @Test
    void theSharesOfAPosteriorAddUpToOneAtMost() {
        for (double counted : new double[] {0, .2, .9, 1}) {
            for (double[] border : new double[][] {{}, {-9, -7, -3, -1, -4, -8, -12}, {0, 0, 0, 0, 0, 0, 0}}) {
                NamePosterior p = NamePosterior.of(
                        counted, new double[] {.01, .02, .9, .05, .02}, border, Calibration.shipped());
                assertThat(Arrays.stream(p.shifts()).sum()).isBetween(0., 1 + 1e-9);
                for (double v : p.shifts()) assertThat(v).isBetween(0., 1.);
            }
        }
    }
}
