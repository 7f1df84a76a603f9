package org.levelread.simulation;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
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

    public SimulationOptions withHardware(double share) {
        return new SimulationOptions(
                pixels,
                share,
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

    /// shares of the four kinds of unusual numbering
    public SimulationOptions withNumbering(double sixLumbar, double fourLumbar, double transitional, double otherRibs) {
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

    public SimulationOptions withStretched(double share) {
        return new SimulationOptions(
                pixels,
                withHardware,
                sixLumbar,
                fourLumbar,
                transitional,
                otherRibs,
                share,
                frontal,
                part,
                bases,
                filmType);
    }

    public SimulationOptions withFrontal(double share) {
        return new SimulationOptions(
                pixels,
                withHardware,
                sixLumbar,
                fourLumbar,
                transitional,
                otherRibs,
                stretched,
                share,
                part,
                bases,
                filmType);
    }

    public SimulationOptions withPart(Part part) {
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

    public SimulationOptions withBases(Set<Base> bases) {
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

    public SimulationOptions withFilmType(FilmTruth.FilmType type) {
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
                type);
    }
}
