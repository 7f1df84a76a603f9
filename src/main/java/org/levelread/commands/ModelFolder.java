package org.levelread.commands;

import java.nio.file.Path;
import org.levelread.pipeline.FilmPipeline;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The option that says where the nets lie, for every command that runs them.
final class ModelFolder {
    @Option(
            names = "--models",
            paramLabel = "DIR",
            description = "the folder of the nets; the models that came with LevelRead if not given")
    private Path folder = Home.folder().resolve("models");

    Path folder() {
        return folder;
    }

    /// a folder without usable nets is a usage error
    FilmPipeline open(CommandSpec spec) {
        try {
            return FilmPipeline.open(folder);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "the nets cannot be read from " + folder + ": " + e.getMessage(), e);
        }
    }
}
