package org.levelread.segmentation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.training.initializer.XavierInitializer.FactorType;
import ai.djl.training.initializer.XavierInitializer.RandomType;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.levelread.segmentation.UNetShape.Unit;

/// A U-Net that works at half resolution: `[N, inputs, H, W]` float32 to logits `[N, outputs, H, W]`, H and W
/// multiples of [UNetShape#multiple()].
///
/// Weights carry plain names (`encoder.1.0.weight`, `.gamma`, `.beta`, `.mean`, `.variance`; `head.weight`,
/// `head.bias`), so a checkpoint can be read without this class.
final class UNet extends AbstractBlock {
    static final float EPSILON = 1e-5f;
    private static final float MOMENTUM = .9f;
    /// the engine's number for it on four dimensions (2 is nearest neighbour)
    private static final int BILINEAR = 1;
    private static final Shape ONE = new Shape(1, 1);
    private static final Shape TWO = new Shape(2, 2);
    private static final Shape ONE_PIXEL = new Shape(1, 1, 1, 1);

    private record Weights(
            Unit unit, Parameter weight, Parameter gamma, Parameter beta, Parameter mean, Parameter variance) {}

    private final UNetShape shape;
    private final Precision precision;
    private final Weights stem;
    private final Weights down;
    private final List<List<Weights>> encoder = new ArrayList<>();
    private final List<List<Weights>> decoder = new ArrayList<>();
    private final Parameter headWeight;
    private final Parameter headBias;

    UNet(UNetShape shape) {
        this(shape, Precision.FLOAT32);
    }

    /// @param precision in which training passes are run
    UNet(UNetShape shape, Precision precision) {
        this.shape = shape;
        this.precision = precision;
        stem = weights(shape.stemUnit());
        down = weights(shape.downUnit());
        for (int k = 0; k < shape.levels(); k++) {
            encoder.add(shape.encoder(k).stream().map(this::weights).toList());
        }
        for (int k = shape.levels() - 2; k >= 0; k--) {
            decoder.addFirst(shape.decoder(k).stream().map(this::weights).toList());
        }
        headWeight = parameter(
                "head.weight",
                Parameter.Type.WEIGHT,
                shape.headChannels(),
                shape.channels().getFirst(),
                1,
                1);
        headBias = parameter("head.bias", Parameter.Type.BIAS, shape.headChannels());
        setInitializer(new XavierInitializer(RandomType.GAUSSIAN, FactorType.IN, 2), Parameter.Type.WEIGHT);
    }

    UNetShape shape() {
        return shape;
    }

    private Weights weights(Unit u) {
        return new Weights(
                u,
                parameter(u.name() + ".weight", Parameter.Type.WEIGHT, u.out(), u.in(), 3, 3),
                parameter(u.name() + ".gamma", Parameter.Type.GAMMA, u.out()),
                parameter(u.name() + ".beta", Parameter.Type.BETA, u.out()),
                parameter(u.name() + ".mean", Parameter.Type.RUNNING_MEAN, u.out()),
                parameter(u.name() + ".variance", Parameter.Type.RUNNING_VAR, u.out()));
    }

    private Parameter parameter(String name, Parameter.Type type, long... dimensions) {
        boolean learned = type != Parameter.Type.RUNNING_MEAN && type != Parameter.Type.RUNNING_VAR;
        return addParameter(Parameter.builder()
                .setName(name)
                .setType(type)
                .optShape(new Shape(dimensions))
                .optRequiresGrad(learned)
                .build());
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> ignored) {
        NDArray x = inputs.singletonOrThrow();
        return new NDList(run(new Pass(store, x, training), x));
    }

    private NDArray run(Pass pass, NDArray x) {
        x = pass.unit(down, pass.unit(stem, x));
        List<NDArray> skips = new ArrayList<>();
        for (List<Weights> level : encoder) {
            for (Weights w : level) x = pass.unit(w, x);
            skips.add(x);
        }
        for (int k = shape.levels() - 2; k >= 0; k--) {
            NDArray skip = skips.get(k);
            Shape s = skip.getShape();
            x = pass.single(x).getNDArrayInternal().interpolation(new long[] {s.get(2), s.get(3)}, BILINEAR, false);
            x = NDArrays.concat(new NDList(x, skip), 1);
            for (Weights w : decoder.get(k)) x = pass.unit(w, x);
        }
        return pixelShuffle(pass.single(pass.head(x)));
    }

    /// Mean and variance of a unit's convolution over a batch, batch norm before it as in training.
    ///
    /// @return `float[2][channels]`
    float[][] statistics(ParameterStore store, NDArray x, Unit unit) {
        var pass = new Pass(store, x, true);
        pass.watched = unit;
        run(pass, x);
        return new float[][] {pass.mean, pass.variance};
    }

    /// `[N, 4 C, H, W]` to `[N, C, 2 H, 2 W]`, as `torch.pixel_shuffle(x, 2)`
    private static NDArray pixelShuffle(NDArray x) {
        Shape s = x.getShape();
        long n = s.get(0), c = s.get(1) / 4, h = s.get(2), w = s.get(3);
        return x.reshape(n, c, 2, 2, h, w).transpose(0, 1, 4, 2, 5, 3).reshape(n, c, 2 * h, 2 * w);
    }

    /// one forward pass: where it takes the weights from, and whether batch norm learns
    private final class Pass {
        private final ParameterStore store;
        private final NDArray input;
        private final boolean training;
        private @Nullable Unit watched;
        private float[] mean = {};
        private float[] variance = {};

        Pass(ParameterStore store, NDArray input, boolean training) {
            this.store = store;
            this.input = input;
            this.training = training;
        }

        private NDArray value(Parameter p) {
            return store.getValue(p, input.getDevice(), training);
        }

        NDArray unit(Weights w, NDArray x) {
            Shape stride = w.unit().stride() == 2 ? TWO : ONE;
            NDArray y = x.getNDArrayInternal()
                    .convolution(x, value(w.weight()), null, stride, ONE, ONE, 1)
                    .singletonOrThrow();
            if (w.unit().equals(watched)) watch(y);
            y = BatchNorm.batchNorm(
                            y,
                            value(w.mean()),
                            value(w.variance()),
                            value(w.gamma()),
                            value(w.beta()),
                            1,
                            MOMENTUM,
                            EPSILON,
                            training)
                    .singletonOrThrow();
            return Activation.relu(y);
        }

        /// In float32: interpolation and loss need it. DJL's own cast does not know bfloat16 and would end the process,
        /// but a product with float32 is float32.
        NDArray single(NDArray x) {
            if (!training || precision == Precision.FLOAT32) return x;
            return x.mul(x.getManager().ones(ONE_PIXEL));
        }

        private void watch(NDArray y) {
            int[] pixels = {0, 2, 3};
            long count = y.size() / y.getShape().get(1);
            NDArray average = y.sum(pixels, true).div(count);
            mean = average.toFloatArray();
            variance = y.sub(average).square().sum(pixels).div(count).toFloatArray();
        }

        NDArray head(NDArray x) {
            return Conv2d.conv2d(x, value(headWeight), value(headBias)).singletonOrThrow();
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputs) {
        Shape s = inputs[0];
        return new Shape[] {new Shape(s.get(0), shape.outputs(), s.get(2), s.get(3))};
    }
}
