package org.levelread.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.levelread.imaging.ConnectedComponents.StructuringElement;

class ConnectedComponentsTest {
    private static final Mask CORNERS = SampleRasters.mask("""
            ##.#
            ..#.
            #...
            """);

    @Test
    void cornersJoinOnlyEightConnected() {
        assertThat(ConnectedComponents.label(CORNERS, StructuringElement.FOUR_CONNECTED)
                        .values())
                .containsExactly(1, 1, 0, 2, 0, 0, 3, 0, 4, 0, 0, 0);
        assertThat(ConnectedComponents.label(CORNERS, StructuringElement.EIGHT_CONNECTED)
                        .values())
                .containsExactly(1, 1, 0, 1, 0, 0, 1, 0, 2, 0, 0, 0);
    }

    @Test
    void keepsTheLargestAndDropsTheSmall() {
        assertThat(SampleRasters.rows(ConnectedComponents.largest(CORNERS, StructuringElement.FOUR_CONNECTED)))
                .isEqualTo("##..\n....\n....\n");
        assertThat(SampleRasters.rows(ConnectedComponents.withoutSmall(CORNERS, StructuringElement.EIGHT_CONNECTED, 2)))
                .isEqualTo("##.#\n..#.\n....\n");
        assertThat(ConnectedComponents.largest(new Mask(3, 3), StructuringElement.FOUR_CONNECTED)
                        .count())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void equalsSpreadingTheLowestNumber(StructuringElement se) {
        for (long seed = 1; seed <= 40; seed++) {
            Mask mask = SampleRasters.anyMask(SampleRasters.random(seed));
            LabelMap onImages = new LabelMap(mask.width(), mask.height());

            ConnectedComponents.labelAllConnectedComponents(mask.image(), onImages.image(), se);

            assertThat(onImages.values()).as("seed %d", seed).containsExactly(naive(mask, se));
        }
    }

    @Test
    void measuresRegions() {
        LabelMap labels = SampleRasters.labels("0330 0300 0001");

        assertThat(Region.of(labels))
                .containsExactly(
                        new Region(1, 1, new Point(3.5, 2.5), 3, 2, 3, 2),
                        new Region(3, 3, new Point(4 / 3.0 + 0.5, 1 / 3.0 + 0.5), 1, 0, 2, 1));
        assertThat(Region.of(labels).getLast().touchesBorder(labels, 0)).isTrue();
    }

    private static int[] naive(Mask mask, StructuringElement se) {
        int[] labels = new int[mask.values().length];
        for (int i = 0; i < labels.length; i++) labels[i] = mask.values()[i] == 0 ? 0 : i + 1;
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < labels.length; i++) {
                if (labels[i] == 0) continue;
                for (int n = 0; n < se.size(); n++) {
                    int j = se.neighbour(n, i % mask.width(), i / mask.width(), mask.width(), mask.height());
                    if (j < 0 || labels[j] == 0 || labels[j] >= labels[i]) continue;
                    labels[i] = labels[j];
                    changed = true;
                }
            }
        }
        int count = 0;
        int[] numbers = new int[labels.length + 1];
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == 0) continue;
            if (numbers[labels[i]] == 0) numbers[labels[i]] = ++count;
            labels[i] = numbers[labels[i]];
        }
        return labels;
    }
}
