package org.levelread.prediction;

import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The table `prediction.review`.
@Repository
class ReviewStore {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<ReviewedLevel>> LEVELS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    ReviewStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Review review) {
        jdbc.sql("""
                insert into prediction.review (id, run_id, surgeon_id, verdict, levels, note, reviewed_at)
                values (:id, :run, :surgeon, :verdict, :levels::jsonb, :note, :at)""")
                .param("id", review.id())
                .param("run", review.runId())
                .param("surgeon", review.surgeonId())
                .param("verdict", review.verdict().name())
                .param("levels", JSON.writeValueAsString(review.levels()))
                .param("note", review.note())
                .param("at", review.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// newest first, of all runs of the film
    List<Review> ofFilm(UUID filmId) {
        return jdbc.sql("""
                select review.* from prediction.review join prediction.run on run.id = review.run_id
                where run.film_id = :film order by reviewed_at desc, review.id""")
                .param("film", filmId)
                .query((row, n) -> new Review(
                        row.getObject("id", UUID.class),
                        row.getObject("run_id", UUID.class),
                        row.getObject("surgeon_id", UUID.class),
                        Verdict.valueOf(row.getString("verdict")),
                        JSON.readValue(row.getString("levels"), LEVELS),
                        row.getString("note"),
                        row.getTimestamp("reviewed_at").toInstant()))
                .list();
    }
}
