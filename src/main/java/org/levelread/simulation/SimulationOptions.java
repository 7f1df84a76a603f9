package org.levelread.simulation;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What kinds of films are rendered.
///
/// @param pixels of a film, about: its sides are multiples of 16 and its shape is drawn by chance
/// @param withHardware share of films with spinal hardware, in [0, 1]
/// @param sixLumbar share of spines with six lumbar vertebrae, in [0, 1]
/// @param fourLumbar share of spines with four lumbar vertebrae, in [0, 1]
/// @param stretched share of films whose pixels are not square, as those of resized data sets, in [0, 1]
/// @param bases whose vertebrae may be used, each as often; those that the anatomy lacks are passed over
/// @param filmType the only type to render, null for the usual mixture
public record SimulationOptions(
        int pixels,
        double withHardware,
        double sixLumbar,
        double fourLumbar,
        double stretched,
        Set<Base> bases,
        FilmTruth.@Nullable FilmType filmType) {
    public SimulationOptions {
        if (bases.isEmpty()) throw new IllegalArgumentException("at least one base is needed");
        bases = Collections.unmodifiableSet(EnumSet.copyOf(bases));
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
        return new SimulationOptions(110_592, .5, .03, .03, .6, EnumSet.allOf(Base.class), null);
    }

    public SimulationOptions withPixels(int pixels) {
        return new SimulationOptions(pixels, withHardware, sixLumbar, fourLumbar, stretched, bases, filmType);
    }

    public SimulationOptions withHardware(double share) {
        return new SimulationOptions(pixels, share, sixLumbar, fourLumbar, stretched, bases, filmType);
    }

    public SimulationOptions withVariants(double sixLumbar, double fourLumbar) {
        return new SimulationOptions(pixels, withHardware, sixLumbar, fourLumbar, stretched, bases, filmType);
    }

    public SimulationOptions withStretched(double share) {
        return new SimulationOptions(pixels, withHardware, sixLumbar, fourLumbar, share, bases, filmType);
    }

    public SimulationOptions withBases(Set<Base> bases) {
        return new SimulationOptions(pixels, withHardware, sixLumbar, fourLumbar, stretched, bases, filmType);
    }

    public SimulationOptions withFilmType(FilmTruth.FilmType type) {
        return new SimulationOptions(pixels, withHardware, sixLumbar, fourLumbar, stretched, bases, type);
    }
}
