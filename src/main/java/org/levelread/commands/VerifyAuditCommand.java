package org.levelread.commands;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.levelread.audit.AuditVerification;
import org.levelread.shell.DatabaseAccess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Computes the audit trail's chain again.
@Command(
        name = "verify-audit",
        mixinStandardHelpOptions = true,
        description = "Computes the audit trail's hash chain again and names each entry that was changed, moved or taken out;"
                + " exits with 1 then. Works beside a running server.")
public final class VerifyAuditCommand implements Callable<Integer> {
    @Option(names = "--data", defaultValue = "./data", description = "the server's data folder (${DEFAULT-VALUE})")
    private Path data = Path.of("data");

    @Override
    public Integer call() throws SQLException {
        Path folder = data.toAbsolutePath().normalize();
        try (DatabaseAccess access = DatabaseAccess.open(folder);
                Connection connection = access.connect()) {
            AuditVerification.Result result = AuditVerification.verify(connection, folder);
            result.findings().forEach(System.out::println);
            System.out.println(
                    result.whole()
                            ? "The trail is whole: " + result.entries() + " entries, the last one's hash is " + result.head()
                            : "The trail is not whole.");
            return result.whole() ? 0 : 1;
        } catch (IOException e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }
}
