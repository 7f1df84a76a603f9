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
    /// @return one map an output, of the grid's size
    GrayMap[] maps(float[] input, Grid grid) {
        // of the calling thread: gradients cost memory, and the graph optimiser would recompile for every new size of
        // film
        JniUtils.setGradMode(false);
        JniUtils.setGraphExecutorOptimize(false);
        try (NDManager m = model.getNDManager().newSubManager()) {
            NDArray x = Batch.input(m, input, 1, grid);
            NDArray y = model.getBlock()
                    .forward(new ParameterStore(m, false), new NDList(x), false)
                    .singletonOrThrow();
            y.attach(m);
            float[] values = y.toFloatArray();
            var maps = new GrayMap[(int) y.getShape().get(1)];
            for (int c = 0; c < maps.length; c++) {
                float[] own = Arrays.copyOfRange(values, c * grid.pixels(), (c + 1) * grid.pixels());
                maps[c] = new GrayMap(grid.width(), grid.height(), own);
            }
            return maps;
        }
    }

    /// the means of `maps` of this film and of what the net says of the mirrored film
    GrayMap[] withMirrored(GrayMap[] maps, float[] input, Grid grid) {
        return withMirrored(maps, input, grid, 0, 0, grid);
    }

    /// the same in a part of the film alone; elsewhere the maps stay as they are
    ///
    /// @param left, top where the part begins
    GrayMap[] withMirrored(GrayMap[] maps, float[] input, Grid grid, int left, int top, Grid part) {
        int channels = FilmNormaliser.CHANNELS;
        int w = part.width();
        float[] mirrored = new float[part.pixels() * channels];
        for (int i = 0; i < part.pixels(); i++) {
            int from = (top + i / w) * grid.width() + left + w - 1 - i % w;
            System.arraycopy(input, from * channels, mirrored, i * channels, channels);
        }
        GrayMap[] others = maps(mirrored, part);
        var means = new GrayMap[maps.length];
        for (int c = 0; c < maps.length; c++) {
            float[] mean = maps[c].values().clone();
            for (int i = 0; i < part.pixels(); i++) {
                int at = (top + i / w) * grid.width() + left + w - 1 - i % w;
                mean[at] = (mean[at] + others[c].values()[i]) / 2;
            }
            means[c] = new GrayMap(grid.width(), grid.height(), mean);
        }
        return means;
    }

    @Override
    public void close() {
        model.close();
    }
}
