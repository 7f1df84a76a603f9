package org.levelread.audit;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.levelread.audit.AuditAnchors.Anchor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/// The append-only, hash-chained trail: writes what the rooms publish, and shows it.
@Service
public class AuditTrail {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final AuditAnchors anchors;
    private final ObjectProvider<AuditSeal> seal;

    AuditTrail(
            JdbcClient jdbc, JsonMapper json, Clock clock, AuditAnchors anchors, ObjectProvider<AuditSeal> seal) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.anchors = anchors;
        this.seal = seal;
    }

    /// @param actor who did it
    private record Pending(Instant at, String actor, Audited audited) {}

    /// Written in the publisher's transaction: what is rolled back is not in the trail, and what cannot be written to the
    /// trail does not happen.
    ///
    /// It is the last thing before the commit, because those who add to the chain wait for each other until then.
    @EventListener
    void write(Audited audited) {
        String actor = audited.actor();
        Pending pending = new Pending(clock.instant(), actor == null ? signedIn() : actor, audited);
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            anchor(insert(pending));
            return;
        }
        AtCommit atCommit = (AtCommit) TransactionSynchronizationManager.getResource(this);
        if (atCommit == null) {
            atCommit = new AtCommit();
            TransactionSynchronizationManager.bindResource(this, atCommit);
            TransactionSynchronizationManager.registerSynchronization(atCommit);
        }
        atCommit.add(pending);
    }

    private final class AtCommit implements TransactionSynchronization {
        private final List<Pending> pending = new ArrayList<>();
        private @Nullable Anchor last;
        private boolean committing;

        void add(Pending entry) {
            if (committing) last = insert(entry);
            else pending.add(entry);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            committing = true;
            for (Pending entry : pending) last = insert(entry);
        }

        @Override
        public void afterCommit() {
            if (last != null) anchor(last);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(AuditTrail.this);
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(AuditTrail.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(AuditTrail.this, this);
        }
    }

    private Anchor insert(Pending entry) {
        Audited audited = entry.audited();
        return jdbc.sql("""
                        insert into audit.entry (at, actor, action, subject, detail, old_value, new_value, reason)
                        values (:at, :actor, :action, :subject, :detail::jsonb, :old::jsonb, :new::jsonb, :reason)
                        returning seq, hash""")
                .param("at", Timestamp.from(entry.at()))
                .param("actor", entry.actor())
                .param("action", audited.action())
                .param("subject", audited.subject())
                .param("detail", json.writeValueAsString(audited.detail()))
                .param("old", value(audited.oldValue()), Types.VARCHAR)
                .param("new", value(audited.newValue()), Types.VARCHAR)
                .param("reason", audited.reason().isBlank() ? null : audited.reason(), Types.VARCHAR)
                .query((row, n) -> new Anchor(row.getLong("seq"), row.getString("hash")))
                .single();
    }

    private @Nullable String value(Map<String, ?> value) {
        return value.isEmpty() ? null : json.writeValueAsString(value);
    }

    private void anchor(Anchor anchor) {
        anchors.append(anchor, clock.instant().toString());
    }

    /// The newest entries first. While the results of a study are sealed, its entries of [actions about
    /// answers][AuditedAction#answers()] say neither detail nor values nor reason, and cannot be found by them; nor can those of an
    /// earlier version, which do not name their study, while any study is sealed. Those of [their own][AuditedAction#own()] say
    /// nothing afterwards either, but to who did it.
    ///
    /// @param filter words of which each must occur in actor, action, subject, detail, values or reason; blank for all
    public List<AuditEntry> entries(String filter, int offset, int limit) {
        return jdbc.sql(SEEN + """
                        select seq, at, actor, action, subject, coalesce(detail, '{}') as detail, coalesce(reason, '') as reason,
                               sealed, jsonb_strip_nulls(jsonb_build_object('old', old_value, 'new', new_value)) as change
                        from seen where %s order by seq desc offset :offset limit :limit""".formatted(MATCHES))
                .param("words", words(filter))
                .param("answers", names(AuditedAction::answers))
                .param("open", open())
                .param("allOpen", allOpen())
                .param("own", names(AuditedAction::own))
                .param("viewer", signedIn())
                .param("offset", offset)
                .param("limit", limit)
                .query((row, n) -> new AuditEntry(
                        row.getLong("seq"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor"),
                        row.getString("action"),
                        row.getString("subject"),
                        row.getString("detail"),
                        row.getString("change"),
                        row.getString("reason"),
                        row.getBoolean("sealed")))
                .list();
    }

    public int count(String filter) {
        return jdbc.sql(SEEN + "select count(*) from seen where " + MATCHES)
                .param("words", words(filter))
                .param("answers", names(AuditedAction::answers))
                .param("open", open())
                .param("allOpen", allOpen())
                .param("own", names(AuditedAction::own))
                .param("viewer", signedIn())
                .query(Integer.class)
                .single();
    }

    private static final String SEEN = """
            with seen as (
              select seq, at, actor, action, subject, sealed,
                     case when not sealed then detail end as detail,
                     case when not sealed then old_value end as old_value,
                     case when not sealed then new_value end as new_value,
                     case when not sealed then reason end as reason
              from audit.entry cross join lateral (
                select action = any(:answers::text[]) and coalesce(detail ->> 'study' <> all(:open::text[]), not :allOpen)
                    or action = any(:own::text[]) and actor is distinct from :viewer) as seal (sealed))
            """;

    private static final String MATCHES = """
            not exists (select from unnest(:words::text[]) word
                        where position(word in lower(concat_ws(' ', actor, action, subject, detail, old_value, new_value,
                                                               reason))) = 0)
            """;

    private String[] open() {
        AuditSeal known = seal.getIfAvailable();
        return known == null
                ? new String[0]
                : known.openStudies().stream().map(UUID::toString).toArray(String[]::new);
    }

    private boolean allOpen() {
        AuditSeal known = seal.getIfAvailable();
        return known != null && known.everyStudyOpen();
    }

    private static String[] names(Predicate<AuditedAction> wanted) {
        return AuditedAction.all().stream().filter(wanted).map(AuditedAction::name).toArray(String[]::new);
    }

    private static String[] words(String filter) {
        return filter.isBlank() ? new String[0] : filter.strip().toLowerCase(Locale.ROOT).split("\\s+");
    }

    private static String signedIn() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication == null ? "system" : authentication.getName();
    }
}
