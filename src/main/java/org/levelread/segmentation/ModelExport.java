package org.levelread.segmentation;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.levelread.imaging.GrayMap;

/// Turns a checkpoint into a model folder, and checks that the model answers as the trained net does.
public final class ModelExport {
    private static Path best(Path training) {
        if (!Files.isDirectory(training)) return training;
        Path best = training.resolve("best.zip");
        return Files.exists(best) ? best : training.resolve("checkpoint.zip");
    }

    /// the largest difference of a probability between the trained block and the exported script
    static final double TOLERANCE = 1e-4;

    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private ModelExport() {}

    /// @param training a checkpoint, or the folder of a training, whose best checkpoint is taken
    /// @return `models/NAME/VERSION`
    /// @throws IllegalArgumentException if the version exists already or is no plain name
    public static Path write(Path training, String version, Path models) throws IOException {
        return write(List.of(training), version, models);
    }

    /// @param trainings one, or several of one shape that began with the same weights: then the mean of their weights is
    ///     exported, see [Checkpoint#mean]
    public static Path write(List<Path> trainings, String version, Path models) throws IOException {
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException(
                    "a version is letters, digits, dots and dashes, was '" + version + "'; choose for example 2026-11");
        }
        Map<String, Checkpoint> checkpoints = new LinkedHashMap<>();
        for (Path training : trainings) checkpoints.put(training.toString(), Checkpoint.read(best(training)));
        Checkpoint trained = Checkpoint.mean(checkpoints);
        Checkpoint.State s = trained.state();
        Path folder = models.resolve(s.model()).resolve(version);
        if (Files.exists(folder.resolve("model.json"))) {
            throw new IllegalArgumentException(
                    folder + " exists already; a published version never changes, choose another name");
        }
        Files.createDirectories(folder);
        Path script = ModelFile.script(folder);
        TorchScriptWriter.write(s.shape(), trained.weights(), script);
        double difference = difference(trained, folder);
        if (!(difference <= TOLERANCE)) {
            Files.delete(script);
            throw new IllegalStateException(
                    "the exported script differs from the trained net by " + difference + "; nothing was published");
        }
        Files.writeString(folder.resolve(ModelCard.FILE), ModelCard.of(s, version));
        new ModelFile(
                        s.model(),
                        version,
                        s.outputs(),
                        s.shape(),
                        s.pixels(),
                        s.normalisation(),
                        ModelFile.sha256(script))
                .write(folder);
        return folder;
    }

    /// the largest difference of a probability on a seeded random image, on a grid that is not square
    static double difference(Checkpoint trained, Path folder) {
        var grid = new Grid(96, 64);
        float[] input = new float[grid.pixels() * FilmNormaliser.CHANNELS];
        var random = new Random(7);
        for (int i = 0; i < input.length; i++) input[i] = (float) random.nextGaussian();
        float[] expected = block(trained, input, grid);
        double largest = 0;
        try (Net net = Net.load(folder)) {
            GrayMap[] maps = net.maps(input, grid);
            for (int c = 0; c < maps.length; c++) {
                for (int i = 0; i < grid.pixels(); i++) {
                    double d = Math.abs(maps[c].values()[i] - expected[c * grid.pixels() + i]);
                    // keeps a NaN
                    largest = d <= largest ? largest : d;
                }
            }
        }
        return largest;
    }

    private static float[] block(Checkpoint trained, float[] input, Grid grid) {
        try (Model model = Model.newInstance("unet");
                NDManager m = model.getNDManager().newSubManager()) {
            var net = new UNet(trained.state().shape());
            model.setBlock(net);
            net.initialize(m, DataType.FLOAT32, new Shape(1, FilmNormaliser.CHANNELS, grid.height(), grid.width()));
            Weights.write(trained.weights(), net);
            NDArray x = Batch.input(m, input, 1, grid);
            NDArray y = net.forward(new ParameterStore(m, false), new NDList(x), false)
                    .singletonOrThrow();
            return Activation.sigmoid(y).toFloatArray();
        }
    }
}
