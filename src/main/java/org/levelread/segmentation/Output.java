package org.levelread.segmentation;

import java.util.Arrays;
import java.util.stream.Collectors;

/// One probability map a net can give; the order is that of the bits in a training mask.
public enum Output {
    /// vertebral bodies above the sacrum
    BODIES("bodies", 1f),
    /// the inner part of each body, one island a body: where the distance to the outline exceeds .45 of its maximum
    CORES("cores", 1f),
    SACRUM("sacrum", 1f),
    /// the body of S1, a part of the sacrum and better evidence for counting than its outline
    S1_BODY("s1Body", .8f),
    /// spinal hardware; small, so it weighs more: at less than 1 the net leaves it empty for long
    INSTRUMENTATION("instrumentation", 1.5f),
    /// bodies T13 to T1: where the ribs end, which tells four and six lumbar vertebrae from five
    THORACIC("thoracic", .5f);

    private final String label;
    private final float lossWeight;

    Output(String label, float lossWeight) {
        this.label = label;
        this.lossWeight = lossWeight;
    }

    /// the name in `model.json` and in checkpoints
    public String label() {
        return label;
    }

    float lossWeight() {
        return lossWeight;
    }

    int bit() {
        return 1 << ordinal();
    }

    static Output of(String label) {
        return Arrays.stream(values())
                .filter(o -> o.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no net output is called '" + label + "'; there are "
                        + Arrays.stream(values()).map(Output::label).collect(Collectors.joining(", "))));
    }
}
