package org.levelread.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnerTest {
    @Test
    void lossFallsWithinAFewSteps() {
        Batches batches = Phantoms.batches(Target.JOINT, 4);
        try (Learner learner = new Learner(Phantoms.TINY, Target.JOINT.outputs(), 1, Precision.FLOAT32, null)) {
            double first = learner.learn(batches.training(1), 1, .01).loss();
            double last = 0;
            for (int step = 2; step <= 40; step++)
                last = learner.learn(batches.training(step), step, .01).loss();
            assertThat(last).isLessThan(.6 * first);
        }
    }

    /// on a processor without bfloat16 instructions too, only slower there
    @Test
    void everyWeightLearnsInBfloat16() {
        Batches batches = Phantoms.batches(Target.JOINT, 4);
        try (Learner learner = new Learner(Phantoms.TINY, Target.JOINT.outputs(), 1, Precision.BFLOAT16, null)) {
            Map<String, Tensor> before = Weights.read(learner.net());
            double first = learner.learn(batches.training(1), 1, .01).loss();
            Map<String, Tensor> after = Weights.read(learner.net());
            before.forEach((name, t) ->
                    assertThat(after.get(name).data()).as(name).isNotEqualTo(t.data()));
            double last = 0;
            for (int step = 2; step <= 40; step++)
                last = learner.learn(batches.training(step), step, .01).loss();
            assertThat(last).isLessThan(.6 * first);
        }
    }

    @Test
    void bfloat16GivesNearlyTheLossOfFloat32() {
        Batch batch = Phantoms.batches(Target.JOINT, 4).training(1);
        double[] losses = new double[2];
        for (Precision precision : Precision.values()) {
            try (Learner learner = new Learner(Phantoms.TINY, Target.JOINT.outputs(), 1, precision, null)) {
                losses[precision.ordinal()] = learner.learn(batch, 1, .01).loss();
            }
        }
        assertThat(losses[1]).isNotEqualTo(losses[0]).isCloseTo(losses[0], withinPercentage(1));
    }

    @Test
    void gradientsDoNotAddUpOverSteps() {
        Batch batch = Phantoms.batches(Target.JOINT, 2).training(1);
        try (Learner learner = new Learner(Phantoms.TINY, Target.JOINT.outputs(), 1, Precision.FLOAT32, null)) {
            // so small a rate leaves every weight as it is, so both gradients are the same
            learner.learn(batch, 1, 1e-30);
            float[] once = moments(learner);
            learner.learn(batch, 2, 1e-30);
            float[] twice = moments(learner);
            assertThat(Math.abs(once[0])).isGreaterThan(1e-6f);
            // .1 g, then .9 (.1 g) + .1 g
            for (int i = 0; i < once.length; i++) assertThat(twice[i]).isEqualTo(1.9f * once[i], within(1e-4f));
        }
    }

    @Test
    void aFreakBatchMovesTheMomentsNoFurtherThanAGradientOfLengthOne() {
        Batch batch = Phantoms.batches(Target.JOINT, 2).training(1);
        try (Learner learner = new Learner(Phantoms.TINY, Target.JOINT.outputs(), 1, Precision.FLOAT32, null)) {
            learner.learn(batch, 1, 1e-30);
            double squares = 0;
            for (Map.Entry<String, Tensor> t : learner.tensors().entrySet()) {
                if (t.getKey().startsWith("moment1/"))
                    for (float m : t.getValue().data()) squares += m * m;
            }
            // .1 g
            assertThat(Math.sqrt(squares)).isPositive().isLessThanOrEqualTo(.1 + 1e-6);
        }
    }

    private static float[] moments(Learner learner) {
        return learner.tensors().get("moment1/head.bias").data();
    }

    @Test
    void goesOnFromACheckpointAsIfNeverInterrupted(@TempDir Path folder) throws IOException {
        Batches batches = Phantoms.batches(Target.SACRUM, 2);
        UNetShape shape = Phantoms.TINY.withOutputs(2);
        List<Double> whole = new ArrayList<>();
        Path file = folder.resolve("checkpoint.zip");
        try (Learner learner = new Learner(shape, Target.SACRUM.outputs(), 1, Precision.FLOAT32, null)) {
            for (int step = 1; step <= 6; step++) {
                whole.add(learner.learn(batches.training(step), step, .01).loss());
                if (step == 3) checkpoint(learner, shape, Target.SACRUM).write(file);
            }
        }
        List<Double> resumed = new ArrayList<>();
        try (Learner learner = new Learner(shape, Target.SACRUM.outputs(), 99, Precision.FLOAT32, Checkpoint.read(file))) {
            for (int step = 4; step <= 6; step++)
                resumed.add(learner.learn(batches.training(step), step, .01).loss());
        }
        assertThat(resumed).isEqualTo(whole.subList(3, 6));
    }

    @Test
    void aNetOfOneTargetStartsFromTheJointOne() {
        Batches joint = Phantoms.batches(Target.JOINT, 4);
        Batch films = joint.plain(TrainingSet.Part.TRAINING, 4).getFirst();
        Batch same = Phantoms.batches(Target.INSTRUMENTATION, 4)
                .plain(TrainingSet.Part.TRAINING, 4)
                .getFirst();
        try (Learner all = new Learner(Phantoms.TINY, Target.JOINT.outputs(), 1, Precision.FLOAT32, null)) {
            for (int step = 1; step <= 80; step++) all.learn(joint.training(step), step, .02);
            Map<String, Tensor> weights = Weights.read(all.net());
            double expected = all.dice(List.of(films)).get(Output.INSTRUMENTATION);
            UNetShape shape = Phantoms.TINY.withOutputs(1);
            try (Learner one = new Learner(shape, Target.INSTRUMENTATION.outputs(), 2, Precision.FLOAT32, null)) {
                Map<String, Tensor> fresh = Weights.read(one.net());
                Weights.write(
                        Weights.withOutputs(weights, Target.JOINT.outputs(), Target.INSTRUMENTATION.outputs(), fresh),
                        one.net());
                assertThat(one.dice(List.of(same)).get(Output.INSTRUMENTATION)).isEqualTo(expected, within(1e-3));
                assertThat(expected).isGreaterThan(.1);
            }
        }
    }

    static Checkpoint checkpoint(Learner learner, UNetShape shape, Target target) {
        Map<String, Tensor> tensors = learner.tensors();
        var shapes = new LinkedHashMap<String, long[]>();
        tensors.forEach((name, t) -> shapes.put(name, t.shape()));
        var state = new Checkpoint.State(
                Checkpoint.FORMAT,
                target.model(),
                target.outputs().stream().map(Output::label).toList(),
                shape,
                Phantoms.PIXELS,
                FilmNormaliser.NAME,
                3,
                3,
                "",
                List.of(12.0),
                List.of("phantoms"),
                16,
                2,
                2,
                2,
                .01,
                "1.0 minutes",
                3,
                12,
                1.5,
                Map.of(target.outputs().getFirst().label(), .5),
                Map.of(),
                shapes);
        return new Checkpoint(state, tensors);
    }
}
