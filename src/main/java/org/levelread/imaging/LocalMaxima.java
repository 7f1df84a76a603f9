package org.levelread.imaging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Pixels that no other pixel near them exceeds.
public final class LocalMaxima {
    /// @param x column
    /// @param y row
    /// @param value of the map there
    public record Peak(int x, int y, float value) {}

    private LocalMaxima() {}

    /// The peaks above `threshold`, highest first, the first in reading order of equals; no two of them are closer
    /// than `radiusPx` + 1 along both axes. On a plateau one pixel is chosen.
    ///
    /// The same as `skimage.feature.peak_local_max(map, min_distance=radiusPx, exclude_border=False)` up to ties.
    public static List<Peak> find(GrayMap map, int radiusPx, float threshold) {
        if (radiusPx < 1) throw new IllegalArgumentException("the radius must be 1 px or more, was " + radiusPx);
        int width = map.width();
        int height = map.height();
        float[] highest = map.values().clone();
        for (int y = 0; y < height; y++) runningMaximum(highest, y * width, 1, width, radiusPx);
        for (int x = 0; x < width; x++) runningMaximum(highest, x, width, height, radiusPx);
        List<Peak> candidates = new ArrayList<>();
        for (int i = 0; i < highest.length; i++) {
            float value = map.values()[i];
            if (value > threshold && value == highest[i]) candidates.add(new Peak(i % width, i / width, value));
        }
        candidates.sort(Comparator.comparingDouble((Peak peak) -> -peak.value()));
        boolean[] taken = new boolean[highest.length];
        List<Peak> peaks = new ArrayList<>();
        for (Peak peak : candidates) {
            if (taken[peak.y() * width + peak.x()]) continue;
            peaks.add(peak);
            int left = Math.max(0, peak.x() - radiusPx);
            int right = Math.min(width, peak.x() + radiusPx + 1);
            for (int y = Math.max(0, peak.y() - radiusPx); y < Math.min(height, peak.y() + radiusPx + 1); y++) {
                Arrays.fill(taken, y * width + left, y * width + right, true);
            }
        }
        return peaks;
    }

    /// replaces a line by its maximum within the radius, with a queue of falling values
    private static void runningMaximum(float[] values, int start, int step, int length, int radius) {
        float[] line = new float[length];
        for (int i = 0; i < length; i++) line[i] = values[start + i * step];
        int[] falling = new int[length];
        int head = 0;
        int tail = 0;
        for (int i = 0, ahead = 0; i < length; i++) {
            for (; ahead < length && ahead <= i + radius; ahead++) {
                while (tail > head && line[falling[tail - 1]] <= line[ahead]) tail--;
                falling[tail++] = ahead;
            }
            while (falling[head] < i - radius) head++;
            values[start + i * step] = line[falling[head]];
        }
    }
}
