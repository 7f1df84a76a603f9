package org.levelread.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.levelread.audit.AuditVerification;
import org.levelread.shell.DatabaseAccess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Computes the audit trail's chain again.
@Command(
        name = "verify-audit",
        mixinStandardHelpOptions = true,
        description = "Computes the audit trail's hash chain again and names each entry that was changed, moved or taken out;"
                + " exits with 1 then. Works beside a running server.")
public final class VerifyAuditCommand implements Callable<Integer> {
    @Option(names = "--data", defaultValue = "./data", description = "the server's data folder (${DEFAULT-VALUE})")
    private Path data = Path.of("data");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Path folder = data.toAbsolutePath().normalize();
        try (DatabaseAccess access = DatabaseAccess.open(folder);
                Connection connection = access.connect()) {
            return verify(connection, folder);
        } catch (IOException e) {
            return refuse(String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            return refuse("The audit trail cannot be read from the database: " + e.getMessage());
        }
    }

    /// @return 0 where the trail is whole, else 1
    int verify(Connection connection, Path folder) throws SQLException, IOException {
        AuditVerification.Result result = AuditVerification.verify(connection, folder);
        PrintWriter out = spec.commandLine().getOut();
        result.findings().forEach(out::println);
        out.println(
                result.whole()
                        ? "The trail is whole: " + result.entries() + " entries, the last one's hash is " + result.head()
                        : "The trail is not whole.");
        out.flush();
        return result.whole() ? 0 : 1;
    }

    private int refuse(String sentence) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(sentence);
        err.flush();
        return 1;
    }
}
