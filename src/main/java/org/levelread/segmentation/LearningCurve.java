package org.levelread.segmentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.levelread.charts.ChartPng;
import org.levelread.charts.Plot;

/// `learning-curve.csv`: one row a report, empty where nothing was validated; and the same as a picture,
/// `learning-curve.png`.
final class LearningCurve {
    private static final String TRAINING = "training_dice_";
    private static final String VALIDATION = "validation_dice_";

    private final Path file;
    private final Path picture;
    private final List<Output> outputs;

    /// @param fromStep rows after this step are dropped: a killed training repeats what came after its checkpoint; -1
    ///     begins anew
    LearningCurve(Path folder, List<Output> outputs, long fromStep) throws IOException {
        file = folder.resolve("learning-curve.csv");
        picture = folder.resolve("learning-curve.png");
        this.outputs = outputs;
        String header = "seconds,step,learning_rate,training_films,loss,"
                + outputs.stream().map(o -> TRAINING + o.label()).collect(Collectors.joining(","))
                + ","
                + outputs.stream().map(o -> VALIDATION + o.label()).collect(Collectors.joining(","));
        var lines = new ArrayList<>(List.of(header));
        if (fromStep >= 0 && Files.exists(file)) {
            List<String> old = Files.readAllLines(file);
            if (!old.isEmpty() && old.getFirst().equals(header)) {
                old.stream().skip(1).filter(l -> step(l) <= fromStep).forEach(lines::add);
            }
        }
        Path next = file.resolveSibling("learning-curve.csv.next");
        Files.write(next, lines);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /// a half-written last row counts as none
    private static long step(String row) {
        String[] cells = row.split(",", -1);
        try {
            return cells.length > 5 ? Long.parseLong(cells[1]) : Long.MAX_VALUE;
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
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
                .map(o -> dice == null || !dice.containsKey(o) ? "," : String.format(Locale.ROOT, ",%.6f", dice.get(o)))
                .collect(Collectors.joining());
    }

    /// the mean Dice of each validation so far, oldest first, as [Patience#mean]
    List<Double> validations() throws IOException {
        var means = new ArrayList<Double>();
        for (String[] row : rows()) {
            OptionalDouble mean = outputs.stream()
                    .map(o -> row[column(o, true)])
                    .filter(c -> !c.isEmpty())
                    .mapToDouble(Double::parseDouble)
                    .average();
            if (mean.isPresent()) means.add(mean.getAsDouble());
        }
        return means;
    }

    /// the picture of all rows so far
    void draw() throws IOException {
        List<String[]> rows = rows();
        if (rows.isEmpty()) return;
        var loss = new ArrayList<Plot.Lines.Line>();
        line(loss, rows, "loss in training", 4, false, 0);
        var dice = new ArrayList<Plot.Lines.Line>();
        for (Output o : outputs) {
            line(dice, rows, o.label() + ", training", column(o, false), true, outputs.indexOf(o));
            line(dice, rows, o.label() + ", validation", column(o, true), false, outputs.indexOf(o));
        }
        byte[] png = ChartPng.of(
                List.of(new Plot.Lines("step", "loss", loss, false), new Plot.Lines("step", "Dice", dice, true)));
        Path next = picture.resolveSibling("learning-curve.png.next");
        Files.write(next, png);
        Files.move(next, picture, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void line(
            List<Plot.Lines.Line> lines, List<String[]> rows, String name, int column, boolean dashed, int colour) {
        var steps = new ArrayList<Double>();
        var values = new ArrayList<Double>();
        for (String[] row : rows) {
            if (row[column].isEmpty()) continue;
            steps.add(Double.parseDouble(row[1]));
            values.add(Double.parseDouble(row[column]));
        }
        if (!steps.isEmpty()) lines.add(new Plot.Lines.Line(name, steps, values, dashed, colour));
    }

    private int column(Output output, boolean validation) {
        return 5 + (validation ? outputs.size() : 0) + outputs.indexOf(output);
    }

    private List<String[]> rows() throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(l -> l.split(",", -1))
                .filter(c -> c.length == 5 + 2 * outputs.size())
                .toList();
    }
}
