package org.levelread.segmentation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.List;

/// Films of one grid, ready for the net, in plain arrays so that it can be prepared beside a training step.
///
/// @param input `float[films][height][width][2]`
/// @param truth `byte[films][outputs][height][width]` of 0 and 1, 0 where the pixel does not count
/// @param counts `byte[films][1][height][width]`, how often the pixel counts: 0 outside the exposed field, [#DECISIVE_WEIGHT]
///     between bodies that nearly touch and at small hardware, 1 elsewhere
record Batch(Grid grid, int films, int outputs, float[] input, byte[] truth, byte[] counts) {
    static final int DECISIVE_WEIGHT = 3;

    Batch(Grid grid, int films, int outputs) {
        this(
                grid,
                films,
                outputs,
                new float[films * grid.pixels() * FilmNormaliser.CHANNELS],
                new byte[films * outputs * grid.pixels()],
                new byte[films * grid.pixels()]);
    }

    NDArray input(NDManager manager) {
        return input(manager, input, films, grid);
    }

    /// `[films, 2, height, width]` as a view of channels-last memory: the engine's convolutions then keep to
    /// that layout, which is a third faster in training
    static NDArray input(NDManager manager, float[] values, int films, Grid grid) {
        return manager.create(values, new Shape(films, grid.height(), grid.width(), FilmNormaliser.CHANNELS))
                .transpose(0, 3, 1, 2);
    }

    /// the labels of [MaskedLoss]
    NDList labels(NDManager manager) {
        return new NDList(bytes(manager, truth, outputs), bytes(manager, counts, 1));
    }

    private NDArray bytes(NDManager manager, byte[] values, int channels) {
        Shape shape = new Shape(films, channels, grid.height(), grid.width());
        return manager.create(ByteBuffer.wrap(values), shape, DataType.INT8).toType(DataType.FLOAT32, false);
    }

    /// Writes the masks of film `n`; `mask[i]` is the bits at pixel `i`.
    void label(int n, byte[] mask, List<Output> wanted) {
        int pixels = grid.pixels();
        for (int i = 0; i < pixels; i++) {
            boolean exposed = (mask[i] & TrainingFilm.EXPOSED) != 0;
            boolean decisive = (mask[i] & TrainingFilm.DECISIVE) != 0;
            counts[n * pixels + i] = (byte) (!exposed ? 0 : decisive ? DECISIVE_WEIGHT : 1);
        }
        for (int c = 0; c < outputs; c++) {
            int bits = wanted.get(c).bit();
            int start = (n * outputs + c) * pixels;
            for (int i = 0; i < pixels; i++) {
                truth[start + i] = (byte) ((mask[i] & bits) != 0 && counts[n * pixels + i] != 0 ? 1 : 0);
            }
        }
    }
}
