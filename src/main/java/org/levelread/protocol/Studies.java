package org.levelread.protocol;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.levelread.audit.Audited;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The studies of this installation; for now one is worked in at a time.
@Service
public class Studies {
    private static final String SELECT = "select id, slug, title, demo, created_at from protocol.study ";

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Studies(JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /// makes a study, or returns the one that has the slug
    @Transactional
    public Study create(String slug, String title, boolean demo) {
        int added = jdbc.sql("""
                        insert into protocol.study (id, slug, title, demo, created_at)
                        values (:id, :slug, :title, :demo, :now) on conflict (slug) do nothing""")
                .param("id", UUID.randomUUID())
                .param("slug", slug)
                .param("title", title)
                .param("demo", demo)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (added == 1) events.publishEvent(Audited.entry("study.created", slug, Map.of("title", title, "demo", demo), ""));
        return jdbc.sql(SELECT + "where slug = :slug")
                .param("slug", slug)
                .query(Studies::study)
                .single();
    }

    public Optional<Study> find(UUID id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(Studies::study)
                .optional();
    }

    public Optional<Study> demo() {
        return jdbc.sql(SELECT + "where demo order by created_at limit 1")
                .query(Studies::study)
                .optional();
    }

    /// the study that is worked in: a real one before the demo
    ///
    /// @throws IllegalStateException before the first start has made one
    public Study current() {
        return list().stream().findFirst().orElseThrow(() -> new IllegalStateException("there is no study yet"));
    }

    /// real studies before the demo, the oldest first
    public List<Study> list() {
        return jdbc.sql(SELECT + "order by demo, created_at")
                .query(Studies::study)
                .list();
    }

    private static Study study(ResultSet row, int number) throws SQLException {
        return new Study(
                row.getObject("id", UUID.class),
                row.getString("slug"),
                row.getString("title"),
                row.getBoolean("demo"),
                row.getTimestamp("created_at").toInstant());
    }
}
