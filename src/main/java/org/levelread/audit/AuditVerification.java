package org.levelread.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.levelread.audit.AuditAnchors.Anchor;

/// Computes the whole chain again and names the entries that do not fit.
///
/// The hash is computed by an expression that stands here, not by the database's own function, which somebody who changed an
/// entry could have changed too.
public final class AuditVerification {
    private static final String NOTHING_BEFORE = "0".repeat(64);
    private static final int MOST_FINDINGS = 100;
    private static final String ENTRIES = """
            select id, seq, hash, action, subject,
                   encode(sha256(convert_to(coalesce(lag(hash) over (order by seq), repeat('0', 64)) || E'\\n' ||
                     jsonb_build_array(seq, id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), actor,
                       action, subject, detail, old_value, new_value, reason)::text, 'UTF8')), 'hex') as computed
            from audit.entry order by seq""";

    /// @param entries how many the trail has
    /// @param head hash of the last entry
    /// @param findings what does not fit, one sentence each; empty where the trail is whole
    public record Result(long entries, String head, List<String> findings) {
        public boolean whole() {
            return findings.isEmpty();
        }
    }

    private AuditVerification() {}

    /// @param data the data folder with the anchors outside the database
    /// @throws IOException where the anchors cannot be read
    public static Result verify(Connection connection, Path data) throws SQLException, IOException {
        return verify(connection, AuditAnchors.read(data));
    }

    static Result verify(Connection connection, List<Anchor> anchors) throws SQLException {
        List<String> findings = new ArrayList<>();
        Map<Long, String> anchored =
                anchors.stream().collect(Collectors.toMap(Anchor::seq, Anchor::hash, (first, second) -> first));
        long expected = 1;
        long lastId = 0;
        long entries = 0;
        String head = NOTHING_BEFORE;
        try (Statement statement = connection.createStatement()) {
            boolean single = connection.getAutoCommit();
            connection.setAutoCommit(false);
            statement.setFetchSize(1000);
            try (ResultSet row = statement.executeQuery(ENTRIES)) {
                while (row.next()) {
                    entries++;
                    long seq = row.getLong("seq");
                    String name = "entry " + seq + " (" + row.getString("action") + ", " + row.getString("subject") + ")";
                    if (seq > expected) findings.add(missing(expected, seq - 1));
                    if (row.getLong("id") < lastId) findings.add(name + " does not stand where it was written");
                    String hash = row.getString("hash");
                    if (!hash.equals(row.getString("computed"))) {
                        findings.add(
                                seq > expected
                                        ? name + " follows an entry that is not there"
                                        : name + " was changed, or does not follow the entry before it");
                    }
                    String kept = anchored.get(seq);
                    if (kept != null && !kept.equals(hash)) findings.add(name + " is not the one that was anchored");
                    expected = seq + 1;
                    lastId = row.getLong("id");
                    head = hash;
                    if (findings.size() >= MOST_FINDINGS) break;
                }
            }
            if (findings.size() < MOST_FINDINGS) end(statement, expected - 1, head, anchors, findings);
            connection.rollback();
            connection.setAutoCommit(single);
        }
        return new Result(entries, head, List.copyOf(findings));
    }

    private static void end(Statement statement, long last, String hash, List<Anchor> anchors, List<String> findings)
            throws SQLException {
        long written = anchors.stream().mapToLong(Anchor::seq).max().orElse(0);
        try (ResultSet head = statement.executeQuery("select seq, hash from audit.head")) {
            if (!head.next()) findings.add("the chain's head is not there");
            else if (head.getLong("seq") > last) {
                written = Math.max(written, head.getLong("seq"));
            } else if (head.getLong("seq") < last || !head.getString("hash").equals(hash)) {
                findings.add("the chain's head is not the last entry, " + last);
            }
        }
        if (written > last) findings.add(missing(last + 1, written) + " at the end");
    }

    private static String missing(long from, long to) {
        return from == to ? "entry " + from + " is missing" : "entries " + from + " to " + to + " are missing";
    }
}
