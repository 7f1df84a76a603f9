package org.levelread.cases;

import org.levelread.imaging.Radiograph;

/// A rectangle of a film that a person drew over, in pixels from the top left; it may reach beyond the film.
public record BlackedOut(int x, int y, int width, int height) {
    public BlackedOut {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a rectangle has at least 1 x 1 px, was " + width + " x " + height);
        }
    }

    /// the values, with nothing left in the rectangle
    void over(Radiograph film) {
        long right = Math.min(film.width(), (long) x + width);
        long bottom = Math.min(film.height(), (long) y + height);
        for (int row = Math.max(0, y); row < bottom; row++) {
            for (int column = Math.max(0, x); column < right; column++) film.values()[row * film.width() + column] = 0;
        }
    }
}
