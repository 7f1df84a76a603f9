package org.levelread.segmentation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What a net is trained for. The joint net shares its computation and is the start of the other three.
public enum Target {
    VERTEBRAE("vertebrae", Output.BODIES, Output.CORES, Output.THORACIC),
    SACRUM("sacrum", Output.SACRUM, Output.S1_BODY),
    INSTRUMENTATION("instrumentation", Output.INSTRUMENTATION),
    JOINT("joint", Output.values());

    private final String model;
    private final List<Output> outputs;

    Target(String model, Output... outputs) {
        this.model = model;
        this.outputs = List.of(outputs);
    }

    /// the name of the model's folder
    public String model() {
        return model;
    }

    /// the channels of the net, in this order
    public List<Output> outputs() {
        return outputs;
    }

    /// whether a net with these outputs can be used: nets of before 2026.12 do not tell thoracic bodies apart
    boolean fits(List<String> labels) {
        List<String> needed = outputs.stream().map(Output::label).toList();
        return labels.equals(needed)
                || this == VERTEBRAE && labels.equals(List.of(Output.BODIES.label(), Output.CORES.label()));
    }

    public static Target of(String model) {
        return Arrays.stream(values())
                .filter(t -> t.model.equals(model))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no model is called '" + model + "'; there are "
                        + Arrays.stream(values()).map(Target::model).collect(Collectors.joining(", "))));
    }
}
