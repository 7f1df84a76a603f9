package org.levelread.simulation;

import org.jspecify.annotations.Nullable;

/// What kinds of films are rendered.
///
/// @param pixels of a film, about: its sides are multiples of 16 and its shape is drawn by chance
/// @param withHardware share of films with spinal hardware, in [0, 1]
/// @param sixLumbar share of spines with six lumbar vertebrae, in [0, 1]
/// @param fourLumbar share of spines with four lumbar vertebrae, in [0, 1]
/// @param stretched share of films whose pixels are not square, as those of resized data sets, in [0, 1]
/// @param filmType the only type to render, null for the usual mixture
public record SimulationOptions(
        int pixels,
        double withHardware,
        double sixLumbar,
        double fourLumbar,
        double stretched,
        FilmTruth.@Nullable FilmType filmType) {
    public SimulationOptions {
        if (pixels < 16_384 || pixels > 16_000_000) {
            throw new IllegalArgumentException("a film has 16384 to 16000000 pixels, asked for " + pixels);
        }
        for (double share : new double[] {withHardware, sixLumbar, fourLumbar, stretched}) {
            if (!(share >= 0 && share <= 1)) throw new IllegalArgumentException("a share lies in [0, 1], was " + share);
        }
        if (sixLumbar + fourLumbar > 1)
            throw new IllegalArgumentException("the shares of six and four lumbar vertebrae exceed 1");
    }

    /// training films: 110592 pixels, half with hardware, six and four lumbar vertebrae in 3 % each, most stretched
    public static SimulationOptions usual() {
        return new SimulationOptions(110_592, .5, .03, .03, .6, null);
    }

    public SimulationOptions withPixels(int pixels) {
        return new SimulationOptions(pixels, withHardware, sixLumbar, fourLumbar, stretched, filmType);
    }

    public SimulationOptions withHardware(double share) {
        return new SimulationOptions(pixels, share, sixLumbar, fourLumbar, stretched, filmType);
    }

    public SimulationOptions withVariants(double sixLumbar, double fourLumbar) {
        return new SimulationOptions(pixels, withHardware, sixLumbar, fourLumbar, stretched, filmType);
    }

    public SimulationOptions withStretched(double share) {
        return new SimulationOptions(pixels, withHardware, sixLumbar, fourLumbar, share, filmType);
    }

    public SimulationOptions withFilmType(FilmTruth.FilmType type) {
        return new SimulationOptions(pixels, withHardware, sixLumbar, fourLumbar, stretched, type);
    }
}
