package org.levelread.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.levelread.segmentation.ModelExport;
import org.levelread.segmentation.Precision;
import org.levelread.segmentation.Target;
import org.levelread.segmentation.Training;
import org.levelread.segmentation.TrainingPlan;
import org.levelread.segmentation.TrainingPlan.Budget;
import org.levelread.segmentation.UNetShape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `train`: trains a net with checkpoints, or turns a checkpoint into a model folder.
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Trains a U-Net on films with segmentations, or exports a checkpoint as a model.",
            "First train --model joint, then each of vertebrae, sacrum and instrumentation with --start-from, then --export."
        })
public final class TrainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--dataset", description = "folder of film-*.png and film-*.seg.nrrd; may be given several times")
    private List<Path> datasets = List.of();

    @Option(
            names = "--model",
            defaultValue = "joint",
            description = "joint, vertebrae, sacrum or instrumentation (default: ${DEFAULT-VALUE})")
    private String model = "joint";

    @Option(names = "--out", description = "folder for checkpoint and learning curve; with --export the models folder")
    private @Nullable Path out;

    @Option(names = "--minutes", description = "length of the training (default: 60)")
    private @Nullable Double minutes;

    @Option(names = "--epochs", description = "length of the training, instead of --minutes")
    private @Nullable Double epochs;

    @Option(names = "--batch", defaultValue = "16", description = "films a step (default: ${DEFAULT-VALUE})")
    private int batch;

    @Option(
            names = "--learning-rate",
            defaultValue = "0.002",
            description = "highest learning rate (default: ${DEFAULT-VALUE})")
    private double learningRate;

    @Option(names = "--seed", defaultValue = "1", description = "default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--pixels",
            defaultValue = "" + TrainingPlan.DEFAULT_PIXELS,
            description = "pixels of a film on the net's grid (default: ${DEFAULT-VALUE})")
    private int pixels;

    @Option(
            names = "--start-from",
            description =
                    "checkpoint whose weights are taken over (the head is chosen by output), or a folder models/NAME/VERSION")
    private @Nullable Path startFrom;

    @Option(names = "--resume", description = "goes on from the checkpoint in --out, if there is one")
    private boolean resume;

    @Option(names = "--threads", description = "threads of the engine (default: OMP_NUM_THREADS or all cores)")
    private @Nullable Integer threads;

    @Option(
            names = "--precision",
            description = "of the convolutions in training: float32 or bfloat16 (default: bfloat16 where the processor"
                    + " has instructions for it)")
    private @Nullable Precision precision;

    @Option(names = "--export", description = "checkpoint to write as models/NAME/VERSION instead of training")
    private @Nullable Path export;

    @Option(names = "--version-name", description = "version of the exported model; the newest is the last by name")
    private @Nullable String version;

    @Override
    public Integer call() {
        try {
            if (export != null) export(export);
            else train();
            return 0;
        } catch (IllegalArgumentException | IllegalStateException | IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }

    private void train() throws IOException {
        if (datasets.isEmpty()) throw usage("give the films with --dataset FOLDER");
        if (out == null) throw usage("say where checkpoints go with --out FOLDER");
        if (minutes != null && epochs != null) throw usage("give --minutes or --epochs, not both");
        if (threads != null) {
            // read once, when the engine starts
            System.setProperty("ai.djl.pytorch.num_threads", threads.toString());
        }
        Budget budget = epochs != null ? new Budget.Epochs(epochs) : new Budget.Minutes(minutes != null ? minutes : 60);
        Target target = Target.of(model);
        var plan = new TrainingPlan(
                target,
                datasets,
                out,
                budget,
                batch,
                learningRate,
                seed,
                pixels,
                UNetShape.standard(target.outputs().size()),
                precision != null ? precision : Precision.fastest(),
                startFrom,
                resume);
        Training.run(plan, line -> spec.commandLine().getErr().println(line));
    }

    private void export(Path checkpoint) throws IOException {
        if (version == null) throw usage("name the version with --version-name, for example 2026-11");
        Path models = out != null ? out : Path.of("models");
        Path folder = ModelExport.write(checkpoint, version, models);
        spec.commandLine().getOut().println(folder);
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
