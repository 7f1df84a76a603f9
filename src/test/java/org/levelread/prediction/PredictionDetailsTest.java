package org.levelread.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PredictionDetailsTest {
    private static final String CONSTRUCT =
            """
            {"construct": {"upper": "L3", "lower": "S1", "levels": 4, %s "skipped": [], "pelvis": false, "leaves": [],
             "evidence": [{"level": "S1", "evidence": "metal in S1", "confidence": 0.9}]}}""";

    @Test
    void theSetHasAConfidenceBesideThatOfEachLevel() {
        assertThat(PredictionDetails.parse(CONSTRUCT.formatted("\"confidence\": 0.816,")).construct())
                .containsExactly(
                        "From L3 to S1, 4 levels",
                        "All instrumented levels right, and none missing, with a probability of 82 %.",
                        "S1 (90 %): metal in S1");
    }

    @Test
    void aLineOfAnOlderVersionSaysNothingOfIt() {
        assertThat(PredictionDetails.parse(CONSTRUCT.formatted("")).construct())
                .containsExactly("From L3 to S1, 4 levels", "S1 (90 %): metal in S1");
    }
}
