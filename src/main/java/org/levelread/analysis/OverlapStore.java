package org.levelread.analysis;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.levelread.spine.Cause;
import org.levelread.spine.Level;
import org.levelread.statistics.MaskOverlap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The tables `analysis.mask_overlap` and `analysis.body_match`.
@Repository
class OverlapStore {
    private final JdbcClient jdbc;

    OverlapStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void put(UUID runId, Map<Structure, MaskOverlap> overlaps) {
        overlaps.forEach((structure, overlap) -> jdbc.sql("""
                insert into analysis.mask_overlap (run_id, structure, both_px, predicted_px, reference_px)
                values (:run, :structure, :both, :predicted, :reference) on conflict (run_id, structure) do nothing""")
                .param("run", runId)
                .param("structure", structure.name())
                .param("both", overlap.both())
                .param("predicted", overlap.first())
                .param("reference", overlap.second())
                .update());
    }

    /// empty where nothing was counted yet
    Map<Structure, MaskOverlap> find(UUID runId) {
        Map<Structure, MaskOverlap> overlaps = new EnumMap<>(Structure.class);
        jdbc.sql("select structure, both_px, predicted_px, reference_px from analysis.mask_overlap where run_id = :run")
                .param("run", runId)
                .query(row -> {
                    overlaps.put(
                            Structure.valueOf(row.getString("structure")),
                            new MaskOverlap(
                                    row.getLong("both_px"), row.getLong("predicted_px"), row.getLong("reference_px")));
                });
        return overlaps;
    }

    void put(UUID runId, Optional<BodyMatch> match) {
        Optional<SuggestedCause> why = match.flatMap(BodyMatch::explanation);
        jdbc.sql("""
                insert into analysis.body_match (run_id, reference_bodies, merged, split, missed, without_reference, lowest_wrong, cause, evidence, confidence)
                values (:run, :reference, :merged, :split, :missed, :without, :wrong, :cause, :evidence, :confidence)
                on conflict (run_id) do nothing""")
                .param("run", runId)
                .param("reference", match.map(BodyMatch::reference).orElse(null))
                .param("merged", match.map(BodyMatch::merged).orElse(null))
                .param("split", match.map(BodyMatch::split).orElse(null))
                .param("missed", match.map(BodyMatch::missed).orElse(null))
                .param("without", match.map(BodyMatch::withoutReference).orElse(null))
                .param("wrong", match.flatMap(BodyMatch::lowestWrong).map(Level::name).orElse(null))
                .param("cause", why.map(s -> s.cause().name()).orElse(null))
                .param("evidence", why.map(SuggestedCause::evidence).orElse(null))
                .param("confidence", why.map(SuggestedCause::confidence).orElse(null))
                .update();
    }

    /// the outer one is empty where nothing was matched yet, the inner one where nothing can be
    Optional<Optional<BodyMatch>> bodies(UUID runId) {
        return jdbc.sql("select * from analysis.body_match where run_id = :run")
                .param("run", runId)
                .query((row, _) -> {
                    if (row.getObject("reference_bodies") == null) return Optional.<BodyMatch>empty();
                    String cause = row.getString("cause");
                    return Optional.of(new BodyMatch(
                            row.getInt("reference_bodies"),
                            row.getInt("merged"),
                            row.getInt("split"),
                            row.getInt("missed"),
                            row.getInt("without_reference"),
                            Optional.ofNullable(row.getString("lowest_wrong")).flatMap(Level::parse),
                            cause == null
                                    ? Optional.empty()
                                    : Optional.of(new SuggestedCause(
                                            Cause.valueOf(cause), row.getString("evidence"), row.getDouble("confidence")))));
                })
                .optional();
    }

    void forgetFilm(UUID filmId) {
        jdbc.sql("""
                delete from analysis.body_match matched using prediction.run
                where run.id = matched.run_id and run.film_id = :film""").param("film", filmId).update();
        jdbc.sql("""
                delete from analysis.mask_overlap overlap using prediction.run
                where run.id = overlap.run_id and run.film_id = :film""").param("film", filmId).update();
    }
}
