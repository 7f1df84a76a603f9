package org.levelread.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.levelread.TestDatabase;

class EmbeddedDatabaseTest {
    @TempDir
    Path data;

    /// The library unpacks PostgreSQL once a virtual machine: here into a folder that outlives each test's.
    @BeforeAll
    static void unpack() {
        TestDatabase.fresh();
    }

    private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) return "";
            var rows = statement.getResultSet();
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void keepsItsDataIsDurableAndAsksForThePassword() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
            ask(database, "create table kept (word text)");
            ask(database, "insert into kept values ('kept')");

            assertThat(ask(database, "show fsync")).isEqualTo("on");
            assertThat(ask(database, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(database, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(database, "show server_version")).startsWith("18.");
            assertThatThrownBy(() -> DriverManager.getConnection(database.url(), database.user(), "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(Files.getPosixFilePermissions(data.resolve("postgresql/password")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThatThrownBy(() -> EmbeddedDatabase.start(data))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("Another LevelRead uses the data folder " + data);
        }
        try (EmbeddedDatabase again = EmbeddedDatabase.start(data)) {
            assertThat(ask(again, "select word from kept")).isEqualTo("kept");
        }
    }

    /// A killed virtual machine lets go of its lock but leaves PostgreSQL running.
    @Test
    void takesOverFromAKilledServer() throws Exception {
        Process killed = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Killed.class.getName(),
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("killed.log").toFile())
                .start();
        assertThat(killed.waitFor(60, TimeUnit.SECONDS)).isTrue();
        Path pidFile = data.resolve("postgresql/cluster/postmaster.pid");
        long orphan = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        assertThat(ProcessHandle.of(orphan)).hasValueSatisfying(process -> assertThat(process.isAlive()).isTrue());

        try (EmbeddedDatabase database = EmbeddedDatabase.start(data)) {
            assertThat(ask(database, "select word from kept")).isEqualTo("kept");
            assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
        }
    }

    static final class Killed {
        public static void main(String[] args) throws Exception {
            EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(args[0]));
            ask(database, "create table kept (word text)");
            ask(database, "insert into kept values ('kept')");
            Runtime.getRuntime().halt(9);
        }
    }
}
