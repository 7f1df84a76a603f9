package org.levelread.segmentation;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipOutputStream;
import org.levelread.segmentation.UNetShape.Unit;

/// Writes a trained U-Net as a TorchScript archive that libtorch 2.7 (and Python's torch) loads: `[N, 2, H, W]`
/// float32 to probabilities `[N, outputs, H, W]`, H and W multiples of [UNetShape#multiple()].
///
/// The engine cannot trace, so the archive is written by hand: a stored zip of a pickle, a script and raw
/// numbers. Batch norm is folded into the convolutions and weights are channels-last, which makes it more than
/// twice as fast as the training block.
final class TorchScriptWriter {
    private final UNetShape shape;
    private final Map<String, Tensor> weights;
    private final Map<String, Tensor> folded = new LinkedHashMap<>();
    private final StringBuilder body = new StringBuilder();
    private int variables;

    private TorchScriptWriter(UNetShape shape, Map<String, Tensor> weights) {
        this.shape = shape;
        this.weights = weights;
    }

    /// @param weights as [Weights#read] gives them
    static void write(UNetShape shape, Map<String, Tensor> weights, Path file) throws IOException {
        var writer = new TorchScriptWriter(shape, weights);
        writer.forward();
        writer.archive(file);
    }

    private void forward() {
        String x = line("torch.contiguous(x, memory_format=2)");
        x = unit(shape.downUnit(), unit(shape.stemUnit(), x));
        List<String> skips = new ArrayList<>();
        for (int k = 0; k < shape.levels(); k++) {
            for (Unit u : shape.encoder(k)) x = unit(u, x);
            skips.add(x);
        }
        for (int k = shape.levels() - 2; k >= 0; k--) {
            x = line("torch.upsample_bilinear2d(" + x + ", None, False, [2., 2.])");
            x = line("torch.cat([" + x + ", " + skips.get(k) + "], 1)");
            for (Unit u : shape.decoder(k)) x = unit(u, x);
        }
        folded.put("head_weight", weight("head.weight"));
        folded.put("head_bias", weight("head.bias"));
        x = line("torch.conv2d(" + x + ", self.head_weight, self.head_bias)");
        x = line("torch.sigmoid(torch.pixel_shuffle(" + x + ", 2))");
        body.append("    return torch.contiguous(").append(x).append(", memory_format=0)\n");
    }

    private String line(String expression) {
        String name = "t" + variables++;
        body.append("    ").append(name).append(" = ").append(expression).append('\n');
        return name;
    }

    private String unit(Unit u, String x) {
        String name = u.name().replace('.', '_');
        fold(u, name);
        return line("torch.relu_(torch.conv2d(" + x + ", self." + name + "_weight, self." + name + "_bias, ["
                + u.stride() + ", " + u.stride() + "], [1, 1]))");
    }

    /// convolution, then (y - mean) / sqrt(variance + epsilon) gamma + beta, as one convolution with bias
    private void fold(Unit u, String name) {
        float[] w = weight(u.name() + ".weight").data().clone();
        float[] gamma = weight(u.name() + ".gamma").data();
        float[] beta = weight(u.name() + ".beta").data();
        float[] mean = weight(u.name() + ".mean").data();
        float[] variance = weight(u.name() + ".variance").data();
        float[] bias = new float[gamma.length];
        int filter = w.length / gamma.length;
        for (int o = 0; o < gamma.length; o++) {
            double scale = gamma[o] / Math.sqrt(variance[o] + UNet.EPSILON);
            for (int k = 0; k < filter; k++) w[o * filter + k] *= (float) scale;
            bias[o] = (float) (beta[o] - mean[o] * scale);
        }
        folded.put(name + "_weight", new Tensor(weight(u.name() + ".weight").shape(), w));
        folded.put(name + "_bias", new Tensor(new long[] {bias.length}, bias));
    }

    private Tensor weight(String name) {
        Tensor t = weights.get(name);
        if (t == null) throw new IllegalArgumentException("the checkpoint lacks the weights " + name);
        return t;
    }

    private String code() {
        var code = new StringBuilder("class UNet(Module):\n  __parameters__ = []\n  __buffers__ = [");
        folded.keySet().forEach(n -> code.append('"').append(n).append("\", "));
        code.append("]\n");
        folded.keySet().forEach(n -> code.append("  ").append(n).append(" : Tensor\n"));
        code.append("  training : bool\n  def forward(self: __torch__.UNet,\n    x: Tensor) -> Tensor:\n");
        return code.append(body).toString();
    }

    private void archive(Path file) throws IOException {
        try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            store(zip, "data.pkl", TorchPickle.module("UNet", folded));
            store(zip, "code/__torch__.py", code().getBytes(StandardCharsets.UTF_8));
            store(zip, "constants.pkl", TorchPickle.noConstants());
            store(zip, "version", "3\n".getBytes(StandardCharsets.US_ASCII));
            store(zip, "byteorder", "little".getBytes(StandardCharsets.US_ASCII));
            int i = 0;
            for (Tensor t : folded.values()) store(zip, "data/" + i++, Tensor.littleEndian(channelsLast(t)));
        }
    }

    private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        Checkpoint.store(zip, "model/" + name, bytes);
    }

    private static float[] channelsLast(Tensor t) {
        if (t.shape().length != 4) return t.data();
        int out = (int) t.shape()[0], in = (int) t.shape()[1], area = (int) (t.shape()[2] * t.shape()[3]);
        float[] result = new float[t.data().length];
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                for (int k = 0; k < area; k++) result[(o * area + k) * in + i] = t.data()[(o * in + i) * area + k];
            }
        }
        return result;
    }
}
