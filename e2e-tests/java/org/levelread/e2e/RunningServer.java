package org.levelread.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// LevelRead as a process of its own, started as `./levelread` does, on a free port.
///
/// The models are those under `models`; the system property `levelread.models` names another folder.
final class RunningServer implements AutoCloseable {
    static final String DEMO_PASSWORD = "count-from-S1";

    private static final Duration LONGEST_START = Duration.ofMinutes(5);

    private final Process process;
    private final int port;
    /// so that a test can tell under which name a patient's film is listed
    static final String DEIDENTIFICATION_KEY = "a key for browser tests, 32 characters";

    private final Path log;

    private RunningServer(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /// starts it and waits until it says that it is ready
    ///
    /// @param log what it prints, appended
    /// @param settings of the Java machine, such as `-Dlevelread.demo-folder=…`
    static RunningServer start(Path data, Path log, String... settings) throws IOException, InterruptedException {
        return startAt(freePort(), data, log, settings);
    }

    /// the same at a port of one's choice, as a server that comes back
    static RunningServer startAt(int port, Path data, Path log, String... settings)
            throws IOException, InterruptedException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        long from = Files.exists(log) ? Files.size(log) : 0;
        Process process = new ProcessBuilder(command(port, data, settings))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start();
        RunningServer server = new RunningServer(process, port, log);
        Instant until = Instant.now().plus(LONGEST_START);
        while (!server.saidSince(from, "LevelRead is ready")) {
            if (!process.isAlive() || Instant.now().isAfter(until)) {
                server.close();
                throw new IllegalStateException(
                        "LevelRead did not start; it said in " + log + ":\n" + server.since(from));
            }
            Thread.sleep(200);
        }
        return server;
    }

    private static List<String> command(int port, Path data, String... settings) throws IOException {
        Path classes = Path.of("target/classes");
        String libraries = Files.readString(Path.of("target/classpath.txt")).strip();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx1500m"));
        command.addAll(List.of(settings));
        command.add("-Dlevelread.deid-key=" + DEIDENTIFICATION_KEY);
        command.addAll(List.of("-cp", classes.toAbsolutePath() + ":" + libraries, "org.levelread.LevelRead", "serve"));
        command.addAll(List.of("--port", Integer.toString(port), "--data", data.toString()));
        command.addAll(List.of("--models", System.getProperty("levelread.models", "models")));
        return command;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    /// "http://localhost:41234", without a slash at the end
    String address() {
        return "http://localhost:" + port;
    }

    int port() {
        return port;
    }

    /// as `kill -9` does: nothing is tidied up
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// asks it to stop, and waits
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private boolean saidSince(long from, String words) {
        return since(from).contains(words);
    }

    private String since(long from) {
        try {
            byte[] all = Files.exists(log) ? Files.readAllBytes(log) : new byte[0];
            int start = (int) Math.min(from, all.length);
            return new String(all, start, all.length - start, java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
