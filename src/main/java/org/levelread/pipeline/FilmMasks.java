package org.levelread.pipeline;

import java.util.List;
import org.levelread.imaging.GrayMap;
import org.levelread.imaging.LabelMap;
import org.levelread.imaging.Mask;
import org.levelread.imaging.Polygon;
import org.levelread.imaging.Polygons;
import org.levelread.imaging.Resampling;
import org.levelread.spine.SpineFindings;

/// A prediction as masks of the film's size.
///
/// @param vertebrae all bodies
/// @param levels body k of the prediction's levels as k + 1
public record FilmMasks(Mask vertebrae, Mask sacrum, Mask instrumentation, LabelMap levels) {
    /// Outlines run where the interpolated probability passes one half, so they are smooth and finer than the nets' grid; what
    /// numbering left out is left out here, and what it filled in is in.
    public static FilmMasks of(FilmPrediction prediction, FineMaps fine) {
        int w = prediction.width();
        int h = prediction.height();
        SpineFindings f = prediction.findings();
        GrayMap bodies = Resampling.resize(fine.bodies(), w, h);
        LabelMap levels = outlined(f.bodies(), f.levels().size(), bodies);
        Mask metal = within(fine.instrumentation(), f.instrumentation().polygons(), w, h);
        return new FilmMasks(levels.foreground(), sacrum(f, fine.sacrum(), w, h), metal, levels);
    }

    private static Mask sacrum(SpineFindings findings, GrayMap map, int width, int height) {
        Polygon outline = findings.sacrum().polygon();
        if (outline.points().isEmpty()) return new Mask(width, height);
        int w = findings.bodies().width();
        int h = findings.bodies().height();
        Mask inside = Polygons.fill(
                Polygons.scaled(outline, (double) w / width, (double) h / height), w, h);
        var label = new LabelMap(w, h);
        for (int i = 0; i < label.values().length; i++) label.values()[i] = inside.values()[i];
        return outlined(label, 1, Resampling.resize(map, width, height)).foreground();
    }

    /// Labels of the grid on the film: inside where the label is all around; at its edge where the probability says so, and then
    /// that of the labels which has most of the place.
    private static LabelMap outlined(LabelMap grid, int labels, GrayMap probability) {
        int width = probability.width();
        int height = probability.height();
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
                    if ((share > .999f || share > 0 && probability.values()[i] > .5f) && share > best[i]) {
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
        GrayMap fine = Resampling.resize(map, width, height);
        for (Polygon outline : outlines) {
            Mask inside = Polygons.fill(outline, width, height);
            for (int i = 0; i < inside.values().length; i++) {
                if (inside.values()[i] != 0 && fine.values()[i] > .5f) target.values()[i] = 1;
            }
        }
        return target;
    }
}
