package org.levelread.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The shipped models on real films that were never trained on, scored by the script that came with the films.
class RealFilmsTest {
    private static final Path SHARED = Path.of("../shared");
    private static final double LEAST_FOUND = .85;

    @TempDir
    Path folder;

    @Test
    void theShippedModelsFindTheLabelledBodies() throws IOException, InterruptedException {
        Path films = SHARED.resolve("films");
        if (!Files.isDirectory(films)) {
            if ("true".equals(System.getenv("CI"))) fail(films + " is missing");
            System.out.println("skipped: there are no real films at " + films);
            Assumptions.abort("there are no real films at " + films);
        }
        List<String> lines = new ArrayList<>();
        try (FilmPipeline pipeline = FilmPipeline.open(Path.of("models"));
                var files = Files.newDirectoryStream(films, "*.png")) {
            for (Path file : files) {
                if (pipeline.predict(file) instanceof FilmAnswer.Answered answered) {
                    lines.add(PredictionJson.write(file.toString(), answered.prediction()));
                }
            }
        }
        Path predictions = Files.write(folder.resolve("predictions.ndjson"), lines);

        JsonNode score = scored(films.resolve("labels"), predictions).path("ALL");

        System.out.println("real films: " + score);
        assertThat(score.path("bodies").asInt()).isPositive();
        assertThat(score.path("found").asDouble()).isGreaterThanOrEqualTo(LEAST_FOUND);
        assertThat(score.path("false_hardware").asInt()).isZero();
    }

    private JsonNode scored(Path labels, Path predictions) throws IOException, InterruptedException {
        Path out = folder.resolve("score.json");
        Path errors = folder.resolve("errors.txt");
        Process script = new ProcessBuilder(
                        "/usr/bin/python3",
                        SHARED.resolve("tools/score_films.py").toString(),
                        labels.toString(),
                        predictions.toString(),
                        "--json")
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start();
        assertThat(script.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(script.exitValue()).as(Files.readString(errors)).isZero();
        return JsonMapper.shared().readTree(Files.readString(out));
    }
}
