package org.levelread.reference;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table `reference.adjudication`.
@Repository
class AdjudicationStore {
    private final JdbcClient jdbc;

    AdjudicationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Adjudication decided) {
        jdbc.sql("""
                insert into reference.adjudication
                       (id, film_id, adjudicator_id, determinable, levels, instrumented, rationale, model_shown, decided_at)
                values (:id, :film, :adjudicator, :determinable, :levels, :instrumented, :rationale, :model, :at)""")
                .param("id", UUID.randomUUID())
                .param("film", decided.filmId())
                .param("adjudicator", decided.adjudicatorId())
                .param("determinable", decided.determinable())
                .param("levels", ReferenceStore.names(decided.levels()))
                .param("instrumented", ReferenceStore.names(decided.instrumented()))
                .param("rationale", decided.rationale())
                .param("model", decided.modelShown())
                .param("at", decided.decidedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// the newest decision of each adjudicator on each film
    List<Adjudication> newest(UUID studyId) {
        return jdbc.sql("""
                select distinct on (decided.film_id, decided.adjudicator_id) decided.*
                from reference.adjudication decided join cases.film on film.id = decided.film_id
                where film.study_id = :study
                order by decided.film_id, decided.adjudicator_id, decided.decided_at desc, decided.id""")
                .param("study", studyId)
                .query((row, n) -> new Adjudication(
                        row.getObject("film_id", UUID.class),
                        row.getObject("adjudicator_id", UUID.class),
                        row.getBoolean("determinable"),
                        Set.copyOf(ReferenceStore.levels(row, "levels")),
                        Set.copyOf(ReferenceStore.levels(row, "instrumented")),
                        row.getString("rationale"),
                        row.getString("model_shown"),
                        row.getTimestamp("decided_at").toInstant()))
                .list();
    }
}
