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

/// The table `analysis.confirmed_cause`.
@Repository
class CauseStore {
    private final JdbcClient jdbc;

    CauseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param readerId whose answer differs from the model's; null for the reference
    record Confirmed(UUID filmId, @Nullable UUID readerId, Cause cause) {}

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
                select distinct on (cause.film_id, cause.reader_id) cause.film_id, cause.reader_id, cause.confirmed
                from analysis.confirmed_cause cause join cases.film on film.id = cause.film_id
                where film.study_id = :study
                order by cause.film_id, cause.reader_id, cause.confirmed_at desc, cause.id""")
                .param("study", studyId)
                .query((row, n) -> new Confirmed(
                        row.getObject("film_id", UUID.class),
                        row.getObject("reader_id", UUID.class),
                        cause(row.getString("confirmed"))))
                .list();
    }

    private static Cause cause(String code) {
        return Arrays.stream(Cause.values())
                .filter(cause -> cause.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the database names the unknown cause " + code));
    }
}
