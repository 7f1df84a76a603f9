package org.levelread.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A way to the database for a command: the server that `LEVELREAD_DB_URL` names, the embedded one that a running LevelRead
/// has started, or an embedded one started for the command.
public final class DatabaseAccess implements AutoCloseable {
    private final String url;
    private final String user;
    private final String password;
    private final @Nullable EmbeddedDatabase started;

    private DatabaseAccess(String url, String user, String password, @Nullable EmbeddedDatabase started) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.started = started;
    }

    /// @param data the data folder, absolute
    /// @throws IOException with a sentence for the person who gave the command
    public static DatabaseAccess open(Path data) throws IOException {
        String url = System.getenv("LEVELREAD_DB_URL");
        if (url != null && !url.isBlank()) {
            return new DatabaseAccess(url, environment("LEVELREAD_DB_USER"), environment("LEVELREAD_DB_PASSWORD"), null);
        }
        Path home = data.resolve("postgresql");
        if (!Files.isDirectory(home.resolve("cluster"))) {
            throw new IOException("There is no database in " + data + ": name the server's data folder with --data.");
        }
        Path pid = home.resolve("cluster").resolve("postmaster.pid");
        if (Files.exists(pid)) {
            // lines of the file: process, folder, start, port
            List<String> lines = Files.readAllLines(pid);
            if (lines.size() > 3 && running(lines.getFirst())) {
                String running = "jdbc:postgresql://127.0.0.1:" + lines.get(3).strip() + "/postgres";
                return new DatabaseAccess(
                        running, "postgres", Files.readString(home.resolve("password")).strip(), null);
            }
        }
        EmbeddedDatabase embedded = EmbeddedDatabase.start(data);
        return new DatabaseAccess(embedded.url(), embedded.user(), embedded.password(), embedded);
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    @Override
    public void close() {
        if (started != null) started.close();
    }

    private static boolean running(String pid) {
        return pid.strip().matches("\\d{1,9}")
                && ProcessHandle.of(Long.parseLong(pid.strip())).isPresent();
    }

    private static String environment(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }
}
