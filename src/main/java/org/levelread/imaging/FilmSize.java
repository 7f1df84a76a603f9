package org.levelread.imaging;

import org.jspecify.annotations.Nullable;

/// How small and how large a film may be, so that a header alone cannot claim the memory of the server.
public final class FilmSize {
    public static final int LEAST_SIDE_PX = 64;
    public static final int MOST_SIDE_PX = 12_000;
    public static final long MOST_PIXELS = 60_000_000;

    private FilmSize() {}

    /// what is wrong with a size, as the rest of a sentence that begins with the file's name; null where it is fine
    public static @Nullable String objection(long widthPx, long heightPx) {
        if (widthPx < LEAST_SIDE_PX || heightPx < LEAST_SIDE_PX) {
            return "has %d x %d pixels: a film needs at least %d x %d."
                    .formatted(widthPx, heightPx, LEAST_SIDE_PX, LEAST_SIDE_PX);
        }
        if (widthPx > MOST_SIDE_PX || heightPx > MOST_SIDE_PX || widthPx * heightPx > MOST_PIXELS) {
            return "has %d x %d pixels: a film may have at most %d a side and %d million in all."
                    .formatted(widthPx, heightPx, MOST_SIDE_PX, MOST_PIXELS / 1_000_000);
        }
        return null;
    }
}
