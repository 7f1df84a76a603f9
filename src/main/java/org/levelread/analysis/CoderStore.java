package org.levelread.analysis;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table `analysis.coder_right`.
@Repository
class CoderStore {
    private final JdbcClient jdbc;

    CoderStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID studyId, UUID accountId, boolean granted, String reason, UUID by, Instant at) {
        jdbc.sql("""
                insert into analysis.coder_right (id, study_id, account_id, granted, reason, decided_by, decided_at)
                values (:id, :study, :account, :granted, :reason, :by, :at)""")
                .param("id", UUID.randomUUID())
                .param("study", studyId)
                .param("account", accountId)
                .param("granted", granted)
                .param("reason", reason)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// accounts whose newest decision grants it
    List<UUID> appointed(UUID studyId) {
        return jdbc.sql("""
                select account_id from (
                  select distinct on (account_id) account_id, granted from analysis.coder_right where study_id = :study
                  order by account_id, decided_at desc, id) newest
                where granted order by account_id""")
                .param("study", studyId)
                .query(UUID.class)
                .list();
    }
}
