package org.levelread.spine;

/// Flags of the film's grey values: inverted, hardly seen, stitched.
final class PictureSuspicions {
    /// On 120 rendered films bone was brighter by -.01 to .40 of the range, on inverted ones by -.32 to -.14.
    private static final double INVERTED = -.07;
    /// 99 % of routine rendered films have more, half of those of low exposure less
    private static final double LEAST_CONTRAST = 5.2;
    /// of the pixels of one body
    private static final double MOST_SATURATED = .6;
    /// rendered films, which have no seam, stay below 2.5
    private static final double SEAM = 4;

    private PictureSuspicions() {}

    static void raise(FilmSignals film, SpineMaps maps, FlagList flags) {
        if (film.contrast() < INVERTED) {
            flags.add(
                    Cause.C2E,
                    .85,
                    "the bodies are darker than what is beside them (%.0f %% of the range of grey values there): the film may"
                            + " be inverted",
                    -100 * film.contrast());
            flags.measured("contrast of the bodies, share of the range", film.contrast(), INVERTED);
        }
        if (film.contrastToNoise() < LEAST_CONTRAST) {
            flags.add(
                    Cause.C2A,
                    .7,
                    "neither the bodies nor their outlines differ from what is beside them by more than %.1f times the noise"
                            + " of a pixel",
                    film.contrastToNoise());
            flags.measured("contrast-to-noise ratio of the bodies", film.contrastToNoise(), LEAST_CONTRAST);
        } else if (film.saturated() > MOST_SATURATED) {
            flags.add(
                    Cause.C2A,
                    .6,
                    "%.0f %% of the pixels of %s have the lowest or highest value of the film: nothing is seen there",
                    100 * film.saturated(),
                    flags.name(film.saturatedBody()));
            flags.seen(
                    film.saturatedBody(),
                    "share of the body at the end of the grey values",
                    film.saturated(),
                    MOST_SATURATED);
        }
        if (film.seamStep() > SEAM) {
            flags.add(
                    Cause.C1D,
                    .75,
                    "the film steps across the spine at row %d, %.0f times as much as its rows usually differ: it may be"
                            + " stitched there",
                    film.seam() * maps.filmHeight() / maps.bodies().height(),
                    film.seamStep());
            flags.measured("step between two rows, in usual ones", film.seamStep(), SEAM);
        }
    }
}
