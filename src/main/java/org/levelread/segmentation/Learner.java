package org.levelread.segmentation;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.util.Pair;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A net with its optimiser in the engine: takes batches, gives losses. Used by one thread.
final class Learner implements AutoCloseable {
    /// @param dice soft Dice of each output over the batch
    record Step(double loss, float[] dice) {}

    /// A longer gradient is shortened to this. One freak batch otherwise moves every weight by several learning
    /// rates at once and leaves Adam's second moments so large that the net never comes back: seen once, at
    /// step 1358 of a run.
    private static final double MOST_GRADIENT = 1;

    private final List<Output> outputs;
    private final UNet net;
    private final Precision precision;
    private final Model model;
    private final DecoupledAdam optimizer;
    private final MaskedLoss loss;
    private final Trainer trainer;

    /// @param before weights and moments to go on with, or none for a fresh net
    Learner(
            UNetShape shape, List<Output> outputs, long seed, Precision precision, @Nullable Checkpoint before) {
        this.outputs = outputs;
        this.precision = precision;
        Engine.getInstance().setRandomSeed((int) seed);
        // collectors switch it on for their own step
        JniUtils.setGradMode(false);
        net = new UNet(shape, precision);
        model = Model.newInstance("unet");
        model.setBlock(net);
        Shape any = new Shape(1, shape.inputs(), Grid.MULTIPLE, Grid.MULTIPLE);
        net.initialize(model.getNDManager(), DataType.FLOAT32, any);
        if (before != null) Weights.write(before.weights(), net);
        optimizer = new DecoupledAdam(
                net,
                before == null ? Map.of() : before.under("moment1"),
                before == null ? Map.of() : before.under("moment2"));
        loss = new MaskedLoss(outputs);
        trainer = model.newTrainer(new DefaultTrainingConfig(loss).optOptimizer(optimizer));
        trainer.initialize(any);
    }

    UNet net() {
        return net;
    }

    /// @param number of the step in the whole training, from 1
    Step learn(Batch batch, long number, double learningRate) {
        Step result;
        try (NDManager m = trainer.getManager().newSubManager()) {
            NDArray input = batch.input(m);
            NDList labels = batch.labels(m);
            try (GradientCollector collector = trainer.newGradientCollector()) {
                NDList logits;
                try (Precision.Scope ignored = precision.begin()) {
                    logits = trainer.forward(new NDList(input));
                }
                NDList measured = loss.measure(labels, logits);
                collector.backward(measured.get(0));
                result = new Step(measured.get(0).getFloat(), measured.get(1).toFloatArray());
                logits.attach(m);
                measured.attach(m);
            }
            double norm = gradientNorm();
            if (Double.isFinite(norm)) {
                optimizer.begin(number, learningRate, Math.min(1, MOST_GRADIENT / norm));
                trainer.step();
            }
        }
        if (!Double.isFinite(result.loss())) {
            throw new IllegalStateException("the loss is " + result.loss() + " at step " + number
                    + "; go on from the last checkpoint with a lower learning rate");
        }
        return result;
    }

    /// Takes over a published model, whose batch norm is folded into its convolutions: each unit's scale and shift
    /// are set so that on these films batch norm undoes itself, and the net starts as good as the model was.
    ///
    /// @param folded as [ModelFile#folded] gives them
    /// @param known the model's outputs; others start afresh
    void adopt(Map<String, Tensor> folded, List<Output> known, List<Batch> films) {
        Map<String, Tensor> fresh = Weights.read(net);
        var weights = new LinkedHashMap<>(fresh);
        for (UNetShape.Unit u : net.shape().units()) {
            String from = TorchScriptWriter.attribute(u);
            weights.put(u.name() + ".weight", folded.get(from + "_weight"));
        }
        weights.put("head.weight", folded.get("head_weight"));
        weights.put("head.bias", folded.get("head_bias"));
        Weights.write(Weights.withOutputs(weights, known, outputs, fresh), net);
        var store = new ParameterStore(model.getNDManager(), false);
        for (UNetShape.Unit u : net.shape().units()) {
            float[] bias = folded.get(TorchScriptWriter.attribute(u) + "_bias").data();
            double[] mean = new double[bias.length];
            double[] variance = new double[bias.length];
            for (Batch batch : films) {
                try (NDManager m = trainer.getManager().newSubManager()) {
                    float[][] s = net.statistics(store, batch.input(m), u);
                    for (int c = 0; c < bias.length; c++) {
                        mean[c] += s[0][c] / films.size();
                        variance[c] += s[1][c] / films.size();
                    }
                }
            }
            float[][] norm = new float[4][bias.length];
            for (int c = 0; c < bias.length; c++) {
                norm[0][c] = (float) Math.sqrt(variance[c] + UNet.EPSILON);
                norm[1][c] = (float) (bias[c] + mean[c]);
                norm[2][c] = (float) mean[c];
                norm[3][c] = (float) variance[c];
            }
            weights = new LinkedHashMap<>(Weights.read(net));
            int i = 0;
            for (String part : List.of("gamma", "beta", "mean", "variance")) {
                weights.put(u.name() + "." + part, new Tensor(new long[] {bias.length}, norm[i++]));
            }
            Weights.write(weights, net);
        }
    }

    /// Euclidean length over all weights
    private double gradientNorm() {
        double squares = 0;
        for (Pair<String, Parameter> p : net.getDirectParameters()) {
            if (!p.getValue().requiresGradient()) continue;
            try (NDArray gradient = p.getValue().getArray().getGradient();
                    NDArray square = gradient.square();
                    NDArray sum = square.sum()) {
                squares += sum.getFloat();
            }
        }
        return Math.sqrt(squares);
    }

    /// Dice at probability .5, counted over all films together; outputs without a pixel in truth and answer are
    /// left out
    Map<Output, Double> dice(List<Batch> batches) {
        double[] both = new double[outputs.size()];
        double[] either = new double[outputs.size()];
        for (Batch batch : batches) {
            try (NDManager m = trainer.getManager().newSubManager()) {
                NDArray logits = trainer.evaluate(new NDList(batch.input(m))).singletonOrThrow();
                logits.attach(m);
                NDList labels = batch.labels(m);
                NDArray answer = logits.gt(0).toType(DataType.FLOAT32, false).mul(labels.get(1).gt(0).toType(DataType.FLOAT32, false));
                int[] pixels = {0, 2, 3};
                float[] shared = answer.mul(labels.get(0)).sum(pixels).toFloatArray();
                float[] sum = answer.sum(pixels).add(labels.get(0).sum(pixels)).toFloatArray();
                for (int i = 0; i < both.length; i++) {
                    both[i] += shared[i];
                    either[i] += sum[i];
                }
            }
        }
        var dice = new EnumMap<Output, Double>(Output.class);
        for (int i = 0; i < both.length; i++) if (either[i] > 0) dice.put(outputs.get(i), 2 * both[i] / either[i]);
        return dice;
    }

    /// weights and moments, for a checkpoint
    Map<String, Tensor> tensors() {
        var tensors = new LinkedHashMap<String, Tensor>();
        Weights.read(net).forEach((name, t) -> tensors.put("weights/" + name, t));
        optimizer.firstMoments().forEach((name, t) -> tensors.put("moment1/" + name, t));
        optimizer.secondMoments().forEach((name, t) -> tensors.put("moment2/" + name, t));
        return tensors;
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
    }
}
