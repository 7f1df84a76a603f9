package org.levelread.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModelCardTest {
    private static final String CARD = "# sacrum\n\n## How well\n\nwell\n\n## Known limits\n\nmany\n";

    @Test
    void aSectionStandsBeforeTheLimitsAndIsReplacedByOneOfTheSameHeading() {
        String once = ModelCard.with(CARD, "Evaluation: a", "| .9 |\n");
        assertThat(once)
                .isEqualTo("# sacrum\n\n## How well\n\nwell\n\n## Evaluation: a\n\n| .9 |\n\n## Known limits\n\nmany\n");
        String two = ModelCard.with(once, "Evaluation: ab", "| .8 |");
        assertThat(ModelCard.with(two, "Evaluation: a", "| .7 |"))
                .isEqualTo(two.replace("| .9 |", "| .7 |"))
                .containsOnlyOnce("## Evaluation: a\n")
                .contains("| .8 |");
        assertThat(ModelCard.with(once, "Evaluation: a", "| .9 |")).isEqualTo(once);
        assertThat(ModelCard.with(CARD, "Known limits", "few")).isEqualTo(CARD.replace("many", "few") + "\n");
        assertThat(ModelCard.with("# own card", "Evaluation: a", "x")).isEqualTo("# own card\n\n## Evaluation: a\n\nx\n");
    }
}
