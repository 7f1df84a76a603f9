package org.levelread.segmentation;

/// The narrow spaces between vertebral bodies, mostly discs. A net that fills one merges two bodies and shifts every
/// name above, so these pixels weigh more in the loss, as in Ronneberger et al. 2015, U-Net: Convolutional Networks
/// for Biomedical Image Segmentation, doi:10.1007/978-3-319-24574-4_28.
final class Gaps {
    /// in pixels of a grid of [TrainingPlan#DEFAULT_PIXELS] or fewer: a disc is at most twice as high
    private static final int REACH = 6;

    private final Grid grid;
    private final int reach;
    private final byte[] bodiesNear;

    Gaps(Grid grid) {
        this.grid = grid;
        reach = (int) Math.round(REACH * grid.finer());
        bodiesNear = new byte[grid.pixels()];
    }

    void add(boolean[] body) {
        int w = grid.width();
        int h = grid.height();
        boolean[] near = new boolean[body.length];
        for (int y = 0, i = 0; y < h; y++) {
            for (int x = 0; x < w; x++, i++) {
                if (!body[i]) continue;
                boolean inner = x > 0 && x < w - 1 && y > 0 && y < h - 1
                        && body[i - 1] && body[i + 1] && body[i - w] && body[i + w];
                if (!inner) disc(near, x, y);
            }
        }
        for (int i = 0; i < near.length; i++) if (near[i]) bodiesNear[i]++;
    }

    private void disc(boolean[] near, int x, int y) {
        int w = grid.width();
        for (int v = Math.max(0, y - reach); v <= Math.min(grid.height() - 1, y + reach); v++) {
            int half = (int) Math.sqrt(reach * reach - (v - y) * (v - y));
            int end = Math.min(w - 1, x + half);
            for (int u = Math.max(0, x - half); u <= end; u++) near[v * w + u] = true;
        }
    }

    /// Sets `bit` where two bodies are near and `masks` has none of the bits `bone`.
    void mark(byte[] masks, int bone, int bit) {
        for (int i = 0; i < masks.length; i++) {
            if (bodiesNear[i] >= 2 && (masks[i] & bone) == 0) masks[i] |= (byte) bit;
        }
    }
}
