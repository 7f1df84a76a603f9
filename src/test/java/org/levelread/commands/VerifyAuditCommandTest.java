package org.levelread.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.levelread.TestDatabase;
import picocli.CommandLine;

/// What a person who checks the trail is told, and the exit code that a script sees.
class VerifyAuditCommandTest {
    private final TestDatabase database = TestDatabase.fresh();
    private final VerifyAuditCommand command = new VerifyAuditCommand();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine line =
            new CommandLine(command).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    @TempDir
    Path folder;

    @BeforeEach
    void threeEntries() throws SQLException {
        for (int film = 1; film <= 3; film++) {
            sql("insert into audit.entry (at, actor, action, subject, detail) values (now(), 'lead', 'film.uploaded', 'Film "
                    + film + "', '{}')");
        }
    }

    @Test
    void aWholeTrailIsSaidToBeWholeWithItsHead() throws Exception {
        assertThat(verify()).isZero();
        assertThat(out.toString()).matches("The trail is whole: 3 entries, the last one's hash is [0-9a-f]{64}\\R");
    }

    @Test
    void aChangedEntryIsNamedAndTheExitCodeIsOne() throws Exception {
        tamper("update audit.entry set actor = 'nobody' where seq = 2");
        assertThat(verify()).isOne();
        assertThat(out.toString())
                .contains("entry 2 (film.uploaded, Film 2) was changed, or does not follow the entry before it")
                .endsWith("The trail is not whole." + System.lineSeparator());
    }

    /// without what is kept outside the database nobody would see it
    @Test
    void anEndThatWasCutIsFoundByTheAnchorInTheDataFolder() throws Exception {
        Files.writeString(folder.resolve("audit-anchors.txt"), "3 " + hash(3) + " 2026-01-02T03:04:05Z\n");
        String second = hash(2);
        tamper("delete from audit.entry where seq = 3");
        sql("update audit.head set seq = 2, hash = '" + second + "'");
        assertThat(verify()).isOne();
        assertThat(out.toString()).contains("entry 3 is missing at the end");
    }

    @Test
    void aFolderWithoutADatabaseIsOneSentence() {
        assertThat(line.execute("--data", folder.toString())).isOne();
        assertThat(err.toString())
                .isEqualTo("There is no database in " + folder + ": name the server's data folder with --data."
                        + System.lineSeparator());
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aDatabaseWithoutATrailIsOneSentence() throws IOException {
        // a running server's database that was never migrated
        Path cluster = Files.createDirectories(folder.resolve("postgresql/cluster"));
        String address = database.url();
        String port = address.replaceAll(".*:(\\d+)/.*", "$1");
        Files.writeString(
                cluster.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n" + cluster + "\n0\n" + port + "\n");
        Files.writeString(folder.resolve("postgresql/password"), "postgres");
        assertThat(line.execute("--data", folder.toString())).isOne();
        assertThat(err.toString())
                .startsWith("The audit trail cannot be read from the database: ")
                .contains("audit.entry")
                .doesNotContain("Exception");
    }

    private int verify() throws SQLException, IOException {
        try (Connection connection = database.dataSource().getConnection()) {
            return command.verify(connection, folder);
        }
    }

    private void tamper(String statement) throws SQLException {
        sql("alter table audit.entry disable trigger append_only");
        sql(statement);
        sql("alter table audit.entry enable trigger append_only");
    }

    private String hash(int seq) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("select hash from audit.entry where seq = " + seq)) {
            row.next();
            return row.getString(1);
        }
    }

    private void sql(String text) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
