package org.levelread.segmentation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Parameter;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.util.Pair;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Adam with decoupled weight decay (Loshchilov and Hutter, arXiv 1711.05101), as `torch.optim.AdamW`; unlike
/// the engine's own optimiser its state can be saved and loaded.
final class DecoupledAdam extends Optimizer {
    private static final float BETA1 = .9f;
    private static final float BETA2 = .999f;
    private static final float EPSILON = 1e-8f;
    private static final float DECAY = 1e-4f;

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, NDArray> first = new LinkedHashMap<>();
    private final Map<String, NDArray> second = new LinkedHashMap<>();
    private double learningRate;
    private long step;

    private static final class Builder extends OptimizerBuilder<Builder> {
        @Override
        protected Builder self() {
            return this;
        }
    }

    /// for the initialised net, with the moments of a checkpoint or none
    DecoupledAdam(UNet net, Map<String, Tensor> firstMoments, Map<String, Tensor> secondMoments) {
        super(new Builder());
        for (Pair<String, Parameter> p : net.getDirectParameters()) {
            Parameter parameter = p.getValue();
            if (!parameter.requiresGradient()) continue;
            names.put(parameter.getId(), parameter.getName());
            first.put(parameter.getName(), moment(parameter.getArray(), firstMoments.get(parameter.getName())));
            second.put(parameter.getName(), moment(parameter.getArray(), secondMoments.get(parameter.getName())));
        }
    }

    private static NDArray moment(NDArray weight, @Nullable Tensor saved) {
        NDArray zeros = weight.getManager().zeros(weight.getShape());
        if (saved != null) zeros.set(saved.data());
        return zeros;
    }

    /// @param step of the whole training, from 1
    /// @param gradientScale what every gradient is multiplied by first
    void begin(long step, double learningRate, double gradientScale) {
        this.step = step;
        rescaleGrad = (float) gradientScale;
        this.learningRate = learningRate;
    }

    @Override
    public void update(String parameterId, NDArray weight, NDArray grad) {
        String name = names.get(parameterId);
        double corrected = learningRate * Math.sqrt(1 - Math.pow(BETA2, step)) / (1 - Math.pow(BETA1, step));
        var inputs = new NDList(weight, grad, first.get(name), second.get(name));
        weight.getNDArrayInternal()
                .adamUpdate(
                        inputs,
                        new NDList(weight),
                        (float) learningRate,
                        (float) corrected,
                        DECAY,
                        rescaleGrad,
                        clipGrad,
                        BETA1,
                        BETA2,
                        EPSILON,
                        true,
                        true);
    }

    Map<String, Tensor> firstMoments() {
        return read(first);
    }

    Map<String, Tensor> secondMoments() {
        return read(second);
    }

    private static Map<String, Tensor> read(Map<String, NDArray> arrays) {
        var tensors = new LinkedHashMap<String, Tensor>();
        arrays.forEach((name, a) -> tensors.put(name, Weights.read(a)));
        return tensors;
    }
}
