package org.levelread.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RecipeTests {
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private Map<String, String> places() {
        return Map.of(
                "anatomy", folder.resolve("no anatomy").toString(), "out", folder.toString(), "threads", "2", "version", "1");
    }

    private Recipe recipe(String... lines) throws IOException {
        return Recipe.read(Files.write(folder.resolve("recipe.txt"), List.of(lines)), places());
    }

    @Test
    void theShippedRecipeHoldsOnlyOptionsThatThereAre() {
        Recipe recipe = Recipe.shipped(places());
        assertThat(recipe.lines()).hasSizeGreaterThan(10);
        for (String line : recipe.lines()) {
            List<String> words = recipe.words(line);
            assertThat(words).noneMatch(w -> w.contains("${"));
            Object command =
                    switch (words.getFirst()) {
                        case "simulate" -> new SimulateCommand();
                        case "train" -> new TrainCommand();
                        case "calibrate" -> new CalibrateCommand();
                        default -> new EvaluateCommand();
                    };
            new CommandLine(command)
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .parseArgs(words.subList(1, words.size()).toArray(String[]::new));
        }
    }

    @Test
    void aFailedLineIsDoneAgainAndADoneOneIsNot() throws IOException {
        Recipe recipe = recipe("# films", "", "simulate --anatomy ${anatomy} --out ${out}/films --count 1");
        assertThat(recipe.run(folder, new PrintWriter(err))).isNotZero();
        assertThat(err.toString()).contains("[1 of 1] simulate").contains("no anatomy").contains("goes on from here");
        assertThat(folder.resolve("done.txt")).doesNotExist();
        Files.writeString(folder.resolve("done.txt"), recipe.lines().getFirst() + "\n");
        assertThat(recipe.run(folder, new PrintWriter(err))).isZero();
        assertThat(err.toString()).contains("done before");
    }

    @Test
    void aLineThatIsNoneOfItsCommandsIsRefusedBeforeAnythingRuns() {
        assertThatThrownBy(() -> recipe("serve --port 1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not with serve");
    }
}
