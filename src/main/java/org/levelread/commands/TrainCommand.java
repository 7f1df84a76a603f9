package org.levelread.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.levelread.evaluation.EvaluationText;
import org.levelread.segmentation.ModelCard;
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
import tools.jackson.databind.JsonNode;

/// `train`: trains a net with checkpoints, or turns a checkpoint into a model folder.
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Trains a U-Net on films with segmentations, or exports a checkpoint as a model.",
            "First train --model joint, then each of vertebrae, sacrum and instrumentation with --start-from, then --export;",
            "--all does everything from rendering to the cards."
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
            names = "--window",
            description = "pixels of a window of the film that a step shows, for nets on grids that are too fine to show"
                    + " whole films (default: whole films)")
    private @Nullable Integer window;

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

    @Option(
            names = "--patience",
            description = "ends after so many validations in a row without a better mean Dice; validations are once an epoch"
                    + " with --epochs, else every four minutes; 0 for never (default: 12 with --epochs, else 0)")
    private @Nullable Integer patience;

    @Option(
            names = "--all",
            description = "renders, trains the joint net and the three, exports, calibrates and evaluates: the shipped models"
                    + " from nothing; goes on where it was stopped")
    private boolean all;

    @Option(names = "--anatomy", description = "with --all: folder of meshes and CT")
    private @Nullable Path anatomy;

    @Option(names = "--recipe", description = "with --all: commands to run instead of LevelRead's own, one a line")
    private @Nullable Path recipe;

    @Option(
            names = "--export",
            description = "checkpoint to write as models/NAME/VERSION instead of training, or the folder of a training,"
                    + " whose best checkpoint is taken")
    private @Nullable Path export;

    @Option(
            names = "--average-with",
            description = "with --export: another training of the same model that began with the same weights; the mean of"
                    + " their weights is exported; may be given again")
    private List<Path> averagedWith = List.of();

    @Option(names = "--version-name", description = "version of the exported model; the newest is the last by name")
    private @Nullable String version;

    @Option(
            names = "--evaluation",
            description = "with --export: what evaluate --write wrote; its figures go into the card; may be given again")
    private List<Path> evaluations = List.of();

    @Option(
            names = "--rounds",
            description = "with --export, or alone for the model folder in --out: Markdown on what was tried, for the card")
    private @Nullable Path rounds;

    @Override
    public Integer call() {
        try {
            if (all) return reproduce();
            if (export != null) export(export);
            else if (rounds != null) ModelCard.putRounds(required(out, "--out"), Files.readString(rounds));
            else train();
            return 0;
        } catch (IllegalArgumentException | IllegalStateException | IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }

    private int reproduce() throws IOException {
        int cores = threads != null ? threads : Runtime.getRuntime().availableProcessors();
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(cores));
        var places = Map.of(
                "anatomy", required(anatomy, "--anatomy").toString(),
                "out", required(out, "--out").toString(),
                "threads", Integer.toString(cores),
                "version", version != null ? version : "reproduced");
        Recipe commands = recipe != null ? Recipe.read(recipe, places) : Recipe.shipped(places);
        return commands.run(required(out, "--out"), spec.commandLine().getErr());
    }

    private Path required(@Nullable Path value, String option) {
        if (value == null) throw usage("give " + option);
        return value;
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
                window != null ? window : pixels,
                UNetShape.standard(target.outputs().size()),
                precision != null ? precision : Precision.fastest(),
                startFrom,
                patience != null ? patience : epochs != null ? 12 : 0,
                resume);
        Training.run(plan, line -> spec.commandLine().getErr().println(line));
    }

    private void export(Path checkpoint) throws IOException {
        if (version == null) throw usage("name the version with --version-name, for example 2026-11");
        Path models = out != null ? out : Path.of("models");
        List<Path> trainings = new ArrayList<>(List.of(checkpoint));
        trainings.addAll(averagedWith);
        Path folder = ModelExport.write(trainings, version, models);
        for (Path e : evaluations) {
            JsonNode json = EvaluationText.read(e);
            ModelCard.put(
                    folder,
                    "Evaluation: " + json.path("dataset").asString("?"),
                    EvaluationText.markdown(json));
        }
        if (rounds != null) ModelCard.putRounds(folder, Files.readString(rounds));
        spec.commandLine().getOut().println(folder);
    }

    private ParameterException usage(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
