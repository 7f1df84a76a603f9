package org.levelread.pacs;

import java.net.URI;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table `pacs.archive`.
@Repository
class ArchiveStore {
    private static final String SELECT = """
            select id, study_id, name, base_url, login, sealed_login, trust_pem, enabled, send_results, search_minutes,
                   modalities, body_parts, views, from_day, to_day, searched_at, answered_at, failed_at, failure
            from pacs.archive
            """;

    private final JdbcClient jdbc;
    private final OutsideKey key;

    ArchiveStore(JdbcClient jdbc, OutsideKey key) {
        this.jdbc = jdbc;
        this.key = key;
    }

    List<Archive> all() {
        return jdbc.sql(SELECT + "order by name").query(this::archive).list();
    }

    Optional<Archive> find(UUID id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(this::archive)
                .optional();
    }

    boolean nameTaken(String name, UUID byOther) {
        return jdbc.sql("select exists (select from pacs.archive where lower(name) = lower(:name) and id <> :id)")
                .param("name", name)
                .param("id", byOther)
                .query(Boolean.class)
                .single();
    }

    void put(Archive archive, Instant at) {
        Login login = archive.login();
        String secret = login.secret();
        Criteria criteria = archive.criteria();
        Duration every = archive.searchEvery();
        jdbc.sql("""
                        insert into pacs.archive (id, study_id, name, base_url, login, sealed_login, trust_pem, enabled,
                            send_results, search_minutes, modalities, body_parts, views, from_day, to_day, created_at)
                        values (:id, :study, :name, :url, :login, :sealed, :pem, :enabled, :send, :minutes, :modalities,
                            :parts, :views, :from, :to, :at)
                        on conflict (id) do update set study_id = excluded.study_id, name = excluded.name,
                            base_url = excluded.base_url, login = excluded.login, sealed_login = excluded.sealed_login,
                            trust_pem = excluded.trust_pem, enabled = excluded.enabled,
                            send_results = excluded.send_results, search_minutes = excluded.search_minutes,
                            modalities = excluded.modalities, body_parts = excluded.body_parts, views = excluded.views,
                            from_day = excluded.from_day, to_day = excluded.to_day""")
                .param("id", archive.id())
                .param("study", archive.studyId())
                .param("name", archive.name())
                .param("url", archive.baseUrl().toString())
                .param("login", login.kind())
                .param("sealed", secret == null ? null : key.seal(place(archive.id()), secret), Types.BINARY)
                .param("pem", archive.trustPem(), Types.VARCHAR)
                .param("enabled", archive.enabled())
                .param("send", archive.sendResults())
                .param("minutes", every == null ? null : (int) every.toMinutes(), Types.INTEGER)
                .param("modalities", criteria.modalities().toArray(String[]::new))
                .param("parts", criteria.bodyParts().toArray(String[]::new))
                .param("views", criteria.views().toArray(String[]::new))
                .param("from", criteria.from(), Types.DATE)
                .param("to", criteria.to(), Types.DATE)
                .param("at", Timestamp.from(at))
                .update();
    }

    void answered(UUID id, Instant at) {
        jdbc.sql("update pacs.archive set answered_at = :at where id = :id")
                .param("id", id)
                .param("at", Timestamp.from(at))
                .update();
    }

    void failed(UUID id, String sentence, Instant at) {
        jdbc.sql("update pacs.archive set failed_at = :at, failure = :failure where id = :id")
                .param("id", id)
                .param("failure", sentence)
                .param("at", Timestamp.from(at))
                .update();
    }

    void searched(UUID id, Instant at) {
        jdbc.sql("update pacs.archive set searched_at = :at where id = :id")
                .param("id", id)
                .param("at", Timestamp.from(at))
                .update();
    }

    private static String place(UUID id) {
        return "archive:" + id;
    }

    private Archive archive(ResultSet row, int number) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        byte[] sealed = row.getBytes("sealed_login");
        Optional<String> lost = Optional.empty();
        Login login = new Login.None();
        try {
            login = Login.of(row.getString("login"), sealed == null ? null : key.open(place(id), sealed));
        } catch (IllegalStateException e) {
            // the page must show the archive, so that its password can be entered again
            lost = Optional.of("Its password cannot be opened, as the archive key is another one: enter it again.");
        }
        int minutes = row.getInt("search_minutes");
        boolean searches = !row.wasNull();
        return new Archive(
                id,
                row.getObject("study_id", UUID.class),
                row.getString("name"),
                URI.create(row.getString("base_url")),
                login,
                row.getString("trust_pem"),
                row.getBoolean("enabled"),
                row.getBoolean("send_results"),
                searches ? Duration.ofMinutes(minutes) : null,
                new Criteria(
                        texts(row.getArray("modalities")),
                        texts(row.getArray("body_parts")),
                        texts(row.getArray("views")),
                        row.getObject("from_day", LocalDate.class),
                        row.getObject("to_day", LocalDate.class)),
                new Archive.Health(
                        instant(row.getTimestamp("searched_at")),
                        instant(row.getTimestamp("answered_at")),
                        lost.isPresent() ? Instant.now() : instant(row.getTimestamp("failed_at")),
                        lost.orElse(row.getString("failure"))));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
