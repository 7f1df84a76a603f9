package org.levelread.reading;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table `reading.reading`.
@Repository
class ReadingStore {
    private final JdbcClient jdbc;

    @Autowired
    ReadingStore(ReadingDatabase database) {
        this(database.client());
    }

    /// on a client whose rights somebody else sees to
    ReadingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// one transaction at a time deals films to a reader or opens the reader's next one
    void lockOrderOf(UUID readerId) {
        jdbc.sql("select 1 from (select pg_advisory_xact_lock(hashtextextended(:reader, 0))) locked")
                .param("reader", "reading order of " + readerId)
                .query(Integer.class)
                .single();
    }

    Optional<Reading> find(UUID id) {
        return jdbc.sql("select * from reading.reading where id = :id")
                .param("id", id)
                .query(ReadingStore::reading)
                .optional();
    }

    Optional<Reading> ofFilm(UUID studyId, UUID filmId, UUID readerId) {
        return jdbc.sql("""
                select * from reading.reading
                where study_id = :study and film_id = :film and reader_id = :reader and kind = 'STUDY'
                order by period, step limit 1""")
                .param("study", studyId)
                .param("film", filmId)
                .param("reader", readerId)
                .query(ReadingStore::reading)
                .optional();
    }

    /// the film of one of the reader's own readings that was opened
    Optional<UUID> filmOf(UUID readingId, UUID readerId) {
        return jdbc.sql("""
                select film_id from reading.reading
                where id = :id and reader_id = :reader and state <> 'ASSIGNED'""")
                .param("id", readingId)
                .param("reader", readerId)
                .query(UUID.class)
                .optional();
    }

    void open(UUID id, Instant at) {
        jdbc.sql("update reading.reading set state = 'OPEN', opened_at = :at where id = :id and state = 'ASSIGNED'")
                .param("id", id)
                .param("at", utc(at))
                .update();
    }

    List<ReaderProgress> progress(UUID studyId) {
        return jdbc.sql("""
                select reader_id, count(*) as assigned, count(*) filter (where state = 'SUBMITTED') as submitted
                from reading.reading where study_id = :study and kind <> 'TRAINING' group by reader_id order by reader_id""")
                .param("study", studyId)
                .query((row, n) -> new ReaderProgress(
                        row.getObject("reader_id", UUID.class), row.getInt("assigned"), row.getInt("submitted")))
                .list();
    }

    /// each with the answer of its latest revision; training films and hidden duplicates are not among them
    List<Reading> submitted(UUID studyId) {
        return jdbc.sql("""
                select r.id, r.study_id, r.film_id, r.reader_id, r.order_index, r.state, r.opened_at, r.saved_at,
                       r.submitted_at, r.version, a.active_ms, a.levels, a.determinable, a.reason, a.quality, a.comment
                from reading.reading r
                join lateral (select * from reading.answer where reading_id = r.id order by revision desc limit 1) a on true
                where r.study_id = :study and r.state = 'SUBMITTED' and r.kind = 'STUDY'
                order by r.reader_id, r.order_index""")
                .param("study", studyId)
                .query(ReadingStore::reading)
                .list();
    }

    /// the hidden duplicates among the submitted readings
    List<Reading> duplicates(UUID studyId) {
        return jdbc.sql("""
                select r.id, r.study_id, r.film_id, r.reader_id, r.order_index, r.state, r.opened_at, r.saved_at,
                       r.submitted_at, r.version, a.active_ms, a.levels, a.determinable, a.reason, a.quality, a.comment
                from reading.reading r
                join lateral (select * from reading.answer where reading_id = r.id order by revision desc limit 1) a on true
                where r.study_id = :study and r.state = 'SUBMITTED' and r.kind = 'DUPLICATE'
                order by r.reader_id, r.order_index""")
                .param("study", studyId)
                .query(ReadingStore::reading)
                .list();
    }

    static Reading reading(ResultSet row, int number) throws SQLException {
        return new Reading(
                row.getObject("id", UUID.class),
                row.getObject("study_id", UUID.class),
                row.getObject("film_id", UUID.class),
                row.getObject("reader_id", UUID.class),
                row.getInt("order_index"),
                ReadingState.valueOf(row.getString("state")),
                instant(row, "opened_at"),
                instant(row, "saved_at"),
                instant(row, "submitted_at"),
                row.getLong("active_ms"),
                AnswerRow.read(row),
                row.getInt("version"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
