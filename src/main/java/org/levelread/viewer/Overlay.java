package org.levelread.viewer;

import java.util.List;
import java.util.regex.Pattern;

/// Outlined areas drawn over a film, with a check box in the viewer's legend.
///
/// @param id       names it to the viewer; "vertebrae", "sacrum" and "instrumentation" get the keys V, S and M
/// @param name     stands in the legend
/// @param color    `#rrggbb`
/// @param polygons closed outlines without holes, each a list of `[x, y]` in film pixels, origin top left;
///                 outlines of fewer than three points are not drawn
/// @param visible  whether it is shown at first
public record Overlay(String id, String name, String color, List<List<double[]>> polygons, boolean visible) {
    /// the house's colours for the three nets' findings
    public static final String VERTEBRAE_COLOR = "#4cc9f0", SACRUM_COLOR = "#7ae582", INSTRUMENTATION_COLOR = "#ffb84d";

    private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");

    public Overlay {
        if (id.isBlank() || name.isBlank()) throw new IllegalArgumentException("An overlay needs an id and a name");
        if (!HEX.matcher(color).matches()) throw new IllegalArgumentException("Color " + color + " is not #rrggbb");
        for (List<double[]> polygon : polygons) {
            for (double[] point : polygon) {
                if (point.length != 2 || !Double.isFinite(point[0]) || !Double.isFinite(point[1])) {
                    throw new IllegalArgumentException("Overlay " + id + " has a point that is not [x, y] in pixels");
                }
            }
        }
        polygons = polygons.stream()
                .map(polygon -> polygon.stream().map(double[]::clone).toList())
                .toList();
    }

    /// shown at first
    public Overlay(String id, String name, String color, List<List<double[]>> polygons) {
        this(id, name, color, polygons, true);
    }
}
