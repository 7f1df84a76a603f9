package org.levelread.imaging;

import java.util.List;

/// A closed outline without holes, in film pixels; the last point joins the first. May be empty.
public record Polygon(List<Point> points) {
    public static final Polygon EMPTY = new Polygon(List.of());

    public Polygon {
        points = List.copyOf(points);
    }
}
