package org.levelread.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.levelread.report.FrozenReport.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table `report.report`.
@Repository
class ReportStore {
    private static final String SELECT = """
            select id, study_id, data_sha256, locked, frozen_at, frozen_by, state, progress, stage, error, pack_sha256
            from report.report
            """;

    private final JdbcClient jdbc;

    ReportStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @return false where the study has a report of the same data already
    boolean add(UUID id, UUID studyId, String sha256, byte[] data, boolean locked, Instant at, String by) {
        return jdbc.sql("""
                insert into report.report (id, study_id, data_sha256, data, locked, frozen_at, frozen_by, state, stage)
                values (:id, :study, :sha, :data, :locked, :at, :by, 'QUEUED', 'waiting')
                on conflict (study_id, data_sha256) do nothing""")
                        .param("id", id)
                        .param("study", studyId)
                        .param("sha", sha256)
                        .param("data", deflated(data))
                        .param("locked", locked)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("by", by)
                        .update()
                == 1;
    }

    /// a failed report is computed again
    boolean requeue(UUID id) {
        return jdbc.sql("""
                update report.report set state = 'QUEUED', progress = 0, stage = 'waiting', error = null
                where id = :id and state = 'FAILED'""").param("id", id).update()
                == 1;
    }

    boolean start(UUID id) {
        return jdbc.sql("update report.report set state = 'RUNNING', progress = 0 where id = :id and state in ('QUEUED', 'RUNNING')")
                        .param("id", id)
                        .update()
                == 1;
    }

    void progress(UUID id, double share, String stage) {
        jdbc.sql("update report.report set progress = :share, stage = :stage where id = :id and state = 'RUNNING'")
                .param("id", id)
                .param("share", share)
                .param("stage", stage)
                .update();
    }

    void finish(UUID id, byte[] pack, String packSha256, byte[] pages, Instant at) {
        jdbc.sql("""
                update report.report set state = 'DONE', progress = 1, stage = '', pack = :pack, pack_sha256 = :sha,
                       pages = :pages, finished_at = :at
                where id = :id and state = 'RUNNING'""")
                .param("id", id)
                .param("pack", pack)
                .param("sha", packSha256)
                .param("pages", deflated(pages))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void fail(UUID id, String sentence) {
        jdbc.sql("update report.report set state = 'FAILED', error = :error where id = :id and state <> 'DONE'")
                .param("id", id)
                .param("error", sentence)
                .update();
    }

    Optional<FrozenReport> find(UUID id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(ReportStore::report)
                .optional();
    }

    Optional<FrozenReport> ofData(UUID studyId, String sha256) {
        return jdbc.sql(SELECT + "where study_id = :study and data_sha256 = :sha")
                .param("study", studyId)
                .param("sha", sha256)
                .query(ReportStore::report)
                .optional();
    }

    /// the newest first
    List<FrozenReport> ofStudy(UUID studyId) {
        return jdbc.sql(SELECT + "where study_id = :study order by frozen_at desc, id")
                .param("study", studyId)
                .query(ReportStore::report)
                .list();
    }

    byte[] data(UUID id) {
        return inflated(bytes(id, "data"));
    }

    byte[] pages(UUID id) {
        return inflated(bytes(id, "pages"));
    }

    byte[] pack(UUID id) {
        return bytes(id, "pack");
    }

    private byte[] bytes(UUID id, String column) {
        return jdbc.sql("select " + column + " from report.report where id = :id and " + column + " is not null")
                .param("id", id)
                .query(byte[].class)
                .single();
    }

    private static FrozenReport report(ResultSet row, int number) throws SQLException {
        return new FrozenReport(
                row.getObject("id", UUID.class),
                row.getObject("study_id", UUID.class),
                row.getString("data_sha256"),
                row.getBoolean("locked"),
                row.getTimestamp("frozen_at").toInstant(),
                row.getString("frozen_by"),
                State.valueOf(row.getString("state")),
                row.getDouble("progress"),
                row.getString("stage"),
                row.getString("error"),
                row.getString("pack_sha256"));
    }

    private static byte[] deflated(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] inflated(byte[] bytes) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
