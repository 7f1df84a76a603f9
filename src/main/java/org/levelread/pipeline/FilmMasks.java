package org.levelread.pipeline;

import java.util.List;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;
import org.levelread.imaging.Polygon;
import org.levelread.imaging.Polygons;
import org.levelread.imaging.Resampling;
import org.levelread.spine.SpineFindings;
import org.levelread.spine.SpineMaps;

/// A prediction as masks of the film's size.
///
/// @param vertebrae all bodies
/// @param levels body k of the prediction's levels as k + 1
public record FilmMasks(Mask vertebrae, Mask sacrum, Mask instrumentation, LabelMap levels) {
    /// Probabilities are interpolated before they are cut at one half, so edges are smooth; what numbering left
    /// out is left out here.
    public static FilmMasks of(FilmPrediction prediction, SpineMaps maps) {
        int w = prediction.width();
        int h = prediction.height();
        SpineFindings f = prediction.findings();
        LabelMap levels = smooth(f.bodies(), f.levels().size(), w, h);
        Mask vertebrae = new Mask(w, h);
        for (int i = 0; i < vertebrae.values().length; i++) {
            vertebrae.values()[i] = (byte) (levels.values()[i] > 0 ? 1 : 0);
        }
        Mask hardware = within(maps.instrumentation(), f.instrumentation().polygons(), w, h);
        return new FilmMasks(vertebrae, Polygons.fill(f.sacrum().polygon(), w, h), hardware, levels);
    }

    /// each label's indicator interpolated and cut at one half, only about the label
    private static LabelMap smooth(LabelMap grid, int labels, int width, int height) {
        LabelMap out = new LabelMap(width, height);
        double sx = (double) grid.width() / width;
        double sy = (double) grid.height() / height;
        float[] best = new float[out.values().length];
        for (int label = 1; label <= labels; label++) {
            int[] box = box(grid, label);
            if (box == null) continue;
            int fromX = (int) Math.max(0, Math.floor((box[0] - 1) / sx));
            int toX = (int) Math.min(width, Math.ceil((box[2] + 2) / sx));
            int fromY = (int) Math.max(0, Math.floor((box[1] - 1) / sy));
            int toY = (int) Math.min(height, Math.ceil((box[3] + 2) / sy));
            for (int y = fromY; y < toY; y++) {
                for (int x = fromX; x < toX; x++) {
                    float share = share(grid, label, (x + .5) * sx - .5, (y + .5) * sy - .5);
                    int i = y * width + x;
                    if (share >= .5f && share > best[i]) {
                        best[i] = share;
                        out.values()[i] = label;
                    }
                }
            }
        }
        return out;
    }

    private static float share(LabelMap grid, int label, double x, double y) {
        int x0 = (int) Math.floor(x);
        int y0 = (int) Math.floor(y);
        double fx = x - x0;
        double fy = y - y0;
        double upper = (1 - fx) * is(grid, label, x0, y0) + fx * is(grid, label, x0 + 1, y0);
        double lower = (1 - fx) * is(grid, label, x0, y0 + 1) + fx * is(grid, label, x0 + 1, y0 + 1);
        return (float) ((1 - fy) * upper + fy * lower);
    }

    private static int is(LabelMap grid, int label, int x, int y) {
        return grid.at(Math.clamp(x, 0, grid.width() - 1), Math.clamp(y, 0, grid.height() - 1)) == label ? 1 : 0;
    }

    private static int @org.jspecify.annotations.Nullable [] box(LabelMap grid, int label) {
        int[] box = {grid.width(), grid.height(), -1, -1};
        for (int y = 0, i = 0; y < grid.height(); y++) {
            for (int x = 0; x < grid.width(); x++, i++) {
                if (grid.values()[i] != label) continue;
                box[0] = Math.min(box[0], x);
                box[1] = Math.min(box[1], y);
                box[2] = Math.max(box[2], x);
                box[3] = y;
            }
        }
        return box[2] < 0 ? null : box;
    }

    /// a piece with its holes: its outline alone would fill the loops between rods and screws
    private static Mask within(GrayMap map, List<Polygon> outlines, int width, int height) {
        Mask target = new Mask(width, height);
        if (outlines.isEmpty()) return target;
        GrayMap fine = Resampling.bilinear(map, width, height);
        for (Polygon outline : outlines) {
            Mask inside = Polygons.fill(outline, width, height);
            for (int i = 0; i < inside.values().length; i++) {
                if (inside.values()[i] != 0 && fine.values()[i] > .5f) target.values()[i] = 1;
            }
        }
        return target;
    }
}
