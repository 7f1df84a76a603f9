package org.levelread.commands;

import java.nio.file.Path;
import org.levelread.pipeline.FilmPipeline;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Where the nets lie.
final class ModelFolder {
    private ModelFolder() {}

    /// `models` beside the launcher, or in the working folder where there is none
    static Path usual() {
        return Path.of(System.getProperty("levelread.home", ""), "models");
    }

    /// a folder without usable nets is a usage error
    static FilmPipeline open(Path models, CommandSpec spec) {
        try {
            return FilmPipeline.open(models);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "the nets cannot be read from " + models + ": " + e.getMessage(), e);
        }
    }
}
