package org.levelread.segmentation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.levelread.segmentation.UNetShape.Unit;

/// Writes a trained U-Net as a TorchScript archive that libtorch 2.7 (and Python's torch) loads: `[N, 2, H, W]`
/// float32 to probabilities `[N, outputs, H, W]`, H and W multiples of [UNetShape#multiple()].
///
/// Batch norm is folded into the convolutions and weights are channels-last, which makes it more than
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
        TorchArchive.write(
                file,
                "UNet",
                "  def forward(self: __torch__.UNet,\n    x: Tensor) -> Tensor:\n" + writer.body,
                writer.folded);
    }

    /// the start of the names of a unit's weight and bias in the script
    static String attribute(Unit u) {
        return u.name().replace('.', '_');
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
        String name = attribute(u);
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
}
