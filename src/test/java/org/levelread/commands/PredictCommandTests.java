package org.levelread.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PredictCommandTests {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private int run(Object command, String... args) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    @Test
    void usageErrorsEndWithTwoAndLeaveStandardOutputEmpty() {
        assertThat(run(new PredictCommand())).isEqualTo(2);
        assertThat(run(new PredictCommand(), "--workers", "0", "film.png")).isEqualTo(2);
        assertThat(run(new PredictCommand(), "--colour", "film.png")).isEqualTo(2);
        assertThat(run(new BenchCommand(), "--runs", "0")).isEqualTo(2);
        assertThat(run(new EvaluateCommand())).isEqualTo(2);
        assertThat(run(
                        new EvaluateCommand(),
                        "--dataset",
                        folder.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(run(new EvaluateCommand(), "--dataset", folder.toString())).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("holds no film").contains("--workers must lie between 1 and 64");
    }

    @Test
    void aFolderWithoutNetsIsAUsageError() {
        assertThat(run(new PredictCommand(), "--models", folder.toString(), "film.png"))
                .isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("the nets cannot be read from " + folder);
    }
}
