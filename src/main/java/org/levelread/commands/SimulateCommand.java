package org.levelread.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.levelread.simulation.Anatomy;
import org.levelread.simulation.Base;
import org.levelread.simulation.DatasetWriter;
import org.levelread.simulation.FilmFormat;
import org.levelread.simulation.Part;
import org.levelread.simulation.SimulationOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Renders a data set of films with exact masks.
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Renders lateral spine films with exact masks and true levels from a folder of anatomy.")
public final class SimulateCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(names = "--anatomy", required = true, description = "folder of meshes and CT; its README names them")
    Path anatomy;

    @Option(names = "--out", required = true, description = "folder for the films; those already there are kept")
    Path out;

    @Option(names = "--count", defaultValue = "10", description = "films to render (default ${DEFAULT-VALUE})")
    int count;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "seed and number of the first film (default ${DEFAULT-VALUE})")
    long seed;

    @Option(
            names = "--pixels",
            defaultValue = "110592",
            description = "pixels of a film, about (default ${DEFAULT-VALUE})")
    int pixels;

    @Option(
            names = "--threads",
            defaultValue = "2",
            description = "films rendered at a time (default ${DEFAULT-VALUE})")
    int threads;

    @Option(
            names = "--with-hardware",
            defaultValue = "0.5",
            description = "share of films with spinal hardware (default ${DEFAULT-VALUE})")
    double withHardware;

    @Option(
            names = "--six-lumbar",
            defaultValue = "0.03",
            description = "share of spines with six lumbar vertebrae (default ${DEFAULT-VALUE})")
    double sixLumbar;

    @Option(
            names = "--four-lumbar",
            defaultValue = "0.03",
            description = "share of spines with four lumbar vertebrae (default ${DEFAULT-VALUE})")
    double fourLumbar;

    @Option(
            names = "--transitional",
            defaultValue = "0.04",
            description = "share of spines with a sacralised L5 or a lumbarised S1 (default ${DEFAULT-VALUE})")
    double transitional;

    @Option(
            names = "--other-ribs",
            defaultValue = "0.04",
            description = "share of spines with 13 or 11 pairs of ribs (default ${DEFAULT-VALUE})")
    double otherRibs;

    @Option(
            names = "--part",
            defaultValue = "mixed",
            description = "routine films; hard ones: low exposure, overlap, deformity, unusual numbering or cut;"
                    + " or mixed (default ${DEFAULT-VALUE})")
    Part part;

    @Option(
            names = "--frontal",
            defaultValue = "0",
            description = "share of films taken from the front, as wrong views (default ${DEFAULT-VALUE})")
    double frontal;

    @Option(
            names = "--stretched",
            defaultValue = "0.6",
            description = "share of films with oblong pixels (default ${DEFAULT-VALUE})")
    double stretched;

    @Option(
            names = "--base",
            split = ",",
            defaultValue = "remus,clouthier,artisynth",
            description = "whose vertebrae to use: any of remus, clouthier and artisynth (default ${DEFAULT-VALUE})")
    Set<Base> bases;

    @Option(
            names = "--format",
            defaultValue = "png",
            description = "format of the films: png (16-bit grey) or dicom (Digital X-Ray; with --stretched 0)")
    FilmFormat format;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try {
            SimulationOptions options = SimulationOptions.usual()
                    .withPixels(pixels)
                    .withHardware(withHardware)
                    .withNumbering(sixLumbar, fourLumbar, transitional, otherRibs)
                    .withStretched(stretched)
                    .withFrontal(frontal)
                    .withPart(part)
                    .withBases(bases);
            DatasetWriter.simulate(Anatomy.load(anatomy), options, format, count, seed, out, threads, new Progress(err, count)::done);
        } catch (IOException | IllegalArgumentException e) {
            err.println(e.getMessage());
            return 1;
        }
        err.println(count + " films in " + out);
        return 0;
    }
}
