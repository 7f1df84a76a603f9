package org.levelread.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GapsTest {
    private static final int BONE = 1;
    private static final int GAP = 2;
    private final Grid grid = new Grid(64, 64);

    @Test
    void marksTheDiscBetweenTwoBodiesAndNothingElse() {
        byte[] masks = masks(box(10, 30), box(36, 56));
        for (int y = 0; y < 64; y++) {
            boolean disc = y >= 30 && y < 36;
            assertThat((masks[y * 64 + 32] & GAP) != 0).as("row %d", y).isEqualTo(disc);
        }
        assertThat(masks[33 * 64 + 5]).as("far beside the disc").isZero();
    }

    @Test
    void leavesBodiesThatAreFarApart() {
        assertThat(masks(box(5, 20), box(40, 60))).doesNotContain((byte) GAP);
    }

    private byte[] masks(boolean[]... bodies) {
        var gaps = new Gaps(grid);
        byte[] masks = new byte[grid.pixels()];
        for (boolean[] body : bodies) {
            gaps.add(body);
            for (int i = 0; i < body.length; i++) if (body[i]) masks[i] |= BONE;
        }
        gaps.mark(masks, BONE, GAP);
        return masks;
    }

    private boolean[] box(int top, int bottom) {
        boolean[] inside = new boolean[grid.pixels()];
        for (int y = top; y < bottom; y++) for (int x = 16; x < 48; x++) inside[y * 64 + x] = true;
        return inside;
    }
}
