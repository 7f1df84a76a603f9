package org.levelread.segmentation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import ai.djl.training.loss.Loss;
import java.util.List;

/// Three times the binary cross-entropy plus the soft Dice loss, each output with its own weight, over counted
/// pixels only.
///
/// Labels: `[N, C, H, W]` of 0 and 1, already 0 where a pixel does not count, and `[N, 1, H, W]`, how often it
/// counts. Prediction: logits `[N, C, H, W]`. Dice is taken over the whole batch with a smoothing of 20 pixels,
/// so that an empty mask costs nothing for a few stray pixels.
final class MaskedLoss extends Loss {
    private static final float SMOOTHING = 20;
    private static final int[] PIXELS = {0, 2, 3};

    private final float[] weights;

    MaskedLoss(List<Output> outputs) {
        super("masked loss");
        weights = new float[outputs.size()];
        for (int i = 0; i < weights.length; i++) weights[i] = outputs.get(i).lossWeight();
    }

    @Override
    public NDArray evaluate(NDList labels, NDList predictions) {
        return measure(labels, predictions).getFirst();
    }

    /// the loss (scalar) and the soft Dice of each output `[C]`
    NDList measure(NDList labels, NDList predictions) {
        NDArray z = predictions.singletonOrThrow();
        NDArray counts = labels.get(1);
        NDArray counted = counts.sum().add(1);
        NDArray mask = labels.get(0);
        NDArray truth = mask.mul(counts);
        NDArray p = Activation.sigmoid(z).mul(counts);
        // -log p(truth) = softplus(z) - z truth, stable for any logit
        NDArray entropy =
                Activation.softPlus(z).mul(counts).sum(PIXELS).sub(z.mul(truth).sum(PIXELS));
        NDArray both = p.mul(mask).sum(PIXELS).mul(2).add(SMOOTHING);
        NDArray either = p.sum(PIXELS).add(truth.sum(PIXELS)).add(SMOOTHING);
        NDArray dice = both.div(either);
        NDArray w = z.getManager().create(weights);
        NDArray loss = entropy.div(counted).mul(3).sub(dice).add(1).mul(w).sum();
        return new NDList(loss, dice);
    }
}
