package org.levelread;

import org.levelread.commands.ServeCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line's root.
@Command(
        name = "levelread",
        version = LevelRead.VERSION,
        mixinStandardHelpOptions = true,
        description = "Finds spinal hardware and names vertebral levels on lateral radiographs, and validates that"
                + " against blinded readers.",
        subcommands = {ServeCommand.class, CommandLine.HelpCommand.class})
public final class LevelRead {
    public static final String VERSION = "LevelRead 0.1.0";

    public static void main(String[] args) {
        int status = new CommandLine(new LevelRead())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args.length == 0 ? new String[] {"help"} : args);
        // the server goes on in threads of its own; any other command is over when it returns
        if (status != ServeCommand.SERVING) System.exit(status);
    }
}
