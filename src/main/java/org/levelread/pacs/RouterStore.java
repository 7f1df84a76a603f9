package org.levelread.pacs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The tables `pacs.router` and `pacs.router_use`.
@Repository
class RouterStore {
    private static final String SELECT = """
            select r.id, r.study_id, r.archive_id, r.name, r.enabled, r.daily_bytes, coalesce(u.bytes, 0) as used,
                   r.pushed_at, r.failed_at, r.failure
            from pacs.router r left join pacs.router_use u on u.router_id = r.id and u.day = :day
            """;

    private final JdbcClient jdbc;

    RouterStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Router> all(LocalDate today) {
        return jdbc.sql(SELECT + "order by r.name")
                .param("day", today)
                .query(RouterStore::router)
                .list();
    }

    Optional<Router> find(UUID id, LocalDate today) {
        return jdbc.sql(SELECT + "where r.id = :id")
                .param("day", today)
                .param("id", id)
                .query(RouterStore::router)
                .optional();
    }

    Optional<Router> withToken(String tokenSha256, LocalDate today) {
        return jdbc.sql(SELECT + "where r.token_sha256 = :token")
                .param("day", today)
                .param("token", tokenSha256)
                .query(RouterStore::router)
                .optional();
    }

    /// @return whether the name was free
    boolean add(
            UUID id,
            UUID studyId,
            @Nullable UUID archiveId,
            String name,
            String tokenSha256,
            long dailyBytes,
            Instant at) {
        return jdbc.sql("""
                        insert into pacs.router (id, study_id, archive_id, name, token_sha256, daily_bytes, created_at)
                        values (:id, :study, :archive, :name, :token, :daily, :at) on conflict (name) do nothing""")
                        .param("id", id)
                        .param("study", studyId)
                        .param("archive", archiveId, Types.OTHER)
                        .param("name", name)
                        .param("token", tokenSha256)
                        .param("daily", dailyBytes)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    void setToken(UUID id, String tokenSha256) {
        jdbc.sql("update pacs.router set token_sha256 = :token where id = :id")
                .param("id", id)
                .param("token", tokenSha256)
                .update();
    }

    void setEnabled(UUID id, boolean enabled) {
        jdbc.sql("update pacs.router set enabled = :enabled where id = :id")
                .param("id", id)
                .param("enabled", enabled)
                .update();
    }

    void used(UUID id, LocalDate day, long bytes) {
        jdbc.sql("""
                insert into pacs.router_use (router_id, day, bytes) values (:id, :day, :bytes)
                on conflict (router_id, day) do update set bytes = pacs.router_use.bytes + excluded.bytes""")
                .param("id", id)
                .param("day", day)
                .param("bytes", bytes)
                .update();
    }

    void pushed(UUID id, Instant at) {
        jdbc.sql("update pacs.router set pushed_at = :at where id = :id")
                .param("id", id)
                .param("at", Timestamp.from(at))
                .update();
    }

    void failed(UUID id, String sentence, Instant at) {
        jdbc.sql("update pacs.router set failed_at = :at, failure = :failure where id = :id")
                .param("id", id)
                .param("failure", sentence)
                .param("at", Timestamp.from(at))
                .update();
    }

    private static Router router(ResultSet row, int number) throws SQLException {
        return new Router(
                row.getObject("id", UUID.class),
                row.getObject("study_id", UUID.class),
                row.getObject("archive_id", UUID.class),
                row.getString("name"),
                row.getBoolean("enabled"),
                row.getLong("daily_bytes"),
                row.getLong("used"),
                ArchiveStore.instant(row.getTimestamp("pushed_at")),
                ArchiveStore.instant(row.getTimestamp("failed_at")),
                row.getString("failure"));
    }
}
