package org.levelread.viewer;

/// A rectangle on a film, as a person drew it: film pixels, origin top left.
public record FilmBox(int x, int y, int width, int height) {
    public FilmBox {
        if (x < 0 || y < 0 || width <= 0 || height <= 0) {
            throw new IllegalArgumentException(
                    "A rectangle of %d x %d at (%d, %d) is none on a film".formatted(width, height, x, y));
        }
    }
}
