package org.levelread.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.levelread.evaluation.FilmScore;
import org.levelread.evaluation.Traits;

class EvaluateCommandTests {
    @Test
    void aRowHoldsWhatAFilmIsAndWhyItWasRefused() {
        Traits traits = new Traits(false, "hard", "remus", List.of("cut", "overlap"), "five lumbar");
        String[] rows = EvaluateCommand.csv(List.of(FilmScore.refused("a,b", traits, "no film.")))
                .split("\\R");
        assertThat(rows[0].split(",")).hasSameSizeAs(rows[1].replace("\"a,b\"", "ab").split(","));
        assertThat(rows[1]).startsWith("\"a,b\",no film.,lateral,hard,remus,cut overlap,");
    }

    @Test
    void secondFilmOfOneNameGetsANumber() {
        assertThat(PredictCommand.maskNames(
                        List.of(Path.of("a/film.png"), Path.of("b/film.dcm"), Path.of("c/film"), Path.of(".x"))))
                .containsExactly("film", "film-2", "film-3", ".x");
    }
}
