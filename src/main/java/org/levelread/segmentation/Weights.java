package org.levelread.segmentation;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Carries weights between the engine and [Tensor]s.
final class Weights {
    private Weights() {}

    static Map<String, Tensor> read(UNet net) {
        var tensors = new LinkedHashMap<String, Tensor>();
        for (Pair<String, Parameter> p : net.getDirectParameters()) {
            tensors.put(p.getValue().getName(), read(p.getValue().getArray()));
        }
        return tensors;
    }

    static Tensor read(NDArray array) {
        return new Tensor(array.getShape().getShape(), array.toFloatArray());
    }

    /// @throws IllegalArgumentException if a weight is missing or of another shape
    static void write(Map<String, Tensor> tensors, UNet net) {
        for (Pair<String, Parameter> p : net.getDirectParameters()) {
            String name = p.getValue().getName();
            NDArray array = p.getValue().getArray();
            Tensor t = tensors.get(name);
            if (t == null || !Arrays.equals(t.shape(), array.getShape().getShape())) {
                throw new IllegalArgumentException("the net needs weights " + name + " of shape " + array.getShape()
                        + ", given " + (t == null ? "none" : Arrays.toString(t.shape())));
            }
            array.set(t.data());
        }
    }

    /// The weights of a net with outputs `from`, made to fit one with outputs `to`: all but the head as they
    /// are, the head's rows chosen by output; rows of an output the old net lacked come from `fresh`.
    static Map<String, Tensor> withOutputs(
            Map<String, Tensor> weights, List<Output> from, List<Output> to, Map<String, Tensor> fresh) {
        var result = new LinkedHashMap<>(weights);
        for (String head : List.of("head.weight", "head.bias")) {
            Tensor old = weights.get(head);
            Tensor other = fresh.get(head);
            int row = old.data().length / from.size();
            float[] data = new float[row * to.size()];
            for (int i = 0; i < to.size(); i++) {
                int source = from.indexOf(to.get(i));
                if (source >= 0) System.arraycopy(old.data(), source * row, data, i * row, row);
                else System.arraycopy(other.data(), i * row, data, i * row, row);
            }
            long[] shape = old.shape().clone();
            shape[0] = 4L * to.size();
            result.put(head, new Tensor(shape, data));
        }
        return result;
    }
}
