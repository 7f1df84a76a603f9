package org.levelread.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.levelread.protocol.PlainLanguage;
import org.levelread.protocol.Protocol;
import org.levelread.protocol.ProtocolCheck;
import org.levelread.protocol.ProtocolFile;
import org.levelread.protocol.ProtocolProblem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Checks study protocols before they are frozen.
@Command(
        name = "protocol",
        mixinStandardHelpOptions = true,
        description = "Checks study protocols, and puts them into plain language.",
        subcommands = CommandLine.HelpCommand.class)
public final class ProtocolCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        if (spec != null) throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do: check or page.");
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Says whether each file can be frozen, with line, path and reason where not; exits with 1 then.")
    int check(@Parameters(paramLabel = "FILE", arity = "1..*") List<Path> files) throws IOException {
        int status = 0;
        for (Path file : files) {
            String yaml = read(file);
            switch (ProtocolFile.check(yaml)) {
                case ProtocolCheck.Valid(Protocol protocol) ->
                    System.out.println(file + ": can be frozen; SHA-256 " + ProtocolFile.sha256(yaml));
                case ProtocolCheck.Invalid(List<ProtocolProblem> problems) -> {
                    problems.forEach(problem -> System.out.println(file + ": " + problem.sentence()));
                    status = 1;
                }
            }
        }
        return status;
    }

    @Command(
            name = "page",
            mixinStandardHelpOptions = true,
            description = "Prints the protocol in plain language, as Markdown.")
    int page(@Parameters(paramLabel = "FILE") Path file) throws IOException {
        return switch (ProtocolFile.check(read(file))) {
            case ProtocolCheck.Valid(Protocol protocol) -> {
                System.out.print(PlainLanguage.of(protocol));
                yield 0;
            }
            case ProtocolCheck.Invalid(List<ProtocolProblem> problems) -> {
                problems.forEach(problem -> System.err.println(file + ": " + problem.sentence()));
                yield 1;
            }
        };
    }

    private String read(Path file) throws IOException {
        if (Files.isRegularFile(file)) return Files.readString(file);
        throw new CommandLine.ParameterException(
                spec == null ? new CommandLine(this) : spec.commandLine(), "There is no file " + file + ".");
    }
}
