package org.levelread.segmentation;

/// The inner part of one body: where the distance to its outline exceeds .45 of its maximum. Cores of
/// neighbouring bodies never touch, so they make good markers for the watershed.
final class BodyCore {
    private static final double SHARE = .45;

    private BodyCore() {}

    /// Sets `bit` in `masks` on the core of the body whose pixels are `inside`; beyond the
    /// raster is outside.
    static void mark(boolean[] inside, int width, int height, byte[] masks, int bit) {
        int[] pixels = new int[inside.length];
        int[] border = new int[4 * inside.length];
        int n = 0;
        int m = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (!inside[y * width + x]) continue;
                pixels[n++] = y << 16 | x;
                // the nearest outside pixel of any inside pixel is a direct neighbour of some inside pixel
                if (x == 0 || !inside[y * width + x - 1]) border[m++] = (y + 1) << 16 | x;
                if (x == width - 1 || !inside[y * width + x + 1]) border[m++] = (y + 1) << 16 | (x + 2);
                if (y == 0 || !inside[(y - 1) * width + x]) border[m++] = y << 16 | (x + 1);
                if (y == height - 1 || !inside[(y + 1) * width + x]) border[m++] = (y + 2) << 16 | (x + 1);
            }
        }
        int[] squared = new int[n];
        int farthest = 0;
        for (int i = 0; i < n; i++) {
            int y = (pixels[i] >> 16) + 1;
            int x = (pixels[i] & 0xffff) + 1;
            int nearest = Integer.MAX_VALUE;
            for (int k = 0; k < m; k++) {
                int dy = (border[k] >> 16) - y;
                int dx = (border[k] & 0xffff) - x;
                nearest = Math.min(nearest, dx * dx + dy * dy);
            }
            squared[i] = nearest;
            farthest = Math.max(farthest, nearest);
        }
        double limit = SHARE * SHARE * farthest;
        for (int i = 0; i < n; i++) {
            if (squared[i] > limit) masks[(pixels[i] >> 16) * width + (pixels[i] & 0xffff)] |= (byte) bit;
        }
    }
}
