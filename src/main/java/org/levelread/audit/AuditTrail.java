package org.levelread.audit;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/// The append-only trail: writes what the rooms publish, and shows it.
@Service
public class AuditTrail {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    AuditTrail(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /// runs in the publisher's thread and transaction: what is rolled back is not in the trail, and what cannot be
    /// written to the trail does not happen
    @EventListener
    void write(Audited audited) {
        String actor = audited.actor();
        jdbc.sql("""
                        insert into audit.entry (at, actor, action, subject, detail)
                        values (:at, :actor, :action, :subject, :detail::jsonb)""")
                .param("at", Timestamp.from(clock.instant()))
                .param("actor", actor == null ? signedIn() : actor)
                .param("action", audited.action())
                .param("subject", audited.subject())
                .param("detail", json.writeValueAsString(audited.detail()))
                .update();
    }

    /// the newest entries first
    ///
    /// @param filter words of which each must occur in actor, action, subject or detail; blank for all
    public List<AuditEntry> entries(String filter, int offset, int limit) {
        return jdbc.sql("select id, at, actor, action, subject, detail from audit.entry where " + MATCHES
                        + " order by id desc offset :offset limit :limit")
                .param("words", words(filter))
                .param("offset", offset)
                .param("limit", limit)
                .query((row, n) -> new AuditEntry(
                        row.getLong("id"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor"),
                        row.getString("action"),
                        row.getString("subject"),
                        row.getString("detail")))
                .list();
    }

    public int count(String filter) {
        return jdbc.sql("select count(*) from audit.entry where " + MATCHES)
                .param("words", words(filter))
                .query(Integer.class)
                .single();
    }

    private static final String MATCHES = """
            not exists (select from unnest(:words::text[]) word
                        where position(word in lower(concat_ws(' ', actor, action, subject, detail))) = 0)
            """;

    private static String[] words(String filter) {
        return filter.isBlank()
                ? new String[0]
                : filter.strip().toLowerCase(java.util.Locale.ROOT).split("\\s+");
    }

    private static String signedIn() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null ? "system" : authentication.getName();
    }
}
