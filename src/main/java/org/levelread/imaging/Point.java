package org.levelread.imaging;

/// A position in film pixels: x to the right, y down, origin at the top left corner of the top left pixel.
public record Point(double x, double y) {
    public double distanceTo(Point other) {
        return Math.hypot(x - other.x, y - other.y);
    }
}
