package org.levelread.analysis;

import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.levelread.statistics.MaskOverlap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table `analysis.mask_overlap`.
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

    void forgetFilm(UUID filmId) {
        jdbc.sql("""
                delete from analysis.mask_overlap overlap using prediction.run
                where run.id = overlap.run_id and run.film_id = :film""").param("film", filmId).update();
    }
}
