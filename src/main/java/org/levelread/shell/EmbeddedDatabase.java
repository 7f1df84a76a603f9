package org.levelread.shell;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A PostgreSQL of our own under the data folder, kept from start to start.
///
/// It listens on the loopback address only, with a password made at the first start, and writes durably: what was
/// committed survives a power cut.
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Duration STARTUP = Duration.ofSeconds(90);
    private static final Duration SHUTDOWN = Duration.ofSeconds(30);

    private final EmbeddedPostgres postgres;
    private final String password;
    private final FileChannel lock;

    private EmbeddedDatabase(EmbeddedPostgres postgres, String password, FileChannel lock) {
        this.postgres = postgres;
        this.password = password;
        this.lock = lock;
    }

    /// @param data the data folder, absolute; made where it is missing
    /// @throws IOException with a sentence for the person who starts the server
    public static EmbeddedDatabase start(Path data) throws IOException {
        Path home = data.resolve("postgresql");
        createFolder(home);
        FileChannel lock = lock(home);
        try {
            String password = password(home.resolve("password"));
            Path cluster = home.resolve("cluster");
            stopOrphan(cluster);
            Path log = home.resolve("server.log");
            Path programs = home.resolve("programs");
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(cluster)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setOverrideWorkingDirectory(programs.toFile())
                    .setPGStartupWait(STARTUP)
                    .setErrorRedirector(Redirect.appendTo(log.toFile()))
                    .setOutputRedirector(Redirect.appendTo(log.toFile()))
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("max_connections", "60")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "''")
                    .setConnectConfig("password", password)
                    .setLocaleConfig("auth", "scram-sha-256")
                    .setLocaleConfig("pwfile", home.resolve("password").toString())
                    .setLocaleConfig("locale", "C.UTF-8")
                    .start();
            // where root starts it, PostgreSQL runs as another user, who must get at its programs
            if (Files.isDirectory(programs)) Files.setPosixFilePermissions(programs, PosixFilePermissions.fromString("rwxr-xr-x"));
            return new EmbeddedDatabase(postgres, password, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw new IOException(
                    "PostgreSQL did not start in " + home + ": " + e.getMessage() + " (its log is server.log there).", e);
        }
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
    }

    public String user() {
        return "postgres";
    }

    public String password() {
        return password;
    }

    /// stops PostgreSQL; a second call does nothing
    @Override
    public void close() {
        if (!lock.isOpen()) return;
        try {
            postgres.close();
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not stop", e);
        }
    }

    private static void createFolder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException("The data folder " + folder + " cannot be made: choose another with --data.", e);
        }
    }

    private static FileChannel lock(Path home) throws IOException {
        FileChannel channel = FileChannel.open(
                home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) return channel;
        } catch (OverlappingFileLockException e) {
            // the same process holds it: told below
        }
        channel.close();
        throw new IOException("Another LevelRead uses the data folder " + home.getParent()
                + ": stop that one or choose another folder with --data.");
    }

    private static String password(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Files.createFile(
                    file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        }
        return Files.readString(file).strip();
    }

    /// A server that was killed leaves its PostgreSQL behind, which holds the cluster: it is asked to stop first.
    private static void stopOrphan(Path cluster) throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) return;
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.isEmpty() || !lines.getFirst().strip().matches("[0-9]+")) return;
        long pid = Long.parseLong(lines.getFirst().strip());
        ProcessHandle orphan = ProcessHandle.of(pid).orElse(null);
        // the number may have gone to another program since
        if (orphan == null || !commandLine(pid).contains(cluster.toString())) return;
        // the interrupt means a fast shutdown, which ends connections that a killed process left open
        new ProcessBuilder("kill", "-INT", Long.toString(pid)).inheritIO().start();
        try {
            orphan.onExit().get(SHUTDOWN.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException("the PostgreSQL with process number " + pid + " of an earlier start does not stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while an earlier PostgreSQL stopped", e);
        }
    }

    private static String commandLine(long pid) throws IOException {
        Path file = Path.of("/proc", Long.toString(pid), "cmdline");
        return Files.exists(file) ? Files.readString(file).replace('\0', ' ') : "";
    }
}
