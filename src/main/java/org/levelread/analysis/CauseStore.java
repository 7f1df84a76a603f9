package org.levelread.analysis;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.levelread.spine.Cause;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The tables `analysis.confirmed_cause` and `analysis.cause_coding`.
@Repository
class CauseStore {
    private final JdbcClient jdbc;

    CauseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param readerId whose answer differs from the model's; null for the reference
    record Confirmed(UUID filmId, @Nullable UUID readerId, Cause cause, UUID by) {}

    /// @param readerId as above
    record Coded(UUID filmId, @Nullable UUID readerId, UUID coderId, Cause cause) {}

    void addCoding(UUID filmId, @Nullable UUID readerId, UUID coderId, Cause cause, Instant at) {
        jdbc.sql("""
                insert into analysis.cause_coding (id, film_id, reader_id, coder_id, cause, coded_at)
                values (:id, :film, :reader, :coder, :cause, :at)""")
                .param("id", UUID.randomUUID())
                .param("film", filmId)
                .param("reader", readerId)
                .param("coder", coderId)
                .param("cause", cause.code())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// the newest of each film, answer and coder
    List<Coded> codings(UUID studyId) {
        return jdbc.sql("""
                select distinct on (coding.film_id, coding.reader_id, coding.coder_id)
                       coding.film_id, coding.reader_id, coding.coder_id, coding.cause
                from analysis.cause_coding coding join cases.film on film.id = coding.film_id
                where film.study_id = :study
                order by coding.film_id, coding.reader_id, coding.coder_id, coding.coded_at desc, coding.id""")
                .param("study", studyId)
                .query((row, n) -> new Coded(
                        row.getObject("film_id", UUID.class),
                        row.getObject("reader_id", UUID.class),
                        row.getObject("coder_id", UUID.class),
                        cause(row.getString("cause"))))
                .list();
    }

    void add(UUID filmId, @Nullable UUID readerId, @Nullable Cause suggested, Cause confirmed, UUID by, Instant at) {
        jdbc.sql("""
                insert into analysis.confirmed_cause
                       (id, film_id, reader_id, suggested, confirmed, confirmed_by, confirmed_at)
                values (:id, :film, :reader, :suggested, :confirmed, :by, :at)""")
                .param("id", UUID.randomUUID())
                .param("film", filmId)
                .param("reader", readerId)
                .param("suggested", suggested == null ? null : suggested.code())
                .param("confirmed", confirmed.code())
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /// the newest of each film and reader
    List<Confirmed> inStudy(UUID studyId) {
        return jdbc.sql("""
                select distinct on (cause.film_id, cause.reader_id) cause.film_id, cause.reader_id, cause.confirmed,
                       cause.confirmed_by
                from analysis.confirmed_cause cause join cases.film on film.id = cause.film_id
                where film.study_id = :study
                order by cause.film_id, cause.reader_id, cause.confirmed_at desc, cause.id""")
                .param("study", studyId)
                .query((row, n) -> new Confirmed(
                        row.getObject("film_id", UUID.class),
                        row.getObject("reader_id", UUID.class),
                        cause(row.getString("confirmed")),
                        row.getObject("confirmed_by", UUID.class)))
                .list();
    }

    private static Cause cause(String code) {
        return Arrays.stream(Cause.values())
                .filter(cause -> cause.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the database names the unknown cause " + code));
    }
}
