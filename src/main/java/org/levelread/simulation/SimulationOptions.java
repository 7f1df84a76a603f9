package org.levelread.simulation;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What kinds of films are rendered.
///
/// @param pixels of a film, about: its sides are multiples of 16 and its shape is drawn by chance
/// @param withHardware share of films with spinal hardware, in [0, 1]
/// @param sixLumbar share of spines with six lumbar vertebrae, in [0, 1]; as the next three not for routine films
/// @param fourLumbar share of spines with four lumbar vertebrae, in [0, 1]
/// @param transitional share of spines whose L5 is sacralised or whose S1 is lumbarised, in [0, 1]
/// @param otherRibs share of spines with 13 or 11 pairs of ribs, in [0, 1]
/// @param stretched share of films whose pixels are not square, as those of resized data sets, in [0, 1]
/// @param frontal share of films taken from the front, as if sent in by mistake, in [0, 1]
/// @param part which films
/// @param bases whose vertebrae may be used, each as often; those that the anatomy lacks are passed over
/// @param filmType the only type to render, null for the usual mixture
public record SimulationOptions(
        int pixels,
        double withHardware,
        double sixLumbar,
        double fourLumbar,
        double transitional,
        double otherRibs,
        double stretched,
        double frontal,
        Part part,
        Set<Base> bases,
        FilmTruth.@Nullable FilmType filmType) {
    public SimulationOptions {
        if (bases.isEmpty()) throw new IllegalArgumentException("at least one base is needed");
        bases = Collections.unmodifiableSet(EnumSet.copyOf(bases));
        if (pixels < 16_384 || pixels > 16_000_000) {
            throw new IllegalArgumentException("a film has 16384 to 16000000 pixels, asked for " + pixels);
        }
        for (double share :
                new double[] {withHardware, sixLumbar, fourLumbar, transitional, otherRibs, stretched, frontal}) {
            if (!(share >= 0 && share <= 1)) throw new IllegalArgumentException("a share lies in [0, 1], was " + share);
        }
        if (sixLumbar + fourLumbar + transitional + otherRibs > 1)
            throw new IllegalArgumentException(
                    "the shares of six and four lumbar, transitional and other-ribbed spines" + " exceed 1 together");
        if (part == Part.ROUTINE && filmType != null && filmType.cut)
            throw new IllegalArgumentException("routine films are not cut, so none is of type " + filmType);
    }

    /// training films: 110592 pixels, half with hardware, one of seven with an unusual numbering, most stretched
    public static SimulationOptions usual() {
        return new SimulationOptions(
                110_592, .5, .03, .03, .04, .04, .6, 0, Part.MIXED, EnumSet.allOf(Base.class), null);
    }

    /// share of spines whose numbering is unusual
    double unusual() {
        return sixLumbar + fourLumbar + transitional + otherRibs;
    }

    public SimulationOptions withPixels(int pixels) {
        return with(d -> d.pixels = pixels);
    }

    public SimulationOptions withHardware(double share) {
        return with(d -> d.withHardware = share);
    }

    /// shares of the four kinds of unusual numbering
    public SimulationOptions withNumbering(double sixLumbar, double fourLumbar, double transitional, double otherRibs) {
        return with(d -> {
            d.sixLumbar = sixLumbar;
            d.fourLumbar = fourLumbar;
            d.transitional = transitional;
            d.otherRibs = otherRibs;
        });
    }

    public SimulationOptions withStretched(double share) {
        return with(d -> d.stretched = share);
    }

    public SimulationOptions withFrontal(double share) {
        return with(d -> d.frontal = share);
    }

    public SimulationOptions withPart(Part part) {
        return with(d -> d.part = part);
    }

    public SimulationOptions withBases(Set<Base> bases) {
        return with(d -> d.bases = bases);
    }

    public SimulationOptions withFilmType(FilmTruth.FilmType type) {
        return with(d -> d.filmType = type);
    }

    private SimulationOptions with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    private static final class Draft {
        private int pixels;
        private double withHardware;
        private double sixLumbar;
        private double fourLumbar;
        private double transitional;
        private double otherRibs;
        private double stretched;
        private double frontal;
        private Part part;
        private Set<Base> bases;
        private FilmTruth.@Nullable FilmType filmType;

        Draft(SimulationOptions from) {
            pixels = from.pixels;
            withHardware = from.withHardware;
            sixLumbar = from.sixLumbar;
            fourLumbar = from.fourLumbar;
            transitional = from.transitional;
            otherRibs = from.otherRibs;
            stretched = from.stretched;
            frontal = from.frontal;
            part = from.part;
            bases = from.bases;
            filmType = from.filmType;
        }

        SimulationOptions options() {
            return new SimulationOptions(
                    pixels,
                    withHardware,
                    sixLumbar,
                    fourLumbar,
                    transitional,
                    otherRibs,
                    stretched,
                    frontal,
                    part,
                    bases,
                    filmType);
        }
    }
}
