package org.levelread.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SmallMetalTest {
    private static final int METAL = 1;
    private static final int DECISIVE = 2;
    private final Grid grid = new Grid(64, 64);

    @Test
    void marksADotWithItsSurroundingsAndLeavesAScrew() {
        byte[] masks = new byte[grid.pixels()];
        fill(masks, 10, 10, 3, 3);
        fill(masks, 20, 40, 30, 5);
        SmallMetal.mark(masks, grid, METAL, DECISIVE);
        assertThat(masks[11 * 64 + 11]).as("the dot").isEqualTo((byte) (METAL | DECISIVE));
        assertThat(masks[8 * 64 + 8]).as("two pixels beside the dot").isEqualTo((byte) DECISIVE);
        assertThat(masks[7 * 64 + 10]).as("three pixels above the dot").isZero();
        assertThat(masks[42 * 64 + 30]).as("the screw").isEqualTo((byte) METAL);
        assertThat(masks[38 * 64 + 30]).as("two pixels above the screw").isZero();
    }

    private static void fill(byte[] masks, int x, int y, int width, int height) {
        for (int v = y; v < y + height; v++) for (int u = x; u < x + width; u++) masks[v * 64 + u] = METAL;
    }
}
