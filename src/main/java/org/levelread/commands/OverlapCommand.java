package org.levelread.commands;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.levelread.imaging.Mask;
import org.levelread.statistics.Estimate;
import org.levelread.statistics.MaskOverlap;
import org.levelread.statistics.SurfaceDistances;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "overlap",
        description = "Compares a predicted mask with a reference: Dice, IoU and the distances of their boundaries.",
        mixinStandardHelpOptions = true)
public final class OverlapCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "one JSON object on standard output")
    private boolean json;

    @Option(
            names = "--spacing",
            paramLabel = "R,C",
            defaultValue = "1,1",
            description = "distance of the rows and of the columns, for instance in mm; pixels if not given")
    private String spacing;

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            defaultValue = "1",
            description = "of the surface Dice, in the unit of the spacing (default: ${DEFAULT-VALUE})")
    private double tolerance;

    @Parameters(index = "0", paramLabel = "REF", description = "reference mask, PNG")
    private Path reference = Path.of("");

    @Parameters(index = "1", paramLabel = "PRED", description = "predicted mask, PNG")
    private Path prediction = Path.of("");

    @Override
    public Integer call() {
        double[] apart = spacing();
        if (!(tolerance >= 0 && Double.isFinite(tolerance))) {
            throw new ParameterException(spec.commandLine(), "--tolerance must be 0 or more, was " + tolerance);
        }
        PrintWriter err = spec.commandLine().getErr();
        Path at = reference;
        try {
            Mask first = MaskPicture.read(reference);
            at = prediction;
            Mask second = MaskPicture.read(prediction);
            if (first.width() != second.width() || first.height() != second.height()) {
                throw new MaskPicture.Refused("has " + second.width() + " x " + second.height() + " pixels, but "
                        + reference + " has " + first.width() + " x " + first.height()
                        + "; expected masks of the same size");
            }
            print(all(first, second, apart[0], apart[1]));
            return 0;
        } catch (MaskPicture.Refused e) {
            err.println(at + " " + e.getMessage() + ".");
            err.flush();
            return spec.exitCodeOnInvalidInput();
        }
    }

    private double[] spacing() {
        String[] parts = spacing.split(",", -1);
        try {
            double row = Double.parseDouble(parts[0].strip());
            double column = Double.parseDouble(parts[parts.length - 1].strip());
            if (parts.length == 2 && row > 0 && column > 0 && Double.isFinite(row) && Double.isFinite(column)) {
                return new double[] {row, column};
            }
        } catch (NumberFormatException e) {
            // falls through
        }
        throw new ParameterException(
                spec.commandLine(),
                "--spacing takes the distance of the rows and of the columns, two numbers above 0 such as 0.5,0.25; was "
                        + spacing);
    }

    private Map<String, Estimate> all(Mask first, Mask second, double row, double column) {
        MaskOverlap overlap = MaskOverlap.of(first.values(), second.values());
        SurfaceDistances distances = SurfaceDistances.of(first, second, row, column);
        Map<String, Estimate> all = new LinkedHashMap<>();
        all.put("dice", overlap.diceEstimate());
        all.put("iou", overlap.iouEstimate());
        all.put("hd", distances.hausdorff());
        all.put("hd95", distances.hausdorff95());
        all.put("assd", distances.averageSymmetric());
        all.put("masd", distances.meanAverage());
        all.put("surfaceDice", distances.surfaceDice(tolerance));
        return all;
    }

    private void print(Map<String, Estimate> all) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonMapper mapper = JsonMapper.builder().build();
            ObjectNode root = mapper.createObjectNode();
            all.forEach((key, estimate) -> EstimateJson.put(root, key, estimate));
            out.println(mapper.writeValueAsString(root));
        } else {
            List<String> lines = new ArrayList<>();
            all.forEach(
                    (key, estimate) -> lines.add(EstimateJson.row(key, estimate).stripTrailing()));
            lines.add("");
            all.forEach((key, estimate) -> lines.add(key + ": "
                    + Optional.of(estimate)
                            .flatMap(Estimate::estimated)
                            .map(EstimateJson::inWords)
                            .orElse(estimate.method().name())
                    + "."));
            out.println(String.join(System.lineSeparator(), lines));
        }
        out.flush();
    }
}
