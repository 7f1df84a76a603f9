package org.levelread.segmentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `learning-curve.csv`: one row a report, empty where nothing was validated.
final class LearningCurve {
    private final Path file;
    private final List<Output> outputs;

    LearningCurve(Path file, List<Output> outputs, boolean goOn) throws IOException {
        this.file = file;
        this.outputs = outputs;
        if (goOn && Files.exists(file)) return;
        String header = "seconds,step,learning_rate,training_films,loss,"
                + outputs.stream().map(o -> "training_dice_" + o.label()).collect(Collectors.joining(","))
                + ","
                + outputs.stream().map(o -> "validation_dice_" + o.label()).collect(Collectors.joining(","));
        Files.writeString(file, header + "\n");
    }

    void add(
            double seconds,
            long step,
            double learningRate,
            int films,
            double loss,
            Map<Output, Double> training,
            @Nullable Map<Output, Double> validation)
            throws IOException {
        String row = String.format(Locale.ROOT, "%.1f,%d,%.6f,%d,%.5f", seconds, step, learningRate, films, loss);
        Files.writeString(
                file,
                row + columns(training) + columns(validation) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private String columns(@Nullable Map<Output, Double> dice) {
        return outputs.stream()
                .map(o -> dice == null || !dice.containsKey(o) ? "," : String.format(Locale.ROOT, ",%.4f", dice.get(o)))
                .collect(Collectors.joining());
    }
}
