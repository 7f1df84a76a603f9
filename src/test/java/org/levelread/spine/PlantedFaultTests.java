package org.levelread.spine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

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

    private static List<Flag> flags(Consumer<DrawnSpine> fault, long seed) {
        DrawnSpine spine = new DrawnSpine();
        spine.seed = seed;
        spine.jitter = .08;
        spine.facingLeft = seed % 2 == 0;
        spine.rotationDegrees = seed % 5 * 4 - 8;
        spine.bodies = 7;
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
