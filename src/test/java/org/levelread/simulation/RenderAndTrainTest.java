package org.levelread.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.levelread.segmentation.ModelExport;
import org.levelread.segmentation.Precision;
import org.levelread.segmentation.Target;
import org.levelread.segmentation.Training;
import org.levelread.segmentation.TrainingPlan;
import org.levelread.segmentation.TrainingPlan.Budget;
import org.levelread.segmentation.UNetShape;

/// From rendering to a model, small: what a full training does, in some seconds.
class RenderAndTrainTest {
    private static final int FILMS = 16;
    private static final int PIXELS = 96 * 96;

    @TempDir
    Path folder;

    private TrainingPlan plan(String out, double learningRate, int epochs, int patience, boolean resume) {
        return new TrainingPlan(
                Target.JOINT,
                List.of(folder.resolve("films")),
                folder.resolve(out),
                new Budget.Epochs(epochs),
                2,
                learningRate,
                3,
                PIXELS,
                PIXELS,
                new UNetShape(2, 4, List.of(6, 8, 8), Target.JOINT.outputs().size()),
                Precision.FLOAT32,
                null,
                patience,
                resume);
    }

    /// the numbers of a checkpoint, without its times
    private static Map<String, byte[]> numbers(Path checkpoint) throws IOException {
        var numbers = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipFile(checkpoint.toFile())) {
            for (var e : zip.stream().toList()) {
                if (!e.getName().endsWith(".json"))
                    numbers.put(e.getName(), zip.getInputStream(e).readAllBytes());
            }
        }
        return numbers;
    }

    private List<Double> losses(String out) throws IOException {
        return Files.readAllLines(folder.resolve(out).resolve("learning-curve.csv")).stream()
                .skip(1)
                .map(l -> Double.parseDouble(l.split(",")[4]))
                .toList();
    }

    @Test
    void rendersTrainsResumesToTheSameBitsAndStopsEarly() throws IOException {
        DatasetWriter.simulate(
                Solids.anatomy(),
                SimulationOptions.usual().withPixels(16_384),
                FilmFormat.PNG,
                FILMS,
                1,
                folder.resolve("films"),
                2,
                done -> {});

        Consumer<String> silent = line -> {};
        Path whole = Training.run(plan("whole", .02, 8, 0, false), silent);
        List<Double> losses = losses("whole");
        assertThat(losses).hasSizeGreaterThanOrEqualTo(6);
        assertThat(losses.getLast()).isLessThan(.92 * losses.getFirst());

        // killed when it reports its third epoch
        int[] reports = {0};
        Consumer<String> killed = line -> {
            if (line.contains("validation ") && line.startsWith("step") && ++reports[0] == 3)
                throw new IllegalStateException("killed");
        };
        assertThatThrownBy(() -> Training.run(plan("killed", .02, 8, 0, false), killed)).hasMessage("killed");
        Path resumed = Training.run(plan("killed", .02, 8, 0, true), silent);
        assertThat(losses("killed")).isEqualTo(losses);
        for (String file : List.of("checkpoint.zip", "best.zip")) {
            Map<String, byte[]> expected = numbers(whole.resolveSibling(file));
            Map<String, byte[]> got = numbers(resumed.resolveSibling(file));
            assertThat(got.keySet()).isEqualTo(expected.keySet());
            expected.forEach((name, bytes) -> assertThat(got.get(name)).as(name).isEqualTo(bytes));
        }
        assertThat(whole.resolveSibling("learning-curve.png")).exists();
        assertThat(ModelExport.write(folder.resolve("whole"), "1", folder.resolve("models"))
                        .resolve("MODEL_CARD.md"))
                .exists();

        // so small a rate moves nothing but the running means of batch norm
        var lines = new ArrayList<String>();
        Training.run(plan("still", 1e-12, 60, 2, false), lines::add);
        assertThat(lines).anyMatch(l -> l.startsWith("no validation of the last 2 was better"));
        assertThat(losses("still")).hasSizeLessThan(60);
    }
}
