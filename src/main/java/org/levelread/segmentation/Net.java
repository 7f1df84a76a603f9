package org.levelread.segmentation;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.levelread.imaging.GrayMap;

/// A loaded TorchScript U-Net; any number of threads may ask it.
final class Net implements AutoCloseable {
    private final Model model;

    private Net(Model model) {
        this.model = model;
    }

    /// @param folder with `model.pt`
    static Net load(Path folder) {
        Model model = Model.newInstance("model");
        try {
            model.load(folder);
        } catch (IOException | MalformedModelException e) {
            model.close();
            throw new IllegalArgumentException("cannot load " + ModelFile.script(folder) + ": " + e.getMessage(), e);
        }
        return new Net(model);
    }

    /// Probability maps of one film.
    ///
    /// @param input `float[height][width][2]` of [FilmNormaliser]
    /// @param mirrored averages with the answer to the mirrored film
    /// @return one map an output, of the grid's size
    GrayMap[] maps(float[] input, Grid grid, boolean mirrored) {
        // of the calling thread: gradients cost memory, and the graph optimiser would recompile for every new size of
        // film
        JniUtils.setGradMode(false);
        JniUtils.setGraphExecutorOptimize(false);
        try (NDManager m = model.getNDManager().newSubManager()) {
            NDArray x = Batch.input(m, mirrored ? withMirror(input, grid) : input, mirrored ? 2 : 1, grid);
            NDArray y = model.getBlock()
                    .forward(new ParameterStore(m, false), new NDList(x), false)
                    .singletonOrThrow();
            y.attach(m);
            float[] values = y.toFloatArray();
            int outputs = (int) y.getShape().get(1);
            var maps = new GrayMap[outputs];
            for (int c = 0; c < outputs; c++) maps[c] = map(values, c, outputs, grid, mirrored);
            return maps;
        }
    }

    private static float[] withMirror(float[] input, Grid grid) {
        float[] both = Arrays.copyOf(input, 2 * input.length);
        int w = grid.width();
        for (int row = 0; row < grid.height(); row++) {
            for (int x = 0; x < w; x++) {
                for (int c = 0; c < 2; c++) {
                    both[input.length + (row * w + x) * 2 + c] = input[(row * w + w - 1 - x) * 2 + c];
                }
            }
        }
        return both;
    }

    private static GrayMap map(float[] values, int channel, int outputs, Grid grid, boolean mirrored) {
        int w = grid.width();
        float[] result = new float[grid.pixels()];
        int start = channel * result.length;
        System.arraycopy(values, start, result, 0, result.length);
        if (mirrored) {
            int mirror = (outputs + channel) * result.length;
            for (int i = 0; i < result.length; i++) {
                int x = i % w;
                result[i] = (result[i] + values[mirror + i - x + w - 1 - x]) / 2;
            }
        }
        return new GrayMap(w, grid.height(), result);
    }

    @Override
    public void close() {
        model.close();
    }
}
