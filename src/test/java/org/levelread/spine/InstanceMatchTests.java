package org.levelread.spine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.levelread.imaging.LabelMap;

/// Every fault is planted on purpose in 40 spines of random sizes (seeds 1 to 40).
class InstanceMatchTests {
    private static final int SEEDS = 40;
    private static final int WIDTH = 60;
    private static final int HEIGHT = 400;

    private enum Planted {
        NONE,
        MERGE,
        SPLIT,
        MISS,
        FALSE,
        SHIFT,
        LOWEST_TAKEN_FOR_S1
    }

    /// a reference and a prediction with a ragged outline
    private static final class Spine {
        final LabelMap reference = new LabelMap(WIDTH, HEIGHT);
        final LabelMap predicted = new LabelMap(WIDTH, HEIGHT);
        final List<Level> truth = new ArrayList<>();
        final List<@Nullable Level> names = new ArrayList<>();

        Spine(long seed, Planted planted) {
            RandomGenerator random = DrawnSpine.random(seed);
            int bodies = random.nextInt(5, 10);
            int at = random.nextInt(1, bodies - 1);
            int y = HEIGHT - 10;
            int label = 0;
            int index = 1;
            for (int k = 0; k < bodies; k++) {
                int tall = random.nextInt(20, 28);
                int left = random.nextInt(10, 16);
                fill(reference, left, y - tall, left + 34, y, k + 1);
                truth.add(Level.USUAL.get(k + 1));
                int raggedTop = y - tall + random.nextInt(-1, 2);
                boolean lost = planted == Planted.MISS && k == at || planted == Planted.LOWEST_TAKEN_FOR_S1 && k == 0;
                if (!lost) {
                    boolean joins = planted == Planted.MERGE && k == at + 1;
                    if (!joins) {
                        label++;
                        names.add(Level.USUAL.get(index + (planted == Planted.SHIFT ? 1 : 0)));
                        index++;
                    }
                    fill(predicted, left, raggedTop, left + 34, y, label);
                    if (planted == Planted.SPLIT && k == at) {
                        label++;
                        names.add(Level.USUAL.get(index++));
                        fill(predicted, left, raggedTop, left + 34, y - tall / 2, label);
                    }
                }
                y -= tall + 6;
                if (planted == Planted.FALSE && k == at) {
                    label++;
                    names.add(Level.USUAL.get(index++));
                    fill(predicted, 10, y + 1, 40, y + 5, label);
                }
            }
        }

        InstanceMatch match() {
            return InstanceMatch.of(predicted, names, reference, truth);
        }

        private static void fill(LabelMap map, int x0, int y0, int x1, int y1, int label) {
            for (int y = y0; y < y1; y++) for (int x = x0; x < x1; x++) map.values()[y * WIDTH + x] = label;
        }
    }

    private static int suggested(Planted planted, Cause cause) {
        int right = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            var suggestion = new Spine(seed, planted).match().suggestion();
            if (suggestion.isPresent() && suggestion.get().cause() == cause) right++;
        }
        return right;
    }

    @Test
    void plantedCausesAreSuggestedFirst() {
        assertThat(suggested(Planted.MERGE, Cause.C3A)).isGreaterThanOrEqualTo(36);
        assertThat(suggested(Planted.SPLIT, Cause.C3B)).isGreaterThanOrEqualTo(36);
        assertThat(suggested(Planted.MISS, Cause.C3C)).isGreaterThanOrEqualTo(36);
        assertThat(suggested(Planted.FALSE, Cause.C3D)).isGreaterThanOrEqualTo(36);
        assertThat(suggested(Planted.SHIFT, Cause.C4A)).isGreaterThanOrEqualTo(36);
        assertThat(suggested(Planted.LOWEST_TAKEN_FOR_S1, Cause.C3F)).isGreaterThanOrEqualTo(36);
    }

    @Test
    void cleanFilmsGetNoSuggestion() {
        for (long seed = 1; seed <= SEEDS; seed++)
            assertThat(new Spine(seed, Planted.NONE).match().suggestion())
                    .as("seed %d", seed)
                    .isEmpty();
    }

    @Test
    void theShiftIsCountedUpwards() {
        InstanceMatch match = new Spine(3, Planted.SHIFT).match();
        assertThat(match.shift()).isEqualTo(1);
        assertThat(match.shifted()).isEqualTo(1);
        assertThat(match.faults()).isEmpty();
    }

    @Test
    void mapsOfOtherSizesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InstanceMatch.of(new LabelMap(3, 3), List.of(), new LabelMap(3, 4), List.of()))
                .withMessageContaining("of one size");
    }

    @Test
    void nothingAgainstNothingIsNoFault() {
        InstanceMatch match = InstanceMatch.of(new LabelMap(3, 3), List.of(), new LabelMap(3, 3), List.of());
        assertThat(match.faults()).isEmpty();
        assertThat(match.shift()).isNull();
        assertThat(match.suggestion()).isEmpty();
    }
}
