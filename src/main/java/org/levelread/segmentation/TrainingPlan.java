package org.levelread.segmentation;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to train, on what, for how long.
///
/// @param out the folder of the checkpoint, the learning curve and the list of held-out films
/// @param batch films a step
/// @param learningRate the highest, after the warm-up; it falls along a half cosine to a hundredth
/// @param seed of weights, batches and, unless started from another net, the division of the films
/// @param pixels of a film on the net's grid
/// @param window pixels of what a step shows of each film: `pixels` or more for whole films; a smaller one is a window of
///     the film at its full resolution, mostly where there is something to learn
/// @param shape its outputs are replaced by the target's
/// @param startFrom a checkpoint, or the folder of a published model, whose weights are taken over, the head's rows
///     chosen by output
/// @param patience validations in a row without a better mean Dice after which training ends; 0 for never
/// @param resume goes on from the checkpoint in `out` if there is one
public record TrainingPlan(
        Target target,
        List<Path> datasets,
        Path out,
        Budget budget,
        int batch,
        double learningRate,
        long seed,
        int pixels,
        int window,
        UNetShape shape,
        Precision precision,
        @Nullable Path startFrom,
        int patience,
        boolean resume) {
    public static final int DEFAULT_PIXELS = 110_592;
    private static final double VALIDATION_SECONDS = 240;

    /// the end of a training; the learning rate follows it
    public sealed interface Budget {
        /// of training time, pauses between resumed runs not counted
        record Minutes(double minutes) implements Budget {
            @Override
            public double spent(long step, double images, int films, double seconds) {
                return seconds / 60 / minutes;
            }

            @Override
            public boolean validates(double before, double now, double secondsSince) {
                return secondsSince >= VALIDATION_SECONDS;
            }

            @Override
            public String toString() {
                return minutes + " minutes";
            }
        }

        /// each as many images as there are training films
        record Epochs(double epochs) implements Budget {
            @Override
            public double spent(long step, double images, int films, double seconds) {
                return images / films / epochs;
            }

            @Override
            public boolean validates(double before, double now, double secondsSince) {
                return Math.floor(now) > Math.floor(before);
            }

            @Override
            public String toString() {
                return epochs + " epochs";
            }
        }

        /// the share that is spent; 1 ends the training
        double spent(long step, double images, int films, double seconds);

        /// whether a validation is due after a step: once an epoch, or every few minutes
        ///
        /// @param before, now epochs seen before and after the step
        boolean validates(double before, double now, double secondsSince);
    }

    public TrainingPlan {
        datasets = List.copyOf(datasets);
        shape = shape.withOutputs(target.outputs().size());
        if (window < Grid.MULTIPLE * Grid.MULTIPLE) {
            throw new IllegalArgumentException(
                    "a window needs at least " + Grid.MULTIPLE * Grid.MULTIPLE + " pixels, asked were " + window);
        }
        if (batch < 1) throw new IllegalArgumentException("a batch needs at least one film, was " + batch);
        if (patience < 0) throw new IllegalArgumentException("patience is 0 or more validations, was " + patience);
        if (!(learningRate > 0 && learningRate < 1)) {
            throw new IllegalArgumentException("the learning rate must lie between 0 and 1, was " + learningRate);
        }
        if (budget.spent(1, 1, 1, 1) <= 0) {
            throw new IllegalArgumentException("training needs more than 0 minutes or epochs, was " + budget);
        }
        if (Grid.MULTIPLE % shape.multiple() != 0) {
            throw new IllegalArgumentException("the net halves its input "
                    + shape.channels().size() + " times; a grid of multiples of " + Grid.MULTIPLE + " allows five");
        }
    }

    public Path checkpoint() {
        return out.resolve("checkpoint.zip");
    }

    /// the weights of the validation with the highest mean Dice so far
    public Path best() {
        return out.resolve("best.zip");
    }
}
