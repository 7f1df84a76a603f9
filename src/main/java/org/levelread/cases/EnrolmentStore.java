package org.levelread.cases;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The tables `cases.enrolment` and `cases.refused_duplicate`.
@Repository
class EnrolmentStore {
    private final JdbcClient jdbc;

    EnrolmentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// every film of the study, by number
    List<Enrolment> inStudy(UUID studyId) {
        return jdbc.sql("""
                select f.id, f.number, f.patient, f.construct_levels, f.site, f.view, e.decision, e.criterion, coalesce(e.note, '') as note
                from cases.film f left join cases.enrolment e on e.film_id = f.id
                where f.study_id = :study order by f.number""")
                .param("study", studyId)
                .query((row, n) -> new Enrolment(
                        row.getObject("id", UUID.class),
                        row.getInt("number"),
                        row.getString("decision") == null ? null : Decision.valueOf(row.getString("decision")),
                        row.getString("criterion"),
                        row.getString("note"),
                        row.getString("patient"),
                        row.getObject("construct_levels", Integer.class),
                        row.getString("site"),
                        row.getString("view")))
                .list();
    }

    void decide(
            UUID filmId,
            UUID studyId,
            Decision decision,
            @Nullable String criterion,
            String note,
            @Nullable UUID by,
            Instant at) {
        jdbc.sql("""
                insert into cases.enrolment (film_id, study_id, decision, criterion, note, decided_by, decided_at)
                values (:film, :study, :decision, :criterion, :note, :by, :at)
                on conflict (film_id) do update set decision = excluded.decision, criterion = excluded.criterion,
                    note = excluded.note, decided_by = excluded.decided_by, decided_at = excluded.decided_at""")
                .param("film", filmId)
                .param("study", studyId)
                .param("decision", decision.name())
                .param("criterion", criterion, Types.VARCHAR)
                .param("note", note)
                .param("by", by, Types.OTHER)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void describe(UUID filmId, @Nullable String patient, @Nullable Integer constructLevels) {
        jdbc.sql("update cases.film set patient = :patient, construct_levels = :levels where id = :film")
                .param("film", filmId)
                .param("patient", patient, Types.VARCHAR)
                .param("levels", constructLevels, Types.INTEGER)
                .update();
    }

    void place(UUID filmId, @Nullable String site, @Nullable String view) {
        jdbc.sql("update cases.film set site = :site, view = :view where id = :film")
                .param("film", filmId)
                .param("site", site, Types.VARCHAR)
                .param("view", view, Types.VARCHAR)
                .update();
    }

    void refuse(UUID studyId, UUID filmId, Instant at) {
        jdbc.sql("insert into cases.refused_duplicate (study_id, film_id, at) values (:study, :film, :at)")
                .param("study", studyId)
                .param("film", filmId)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    int duplicates(UUID studyId) {
        return jdbc.sql("select count(*) from cases.refused_duplicate where study_id = :study")
                .param("study", studyId)
                .query(Integer.class)
                .single();
    }
}
