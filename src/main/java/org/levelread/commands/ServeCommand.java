package org.levelread.commands;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.levelread.shell.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Starts the application in the browser.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Starts the server. It keeps everything in a PostgreSQL of its own under the data folder;"
                + " LEVELREAD_DB_URL, LEVELREAD_DB_USER and LEVELREAD_DB_PASSWORD make it use another.")
public final class ServeCommand implements Callable<Integer> {
    /// the server runs: the process must not end when the command returns
    public static final int SERVING = -1;

    @Option(names = "--port", defaultValue = "8080", description = "port to listen on (${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--address",
            description = "address to listen on (this machine only with the demo, whose passwords are known; all"
                    + " addresses without)")
    private @Nullable String address;

    @Option(names = "--data", defaultValue = "./data", description = "folder to keep everything in (${DEFAULT-VALUE})")
    private Path data = Path.of("data");

    @Mixin
    private ModelFolder models = new ModelFolder();

    @Option(names = "--no-demo", description = "start without the demo study and its accounts")
    private boolean noDemo;

    @Override
    public Integer call() {
        String listening = address != null ? address : noDemo ? "0.0.0.0" : "127.0.0.1";
        Path protocols = Home.folder().resolve("study-protocols");
        @Nullable
        Path demo = noDemo ? null : protocols.resolve("demo");
        return Server.start(port, listening, data, models.folder(), protocols, demo) ? SERVING : 1;
    }
}
