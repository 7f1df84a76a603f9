package org.levelread;

import org.levelread.commands.AgreementCommand;
import org.levelread.commands.BenchCommand;
import org.levelread.commands.CalibrateCommand;
import org.levelread.commands.EvaluateCommand;
import org.levelread.commands.ImportCommand;
import org.levelread.commands.OverlapCommand;
import org.levelread.commands.PredictCommand;
import org.levelread.commands.ProtocolCommand;
import org.levelread.commands.SampleSizeCommand;
import org.levelread.commands.ServeCommand;
import org.levelread.commands.SimulateCommand;
import org.levelread.commands.TrainCommand;
import org.levelread.commands.VerifyAuditCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line's root.
@Command(
        name = "levelread",
        version = LevelRead.VERSION,
        mixinStandardHelpOptions = true,
        description = "Finds spinal hardware and names vertebral levels on lateral radiographs, and validates that"
                + " against blinded readers.",
        subcommands = {
            ServeCommand.class,
            PredictCommand.class,
            ImportCommand.class,
            SimulateCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            AgreementCommand.class,
            OverlapCommand.class,
            SampleSizeCommand.class,
            CalibrateCommand.class,
            BenchCommand.class,
            ProtocolCommand.class,
            VerifyAuditCommand.class,
            CommandLine.HelpCommand.class
        })
public final class LevelRead {
    public static final String VERSION = "LevelRead 0.1.0";

    public static void main(String[] args) {
        int status = new CommandLine(new LevelRead())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args.length == 0 ? new String[] {"serve"} : args);
        // the server goes on in threads of its own; any other command is over when it returns
        if (status != ServeCommand.SERVING) System.exit(status);
    }
}
