package org.levelread.reading;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The draft in `reading.reading`, the signed answers in `reading.answer` and the readers' settings in `reading.desk`.
@Repository
class DraftStore {
    private final JdbcClient jdbc;

    @Autowired
    DraftStore(ReadingDatabase database) {
        this(database.client());
    }

    /// on a client whose rights somebody else sees to
    DraftStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// waits until nobody else saves or signs this reading
    void lock(UUID readingId) {
        jdbc.sql("select 1 from reading.reading where id = :id for update")
                .param("id", readingId)
                .query(Integer.class)
                .single();
    }

    Draft draft(UUID readingId) {
        return jdbc.sql("select * from reading.reading where id = :id")
                .param("id", readingId)
                .query((row, n) -> new Draft(
                        row.getInt("version"),
                        ReadingStore.instant(row, "saved_at"),
                        row.getString("saved_by"),
                        AnswerRow.read(row),
                        effort(row)))
                .single();
    }

    /// Returns the new version, or empty where the row has another version or is submitted.
    Optional<Integer> save(UUID id, int version, Answer answer, Effort effort, String savedBy, Instant at) {
        return AnswerRow.write(jdbc.sql("""
                update reading.reading
                set levels = :levels::jsonb, determinable = :determinable, reason = :reason, quality = :quality,
                    comment = :comment, saved_at = :at, saved_by = :savedBy,
                    active_ms = greatest(active_ms, :activeMs), idle_ms = greatest(idle_ms, :idleMs),
                    changes = greatest(changes, :changes), version = version + 1
                where id = :id and version = :version and state = 'OPEN'
                returning version"""), answer)
                .param("id", id)
                .param("version", version)
                .param("savedBy", savedBy)
                .param("activeMs", effort.activeMs())
                .param("idleMs", effort.idleMs())
                .param("changes", effort.changes())
                .param("at", ReadingStore.utc(at))
                .query(Integer.class)
                .optional();
    }

    /// keeps the answer as the first that the reader wished to submit; a later one is not the first
    void keepFirst(UUID id, Answer answer, Instant at) {
        jdbc.sql("""
                update reading.reading set first_answer = :answer::jsonb, first_answer_at = :at
                where id = :id and state = 'OPEN' and first_answer is null""")
                .param("id", id)
                .param("answer", AnswerRow.json(answer))
                .param("at", ReadingStore.utc(at))
                .update();
    }

    /// writes the draft as the first revision and locks the reading
    ///
    /// @param signer the name and the meaning of the signature; null for an answer that is recorded without one
    void sign(UUID readingId, Terms terms, @Nullable Signature signer, Instant at) {
        jdbc.sql("""
                insert into reading.answer (id, reading_id, study_id, reader_id, revision, levels, determinable, reason,
                    quality, comment, first_answer, first_answer_at, active_ms, idle_ms, changes, visible, given_at,
                    signer_name, meaning)
                select gen_random_uuid(), id, study_id, reader_id, 1, levels, determinable, reason, quality, comment,
                       first_answer, first_answer_at, active_ms, idle_ms, changes,
                       :visible::jsonb || jsonb_build_object('order', order_index), :at, :signer, :meaning
                from reading.reading where id = :id""")
                .param("id", readingId)
                .param("visible", visible(terms))
                .param("at", ReadingStore.utc(at))
                .param("signer", signer == null ? null : signer.name())
                .param("meaning", signer == null ? null : signer.meaning())
                .update();
        jdbc.sql("update reading.reading set state = 'SUBMITTED', submitted_at = :at where id = :id")
                .param("id", readingId)
                .param("at", ReadingStore.utc(at))
                .update();
    }

    void correct(Reading reading, int revision, Answer answer, Effort effort, String why, Terms terms,
            Signature signer, Instant at) {
        AnswerRow.write(jdbc.sql("""
                insert into reading.answer (id, reading_id, study_id, reader_id, revision, change_reason, levels,
                    determinable, reason, quality, comment, active_ms, idle_ms, changes, visible, given_at, signer_name,
                    meaning)
                values (gen_random_uuid(), :reading, :study, :reader, :revision, :why, :levels::jsonb, :determinable,
                        :reason, :quality, :comment, :activeMs, :idleMs, :changes,
                        :visible::jsonb || jsonb_build_object('order', :order::integer), :at, :signer, :meaning)"""), answer)
                .param("reading", reading.id())
                .param("study", reading.studyId())
                .param("reader", reading.readerId())
                .param("order", reading.orderIndex())
                .param("revision", revision)
                .param("why", why)
                .param("activeMs", effort.activeMs())
                .param("idleMs", effort.idleMs())
                .param("changes", effort.changes())
                .param("visible", visible(terms))
                .param("at", ReadingStore.utc(at))
                .param("signer", signer.name())
                .param("meaning", signer.meaning())
                .update();
    }

    /// the first revision first
    List<SignedAnswer> history(UUID readingId) {
        return jdbc.sql("select * from reading.answer where reading_id = :id order by revision")
                .param("id", readingId)
                .query((row, n) -> new SignedAnswer(
                        row.getObject("reading_id", UUID.class),
                        row.getInt("revision"),
                        row.getString("change_reason"),
                        AnswerRow.read(row),
                        AnswerRow.answer(row.getString("first_answer")),
                        effort(row),
                        row.getTimestamp("given_at").toInstant(),
                        row.getString("signer_name"),
                        row.getString("meaning")))
                .list();
    }

    /// the reader's submitted readings with the latest answer of each, the last given first
    List<GivenAnswer> given(UUID studyId, UUID readerId) {
        return jdbc.sql("""
                select * from (
                  select distinct on (a.reading_id) r.order_index, a.*
                  from reading.answer a join reading.reading r on r.id = a.reading_id
                  where a.study_id = :study and a.reader_id = :reader
                  order by a.reading_id, a.revision desc) latest
                order by given_at desc""")
                .param("study", studyId)
                .param("reader", readerId)
                .query((row, n) -> new GivenAnswer(
                        row.getObject("reading_id", UUID.class),
                        row.getInt("order_index"),
                        row.getInt("revision"),
                        AnswerRow.read(row).summary(),
                        row.getTimestamp("given_at").toInstant()))
                .list();
    }

    /// JSON, from an action's name to its keys
    String keys(UUID readerId) {
        return jdbc.sql("select keys from reading.desk where reader_id = :reader")
                .param("reader", readerId)
                .query(String.class)
                .optional()
                .orElse("{}");
    }

    void saveKeys(UUID readerId, Map<String, List<String>> keys) {
        jdbc.sql("""
                insert into reading.desk (reader_id, keys) values (:reader, :keys::jsonb)
                on conflict (reader_id) do update set keys = excluded.keys""")
                .param("reader", readerId)
                .param("keys", AnswerRow.json(keys))
                .update();
    }

    private static String visible(Terms terms) {
        return AnswerRow.json(Map.of("arm", terms.arm(), "visible", terms.visible()));
    }

    private static Effort effort(ResultSet row) throws SQLException {
        return new Effort(row.getLong("active_ms"), row.getLong("idle_ms"), row.getInt("changes"));
    }

    /// @param meaning what the signature stands for, as it was shown
    record Signature(String name, String meaning) {}
}
