package org.levelread.protocol;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The tables `protocol.version` and `protocol.step`.
@Repository
class ProtocolStore {
    private final JdbcClient jdbc;
    /// a frozen text never changes, and reading it takes milliseconds
    private final Map<String, Protocol> read = new ConcurrentHashMap<>();

    ProtocolStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// one transaction at a time changes the course of a study
    void lock(UUID studyId) {
        jdbc.sql("select id from protocol.study where id = :id for update")
                .param("id", studyId)
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> new IllegalArgumentException("no study has the id " + studyId));
    }

    void add(ProtocolVersion version) {
        jdbc.sql("""
                insert into protocol.version (id, study_id, number, yaml, sha256, frozen_at, frozen_by, reason, touches)
                values (:id, :study, :number, :yaml, :sha, :at, :by, :reason, :touches)""")
                .param("id", version.id())
                .param("study", version.studyId())
                .param("number", version.number())
                .param("yaml", version.yaml())
                .param("sha", version.sha256())
                .param("at", version.frozenAt().atOffset(ZoneOffset.UTC))
                .param("by", version.frozenBy(), Types.OTHER)
                .param("reason", version.reason(), Types.VARCHAR)
                .param("touches", version.touches().name())
                .update();
    }

    /// the first version first
    List<ProtocolVersion> versions(UUID studyId) {
        return jdbc.sql("select * from protocol.version where study_id = :study order by number")
                .param("study", studyId)
                .query(this::version)
                .list();
    }

    Optional<ProtocolVersion> latest(UUID studyId) {
        return jdbc.sql("select * from protocol.version where study_id = :study order by number desc limit 1")
                .param("study", studyId)
                .query(this::version)
                .optional();
    }

    void add(UUID studyId, StepRecord step) {
        jdbc.sql("""
                insert into protocol.step (study_id, step, at, taken_by, reason, meaning)
                values (:study, :step, :at, :by, :reason, :meaning)""")
                .param("study", studyId)
                .param("step", step.step().name())
                .param("at", step.at().atOffset(ZoneOffset.UTC))
                .param("by", step.takenBy(), Types.OTHER)
                .param("reason", step.reason())
                .param("meaning", step.meaning(), Types.VARCHAR)
                .update();
    }

    /// in the order in which they were taken
    List<StepRecord> steps(UUID studyId) {
        return jdbc.sql("select step, at, taken_by, reason, meaning from protocol.step where study_id = :study order by id")
                .param("study", studyId)
                .query((row, n) -> new StepRecord(
                        Step.valueOf(row.getString("step")),
                        row.getTimestamp("at").toInstant(),
                        row.getObject("taken_by", UUID.class),
                        row.getString("reason"),
                        row.getString("meaning")))
                .list();
    }

    private ProtocolVersion version(ResultSet row, int number) throws SQLException {
        String yaml = row.getString("yaml");
        String sha256 = row.getString("sha256");
        return new ProtocolVersion(
                row.getObject("id", UUID.class),
                row.getObject("study_id", UUID.class),
                row.getInt("number"),
                yaml,
                sha256,
                instant(row, "frozen_at"),
                row.getObject("frozen_by", UUID.class),
                row.getString("reason"),
                ProtocolVersion.Touches.valueOf(row.getString("touches")),
                read.computeIfAbsent(sha256, unread -> frozen(yaml)));
    }

    /// a newer LevelRead must still be able to read what an older one froze
    private static Protocol frozen(String yaml) {
        return switch (ProtocolFile.check(yaml)) {
            case ProtocolCheck.Valid(Protocol protocol) -> protocol;
            case ProtocolCheck.Invalid(List<ProtocolProblem> problems) ->
                throw new IllegalStateException(
                        "a frozen protocol cannot be read: " + problems.getFirst().sentence());
        };
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
