package org.levelread.imaging;

import java.util.ArrayList;
import java.util.List;

/// What one label of a label map covers, in pixels of that map.
///
/// @param areaPx number of pixels
/// @param centroid mean of the pixel centres; a pixel's centre lies half a pixel from its corner
/// @param minX leftmost column, inclusive
/// @param minY topmost row, inclusive
/// @param maxX rightmost column, inclusive
/// @param maxY lowest row, inclusive
public record Region(int label, int areaPx, Point centroid, int minX, int minY, int maxX, int maxY) {

    public int widthPx() {
        return maxX - minX + 1;
    }

    public int heightPx() {
        return maxY - minY + 1;
    }

    /// whether it comes within `marginPx` pixels of the border of the map; 0 asks for the outermost pixels
    /// themselves
    public boolean touchesBorder(LabelMap map, int marginPx) {
        return minX <= marginPx
                || minY <= marginPx
                || maxX >= map.width() - 1 - marginPx
                || maxY >= map.height() - 1 - marginPx;
    }

    /// every label that has a pixel, in ascending order, without the background
    public static List<Region> of(LabelMap map) {
        int count = ConnectedComponents.areas(map).length;
        int[] area = new int[count];
        long[] sumX = new long[count];
        long[] sumY = new long[count];
        int[] minX = new int[count];
        int[] minY = new int[count];
        int[] maxX = new int[count];
        int[] maxY = new int[count];
        for (int y = 0, i = 0; y < map.height(); y++) {
            for (int x = 0; x < map.width(); x++, i++) {
                int label = map.values()[i];
                if (label == 0) continue;
                if (area[label]++ == 0) {
                    minX[label] = x;
                    minY[label] = y;
                }
                sumX[label] += x;
                sumY[label] += y;
                minX[label] = Math.min(minX[label], x);
                maxX[label] = Math.max(maxX[label], x);
                maxY[label] = y;
            }
        }
        List<Region> regions = new ArrayList<>();
        for (int label = 1; label < count; label++) {
            if (area[label] == 0) continue;
            Point centroid =
                    new Point((double) sumX[label] / area[label] + 0.5, (double) sumY[label] / area[label] + 0.5);
            regions.add(new Region(label, area[label], centroid, minX[label], minY[label], maxX[label], maxY[label]));
        }
        return regions;
    }
}
