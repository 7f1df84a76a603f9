package org.levelread.segmentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.levelread.segmentation.TrainingSet.Part;

/// One run of training: draws batches beside the steps, reports, validates, writes checkpoints, and stops
/// tidily when its time is spent, the process is asked to end, or a step fails.
public final class Training {
    private static final double REPORT_SECONDS = 20;
    private static final double CHECKPOINT_SECONDS = 60;
    private static final double LOOK_SECONDS = 120;
    private static final int VALIDATION_FILMS = 48;
    private static final int HOLD_OUT_FILMS = 400;
    private static final int CALIBRATION_FILMS = 24;
    private static final int WARM_UP_STEPS = 30;

    private final TrainingPlan plan;
    private final TrainingSet set;
    private final Consumer<String> says;
    private final UNetShape shape;
    private final @Nullable Checkpoint before;
    private final @Nullable Checkpoint origin;
    private final long splitSeed;
    private @Nullable Path model;
    private volatile boolean stop;

    private long step;
    private double seconds;
    private double lossMean;
    private Map<Output, Double> validation = Map.of();
    private Map<Output, Double> holdOut = Map.of();

    /// Trains as planned.
    ///
    /// @param says takes one line of progress at a time
    /// @return the checkpoint
    /// @throws IllegalArgumentException in one sentence, if the plan, the films or the checkpoint do not fit
    public static Path run(TrainingPlan plan, Consumer<String> says) throws IOException {
        Files.createDirectories(plan.out());
        boolean goesOn = Files.exists(plan.checkpoint());
        if (goesOn && !plan.resume()) {
            throw new IllegalArgumentException(
                    plan.out() + " already holds a training; continue it with --resume or choose another folder");
        }
        Checkpoint before = goesOn ? Checkpoint.read(plan.checkpoint()) : null;
        Path start = before == null ? plan.startFrom() : null;
        // the folder of a training stands for its best checkpoint
        if (start != null && Files.exists(start.resolve("best.zip"))) start = start.resolve("best.zip");
        boolean published = start != null && Files.exists(start.resolve("model.json"));
        Checkpoint origin = start != null && !published ? Checkpoint.read(start) : null;
        long splitSeed = before != null
                ? before.state().splitSeed()
                : origin != null ? origin.state().splitSeed() : plan.seed();
        TrainingSet set = TrainingSet.open(plan.datasets(), plan.pixels(), splitSeed);
        var training = new Training(plan, set, says, before, origin, splitSeed);
        if (start != null && published) training.model = start;
        training.run();
        return plan.checkpoint();
    }

    Training(
            TrainingPlan plan,
            TrainingSet set,
            Consumer<String> says,
            @Nullable Checkpoint before,
            @Nullable Checkpoint origin,
            long splitSeed) {
        this.plan = plan;
        this.set = set;
        this.says = says;
        this.before = before;
        this.origin = origin;
        this.splitSeed = splitSeed;
        Checkpoint known = before != null ? before : origin;
        int outputs = plan.target().outputs().size();
        shape = known == null ? plan.shape() : known.state().shape().withOutputs(outputs);
        if (known != null && !known.state().normalisation().equals(FilmNormaliser.NAME)) {
            throw new IllegalArgumentException("the checkpoint was trained on films normalised by '"
                    + known.state().normalisation() + "', this version uses '" + FilmNormaliser.NAME + "'; train anew");
        }
        if (before != null) {
            if (!before.state().model().equals(plan.target().model())) {
                throw new IllegalArgumentException(plan.checkpoint() + " is a training of "
                        + before.state().model() + ", asked was "
                        + plan.target().model() + "; choose another folder");
            }
            if (before.state().pixels() != plan.pixels()) {
                throw new IllegalArgumentException(plan.checkpoint() + " is a training on "
                        + before.state().pixels() + " pixels a film, asked were " + plan.pixels() + "; give --pixels "
                        + before.state().pixels());
            }
            step = before.state().step();
            seconds = before.state().seconds();
            lossMean = before.state().loss();
            validation = outputs(before.state().validation());
        }
    }

    /// Asks the running training to write its checkpoint and end after the present step.
    void stop() {
        stop = true;
    }

    void run() throws IOException {
        var finished = new CountDownLatch(1);
        var hook = new Thread(() -> {
            stop();
            try {
                if (!finished.await(2, TimeUnit.MINUTES))
                    says.accept("training did not end in time; the last checkpoint stands");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try (ExecutorService ahead = Executors.newFixedThreadPool(
                        1, Thread.ofPlatform().daemon().factory());
                Learner learner = new Learner(shape, plan.target().outputs(), plan.seed(), plan.precision(), before)) {
            if (origin != null) inherit(learner, origin);
            if (model != null) adopt(learner, model);
            loop(learner, ahead);
        } finally {
            finished.countDown();
            if (!stop) Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    private void inherit(Learner learner, Checkpoint from) {
        Map<String, Tensor> fresh = Weights.read(learner.net());
        List<Output> known = from.outputs();
        Weights.write(Weights.withOutputs(from.weights(), known, plan.target().outputs(), fresh), learner.net());
        List<String> unknown = plan.target().outputs().stream()
                .filter(o -> !known.contains(o))
                .map(Output::label)
                .toList();
        says.accept(
                "starts from " + from.state().model() + " after " + from.state().step() + " steps"
                        + (unknown.isEmpty() ? "" : "; new outputs: " + String.join(", ", unknown)));
    }

    private void adopt(Learner learner, Path folder) {
        ModelFile file = ModelFile.read(folder);
        file.checkIntact(folder);
        if (!file.shape().withOutputs(shape.outputs()).equals(shape) || file.pixels() != plan.pixels()) {
            throw new IllegalArgumentException(folder + " is a net of " + file.shape() + " on " + file.pixels()
                    + " pixels, asked was " + shape + " on " + plan.pixels());
        }
        List<Output> known = file.outputs().stream().map(Output::of).toList();
        learner.adopt(file.folded(folder), known, batches().plain(Part.TRAINING, CALIBRATION_FILMS));
        says.accept("starts from " + file.name() + " " + file.version() + ": on " + VALIDATION_FILMS
                + " validation films " + text(learner.dice(batches().plain(Part.VALIDATION, VALIDATION_FILMS))));
    }

    private Batches batches() {
        return new Batches(set, plan.target().outputs(), plan.batch(), plan.seed(), plan.window());
    }

    private void loop(Learner learner, ExecutorService ahead) throws IOException {
        List<Output> outputs = plan.target().outputs();
        var batches = batches();
        var curve = new LearningCurve(plan.out(), outputs, before == null ? -1 : step);
        var patience = new Patience(plan.patience());
        curve.validations().forEach(patience::better);
        says.accept(films() + "; " + plan.budget() + ", batches of " + plan.batch());
        double reported = seconds, saved = seconds, validated = seconds, looked = seconds;
        long reportedStep = step;
        double[] dice = new double[outputs.size()];
        double loss = 0;
        int since = 0;
        Future<Batch> next = draw(ahead, batches, step + 1);
        long mark = System.nanoTime();
        while (!stop && spent() < 1 && !patience.atEnd()) {
            Batch batch = taken(next);
            next = draw(ahead, batches, step + 2);
            double rate = learningRate();
            double epochs = epochs();
            Learner.Step done = learner.learn(batch, step + 1, rate);
            step++;
            long now = System.nanoTime();
            seconds += (now - mark) / 1e9;
            mark = now;
            loss += done.loss();
            for (int i = 0; i < dice.length; i++) dice[i] += done.dice()[i];
            since++;
            lossMean = loss / since;
            boolean validate =
                    plan.budget().validates(epochs, epochs(), seconds - validated) || spent() >= 1;
            if (seconds - reported >= REPORT_SECONDS || validate) {
                var training = new EnumMap<Output, Double>(Output.class);
                for (int i = 0; i < dice.length; i++) training.put(outputs.get(i), dice[i] / since);
                if (validate) {
                    validation = learner.dice(batches.plain(Part.VALIDATION, VALIDATION_FILMS));
                    validated = seconds;
                    if (patience.better(Patience.mean(validation))) checkpoint(learner, plan.best());
                }
                int count = set.films(Part.TRAINING).size();
                curve.add(seconds, step, rate, count, lossMean, training, validate ? validation : null);
                if (validate) {
                    curve.draw();
                    checkpoint(learner, plan.checkpoint());
                    saved = seconds;
                }
                report(training, validate, (step - reportedStep) * plan.batch() / (seconds - reported));
                reported = seconds;
                reportedStep = step;
                Arrays.fill(dice, 0);
                loss = 0;
                since = 0;
            }
            if (seconds - saved >= CHECKPOINT_SECONDS) {
                checkpoint(learner, plan.checkpoint());
                saved = seconds;
            }
            if (seconds - looked >= LOOK_SECONDS) {
                int fresh = set.look();
                if (fresh > 0) says.accept("took in " + fresh + " films: " + films());
                looked = seconds;
            }
        }
        next.cancel(false);
        if (!stop && patience.atEnd()) {
            says.accept(String.format(
                    Locale.ROOT,
                    "no validation of the last %d was better than %.4f: training ends before its time",
                    patience.since(),
                    patience.best()));
        }
        if (!stop) holdOut = learner.dice(batches.plain(Part.HOLD_OUT, HOLD_OUT_FILMS));
        checkpoint(learner, plan.checkpoint());
        if (!stop) finishBest(learner, batches);
        says.accept((stop ? "stopped" : "finished") + " after step " + step + ": " + plan.checkpoint());
    }

    /// gives the best checkpoint its Dice on held-out films; where the last one is the best, so it is already
    private void finishBest(Learner learner, Batches batches) throws IOException {
        Checkpoint best = Files.exists(plan.best()) ? Checkpoint.read(plan.best()) : null;
        if (best == null || best.state().step() >= step) {
            checkpoint(learner, plan.best());
        } else {
            Weights.write(best.weights(), learner.net());
            holdOut = learner.dice(batches.plain(Part.HOLD_OUT, HOLD_OUT_FILMS));
            new Checkpoint(best.state().withHoldOut(labels(holdOut)), best.tensors()).write(plan.best());
            says.accept("the best validation was after step " + best.state().step() + ": " + plan.best());
        }
        if (!holdOut.isEmpty()) says.accept("Dice of the best on held-out films: " + text(holdOut));
    }

    /// images shown for each training film
    private double epochs() {
        return (double) step * plan.batch() / set.films(Part.TRAINING).size();
    }

    private Future<Batch> draw(ExecutorService ahead, Batches batches, long number) {
        return ahead.submit(() -> batches.training(number));
    }

    private static Batch taken(Future<Batch> next) {
        try {
            return next.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while drawing films", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot draw films: " + e.getCause(), e.getCause());
        }
    }

    private double spent() {
        return plan.budget()
                .spent(
                        step,
                        (double) step * plan.batch(),
                        set.films(Part.TRAINING).size(),
                        seconds);
    }

    private double learningRate() {
        double warmUp = Math.min(1, (step + 1.0) / WARM_UP_STEPS);
        return plan.learningRate() * warmUp * (.5 * (1 + Math.cos(Math.PI * Math.min(1, spent()))) + .01);
    }

    private String films() {
        return "films: " + set.films(Part.TRAINING).size() + " for training, "
                + set.films(Part.VALIDATION).size() + " for validation, "
                + set.films(Part.HOLD_OUT).size() + " held out";
    }

    private void report(Map<Output, Double> training, boolean validated, double imagesPerSecond) {
        double left = spent() > 0 ? Math.max(0, seconds / spent() - seconds) : 0;
        says.accept(String.format(
                Locale.ROOT,
                "step %d, loss %.3f, Dice %s%s; %.1f images/s, %s left",
                step,
                lossMean,
                text(training),
                validated ? " (validation " + text(validation) + ")" : "",
                imagesPerSecond,
                left < 90 ? Math.round(left) + " s" : Math.round(left / 60) + " min"));
    }

    private static String text(Map<Output, Double> dice) {
        var parts = new ArrayList<String>();
        dice.forEach((o, d) -> parts.add(String.format(Locale.ROOT, "%s %.3f", o.label(), d)));
        return String.join(" ", parts);
    }

    private void checkpoint(Learner learner, Path file) throws IOException {
        Map<String, Tensor> tensors = learner.tensors();
        var shapes = new LinkedHashMap<String, long[]>();
        tensors.forEach((name, t) -> shapes.put(name, t.shape()));
        new Checkpoint(state(shapes), tensors).write(file);
        Files.write(
                plan.out().resolve("hold-out.txt"),
                set.films(Part.HOLD_OUT).stream()
                        .map(TrainingFilm::name)
                        .sorted()
                        .toList());
    }

    private Checkpoint.State state(Map<String, long[]> shapes) {
        var history = new ArrayList<Double>();
        if (before != null) {
            history.addAll(
                    before.state().history().subList(0, before.state().history().size() - 1));
        }
        if (origin != null) history.addAll(origin.state().history());
        history.add(seconds);
        return new Checkpoint.State(
                Checkpoint.FORMAT,
                plan.target().model(),
                plan.target().outputs().stream().map(Output::label).toList(),
                shape,
                plan.pixels(),
                FilmNormaliser.NAME,
                plan.seed(),
                splitSeed,
                startedFrom(),
                history,
                plan.datasets().stream()
                        .map(p -> String.valueOf(p.getFileName()))
                        .toList(),
                set.films(Part.TRAINING).size(),
                set.films(Part.VALIDATION).size(),
                set.films(Part.HOLD_OUT).size(),
                plan.batch(),
                plan.learningRate(),
                plan.budget().toString(),
                step,
                seconds,
                lossMean,
                labels(validation),
                labels(holdOut),
                shapes);
    }

    private String startedFrom() {
        if (before != null) return before.state().startedFrom();
        if (model != null) return model.getParent().getFileName() + " " + model.getFileName();
        return origin == null
                ? ""
                : origin.state().model() + " after " + origin.state().step() + " steps";
    }

    private static Map<String, Double> labels(Map<Output, Double> dice) {
        var named = new LinkedHashMap<String, Double>();
        dice.forEach((o, d) -> named.put(o.label(), d));
        return named;
    }

    private static Map<Output, Double> outputs(Map<String, Double> dice) {
        var named = new EnumMap<Output, Double>(Output.class);
        dice.forEach((label, d) -> named.put(Output.of(label), d));
        return named;
    }
}
