package org.levelread.reading;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table `reading.reminder`.
@Repository
class ReminderStore {
    private final JdbcClient jdbc;

    ReminderStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @return whether none waited for this reader already
    boolean add(UUID id, UUID studyId, UUID readerId, UUID askedBy, Instant at) {
        return jdbc.sql("""
                        insert into reading.reminder (id, study_id, reader_id, asked_by, asked_at)
                        values (:id, :study, :reader, :by, :at) on conflict do nothing""")
                        .param("id", id)
                        .param("study", studyId)
                        .param("reader", readerId)
                        .param("by", askedBy)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    Optional<Reminder> find(UUID id) {
        return jdbc.sql("select * from reading.reminder where id = :id")
                .param("id", id)
                .query(ReminderStore::reminder)
                .optional();
    }

    /// the newest of each reader
    List<Reminder> latest(UUID studyId) {
        return jdbc.sql("""
                select distinct on (reader_id) * from reading.reminder where study_id = :study
                order by reader_id, asked_at desc, id""")
                .param("study", studyId)
                .query(ReminderStore::reminder)
                .list();
    }

    /// one more attempt was made
    ///
    /// @return how many there were now
    int attempt(UUID id) {
        return jdbc.sql("update reading.reminder set attempts = attempts + 1 where id = :id returning attempts")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    void end(UUID id, Reminder.State state, Instant at) {
        jdbc.sql("update reading.reminder set state = :state, ended_at = :at where id = :id and state = 'QUEUED'")
                .param("id", id)
                .param("state", state.name())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Reminder reminder(ResultSet row, int number) throws SQLException {
        return new Reminder(
                row.getObject("id", UUID.class),
                row.getObject("study_id", UUID.class),
                row.getObject("reader_id", UUID.class),
                row.getTimestamp("asked_at").toInstant(),
                Reminder.State.valueOf(row.getString("state")),
                ReadingStore.instant(row, "ended_at"));
    }
}
