package org.levelread.analysis;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.levelread.spine.Cause;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table `analysis.outcome`.
@Repository
class OutcomeStore {
    private final JdbcClient jdbc;

    OutcomeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void forget(UUID studyId) {
        jdbc.sql("delete from analysis.outcome using cases.film where film.id = outcome.film_id and film.study_id = :study")
                .param("study", studyId)
                .update();
    }

    void put(FilmOutcome outcome, Map<String, UUID> confirmedBy, String dataSha256, Instant at) {
        jdbc.sql("""
                insert into analysis.outcome
                       (film_id, against, data_sha256, exact, jaccard, outcome, shift, dice_vertebrae, dice_sacrum,
                        dice_instrumentation, suggested_cause, suggested_evidence, suggested_confidence,
                        confirmed_cause, confirmed_by, computed_at)
                values (:film, :against, :sha, :exact, :jaccard, :outcome, :shift, :vertebrae, :sacrum,
                        :instrumentation, :suggested, :evidence, :confidence, :confirmed, :by, :at)""")
                .param("film", UUID.fromString(outcome.filmId()))
                .param("against", outcome.against())
                .param("sha", dataSha256)
                .param("exact", outcome.exact())
                .param("jaccard", outcome.jaccard().orElse(null))
                .param("outcome", outcome.outcome().kind().name())
                .param("shift", outcome.outcome().shift())
                .param("vertebrae", outcome.dice().get(Structure.VERTEBRAE))
                .param("sacrum", outcome.dice().get(Structure.SACRUM))
                .param("instrumentation", outcome.dice().get(Structure.INSTRUMENTATION))
                .param("suggested", outcome.suggested().map(s -> s.cause().code()).orElse(null))
                .param("evidence", outcome.suggested().map(SuggestedCause::evidence).orElse(null))
                .param("confidence", outcome.suggested().map(SuggestedCause::confidence).orElse(null))
                .param("confirmed", outcome.confirmed().map(Cause::code).orElse(null))
                .param("by", by(confirmedBy, outcome))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static @Nullable UUID by(Map<String, UUID> confirmedBy, FilmOutcome outcome) {
        return confirmedBy.get(outcome.filmId() + " " + outcome.against());
    }
}
